"""A KPI's whole notation for one year: target, bands, scale, decimals and direction, read together. Pure, and remembered by its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from planctl.message import Message
from planctl.notation.conditions import (
    Bound,
    Change,
    Condition,
    FromTarget,
    Interval,
    Intervals,
    PeerLevel,
    ShareOfTarget,
    Simple,
    Steps,
    Values,
    at_least,
    at_most,
)
from planctl.notation.coverage import Gap, Overlap, coverage
from planctl.notation.direction import direction_of as direction_of
from planctl.notation.direction import direction_of_bands
from planctl.notation.number import decimals_of, round_half_away
from planctl.notation.placement import Axis, Direction, Frame, Placement, place
from planctl.notation.refusal import Refusal
from planctl.notation.threshold import parse

COLOURS = ("red", "yellow", "green")
NOTHING = Bound(Decimal(0), False)
RANKS = at_least(Decimal(1))
SHARES = Interval(Bound(Decimal(0), True), Bound(Decimal(100), True))
Texts = str | int | float | None


class Scheme:
    """What the texts say; the same texts give the same object.

    Parts that could not be read are in `refusals`, by name: target, scale, red, yellow, green. `told`: whether the decimals are declared or
    written in a limit; where they are not, values are compared as they are.
    """

    __slots__ = ("bands", "decimals", "direction", "inferred", "refusals", "scale", "target", "target_number", "told")

    def __init__(
        self,
        target: Simple | None,
        bands: Mapping[str, Simple],
        scale: Interval | None,
        decimals: int,
        direction: Direction | None,
        inferred: Direction | None,
        refusals: tuple[tuple[str, Refusal], ...],
        told: bool,
    ) -> None:
        self.target, self.bands, self.scale, self.decimals, self.told = target, bands, scale, decimals, told
        self.direction, self.inferred, self.refusals = direction, inferred, refusals
        self.target_number = _limit(target)
        """The number that a relative band is relative to: the limit, or the lone number, of an absolute target."""

    def rounded(self, value: Decimal) -> Decimal:
        """The value as it is placed in a band."""
        return round_half_away(value, self.decimals) if self.told else value


@lru_cache(maxsize=65536, typed=True)
def scheme(
    year: int, target: Texts, red: Texts, yellow: Texts, green: Texts, scale: Texts, decimals: int | None, direction: str | None
) -> Scheme:
    """Read all the parts of a KPI's notation for a year."""
    texts = {"target": target, "scale": scale, "red": red, "yellow": yellow, "green": green}
    parsed = {name: parse(text) for name, text in texts.items() if text is not None}
    read = {name: in_year(found, year) for name, found in parsed.items() if not isinstance(found, Refusal)}
    aim = _as_target(read.get("target"))
    bands = {name: band for name in COLOURS if (band := read.get(name))}
    inferred = direction_of_bands(bands) or direction_of(aim)
    written = [told for part in (*bands.values(), aim) if part and (told := _written_decimals(part)) is not None]
    return Scheme(
        aim,
        MappingProxyType(bands),
        _scale(read.get("scale"), aim),
        max(written, default=0) if decimals is None else decimals,
        Direction(direction) if direction else inferred,
        inferred,
        tuple(_refusals(parsed)),
        decimals is not None or bool(written),
    )


def _refusals(parsed: Mapping[str, Condition | Refusal]) -> Iterator[tuple[str, Refusal]]:
    for name, found in parsed.items():
        if isinstance(found, Refusal):
            yield name, found
        elif name == "scale" and not isinstance(found, Values):
            hint = Message("write both ends, as in {example}", example="0–100")
            yield name, Refusal(Message("a scale is the lowest and the highest possible value"), hint=hint)


def _as_target(condition: Simple | None) -> Simple | None:
    """A target to increase by at most so much is also met by a lesser value; a band of the same wording begins above zero."""
    if not isinstance(condition, Change) or len(condition.intervals) != 1:
        return condition
    low, high = condition.intervals[0].low, condition.intervals[0].high
    if low == NOTHING and high:
        return condition._replace(intervals=(Interval(high=high),))
    if high == NOTHING and low:
        return condition._replace(intervals=(Interval(low=low),))
    return condition


def to_reach(target: Simple, direction: Direction | None) -> Simple | None:
    """The target as the condition that a value reaches: a lone number is a limit. None where it is not known which way is better."""
    if not (isinstance(target, Values) and target.lone):
        return target
    number = _limit(target)
    if number is None or direction not in (Direction.HIGHER, Direction.LOWER):
        return None
    return Values((at_least(number) if direction is Direction.HIGHER else at_most(number),))


def in_year(condition: Condition, year: int) -> Simple | None:
    """The condition of a path that holds in a year: that of the latest step reached; None before the first."""
    if not isinstance(condition, Steps):
        return condition
    reached = [step for start, step in condition.steps if start <= year]
    return reached[-1] if reached else None


def _limit(condition: Simple | None) -> Decimal | None:
    if not isinstance(condition, Values) or len(condition.intervals) != 1:
        return None
    low, high = condition.intervals[0].low, condition.intervals[0].high
    if low and high and low.value != high.value:
        return None
    value = (low or high or Bound(Decimal(0), True)).value
    return value if isinstance(value, Decimal) else None


def _scale(scale: Simple | None, target: Simple | None) -> Interval | None:
    """The declared scale, of which a lone number is the top; else the top that the target names: 8,0 (av 10,0)."""
    if isinstance(scale, Values):
        top = scale.intervals[0].high
        return at_most(top.value) if scale.lone and top else scale.intervals[0]
    if isinstance(target, Values) and target.top is not None:
        return at_most(target.top)
    return None


def _written_decimals(condition: Simple) -> int | None:
    """The most decimals that a condition on the value is written with; None where it says nothing of the value's decimals."""
    if isinstance(condition, Values) or (isinstance(condition, FromTarget) and not condition.percent):
        ends = [decimals_of(bound.value) for bound in _bounds(condition.intervals) if isinstance(bound.value, Decimal)]
        return max(ends, default=0)
    return None


def _bounds(intervals: Intervals) -> Iterator[Bound]:
    for interval in intervals:
        yield from (bound for bound in (interval.low, interval.high) if bound)


@lru_cache(maxsize=65536)
def placed_bands(known: Scheme) -> Mapping[str, Placement]:
    """The bands as intervals where nothing but the plan is known: differences count from zero, per cent from a hundred."""
    hundred = any(isinstance(band, Change) and band.percent for band in known.bands.values())
    base = Decimal(100 if hundred else 0)
    years = {band.base: base for band in known.bands.values() if isinstance(band, Change) and band.base}
    frame = Frame(known.target_number, known.direction, base, years, Decimal(0), Decimal(0))
    placed = {name: place(band, frame) for name, band in known.bands.items()}
    return {name: placement for name, placement in placed.items() if isinstance(placement, Placement)}


def is_absolute(condition: Simple) -> bool:
    """Whether the condition speaks of the value itself, once the target is known."""
    return isinstance(condition, (Values, ShareOfTarget, FromTarget))


def _sort(condition: Simple) -> tuple[object, ...]:
    """What two bands must share to be held against each other without outcomes."""
    match condition:
        case Values() | ShareOfTarget() | FromTarget():
            return ("value",)
        case PeerLevel(statistic, _, better):
            return (PeerLevel, statistic, better)
        case Change(_, percent, _, base, better):
            return (Change, percent, base, better)
    return (type(condition),)


@lru_cache(maxsize=65536)
def faults(known: Scheme) -> tuple[Gap | Overlap, ...]:
    """The gaps and overlaps of the bands; none where there are fewer than two bands that can be held against each other.

    Bands on the value are proved on its grid. Ranks are whole numbers. Differences and shares have no grid: a grid one decimal finer than
    their bounds decides them, since a fault between two bounds shows there, and a fault in a bound lies on it.
    """
    placed = placed_bands(known)
    sorts = {_sort(band) for band in known.bands.values()}
    if len(placed) < 2 or len(placed) < len(known.bands) or len(sorts) > 1:
        return ()
    axis = next(iter(placed.values())).axis
    intervals = {name: placement.intervals for name, placement in placed.items()}
    if axis is Axis.RANK:
        return tuple(coverage(intervals, 0, RANKS))
    if sorts == {("value",)}:
        return tuple(coverage(intervals, known.decimals, known.scale))
    ends = [bound.value for part in intervals.values() for bound in _bounds(part)]
    finer = 1 + max((decimals_of(end) for end in ends if isinstance(end, Decimal)), default=0)
    return tuple(coverage(intervals, finer, SHARES if axis is Axis.SHARE else None))
