"""How the bands lie: on the scale, wide enough to hold a value, in order. Each notation is looked at once, however many KPIs share it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from planctl.notation.conditions import Change, Interval, Number, PeerLevel, Simple, Values
from planctl.notation.coverage import first_value
from planctl.notation.scheme import COLOURS, Scheme, faults, is_absolute, placed_bands


def same_sort(one: Simple, other: Simple) -> bool:
    """Whether two conditions speak of the same thing, so that they can be held against each other."""
    if is_absolute(one) or is_absolute(other):
        return is_absolute(one) and is_absolute(other)
    if isinstance(one, PeerLevel) and isinstance(other, PeerLevel):
        return (one.statistic, one.better) == (other.statistic, other.better)
    if isinstance(one, Change) and isinstance(other, Change):
        same_base = (one.base, one.better) == (other.base, other.better)
        return same_base and (one.percent == other.percent or _has_no_amount(one) or _has_no_amount(other))
    return type(one) is type(other)


def _has_no_amount(change: Change) -> bool:
    """Whether it only says up, down or unchanged: that is the same in per cent and in any unit."""
    return not any(bound.value for interval in change.intervals for bound in (interval.low, interval.high) if bound)


@lru_cache(maxsize=65536)
def of_one_sort(scheme: Scheme) -> bool:
    """Whether all bands speak of the same thing."""
    return all(same_sort(one, other) for one, other in combinations(scheme.bands.values(), 2))


@lru_cache(maxsize=65536)
def can_be_compared(scheme: Scheme) -> bool:
    """Whether all bands were understood and speak of the same thing."""
    return of_one_sort(scheme) and not any(name in COLOURS for name, _ in scheme.refusals)


@lru_cache(maxsize=65536)
def empty_bands(scheme: Scheme) -> tuple[str, ...]:
    """The bands that no value with the KPI's decimals lies in."""
    return tuple(name for name, band in scheme.bands.items() if isinstance(band, Values) and _is_empty(band, scheme.decimals))


def _is_empty(band: Values, decimals: int) -> bool:
    return all(interval.low and first_value(interval, decimals) is None for interval in band.intervals)


@lru_cache(maxsize=65536)
def outside_scale(scheme: Scheme) -> tuple[str, ...]:
    """What lies outside the scale, wholly or at an end: target, and names of bands."""
    conditions = {"target": scheme.target, **scheme.bands}
    return tuple(name for name, condition in conditions.items() if isinstance(condition, Values) and _is_outside(condition, scheme))


def _is_outside(values: Values, scheme: Scheme) -> bool:
    scale = scheme.scale
    return scale is not None and any(_reaches_out(interval, scale, scheme.decimals) for interval in values.intervals)


def _reaches_out(interval: Interval, scale: Interval, decimals: int) -> bool:
    """Whether an end of the interval lies outside the scale, or no value on the scale lies in the interval."""
    ends = [bound.value for bound in (interval.low, interval.high) if bound]
    if any((scale.low and end < scale.low.value) or (scale.high and end > scale.high.value) for end in ends):
        return True
    both = Interval(interval.low or scale.low, interval.high or scale.high)
    return both.low is not None and first_value(both, decimals) is None


@lru_cache(maxsize=65536)
def is_out_of_order(scheme: Scheme) -> bool:
    """Whether yellow lies elsewhere than between red and green. Bands in several pieces, or with faults, have no order to speak of."""
    if len(scheme.bands) < len(COLOURS) or not of_one_sort(scheme) or faults(scheme):
        return False
    placed = {name: placement.intervals for name, placement in placed_bands(scheme).items() if len(placement.intervals) == 1}
    return len(placed) == len(COLOURS) and sorted(placed, key=lambda name: _start(placed[name][0]))[1] != "yellow"


def _start(interval: Interval) -> tuple[bool, Number, bool]:
    """Sorts bands that do not overlap: only one of them can have an open beginning, and 0–0 comes before > 0."""
    low = interval.low
    return (low is not None, low.value if low else Decimal(0), low is not None and not low.inclusive)
