"""What a KPI had before: the outcomes of earlier follow-ups, each with the follow-up it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import islice

from planctl.evaluate.status import KpiResult
from planctl.exchange.workbook.layout import NO_VALUE_WORDS
from planctl.model.outcomes import KpiOutcome
from planctl.notation.number import parse_number
from planctl.notation.period import Period
from planctl.workspace.calendar import Calendar

FOLLOW_UPS = 3
"""How many earlier follow-ups are shown, besides the same one of the year before."""


def shown_periods(period: Period, calendar: Calendar) -> tuple[Period, ...]:
    """The last follow-ups before one, and the same of the year before, in order of time."""
    last = [*islice(calendar.before(period), FOLLOW_UPS), Period(period.year - 1, period.name)]
    return tuple(sorted(set(last), key=calendar.key))


def earlier_outcome(kpi: KpiResult, period: Period, group: str = "") -> Decimal | str | None:
    """What was reported at a follow-up, of the total or of a group: a number, a code of NO_VALUE, or nothing that can be compared."""
    if group:
        return _reported(kpi, period, group) if any(reading.period == period for reading in kpi.series) else None
    reading = next((reading for reading in kpi.series if reading.period == period), None)
    return _reported(kpi, period) if reading is None else reading.value


def _reported(kpi: KpiResult, period: Period, group: str = "") -> Decimal | str | None:
    outcome = outcome_at(kpi, period)
    text = (outcome.by.get(group) if group else outcome.value) if outcome else None
    if text is None or text in NO_VALUE_WORDS:
        return None if text is None else str(text)
    return parse_number(text) if group else None


def outcome_at(kpi: KpiResult, period: Period) -> KpiOutcome | None:
    """What is reported of a KPI at any follow-up."""
    unit = kpi.entry.plan.unit
    source = unit.outcomes.get(period.year) if unit else None
    return source.kpi(kpi.entry.id, period.name) if source else None


def groups(kpi: KpiResult) -> tuple[str, ...]:
    """The groups that a KPI is broken down by: those the plan names, and those that were ever reported, in the order they are found."""
    by = kpi.entry.model.by
    named = [group for dimension in by.values() for group in dimension] if isinstance(by, Mapping) else []
    unit = kpi.entry.plan.unit
    for source in unit.outcomes.values() if unit and by else ():
        for report in source.model.kpis.get(kpi.entry.id, {}).values():
            named += report.by if isinstance(report, KpiOutcome) else ()
    return tuple(dict.fromkeys(named))
