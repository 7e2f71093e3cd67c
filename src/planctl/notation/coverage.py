"""The proof that every value lies in exactly one band: over all multiples of 10^-decimals within the scale, not by sampling."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from planctl.notation.conditions import Interval, Intervals, Number
from planctl.notation.number import in_steps, steps_down, steps_up


class Gap(NamedTuple):
    """The first value, from below, that lies in no band."""

    value: Decimal


class Overlap(NamedTuple):
    """The first value that lies in two bands, or the last where both have no lower end."""

    value: Decimal
    bands: tuple[str, str]


Stretch = tuple[int | None, int | None, str]
"""First and last grid step of a band; None is endless."""
Fault = tuple[int, tuple[str, str] | None]
"""A grid step, and the two bands that meet there where it is an overlap."""


def coverage(bands: Mapping[str, Intervals], decimals: int, scale: Interval | None = None) -> list[Gap | Overlap]:
    """All gaps and overlaps of the bands, each by its first value. Values are multiples of 10^-decimals.

    Without a scale only what lies between the outermost bands counts: nothing is known of the values beyond. With one, the whole of it must
    be covered.
    """
    limits = _limits(scale, decimals)
    if limits[0] is not None and limits[1] is not None and limits[0] > limits[1]:
        return []
    found = [stretch for name, intervals in bands.items() for stretch in _stretches(name, intervals, decimals, limits)]
    found.sort(key=_from_below)
    return [_at_value(fault, decimals) for fault in _faults(found, limits)]


def stretches(intervals: Intervals, decimals: int, scale: Interval | None = None) -> list[tuple[int | None, int | None]]:
    """The intervals as first and last multiples of 10^-decimals, within the scale; None is endless, and what holds no value is left out."""
    return [(low, high) for low, high, _name in _stretches("", intervals, decimals, _limits(scale, decimals))]


def _limits(scale: Interval | None, decimals: int) -> tuple[int | None, int | None]:
    return _steps(scale, decimals) if scale else (None, None)


def _from_below(stretch: Stretch) -> tuple[bool, int, bool, int, str]:
    low, high, name = stretch
    return (low is not None, low or 0, high is None, high or 0, name)


def first_value(interval: Interval, decimals: int) -> Decimal | None:
    """The lowest grid value in an interval, where there is one."""
    low, high = _steps(interval, decimals)
    if low is None or (high is not None and low > high):
        return None
    return Decimal(low).scaleb(-decimals)


@lru_cache(maxsize=65536)
def _steps(interval: Interval, decimals: int) -> tuple[int | None, int | None]:
    """The first and last grid step within an interval. The same few intervals recur in every plan."""
    low = high = None
    if interval.low is not None:
        low = steps_up(interval.low.value, decimals)
        low += not interval.low.inclusive and _on_grid(interval.low.value, low, decimals)
    if interval.high is not None:
        high = steps_down(interval.high.value, decimals)
        high -= not interval.high.inclusive and _on_grid(interval.high.value, high, decimals)
    return low, high


def _on_grid(value: Number, step: int, decimals: int) -> bool:
    return in_steps(value, decimals) == step


def _stretches(name: str, intervals: Intervals, decimals: int, limits: tuple[int | None, int | None]) -> list[Stretch]:
    found: list[Stretch] = []
    for interval in intervals:
        low, high = _steps(interval, decimals)
        low = limits[0] if low is None else low if limits[0] is None else max(low, limits[0])
        high = limits[1] if high is None else high if limits[1] is None else min(high, limits[1])
        if low is None or high is None or low <= high:
            found.append((low, high, name))
    return found


def _faults(stretches: Sequence[Stretch], limits: tuple[int | None, int | None]) -> list[Fault]:
    """Walk upwards: each stretch must begin just after the highest end so far."""
    bottom, top = limits
    if not stretches:
        return [] if bottom is None else [(bottom, None)]
    faults: list[Fault] = []
    low, end, owner = stretches[0]
    if bottom is not None and low is not None and low > bottom:
        faults.append((bottom, None))
    for low, high, name in stretches[1:]:
        if low is None:
            faults.append((_lowest(end, high), (owner, name)))
        elif end is None or low <= end:
            faults.append((low, (owner, name)))
        elif low > end + 1:
            faults.append((end + 1, None))
        if end is not None and (high is None or high > end):
            end, owner = high, name
    if top is not None and end is not None and end < top:
        faults.append((end + 1, None))
    return faults


def _lowest(one: int | None, other: int | None) -> int:
    """Two bands without lower ends: the last value that lies in both."""
    return min((end for end in (one, other) if end is not None), default=0)


def _at_value(fault: Fault, decimals: int) -> Gap | Overlap:
    step, bands = fault
    value = Decimal(step).scaleb(-decimals)
    return Overlap(value, bands) if bands else Gap(value)
