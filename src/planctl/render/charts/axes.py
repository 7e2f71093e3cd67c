"""The plane of a timeline: days from left to right, values from below, and where each lies."""

from __future__ import annotations

import datetime
from decimal import Decimal

from planctl.notation.number import decimals_of
from planctl.render.charts.labels import Box, Labels, Place
from planctl.render.charts.lettering import NARROW, fitted, one_line, width_of
from planctl.render.charts.marks import NARROW_RADIUS, RADIUS
from planctl.render.charts.scale import Number, Scale, nice_ticks, padded
from planctl.render.charts.svg import line
from planctl.render.charts.timeline_data import Timeline
from planctl.render.language import Language

WIDTH = 1280
TOP, HEIGHT, FOOT = 72, 400, 80
"""The room for the unit above the values, for the values, and for the names of periods below them."""
_MOST_TICKS = 5


class Plane:
    """Where days and values lie in the picture."""

    def __init__(self, data: Timeline, language: Language) -> None:
        self.data, self.language = data, language
        self.days = Scale(*(day.toordinal() for day in _days(data)))
        finest = Decimal(1).scaleb(-data.decimals) if data.decimals is not None else Decimal(0)
        self.values = padded(_values(data) or [Decimal(0), Decimal(1)], data.ends, finest)
        self.ticks = nice_ticks(self.values, _MOST_TICKS, finest)
        names = [language.number(tick) for tick in self.tick_values()]
        self.left = 24 + max((width_of(name, NARROW) for name in names), default=0)
        self.right = WIDTH - (2 * NARROW_RADIUS + 10 if data.bands else RADIUS + 8)
        self.top, self.bottom = TOP, TOP + HEIGHT
        self.labels = Labels(Box(0, 0, WIDTH, self.bottom + FOOT))

    def tick_values(self) -> list[Decimal]:
        """The ticks, all with the same decimals."""
        decimals = max((decimals_of(tick.normalize()) for tick in self.ticks), default=0)
        return [tick.quantize(Decimal(1).scaleb(-decimals)) for tick in self.ticks]

    def x(self, day: datetime.date) -> int:
        return self.days.place(day.toordinal(), self.left + RADIUS + 4, self.right - RADIUS - 4)

    def y(self, value: Number) -> int:
        return self.values.place(value, self.bottom, self.top)

    @property
    def first(self) -> datetime.date:
        """The first day shown."""
        return datetime.date.fromordinal(int(self.days.low))

    def box(self, start: datetime.date, end: datetime.date, low: Number | None, high: Number | None) -> Box | None:
        """What some days and values cover; None where that is nothing. The first and last days reach the edges."""
        left = self.left if start.toordinal() <= self.days.low else self.x(start)
        right = self.right if end.toordinal() >= self.days.high else self.x(end)
        top = self.top if high is None else self.y(high)
        bottom = self.bottom if low is None else self.y(low)
        return Box(left, top, right, bottom) if right > left and bottom > top else None

    def value_axis(self) -> str:
        """Round values with a line each, and the unit above."""
        drawn = ""
        for tick in self.tick_values():
            y = self.y(tick)
            drawn += line(self.left, y, self.right, y, "chart-grid")
            drawn += self.labels.put(self.language.number(tick), [Place(self.left - 12, y, "end", "beside")], "chart-tick")
        unit = fitted(one_line(self.data.unit), WIDTH - 16, NARROW)
        return drawn + self.labels.put(unit, [Place(8, 40, "start")], "chart-tick")

    def time_axis(self) -> str:
        """The ends of years, then the follow-ups, as many as there is room for; one after the last end of a year by its whole name."""
        drawn = line(self.left, self.bottom, self.right, self.bottom, "chart-axis")
        ends = {end: str(end.year) for end in self.year_ends()}
        last = [point for point in self.data.points if point.date >= max(ends, default=point.date)][-1:]
        named = ends | {point.date: point.period for point in last if point.date not in ends}
        named |= {point.date: point.tick for point in reversed(self.data.points) if point.date not in named}
        for day, name in named.items():
            x = self.x(day)
            drawn += line(x, self.bottom, x, self.bottom + (16 if day in ends else 8), "chart-axis")
            drawn += self.labels.put(fitted(name, WIDTH // 3, NARROW), self._below(x), "chart-tick")
        return drawn

    def _below(self, x: int) -> list[Place]:
        y = self.bottom + 24
        return [Place(x, y, "middle", "below"), Place(WIDTH - 8, y, "end", "below")][: 2 if x > WIDTH - 120 else 1]

    def year_ends(self) -> list[datetime.date]:
        """The last days of the years shown, the latest first."""
        first, last = (datetime.date.fromordinal(int(day)) for day in (self.days.low, self.days.high))
        ends = [datetime.date(year, 12, 31) for year in range(last.year, first.year - 1, -1)]
        return [end for end in ends if first <= end <= last]


def _days(data: Timeline) -> tuple[datetime.date, datetime.date]:
    """From the first follow-up to the last day that anything is said of; a year, where that is one day."""
    told = [point.date for point in data.points] + ([data.forecast.date] if data.forecast else [])
    held = [level.end for level in data.targets] + [band.end for band in data.bands]
    if not told and not held:
        return datetime.date(2000, 1, 1), datetime.date(2000, 12, 31)
    first, last = min(told or held), max(told + held)
    return (datetime.date(last.year, 1, 1), last) if first.year == last.year and len(set(told)) < 2 and last.month > 1 else (first, last)


def _values(data: Timeline) -> list[Number]:
    """All that must have its place: outcomes, forecast, target, and the limits of the bands."""
    values: list[Number] = [value for _, value, _ in data.measured]
    values += [data.forecast.value] if data.forecast else []
    values += [level.value for level in data.targets]
    return values + [end for band in data.bands for end in (band.low, band.high) if end is not None]
