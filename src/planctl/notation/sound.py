"""A short cut for speed: whether a KPI's notation is of the commonest sort and has no fault at all.

That sort is a scale, three bands that lie side by side on it, and a target that is the green band. What is said to be sound here needs no
rule to look at it; of all else nothing is said. The tests hold it against the rules.
"""

from decimal import Decimal
from typing import NamedTuple

from planctl.notation.conditions import Bound, Interval, Values
from planctl.notation.number import decimals_of
from planctl.notation.threshold import parse


class _Steps(NamedTuple):
    """The first and the last step of the grid in an interval; None is endless."""

    first: int | None
    last: int | None


def plainly_sound(
    target: object, red: object, yellow: object, green: object, scale: object, decimals: int | None, direction: str | None
) -> bool:
    """Whether all of these are texts, and together without fault. `decimals` and `direction` are as declared."""
    intervals = [_interval(text) for text in (red, yellow, green, target, scale)]
    bands = [interval for interval in intervals[:3] if interval is not None]
    aim, possible = intervals[3:]
    if len(bands) < 3 or aim != bands[2] or aim is None or possible is None:
        return False
    grid = _decimals(bands)
    if grid is None or decimals not in (None, grid):
        return False
    way = "higher" if bands[0].low is None else "lower"
    if direction not in (None, way):
        return False
    rising = bands if way == "higher" else bands[::-1]
    return _side_by_side([_steps(interval, grid) for interval in rising], _steps(possible, grid))


def _interval(text: object) -> Interval | None:
    """What a text says, where that is one interval of plain numbers."""
    found = parse(text) if type(text) is str else None
    if type(found) is not Values or found.lone or found.unit or found.top is not None or len(found.intervals) != 1:
        return None
    return found.intervals[0]


def _decimals(bands: list[Interval]) -> int | None:
    """The decimals of all limits; None where they are written with different ones, or are no decimal numbers."""
    ends = {decimals_of(end.value) for band in bands for end in band if end is not None and type(end.value) is Decimal}
    return ends.pop() if len(ends) == 1 else None


def _side_by_side(rising: list[_Steps], scale: _Steps) -> bool:
    """Whether three bands, the first and last without an outer end, hold every step of the scale once and all have some."""
    (low, end_of_low), (first, last), (begin_of_high, high) = rising
    if low is not None or high is not None or None in (end_of_low, first, last, begin_of_high, *scale):
        return False
    bottom, top = scale
    return bottom <= end_of_low == first - 1 and first <= last == begin_of_high - 1 and begin_of_high <= top  # type: ignore[operator]


def _steps(interval: Interval, decimals: int) -> _Steps:
    return _Steps(_step(interval.low, decimals, 1), _step(interval.high, decimals, -1))


def _step(end: Bound | None, decimals: int, inward: int) -> int | None:
    """The step at an end, or the next one inward where the end itself is not held; None for one that lies on none."""
    if end is None:
        return None
    value = end.value.scaleb(decimals) if isinstance(end.value, Decimal) else end.value
    step = int(value)
    return (step if end.inclusive else step + inward) if step == value else None
