"""What a KPI had before: the outcomes of earlier follow-ups, each with the follow-up it belongs to."""

from __future__ import annotations

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


def follow_up(period: Period, calendar: Calendar) -> str:
    """A follow-up's name where there is little room: T2 2025, and the whole year as 2025. It breaks between its words."""
    return str(period.year) if period == calendar.year_end(period.year) else f"{period.name} {period.year}"


def earlier_outcome(kpi: KpiResult, period: Period, group: str = "") -> Decimal | str | None:
    """What was reported at a follow-up, of the total or of a group: a number, a code of NO_VALUE, or nothing that can be compared."""
    if group:
        return _reported(kpi, period, group) if any(reading.period == period for reading in kpi.series) else None
    reading = next((reading for reading in kpi.series if reading.period == period), None)
    return _reported(kpi, period) if reading is None else reading.value


def _reported(kpi: KpiResult, period: Period, group: str = "") -> Decimal | str | None:
    outcome = kpi.entry.report(period)
    text = (outcome.by.get(group) if group else outcome.value) if outcome else None
    if text is None or text in NO_VALUE_WORDS:
        return None if text is None else str(text)
    return parse_number(text) if group else None


def groups(kpi: KpiResult) -> tuple[str, ...]:
    """The groups that a KPI is broken down by: those the plan names, and those that were ever reported, in the order they are found."""
    unit = kpi.entry.plan.unit
    sources = unit.outcomes.values() if unit and kpi.entry.model.by else ()
    reports = [report for source in sources for report in source.reports(kpi.entry.section, kpi.entry.id).values()]
    reported = [group for report in reports if isinstance(report, KpiOutcome) for group in report.by]
    return tuple(dict.fromkeys((*kpi.entry.groups, *reported)))
