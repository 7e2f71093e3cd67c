"""The target held against the green band: does reaching the one mean the other?"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from planctl.notation.conditions import (
    Bound,
    Change,
    FromTarget,
    Interval,
    PeerLevel,
    PeerRank,
    PeerShare,
    ShareOfTarget,
    Simple,
    Values,
)
from planctl.notation.coverage import first_value
from planctl.notation.number import decimals_of
from planctl.notation.placement import Direction
from planctl.notation.scheme import Scheme, to_reach
from planctl.rules.thresholds.layout import same_sort


class Disagreement(Enum):
    """How target and green band differ."""

    OUTSIDE = auto()
    """A value can reach the target without being green."""
    EDGE = auto()
    """They meet in the same number, which only one of them holds."""
    EARLY = auto()
    """Values are green that do not reach the target."""


@lru_cache(maxsize=65536)
def disagreement(scheme: Scheme) -> Disagreement | None:
    """How the target and the green band differ; None where they agree, or where they can't be held against each other."""
    target, green = scheme.target, scheme.bands.get("green")
    if target is None or green is None or not same_sort(target, green):
        return None
    if isinstance(target, (ShareOfTarget, FromTarget)) or isinstance(green, (ShareOfTarget, FromTarget)):
        return None
    direction = _direction(scheme, green)
    decimals = scheme.decimals if isinstance(green, Values) else _finer(target, green)
    aim = _aim(target, direction)
    if aim is None or len(green.intervals) != 1:
        return None if _holds(green, target) else Disagreement.OUTSIDE
    return _compared(aim, green.intervals[0], direction, decimals)


def _direction(scheme: Scheme, green: Simple) -> Direction | None:
    """Among peers a low place is better, whatever the value's own direction; and more of what is better is better."""
    if isinstance(green, (PeerRank, PeerShare)):
        return Direction.LOWER
    return Direction.HIGHER if isinstance(green, (PeerLevel, Change)) and green.better else scheme.direction


def _finer(*conditions: Simple) -> int:
    """Decimals enough to tell apart any two bounds of conditions on what has no grid of its own."""
    bounds = (
        bound.value for condition in conditions for interval in condition.intervals for bound in (interval.low, interval.high) if bound
    )
    return 1 + max((decimals_of(value) for value in bounds if isinstance(value, Decimal)), default=0)


def _aim(target: Simple, direction: Direction | None) -> Interval | None:
    """The target as one interval, where it is one."""
    reach = to_reach(target, direction)
    return reach.intervals[0] if reach is not None and len(reach.intervals) == 1 else None


def _holds(green: Simple, target: Simple) -> bool:
    """Whether the ends of the target lie in the green band, or at least at its edge."""
    ends = [bound.value for interval in target.intervals for bound in (interval.low, interval.high) if bound]
    edges = [bound.value for interval in green.intervals for bound in (interval.low, interval.high) if bound]
    return all(end in edges or any(interval.holds(end) for interval in green.intervals) for end in ends)


def _compared(aim: Interval, green: Interval, direction: Direction | None, decimals: int) -> Disagreement | None:
    lower_end = None if direction is Direction.LOWER else _at_lower_end(aim, green, decimals)
    upper_end = None if direction is Direction.HIGHER else _at_lower_end(aim.mirrored(), green.mirrored(), decimals)
    return lower_end or upper_end


def _at_lower_end(aim: Interval, green: Interval, decimals: int) -> Disagreement | None:
    """How the lower ends differ on the grid of values."""
    if green.low is None:
        return None
    first_aimed, first_green = _first(aim, decimals), _first(green, decimals)
    if first_aimed == first_green:
        return None
    if aim.low and aim.low.value == green.low.value:
        return Disagreement.EDGE
    if first_aimed is not None and first_green is not None and first_green < first_aimed:
        return Disagreement.EARLY
    return Disagreement.OUTSIDE


def _first(interval: Interval, decimals: int) -> Decimal | None:
    low: Bound | None = interval.low
    return first_value(Interval(low), decimals) if low else None
