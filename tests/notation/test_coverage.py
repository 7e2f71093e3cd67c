"""The proof of coverage against a walk over the grid, value by value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.notation.conditions import Bound, Interval, Intervals, above, at_least, at_most, below, exactly
from planctl.notation.coverage import Gap, Overlap, coverage, first_value

D = Decimal
LIMIT = 40
"""No band ends further from zero than this many steps of the grid."""


@st.composite
def ends(draw: st.DrawFn, decimals: int) -> Decimal | Fraction:
    """On the grid, between its values, or no decimal number at all."""
    if draw(st.integers(0, 9)) == 0:
        return Fraction(draw(st.integers(-LIMIT, LIMIT)), draw(st.sampled_from([3, 7])) * 10**decimals)
    finer = draw(st.integers(decimals, decimals + 1))
    bound = LIMIT * 10 ** (finer - decimals)
    return D(draw(st.integers(-bound, bound))).scaleb(-finer)


@st.composite
def intervals(draw: st.DrawFn, decimals: int) -> Interval:
    low, high = (draw(st.none() | st.builds(Bound, ends(decimals), st.booleans())) for _ in range(2))
    if low and high and low.value > high.value:
        low, high = high, low
    return Interval(low, high)


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Intervals], int, Interval | None]:
    decimals = draw(st.integers(0, 2))
    names = draw(st.lists(st.sampled_from(["red", "yellow", "green"]), min_size=1, max_size=3, unique=True))
    bands: dict[str, Intervals] = {name: (draw(intervals(decimals)),) for name in names}
    return bands, decimals, draw(st.none() | intervals(decimals))


@st.composite
def neat_cases(draw: st.DrawFn) -> tuple[dict[str, Intervals], int, Interval | None]:
    """Bands that follow on each other as a careful controller writes them, now and then with one slip of a step."""
    decimals = draw(st.integers(0, 2))
    first, second = sorted(draw(st.sets(st.integers(-LIMIT + 2, LIMIT - 2), min_size=2, max_size=2)))
    slip = draw(st.integers(-1, 1)) if draw(st.booleans()) else 0
    one, two, three = (D(step).scaleb(-decimals) for step in (first, first + 1 + slip, second))
    middle = Interval(Bound(min(two, three), True), Bound(three, False))
    return {"red": (at_most(one),), "yellow": (middle,), "green": (at_least(three),)}, decimals, draw(st.none() | intervals(decimals))


def holders(bands: Mapping[str, Intervals], value: Decimal) -> list[str]:
    return [name for name, part in bands.items() if any(interval.holds(value) for interval in part)]


def grid(decimals: int) -> list[Decimal]:
    """Every value of the grid a little beyond all bands."""
    return [D(step).scaleb(-decimals) for step in range(-LIMIT - 3, LIMIT + 4)]


def expected(bands: Mapping[str, Intervals], decimals: int, scale: Interval | None) -> list[Decimal]:
    """The values that must lie in exactly one band and do not: on the scale, and where it has no end, between the outermost bands."""
    values = [value for value in grid(decimals) if scale is None or scale.holds(value)]
    held = [index for index, value in enumerate(values) if holders(bands, value)]
    if not held:
        return values if scale and scale.low else []
    first = 0 if scale and scale.low else held[0]
    last = len(values) - 1 if scale and scale.high else held[-1]
    return [value for value in values[first : last + 1] if len(holders(bands, value)) != 1]


def walk(case: tuple[dict[str, Intervals], int, Interval | None]) -> None:
    bands, decimals, scale = case
    found = coverage(bands, decimals, scale)
    bad = expected(bands, decimals, scale)
    assert bool(found) == bool(bad)
    for fault in found:
        assert scale is None or scale.holds(fault.value)
        held = holders(bands, fault.value)
        assert not held if isinstance(fault, Gap) else set(fault.bands) <= set(held)
    gaps = [fault.value for fault in found if isinstance(fault, Gap)]
    assert gaps == sorted(gaps)
    if gaps and not any(isinstance(fault, Overlap) for fault in found):
        assert gaps[0] == bad[0]


@given(cases())
def test_any_bands_against_a_walk(case: tuple[dict[str, Intervals], int, Interval | None]) -> None:
    walk(case)


@given(neat_cases())
def test_neat_bands_against_a_walk(case: tuple[dict[str, Intervals], int, Interval | None]) -> None:
    walk(case)


@given(cases())
def test_the_order_of_the_bands_does_not_matter(case: tuple[dict[str, Intervals], int, Interval | None]) -> None:
    bands, decimals, scale = case
    assert coverage(dict(reversed(bands.items())), decimals, scale) == coverage(bands, decimals, scale)


@given(st.integers(0, 2).flatmap(lambda decimals: st.tuples(intervals(decimals), st.just(decimals))))
def test_the_first_value_of_an_interval(case: tuple[Interval, int]) -> None:
    interval, decimals = case
    found = first_value(interval, decimals)
    inside = [value for value in grid(decimals) if interval.holds(value)]
    assert found == (inside[0] if inside and interval.low else None)


SCALE = Interval(Bound(D(0), True), Bound(D(100), True))
FROM_ZERO = at_least(D(0))


@pytest.mark.parametrize(
    ("bands", "decimals", "scale", "faults"),
    [
        (
            {"red": [below(D(70))], "yellow": [Interval(Bound(D(71), True), Bound(D(79), True))], "green": [at_least(D(80))]},
            0,
            None,
            [Gap(D(70))],
        ),
        ({"red": [below(D(70))], "green": [at_least(D(70))]}, 0, SCALE, []),
        ({"red": [below(D(70))], "green": [at_least(D(69))]}, 0, SCALE, [Overlap(D(69), ("red", "green"))]),
        ({"red": [below(D(70))], "green": [at_least(D(69))]}, 1, SCALE, [Overlap(D("69.0"), ("red", "green"))]),
        ({"red": [at_most(D(69))], "green": [at_least(D(70))]}, 1, SCALE, [Gap(D("69.1"))]),
        ({"green": [at_least(D(10))]}, 0, SCALE, [Gap(D(0))]),
        ({"green": [at_most(D(90))]}, 0, SCALE, [Gap(D(91))]),
        ({"green": [above(D(100))]}, 0, SCALE, [Gap(D(0))]),
        ({"green": [below(D(0))]}, 0, FROM_ZERO, [Gap(D(0))]),
        ({"green": [Interval(Bound(D(5), False), Bound(D(6), False))]}, 0, None, []),
        ({"green": [Interval(Bound(D(5), False), Bound(D(6), False))]}, 1, None, []),
        ({"red": [at_most(D(5))], "green": [at_most(D(3))]}, 0, None, [Overlap(D(3), ("green", "red"))]),
        ({"red": [at_least(D(5))], "green": [at_least(D(3))]}, 0, None, [Overlap(D(5), ("green", "red"))]),
        ({"red": [Interval()], "green": [Interval()]}, 0, None, [Overlap(D(0), ("green", "red"))]),
        ({"red": [Interval()], "green": [exactly(D(3))]}, 0, None, [Overlap(D(3), ("red", "green"))]),
        ({"red": [below(D(5)), above(D(10))], "green": [Interval(Bound(D(5), True), Bound(D(10), True))]}, 0, None, []),
        ({"red": [at_most(D(5))], "green": [at_least(D(6))]}, 0, Interval(Bound(D("0.2"), True), Bound(D("0.8"), True)), []),
        ({}, 0, SCALE, [Gap(D(0))]),
        ({}, 0, None, []),
    ],
)
def test_faults(bands: dict[str, list[Interval]], decimals: int, scale: Interval | None, faults: list[Gap | Overlap]) -> None:
    assert coverage({name: tuple(part) for name, part in bands.items()}, decimals, scale) == faults
