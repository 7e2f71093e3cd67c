"""Whether a KPI asks for more or less than before, decided from its bands: the sets of values that are green, and that are red."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import NamedTuple

from planctl.model.base import Judged
from planctl.notation.conditions import Change, Interval, Intervals, PeerLevel, Simple
from planctl.notation.coverage import stretches
from planctl.notation.placement import Axis, Direction, Frame, Placement, place
from planctl.notation.scheme import Scheme, to_reach
from planctl.revisions.differences import Ambition
from planctl.workspace.entries import KpiEntry

Range = tuple[int | None, int | None]
"""First and last step of a grid; None is endless."""


def ambitions(before: KpiEntry, after: KpiEntry) -> Mapping[int, Ambition]:
    """How the ambition has moved, for each year of the later plan in which it has."""
    years = after.plan.years or before.plan.years
    found = {year: _in_year(before, after, year) for year in (years.within(years.last) if years else ())}
    return {year: moved for year, moved in found.items() if moved is not None}


def _in_year(before: KpiEntry, after: KpiEntry, year: int) -> Ambition | None:
    moved = ambition(before.scheme(year), after.scheme(year))
    is_judged = any(isinstance(kpi.target_in(year), Judged) for kpi in (before, after))
    return Ambition.OTHER if moved and is_judged else moved


def ambition(before: Scheme, after: Scheme) -> Ambition | None:
    """How the ambition has moved between two notations of one KPI; None where it has not, or can't be known.

    Fewer green values are a higher ambition, more are a lower one; where they are the same, more red values are a higher one; where those
    are the same too, the target decides. Where neither set holds the other, the limit that the direction points to decides. Without bands
    the target says what is green, and all else is red; where neither is left nothing is asked any more, which is a lower ambition.
    """
    decimals = max(before.decimals, after.decimals)
    for part in ("green", "red", "target"):
        old, new = _values(before, part), _values(after, part)
        if old is None and new is None:
            continue
        if part != "green" and not (before.bands and after.bands):
            return _beside_target_alone(before, after)
        if old is None or new is None:
            return _come_or_gone(before if old is None else after, part, is_gone=new is None)
        if old.basis != new.basis:
            return Ambition.OTHER
        scale = _scale(before, after) if old.basis is Axis.VALUE else None
        old_set, new_set = (_ranges(values.intervals, decimals, scale) for values in (old, new))
        if old_set != new_set:
            is_other_scale = scale is None and before.scale != after.scale
            return Ambition.OTHER if is_other_scale else _moved(old_set, new_set, after.direction or before.direction, part == "red")
    return None


def _beside_target_alone(before: Scheme, after: Scheme) -> Ambition | None:
    """Where the same values are green, but only one side has bands: on the other all that misses the target is red, and nothing yellow."""
    if "yellow" not in {**before.bands, **after.bands}:
        return None
    return Ambition.LOWERED if after.bands else Ambition.RAISED


def _come_or_gone(without: Scheme, part: str, *, is_gone: bool) -> Ambition:
    """What it means that a part is on one side only, where `without` is the other: bands of which one is not said tell nothing of it."""
    if part != "target" and without.bands:
        return Ambition.OTHER
    return Ambition.LOWERED if is_gone else Ambition.RAISED


class _Values(NamedTuple):
    """The values of a band, or those that reach the target. Only those on the same basis can be compared: a level with a level."""

    basis: Hashable
    intervals: Intervals


def _values(known: Scheme, part: str) -> _Values | None:
    """None where there is no such part; with a basis of its own where it can't be known which values it holds."""
    by_target = part == "target" or (part == "green" and not known.bands)
    said: Simple | None = known.target if by_target else known.bands.get(part)
    if said is None:
        return None
    condition = to_reach(said, known.direction) if by_target else said
    if condition is None:
        return _Values(said, ())
    base, basis = _base(condition), _basis(condition)
    years = {condition.base: base} if isinstance(condition, Change) and condition.base else {}
    found = place(condition, Frame(known.target_number, known.direction, base, years, Decimal(0), Decimal(0)))
    return _Values(basis or found.axis, found.intervals) if isinstance(found, Placement) else _Values(said, ())


def _base(condition: Simple) -> Decimal:
    """What a change counts from, for comparing it with another: any number will do, but per cent need one that is not zero."""
    return Decimal(100 if isinstance(condition, Change) and condition.percent else 0)


def _basis(condition: Simple) -> Hashable:
    """What a relative condition is relative to; None for one that says values by itself, or with the target."""
    match condition:
        case Change():
            return (condition.base, condition.percent, condition.unit)
        case PeerLevel():
            return condition.statistic
    return None


def _scale(before: Scheme, after: Scheme) -> Interval | None:
    """The scale that values of both lie on; None where there is none, or where they lie on different ones."""
    if before.scale and after.scale and before.scale != after.scale:
        return None
    return after.scale or before.scale


def _ranges(intervals: Intervals, decimals: int, scale: Interval | None) -> tuple[Range, ...]:
    """The intervals as ranges of grid steps within the scale, joined where they touch, from below."""
    found = sorted(stretches(intervals, decimals, scale), key=lambda range_: (range_[0] is not None, range_[0] or 0))
    joined: list[Range] = []
    for low, high in found:
        if joined and (joined[-1][1] is None or (low is not None and low <= joined[-1][1] + 1)):
            first, last = joined.pop()
            high = None if last is None or high is None else max(last, high)
            low = first
        joined.append((low, high))
    return tuple(joined)


def _moved(old: tuple[Range, ...], new: tuple[Range, ...], direction: Direction | None, wants_more: bool) -> Ambition:
    if _holds(old, new):
        return Ambition.LOWERED if wants_more else Ambition.RAISED
    if _holds(new, old):
        return Ambition.RAISED if wants_more else Ambition.LOWERED
    return _by_limit(old, new, direction) if not wants_more else Ambition.OTHER


def _holds(outer: tuple[Range, ...], inner: tuple[Range, ...]) -> bool:
    """Whether all of one set lies in another."""
    return all(any(_within(range_, other) for other in outer) for range_ in inner)


def _within(inner: Range, outer: Range) -> bool:
    low = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    return low and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))


def _by_limit(old: tuple[Range, ...], new: tuple[Range, ...], direction: Direction | None) -> Ambition:
    """By the lowest green value where higher is better, by the highest where lower is."""
    if not old or not new or direction not in (Direction.HIGHER, Direction.LOWER):
        return Ambition.OTHER
    before, after = (old[0][0], new[0][0]) if direction is Direction.HIGHER else (new[-1][1], old[-1][1])
    if before is None or after is None or before == after:
        return Ambition.OTHER
    return Ambition.RAISED if after > before else Ambition.LOWERED
