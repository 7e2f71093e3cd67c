"""What a condition means for one KPI: the intervals it stands for once target, direction, earlier values and peers are known."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from planctl.message import Message
from planctl.notation.conditions import (
    Bound,
    Change,
    FromTarget,
    Interval,
    Intervals,
    Number,
    PeerLevel,
    PeerRank,
    PeerShare,
    ShareOfTarget,
    Side,
    Simple,
    Values,
)
from planctl.notation.number import EXACT

NO_WAY = Message("better and worse need a direction")


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    RANGE = "range"


class Axis(StrEnum):
    """What is placed in the intervals: the value, the rank among peers, or the place among peers in per cent."""

    VALUE = "value"
    RANK = "rank"
    SHARE = "share"


class Frame(NamedTuple):
    """What a relative condition is relative to. Every number may be unknown."""

    target: Decimal | None = None
    direction: Direction | None = None
    previous: Decimal | None = None
    baseline: Mapping[int, Decimal] = MappingProxyType({})
    mean: Decimal | None = None
    median: Decimal | None = None


class Placement(NamedTuple):
    """A condition as plain intervals on an axis."""

    axis: Axis
    intervals: Intervals

    def holds(self, point: Number) -> bool:
        return any(interval.holds(point) for interval in self.intervals)


def place(condition: Simple, frame: Frame) -> Placement | Message:
    """The intervals of a condition, or the reason why they can't be known."""
    match condition:
        case Values(intervals):
            return Placement(Axis.VALUE, intervals)
        case PeerRank(intervals):
            return Placement(Axis.RANK, intervals)
        case PeerShare(intervals):
            return Placement(Axis.SHARE, intervals)
        case PeerLevel():
            return _peer_level(condition, frame)
        case Change():
            return _change(condition, frame)
        case ShareOfTarget():
            return _share_of_target(condition, frame)
    return _from_target(condition, frame)


def _peer_level(condition: PeerLevel, frame: Frame) -> Placement | Message:
    level = frame.mean if condition.statistic == "mean" else frame.median
    if level is None:
        return Message("the peers' mean is not known") if condition.statistic == "mean" else Message("the peers' median is not known")
    return _beyond(condition.intervals, condition.better, frame, level)


def _change(condition: Change, frame: Frame) -> Placement | Message:
    base = frame.previous if condition.base is None else frame.baseline.get(condition.base)
    if base is None and condition.base is not None:
        return Message("there is no value for the base year {year}", year=str(condition.base))
    if base is None:
        return Message("there is no earlier value to compare with")
    if condition.percent and not base:
        return Message("the earlier value is zero: a change from it has no per cent")
    return _beyond(condition.intervals, condition.better, frame, base, _percent(base) if condition.percent else None)


def _beyond(intervals: Intervals, better: bool, frame: Frame, base: Decimal, scale: Decimal | None = None) -> Placement | Message:
    """Intervals around a base; where they say better, in the direction of the KPI."""
    if better and frame.direction not in (Direction.HIGHER, Direction.LOWER):
        return NO_WAY
    if better and frame.direction is Direction.LOWER:
        intervals = tuple(interval.mirrored() for interval in intervals)
    return Placement(Axis.VALUE, _shifted(intervals, base, scale))


def _share_of_target(condition: ShareOfTarget, frame: Frame) -> Placement | Message:
    target = frame.target
    if target is None or target <= 0:
        return Message("a share of the target needs a target above zero")
    if frame.direction is Direction.LOWER:
        return Placement(Axis.VALUE, tuple(_inverted_share(interval, target) for interval in condition.intervals))
    return Placement(Axis.VALUE, tuple(_scaled(interval, _percent(target)) for interval in condition.intervals))


def _from_target(condition: FromTarget, frame: Frame) -> Placement | Message:
    target = frame.target
    if target is None:
        return Message("the target is not a number to deviate from")
    if condition.percent and not target:
        return Message("the target is zero: a deviation from it has no per cent")
    side = _absolute(condition.side, frame.direction)
    if side is None:
        return NO_WAY
    scale = _percent(target) if condition.percent else None
    upward = () if side is Side.BELOW else _shifted(condition.intervals, target, scale)
    downward = () if side is Side.ABOVE else _shifted(tuple(interval.mirrored() for interval in condition.intervals), target, scale)
    if side is Side.EITHER and len(upward) == len(downward) == 1:
        return Placement(Axis.VALUE, _joined(downward[0], upward[0]))
    return Placement(Axis.VALUE, downward + upward)


def _percent(of: Decimal) -> Decimal:
    return EXACT.divide(abs(of), Decimal(100))


def _absolute(side: Side, direction: Direction | None) -> Side | None:
    if side not in (Side.BETTER, Side.WORSE):
        return side
    if direction not in (Direction.HIGHER, Direction.LOWER):
        return None
    return Side.ABOVE if (side is Side.BETTER) == (direction is Direction.HIGHER) else Side.BELOW


def _joined(downward: Interval, upward: Interval) -> Intervals:
    """Both sides of the target as one interval where they meet in it."""
    if downward.high and upward.low and downward.high == upward.low and upward.low.inclusive:
        return (Interval(downward.low, upward.high),)
    return (downward, upward)


def _shifted(intervals: Intervals, base: Decimal, scale: Decimal | None = None) -> Intervals:
    scaled = intervals if scale is None else tuple(_scaled(interval, scale) for interval in intervals)
    return tuple(_mapped(interval, lambda value: EXACT.add(base, value)) for interval in scaled)


def _scaled(interval: Interval, factor: Decimal) -> Interval:
    return _mapped(interval, lambda value: EXACT.multiply(value, factor))


def _mapped(interval: Interval, change: Callable[[Decimal], Decimal]) -> Interval:
    low, high = (end and Bound(change(_decimal(end.value)), end.inclusive) for end in (interval.low, interval.high))
    return Interval(low, high)


def _decimal(number: Number) -> Decimal:
    """What is written is decimal; fractions only come out of a placement."""
    assert isinstance(number, Decimal)
    return number


def _inverted_share(interval: Interval, target: Decimal) -> Interval:
    """The values whose share target/value lies in the interval: the ends change place, and zero per cent is never reached."""

    def inverted(bound: Bound | None) -> Bound | None:
        return Bound(Fraction(target * 100) / Fraction(bound.value), bound.inclusive) if bound and bound.value > 0 else None

    return Interval(inverted(interval.high), inverted(interval.low))
