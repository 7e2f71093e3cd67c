"""What the chart of a KPI over time is made of."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple

from planctl.evaluate.status import Change, Status
from planctl.render.charts.scale import Number

GAPS = (Status.MISSING, Status.NOT_APPLICABLE, Status.CONFIDENTIAL)
"""What a period without a value can be, where one was to come: the line is broken there."""


class Point(NamedTuple):
    """A follow-up, at the day it reaches. Without a value it is a gap, or not to be measured yet."""

    period: str
    """The period's name: 2026-T2."""
    tick: str
    """Its name within the year: T2."""
    date: datetime.date
    value: Decimal | None
    status: Status
    target: str = ""
    """As written."""
    bands: tuple[tuple[Status, str], ...] = ()
    """As written."""


class Band(NamedTuple):
    """The values of a colour, for as long as they hold; None is an open end."""

    status: Status
    start: datetime.date
    end: datetime.date
    low: Number | None
    high: Number | None


class Level(NamedTuple):
    """The target, or one of its limits, for as long as it holds."""

    start: datetime.date
    end: datetime.date
    value: Number
    text: str
    """The target as written."""


class Break(NamedTuple):
    """From when on values can't be compared with earlier ones, and why."""

    date: datetime.date
    text: str


class Forecast(NamedTuple):
    period: str
    date: datetime.date
    value: Decimal
    status: Status | None = None


class Move(NamedTuple):
    """How the latest value moved since an earlier one that it can be compared with."""

    change: Change
    difference: Decimal
    since: str


class Timeline(NamedTuple):
    """All in order of time. Without `decimals`, values are shown with all their digits."""

    title: str
    points: tuple[Point, ...]
    unit: str = ""
    decimals: int | None = None
    targets: tuple[Level, ...] = ()
    bands: tuple[Band, ...] = ()
    breaks: tuple[Break, ...] = ()
    forecast: Forecast | None = None
    ends: tuple[Number | None, Number | None] = (None, None)
    """The lowest and the highest value that can occur."""
    move: Move | None = None

    @property
    def measured(self) -> tuple[tuple[datetime.date, Decimal, Point], ...]:
        """The points that have a value."""
        return tuple((point.date, point.value, point) for point in self.points if point.value is not None)
