"""What the threshold language can say: immutable conditions on a value, each kind with its own meaning of its intervals."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

Number = Decimal | Fraction


class Bound(NamedTuple):
    """One end of an interval."""

    value: Number
    inclusive: bool


class Interval(NamedTuple):
    """All numbers between two bounds; None is an open end."""

    low: Bound | None = None
    high: Bound | None = None

    def holds(self, value: Number) -> bool:
        return self._above_low(value) and self._below_high(value)

    def _above_low(self, value: Number) -> bool:
        low = self.low
        return low is None or value > low.value or (low.inclusive and value == low.value)

    def _below_high(self, value: Number) -> bool:
        high = self.high
        return high is None or value < high.value or (high.inclusive and value == high.value)

    @property
    def empty(self) -> bool:
        """Whether no number at all lies in it."""
        if self.low is None or self.high is None:
            return False
        if self.low.value == self.high.value:
            return not (self.low.inclusive and self.high.inclusive)
        return self.low.value > self.high.value

    def meet(self, other: "Interval") -> "Interval":
        """What lies in both; empty where nothing does."""
        lows = [bound for bound in (self.low, other.low) if bound]
        highs = [bound for bound in (self.high, other.high) if bound]
        low = max(lows, key=lambda bound: (bound.value, not bound.inclusive), default=None)
        return Interval(low, min(highs, key=lambda bound: (bound.value, bound.inclusive), default=None))

    def mirrored(self) -> "Interval":
        """The same interval on the other side of zero."""
        low = self.high and Bound(-self.high.value, self.high.inclusive)
        high = self.low and Bound(-self.low.value, self.low.inclusive)
        return Interval(low, high)


Intervals = tuple[Interval, ...]


def at_least(value: Number) -> Interval:
    return Interval(low=Bound(value, True))


def above(value: Number) -> Interval:
    return Interval(low=Bound(value, False))


def at_most(value: Number) -> Interval:
    return Interval(high=Bound(value, True))


def below(value: Number) -> Interval:
    return Interval(high=Bound(value, False))


def exactly(value: Number) -> Interval:
    return Interval(Bound(value, True), Bound(value, True))


class Side(StrEnum):
    """Which way a value lies from the target. `WORSE` and `BETTER` follow the KPI's direction; `EITHER` is the distance."""

    EITHER = "either"
    ABOVE = "above"
    BELOW = "below"
    BETTER = "better"
    WORSE = "worse"


class Values(NamedTuple):
    """The value itself lies in one of the intervals. `lone`: a single number, which as a target means "reach it"."""

    intervals: Intervals
    lone: bool = False
    unit: str = ""
    top: Decimal | None = None
    """The top of the scale, where it is written along: 8,0 (av 10,0)."""


class ShareOfTarget(NamedTuple):
    """So many per cent of the target are reached: value / target, or target / value where lower is better."""

    intervals: Intervals


class FromTarget(NamedTuple):
    """The deviation from the target, to one side, in per cent of the target or in the KPI's own unit."""

    side: Side
    intervals: Intervals
    percent: bool = False
    unit: str = ""


class PeerLevel(NamedTuple):
    """The difference from the peers' mean or median; the intervals lie around zero. `better`: a positive difference is a better value."""

    statistic: str  # "mean" or "median"
    intervals: Intervals
    better: bool = False


class PeerShare(NamedTuple):
    """The place among peers in per cent, 0 the best and 100 the worst: the best quartile is 0 to 25, both included."""

    intervals: Intervals


class PeerRank(NamedTuple):
    """The place among peers by number, 1 the best."""

    intervals: Intervals


class Change(NamedTuple):
    """The difference from the previous comparable outcome, or from a base year: in per cent of it or in the KPI's own unit.

    `better`: a positive difference is a better value, whichever way that is.
    """

    intervals: Intervals
    percent: bool = False
    unit: str = ""
    base: int | None = None
    better: bool = False


Simple = Values | ShareOfTarget | FromTarget | PeerLevel | PeerShare | PeerRank | Change


class Steps(NamedTuple):
    """A path written in one text: from each year on, a condition of its own."""

    steps: tuple[tuple[int, Simple], ...]


Condition = Simple | Steps
