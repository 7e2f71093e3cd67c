"""A value and the bands: which colour it gets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from planctl.evaluate.status import COLOURS, Banding, Status
from planctl.message import Message
from planctl.model.outcomes import Peers
from planctl.notation.conditions import Interval, Number, Simple, Values
from planctl.notation.placement import Axis, Frame, Placement, place
from planctl.notation.scheme import Scheme, to_reach

_WORST_FIRST = [colour.value for colour in COLOURS]


def band(value: Decimal, scheme: Scheme, frame: Frame, peers: Peers | None) -> Banding | Message:
    """The colour of a value; a message where it can't be decided without a person.

    The value is rounded half away from zero to the KPI's decimals first. A value in a gap takes the worse of its neighbours, a value in two
    bands the worse of them. Without bands, a reached target is green and a missed one red.
    """
    rounded = scheme.rounded(value)
    placed = placements(scheme, frame)
    if isinstance(placed, Message):
        return placed
    points: dict[Axis, Number | None] = {Axis.VALUE: rounded, Axis.RANK: _rank(peers), Axis.SHARE: _share(peers)}
    if any(points[placement.axis] is None for placement in placed.values()):
        return Message("the rank among peers is not known")
    name, in_gap, in_several = held_by(points, placed)
    return Banding(Status(name or "red"), name, rounded, placed, in_gap, in_several)


def held_by(points: Mapping[Axis, Number | None], placed: Mapping[str, Placement]) -> tuple[str, bool, bool]:
    """The band that points on the axes lie in, "" for what misses a lone target; whether that is a gap; whether they lie in several."""
    found = {name: placement.holds(point) for name, placement in placed.items() if (point := points[placement.axis]) is not None}
    held = [name for name in _WORST_FIRST if found.get(name)]
    if held:
        return held[0], False, len(held) > 1
    if set(placed) == {"green"}:
        return "", False, False
    return _worse_neighbour(points, placed), True, False


def placements(scheme: Scheme, frame: Frame) -> Mapping[str, Placement] | Message:
    """The bands as intervals, or the target as the one band green; a message where they can't be known."""
    if scheme.bands and all(type(condition) is Values for condition in scheme.bands.values()):
        return _absolute(scheme)
    conditions = scheme.bands or _aim(scheme)
    if isinstance(conditions, Message):
        return conditions
    placed: dict[str, Placement] = {}
    for name, condition in conditions.items():
        placement = place(condition, frame)
        if isinstance(placement, Message):
            return placement
        placed[name] = placement
    return placed


@lru_cache(maxsize=65536)
def _absolute(scheme: Scheme) -> Mapping[str, Placement]:
    """The placements of bands that are relative to nothing."""
    return {name: Placement(Axis.VALUE, condition.intervals) for name, condition in scheme.bands.items()}


def _aim(scheme: Scheme) -> dict[str, Simple] | Message:
    """A target without bands, as the one band green."""
    target = scheme.target
    if target is None:
        return Message("the target can't be measured")
    reach = to_reach(target, scheme.direction)
    if reach is None:
        return Message("it is not known which way is better: write the target with ≥ or ≤, or give the direction")
    return {"green": reach}


def _rank(peers: Peers | None) -> Decimal | None:
    return Decimal(peers.rank) if peers and peers.rank else None


def _share(peers: Peers | None) -> Fraction | None:
    return Fraction(100 * peers.rank, peers.of) if peers and peers.rank and peers.of else None


def _worse_neighbour(points: Mapping[Axis, Number | None], placements: Mapping[str, Placement]) -> str:
    """The worse of the nearest bands below and above a value that lies in none."""
    below: tuple[Number, str] | None = None
    above: tuple[Number, str] | None = None
    for name in reversed(_WORST_FIRST):
        placement = placements.get(name)
        point = points[placement.axis] if placement else None
        for interval in placement.intervals if placement else ():
            below, above = _nearer(interval, point, name, below, above)
    names = {found[1] for found in (below, above) if found}
    return next(name for name in _WORST_FIRST if name in names)


def _nearer(
    interval: Interval, point: Number | None, name: str, below: tuple[Number, str] | None, above: tuple[Number, str] | None
) -> tuple[tuple[Number, str] | None, tuple[Number, str] | None]:
    assert point is not None
    high, low = interval.high, interval.low
    if high and high.value <= point and (below is None or high.value >= below[0]):
        below = (high.value, name)
    if low and low.value >= point and (above is None or low.value <= above[0]):
        above = (low.value, name)
    return below, above
