"""Which way is better: what the direction, the target and the bands each say of it, and where they say different things."""

from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from planctl.notation.conditions import Change, Interval, Intervals, PeerLevel, Simple, Values
from planctl.notation.placement import Direction
from planctl.notation.scheme import Scheme, direction_of
from planctl.rules.thresholds.layout import of_one_sort, same_sort

_ONE_WAY = (Direction.HIGHER, Direction.LOWER)


class Said(Enum):
    """Who says it."""

    DECLARED = auto()
    TARGET = auto()


class Contradiction(NamedTuple):
    """What one of them says is better, and what the others say."""

    said_by: Said
    this: Direction
    others: Direction


@lru_cache(maxsize=65536)
def contradiction(scheme: Scheme, declared: str | None) -> Contradiction | None:
    """What is said against the rest of the notation; None where all agree."""
    by_bands, by_target = _by_bands(scheme), _by_target(scheme.target)
    if declared:
        direction = Direction(declared)
        others = by_bands or by_target
        if others and direction is not others and not (direction is Direction.RANGE and _limited(scheme)):
            return Contradiction(Said.DECLARED, direction, others)
    if by_target in _ONE_WAY and by_bands in _ONE_WAY and by_target is not by_bands and _comparable(scheme):
        return Contradiction(Said.TARGET, by_target, by_bands)
    return None


def _by_target(target: Simple | None) -> Direction | None:
    """An open target points one way. One with two ends may lie at the end of the scale, and says nothing for certain."""
    said = direction_of(target) if target and _intervals(target) else None
    return said if said in _ONE_WAY else None


def _by_bands(scheme: Scheme) -> Direction | None:
    """Whether red and yellow lie below green, above it, or on both sides."""
    green = scheme.bands.get("green")
    if green is None or not _intervals(green) or not of_one_sort(scheme):
        return None
    worse = [interval for name, band in scheme.bands.items() if name != "green" for interval in _intervals(band)]
    sides = {_side(interval, _intervals(green)) for interval in worse}
    if not sides:
        return _by_target(green)
    if sides == {Direction.HIGHER, Direction.LOWER}:
        return Direction.RANGE
    return sides.pop() if len(sides) == 1 else None


def _intervals(condition: Simple) -> Intervals:
    """The intervals of a condition that says by itself where it lies: neither against the target nor by what is better."""
    if isinstance(condition, Values):
        return condition.intervals
    return condition.intervals if isinstance(condition, (PeerLevel, Change)) and not condition.better else ()


def _side(worse: Interval, green: Intervals) -> Direction | None:
    """HIGHER where the worse interval lies below all of green."""
    if worse.high and all(interval.low and worse.high.value <= interval.low.value for interval in green):
        return Direction.HIGHER
    if worse.low and all(interval.high and interval.high.value <= worse.low.value for interval in green):
        return Direction.LOWER
    return None


def _limited(scheme: Scheme) -> bool:
    """Whether green, or else the target, has two ends: then values can be too high and too low."""
    best = scheme.bands.get("green") or scheme.target
    intervals = _intervals(best) if best else ()
    return bool(intervals) and all(interval.low and interval.high for interval in intervals)


def _comparable(scheme: Scheme) -> bool:
    return scheme.target is not None and same_sort(scheme.target, scheme.bands["green"])
