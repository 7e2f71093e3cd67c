"""The readings of a KPI over time, and which of them can be compared."""

from __future__ import annotations

from collections.abc import Iterable

from planctl.evaluate.status import Reading
from planctl.model.outcomes import NO_VALUE, reported_value
from planctl.notation.number import parse_number
from planctl.notation.period import Period
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import KpiEntry
from planctl.workspace.files import OutcomesEntry


def readings(kpi: KpiEntry, calendar: Calendar) -> list[Reading]:
    """Every number known of a KPI, in order of time: reported ones, and the baseline where no report stands for that year."""
    unit = kpi.plan.unit
    found = {reading.period: reading for reading in _baseline(kpi, calendar)}
    for entry in unit.outcomes.values() if unit else ():
        for reading in _reported(kpi.id, entry):
            found[reading.period] = reading
    return sorted(found.values(), key=lambda reading: calendar.key(reading.period))


def _baseline(kpi: KpiEntry, calendar: Calendar) -> Iterable[Reading]:
    for year, text in kpi.model.baseline.items():
        if (value := parse_number(text)) is not None:
            yield Reading(calendar.year_end(year), value, kpi.plan.file, ())


def _reported(id_: str, entry: OutcomesEntry) -> Iterable[Reading]:
    for name, report in entry.model.kpis.get(id_, {}).items():
        text = reported_value(report)
        if text is None or text in NO_VALUE:
            continue
        if (value := parse_number(text)) is not None:
            yield Reading(Period(entry.year, name), value, entry.file, ("kpis", id_, name))


def comparable(series: Iterable[Reading], kpi: KpiEntry, period: Period, calendar: Calendar) -> tuple[Reading, ...]:
    """The readings up to a period, without those before a break in the series that lies at or before it."""
    start = max((year for year in kpi.model.breaks if year <= period.year), default=0)
    end = calendar.key(period)
    return tuple(reading for reading in series if reading.period.year >= start and calendar.key(reading.period) <= end)


def previous(series: tuple[Reading, ...], period: Period) -> Reading | None:
    """What a reading at a period, the last of a comparable series, is compared with.

    That is the same follow-up of the latest earlier year; else the latest reading before it.
    """
    earlier = [reading for reading in series if reading.period != period]
    same = [reading for reading in earlier if reading.period.name == period.name]
    return same[-1] if same else earlier[-1] if earlier else None
