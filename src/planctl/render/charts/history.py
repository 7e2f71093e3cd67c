"""A KPI's past: what was reported at each follow-up, and what the plan of that year said of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from planctl.evaluate.banding import placements
from planctl.evaluate.explain.bands import frame_at
from planctl.evaluate.kpi import evaluate_kpi, is_due
from planctl.evaluate.series import readings
from planctl.evaluate.status import COLOURS, KpiResult, Reading, Status
from planctl.message import Message
from planctl.notation.conditions import Interval
from planctl.notation.number import steps_down, steps_up
from planctl.notation.period import Period
from planctl.notation.placement import Axis, Frame, Placement, place
from planctl.notation.scheme import Scheme, is_absolute, to_reach
from planctl.render.charts.scale import Number
from planctl.render.charts.timeline_data import Band, Break, Forecast, Level, Point
from planctl.render.language import Language
from planctl.render.values import target_text
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import KpiEntry

_YEARS_AHEAD = 3
"""How far the aims of later years are shown."""
_HALF = Fraction(1, 2)


class Past(NamedTuple):
    """A follow-up; `result` is None in a year of which no plan with the KPI is known."""

    period: Period
    reading: Reading | None
    result: KpiResult | None


class Span(NamedTuple):
    """A KPI's aims, for as long as they hold: relative ones as they are at one follow-up."""

    start: datetime.date
    end: datetime.date
    entry: KpiEntry
    year: int
    frame: Frame


class History:
    """A KPI up to the period of a result, as known on a day."""

    def __init__(self, result: KpiResult, calendar: Calendar, as_of: datetime.date, language: Language) -> None:
        self.result, self.calendar, self.as_of, self.language = result, calendar, as_of, language
        last = calendar.key(result.period)
        self.readings = {known.period: known for known in readings(result.entry, calendar) if calendar.key(known.period) <= last}
        self.first = min([*self.readings, result.period], key=calendar.key)
        self.past = [self._past(period) for period in self._periods() if self._belongs(period)]

    def _periods(self) -> list[Period]:
        """Every follow-up from the first reading to the period of the result."""
        start, found = self.calendar.key(self.first), [self.result.period]
        for period in self.calendar.before(self.result.period):
            if self.calendar.key(period) < start:
                break
            found.append(period)
        return found[::-1]

    def _belongs(self, period: Period) -> bool:
        """Whether the follow-up has a value, or was to have one; of a year without a plan, the whole year was."""
        if period in self.readings or period == self.result.period:
            return True
        entry = self.result.entry.in_year(period.year)
        if entry is None:
            return period == self.calendar.year_end(period.year) and is_due(self.result.entry, period, self.calendar)
        report = entry.report(period)
        return (report is not None and (report.value or report.assessment) is not None) or is_due(entry, period, self.calendar)

    def _past(self, period: Period) -> Past:
        reading = self.readings.get(period)
        if period == self.result.period:
            return Past(period, reading, self.result)
        entry = self.result.entry.in_year(period.year)
        return Past(period, reading, evaluate_kpi(entry, period, self.calendar, self.as_of) if entry else None)

    # -- what is drawn ------------------------------------------------------------------------------------------------------------

    def point(self, past: Past) -> Point:
        period, result = past.period, past.result
        bands = result.entry.bands_in(period.year) if result else None
        texts = ((colour, getattr(bands, colour.value)) for colour in reversed(COLOURS))
        return Point(
            str(period),
            str(period.year) if period == self.calendar.year_end(period.year) else period.name,
            self.calendar.end(period),
            past.reading.value if past.reading else None,
            _status(past),
            target_text(self.language, result) if result else "",
            tuple((colour, str(text)) for colour, text in texts if text is not None) if bands else (),
        )

    def levels(self) -> Iterator[Level]:
        """The limits of the targets."""
        for span in self.spans():
            scheme = span.entry.scheme(span.year)
            aim = scheme.target and (to_reach(scheme.target, scheme.direction) or scheme.target)
            placed = place(aim, span.frame) if aim else None
            if not isinstance(placed, Placement) or placed.axis is not Axis.VALUE:
                continue
            text = target_text(self.language, self.result._replace(entry=span.entry, period=Period(span.year, "")))
            limits = {end.value for part in placed.intervals for end in (part.low, part.high) if end}
            yield from (Level(span.start, span.end, limit, text) for limit in sorted(limits))

    def bands(self) -> Iterator[Band]:
        """The bands on the axis of values, as far as they are known; without bands, the values that reach the target."""
        for span in self.spans():
            scheme = span.entry.scheme(span.year)
            placed = placements(scheme, span.frame)
            if isinstance(placed, Message):
                continue
            for colour in COLOURS:
                found = placed.get(colour.value)
                for interval in found.intervals if found and found.axis is Axis.VALUE else ():
                    yield Band(colour, span.start, span.end, *_edges(interval, scheme))

    def breaks(self) -> Iterator[Break]:
        """The breaks between the values shown, as any of the plans tells of them."""
        told: dict[int, str] = {}
        for past in self.past:
            told |= past.result.entry.model.breaks if past.result else {}
        for year in sorted(told):
            if self.first.year < year <= self.result.period.year:
                yield Break(datetime.date(year, 1, 1), told[year])

    def forecast(self) -> Forecast | None:
        """What the year is expected to end with, as long as it has not."""
        period, result = self.calendar.year_end(self.result.period.year), self.result
        if result.forecast is None or period in self.readings:
            return None
        return Forecast(str(period), self.calendar.end(period), result.forecast, result.forecast_status)

    def spans(self) -> Iterator[Span]:
        """The aims in order of time: by year, or by follow-up where they are relative to earlier values or to others."""
        for year in range(self.first.year, self._last_year() + 1):
            entry = self.result.entry.in_year(year)
            scheme = entry.scheme(year) if entry else None
            if entry is None or scheme is None:
                continue
            aims = (*scheme.bands.values(), *([scheme.target] if scheme.target else []))
            if all(map(is_absolute, aims)):
                frame = Frame(scheme.target_number, scheme.direction)
                yield Span(datetime.date(year, 1, 1), datetime.date(year, 12, 31), entry, year, frame)
            else:
                yield from self._relative(year)

    def _relative(self, year: int) -> Iterator[Span]:
        start = datetime.date(year, 1, 1)
        for past in self.past:
            if past.period.year == year and past.result:
                end = self.calendar.end(past.period)
                yield Span(start, end, past.result.entry, year, frame_at(past.result, self.calendar))
                start = end

    def _last_year(self) -> int:
        """The year of the result, or the last of the plan's next years in which the aims are others."""
        year, years = self.result.period.year, self.result.entry.plan.years
        ahead = range(year + 1, min(year + _YEARS_AHEAD, years.last if years else year) + 1)
        now = self.result.scheme
        return max((later for later in ahead if _aims(self.result.entry.scheme(later)) != _aims(now)), default=year)


def _aims(scheme: Scheme) -> tuple[object, ...]:
    return scheme.target, dict(scheme.bands)


def _status(past: Past) -> Status:
    """A value of which the plan of its year says nothing has no target; without a value it is missing."""
    if past.result and (past.result.reading or not past.reading):
        return past.result.status
    return Status.UNTARGETED if past.reading else Status.MISSING


def _edges(interval: Interval, scheme: Scheme) -> tuple[Number | None, Number | None]:
    """Where a band ends: half a step beyond its last value, where values are rounded before they are placed."""
    low, high, decimals = interval.low, interval.high, scheme.decimals
    if not scheme.told:
        return low and low.value, high and high.value
    size = Fraction(1, 10**decimals)
    first = low and steps_up(low.value, decimals)
    last = high and steps_down(high.value, decimals)
    if low and first is not None and not low.inclusive and first * size == low.value:
        first += 1
    if high and last is not None and not high.inclusive and last * size == high.value:
        last -= 1
    return None if first is None else (first - _HALF) * size, None if last is None else (last + _HALF) * size
