"""Which way is better, as far as the target and the bands say it."""

from __future__ import annotations

from collections.abc import Mapping

from planctl.notation.conditions import Change, FromTarget, Interval, Intervals, PeerLevel, Side, Simple, Values
from planctl.notation.placement import Direction


def direction_of(condition: Simple | None) -> Direction | None:
    """Which way one condition points, as a target or a green band; None where it points nowhere."""
    if condition is None or (isinstance(condition, Values) and condition.lone):
        return None
    if isinstance(condition, FromTarget) and condition.side is Side.EITHER:
        return Direction.RANGE
    intervals = _on_value_axis(condition)
    if intervals is None:
        return None
    if len(intervals) != 1:
        return Direction.RANGE
    low, high = intervals[0].low, intervals[0].high
    if low and high:
        return None if low.value == high.value else Direction.RANGE
    return Direction.HIGHER if low else Direction.LOWER


def _on_value_axis(condition: Simple) -> Intervals | None:
    """The intervals with larger values to the right, from wherever they are counted; None where that depends on the direction."""
    match condition:
        case Values(intervals) | FromTarget(Side.ABOVE, intervals):
            return intervals
        case PeerLevel(_, intervals, better=False) | Change(intervals, better=False):
            return intervals
        case FromTarget(Side.BELOW, intervals):
            return tuple(interval.mirrored() for interval in intervals)
    return None


def direction_of_bands(bands: Mapping[str, Simple]) -> Direction | None:
    """Which way the bands point: whether red lies below green, above it, or on both sides."""
    green = bands.get("green")
    worse = bands.get("red") or bands.get("yellow")
    if green is None or worse is None or type(green) is not type(worse):
        return direction_of(green)
    best, bad = _on_value_axis(green), _on_value_axis(worse)
    if best is None or bad is None:
        return direction_of(green)
    sides = {_side_of(part, best) for part in bad}
    if sides == {Direction.HIGHER} or sides == {Direction.LOWER}:
        return sides.pop()
    return Direction.RANGE if sides == {Direction.HIGHER, Direction.LOWER} else direction_of(green)


def _side_of(worse: Interval, green: Intervals) -> Direction | None:
    """HIGHER where the worse interval lies below all green ones."""
    if worse.high and all(interval.low and worse.high.value <= interval.low.value for interval in green):
        return Direction.HIGHER
    if worse.low and all(interval.high and interval.high.value <= worse.low.value for interval in green):
        return Direction.LOWER
    return None
