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
    placements = _placements(scheme, frame)
    if isinstance(placements, Message):
        return placements
    points: dict[Axis, Number | None] = {Axis.VALUE: rounded, Axis.RANK: _rank(peers), Axis.SHARE: _share(peers)}
    found: dict[str, bool] = {}
    for name, placement in placements.items():
        point = points[placement.axis]
        if point is None:
            return Message("the rank among peers is not known")
        found[name] = placement.holds(point)
    held = [name for name in _WORST_FIRST if found.get(name)]
    if held:
        return Banding(Status(held[0]), held[0], rounded, placements, in_several=len(held) > 1)
    if set(placements) == {"green"}:
        return Banding(Status.RED, "", rounded, placements)
    neighbour = _worse_neighbour(points, placements)
    return Banding(Status(neighbour), neighbour, rounded, placements, in_gap=True)


def _placements(scheme: Scheme, frame: Frame) -> Mapping[str, Placement] | Message:
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
