"""Every condition that the threshold language can say, for property tests."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from planctl.notation.conditions import (
    Bound,
    Change,
    Condition,
    FromTarget,
    Interval,
    PeerLevel,
    PeerRank,
    PeerShare,
    ShareOfTarget,
    Side,
    Simple,
    Steps,
    Values,
    above,
    at_least,
    at_most,
    below,
    exactly,
)

ZERO = Decimal(0)
UNITS = ("", "%", "procentenheter", "kr", "dagar", "kr/invånare", "m²", "kg")


def numbers(low: int = -(10**9), high: int = 10**9, max_decimals: int = 4) -> st.SearchStrategy[Decimal]:
    """Decimals as they are typed, with up to `max_decimals` decimals."""
    return st.integers(0, max_decimals).flatmap(
        lambda decimals: st.integers(low * 10**decimals, high * 10**decimals).map(lambda step: Decimal(step).scaleb(-decimals))
    )


def positive(high: int = 10**9) -> st.SearchStrategy[Decimal]:
    return numbers(0, high).filter(bool)


def one_sided(values: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Interval]:
    return st.builds(lambda make, value: make(value), st.sampled_from([at_least, above, at_most, below]), values)


@st.composite
def two_sided(draw: st.DrawFn, values: st.SearchStrategy[Decimal]) -> Interval:
    low, high = sorted((draw(values), draw(values)))
    if low == high:
        return exactly(low)
    return Interval(Bound(low, draw(st.booleans())), Bound(high, draw(st.booleans())))


def intervals(values: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Interval]:
    return one_sided(values) | two_sided(values) | values.map(exactly)


@st.composite
def apart(draw: st.DrawFn) -> tuple[Interval, ...]:
    """Two or three intervals that share no value."""
    count = draw(st.integers(2, 3))
    ends = sorted(draw(st.sets(numbers(), min_size=2 * count, max_size=2 * count)))
    found = [
        Interval(Bound(low, draw(st.booleans())), Bound(high, draw(st.booleans()))) for low, high in zip(ends[::2], ends[1::2], strict=True)
    ]
    if draw(st.booleans()):
        found[0] = Interval(None, found[0].high)
    if draw(st.booleans()):
        found[-1] = Interval(found[-1].low, None)
    return tuple(draw(st.permutations(found)))


@st.composite
def values(draw: st.DrawFn, lone: bool | None = None) -> Values:
    unit = draw(st.sampled_from(UNITS))
    found: tuple[Interval, ...]
    if lone if lone is not None else draw(st.booleans()):
        found, is_lone = (exactly(draw(numbers())),), True
    else:
        found, is_lone = draw(intervals(numbers()).map(lambda interval: (interval,)) | apart()), False
    top = None
    if unit != "%" and draw(st.booleans()):
        ends = [bound.value for interval in found for bound in (interval.low, interval.high) if isinstance(bound, Bound)]
        top = draw(numbers(1).filter(lambda number: number >= max(ends)))
    return Values(found, is_lone, unit, top)


def amounts() -> st.SearchStrategy[Interval]:
    """How far something lies from something else, counted outwards from zero."""
    ranges = two_sided(numbers(0)).filter(lambda interval: interval.high is not None and interval.high.value > 0)
    open_ended = st.builds(lambda make, value: make(value), st.sampled_from([at_least, above]), positive())
    return ranges | open_ended


@st.composite
def measured(draw: st.DrawFn) -> tuple[bool, str]:
    """In per cent, or in a unit."""
    percent = draw(st.booleans())
    return percent, "" if percent else draw(st.sampled_from([unit for unit in UNITS if unit != "%"]))


@st.composite
def from_target(draw: st.DrawFn) -> FromTarget:
    side = draw(st.sampled_from(Side))
    if draw(st.booleans()):
        return FromTarget(side, (draw(amounts()),), *draw(measured()))
    if side is Side.EITHER:
        return FromTarget(side, (exactly(ZERO),))
    return FromTarget(side, (draw(st.sampled_from([at_least, above]))(ZERO),))


def shares_of_target() -> st.SearchStrategy[ShareOfTarget]:
    upper = st.builds(lambda make, value: make(value), st.sampled_from([at_most, below]), positive())
    return (amounts() | upper).map(lambda interval: ShareOfTarget((interval,)))


@st.composite
def peer_levels(draw: st.DrawFn) -> PeerLevel:
    make = draw(st.sampled_from([at_least, above, at_most, below, exactly]))
    return PeerLevel(draw(st.sampled_from(["mean", "median"])), (make(ZERO),), make is not exactly and draw(st.booleans()))


@st.composite
def peer_shares(draw: st.DrawFn) -> PeerShare:
    share = draw(positive(100))
    rest = (100 - share) / 2
    best = Interval(Bound(ZERO, True), Bound(share, True))
    worst = Interval(Bound(100 - share, False), Bound(Decimal(100), True))
    middle = Interval(Bound(rest, False), Bound(100 - rest, True))
    return PeerShare((draw(st.sampled_from([best, worst, middle])),))


@st.composite
def peer_ranks(draw: st.DrawFn) -> PeerRank:
    first, last = sorted((draw(st.integers(1, 300)), draw(st.integers(1, 300))))
    low, high = Bound(Decimal(first), True), Bound(Decimal(last), True)
    better = Interval(Bound(Decimal(1), True), Bound(Decimal(last + 1), False))
    return PeerRank((draw(st.sampled_from([Interval(low, high), at_least(low.value), above(low.value), better])),))


@st.composite
def changes(draw: st.DrawFn) -> Change:
    base = draw(st.none() | st.integers(1990, 2060))
    better = draw(st.booleans())
    kind = draw(st.sampled_from(["plain", "amount", "limit", "around"]))
    if kind == "plain":
        make = draw(st.sampled_from([at_least, above, at_most, below, exactly]))
        return Change((make(ZERO),), base=base, better=better and make is not exactly)
    if kind == "around":
        amount = draw(positive())
        return Change((Interval(Bound(-amount, True), Bound(amount, True)),), *draw(measured()), base)
    limit = st.builds(lambda make, value: make(value), st.sampled_from([at_most, below]), positive())
    interval = draw(limit if kind == "limit" else amounts())
    return Change((interval if draw(st.booleans()) else interval.mirrored(),), *draw(measured()), base, better)


def simple(lone: bool | None = None) -> st.SearchStrategy[Simple]:
    return st.one_of(values(lone), shares_of_target(), from_target(), peer_levels(), peer_shares(), peer_ranks(), changes())


@st.composite
def steps(draw: st.DrawFn) -> Steps:
    """A path: its numbers have one unit, and after a comparison every number is compared."""
    years = sorted(draw(st.sets(st.integers(1900, 2199), min_size=1, max_size=4)))
    unit, lone = draw(st.sampled_from(UNITS)), draw(st.booleans())
    found = [draw(simple(lone)) for _ in years]
    same = [Values(step.intervals, step.lone, unit) if isinstance(step, Values) else step for step in found]
    return Steps(tuple(zip(years, same, strict=True)))


def conditions() -> st.SearchStrategy[Condition]:
    return simple() | steps()
