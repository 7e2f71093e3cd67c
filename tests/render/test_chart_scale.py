"""Scales, ticks and widths, as tables; and the colours, by the contrast that they promise."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.render.charts.lettering import fitted, width_of
from planctl.render.charts.scale import Scale, nice_ticks, padded
from planctl.render.charts.style import GRAPHIC_PAIRS, PALETTES, TEXT_PAIRS
from tests.contrast import GRAPHIC, TEXT, contrast
from tests.notation.strategies import numbers


@pytest.mark.parametrize(
    ("low", "high", "most", "finest", "ticks"),
    [
        ("0", "100", 5, "0", "0 50 100"),
        ("0", "100", 6, "0", "0 20 40 60 80 100"),
        ("6.05", "7.95", 5, "0.1", "6.5 7.0 7.5"),
        ("-4", "11", 5, "0", "0 5 10"),
        ("-12", "-3", 5, "0", "-12 -10 -8 -6 -4"),
        ("2.5", "4.5", 5, "1", "3 4"),
        ("2.2", "2.4", 5, "1", ""),
        ("3", "3", 5, "1", "3"),
        ("0.00008", "0.00016", 5, "0", "0.00008 0.00010 0.00012 0.00014 0.00016"),
        ("123456789012", "345678901234", 5, "0", "150000000000 200000000000 250000000000 300000000000"),
        ("999999999999999999", "1000000000000000003", 5, "0", " ".join(str(10**18 + more) for more in range(-1, 4))),
    ],
)
def test_nice_ticks(low, high, most, finest, ticks):
    found = nice_ticks(Scale(Decimal(low), Decimal(high)), most, Decimal(finest))
    assert list(found) == [Decimal(tick) for tick in ticks.split()]


@given(numbers(), numbers(), st.integers(1, 9), st.sampled_from([Decimal(0), Decimal("0.01"), Decimal(1)]))
def test_ticks_are_few_within_the_scale_and_apart(one, other, most, finest):
    scale = Scale(*sorted((one, other)))
    ticks = nice_ticks(scale, most, finest)
    assert len(ticks) <= most
    assert all(scale.low <= tick <= scale.high for tick in ticks)
    assert all(later - earlier >= finest and later > earlier for earlier, later in pairwise(ticks))


@pytest.mark.parametrize(
    ("values", "ends", "finest", "low", "high"),
    [
        (["6", "18"], (None, None), "0", "5", "19"),
        (["0", "12"], (None, None), "0", "0", "13"),
        (["-12", "0"], (None, None), "0", "-13", "0"),
        (["-6", "6"], (None, None), "0", "-7", "7"),
        (["88", "100"], ("0", "100"), "0", "87", "100"),
        (["100"], ("0", "100"), "1", "90", "100"),
        (["101"], ("0", "100"), "1", "90.9", "111.1"),
        (["0"], (None, None), "0", "0", "1"),
        (["3", "4"], (None, None), "1", "2.5", "4.5"),
    ],
)
def test_a_scale_has_room_around_the_values(values, ends, finest, low, high):
    known = tuple(None if end is None else Decimal(end) for end in ends)
    scale = padded(map(Decimal, values), known, Decimal(finest))
    assert (scale.low, scale.high) == (Fraction(low), Fraction(high))


@given(st.lists(numbers(), min_size=1), st.tuples(st.none() | numbers(), st.none() | numbers()))
def test_every_value_lies_in_its_scale(values, ends):
    scale = padded(values, ends)
    assert scale.low < scale.high
    assert all(scale.low <= value <= scale.high for value in values)
    places = [scale.place(value, 400, 0) for value in sorted(values)]
    assert places == sorted(places, reverse=True)
    assert all(0 <= place <= 400 for place in places)


@pytest.mark.parametrize(("value", "place"), [("0", 100), ("5", 150), ("10", 200), ("-1", 100), ("11", 200), ("3.333", 133), ("0.05", 101)])
def test_places(value, place):
    assert Scale(Decimal(0), Decimal(10)).place(Decimal(value), 100, 200) == place


@given(numbers(), numbers(), st.integers(2, 8))
def test_the_steps_of_a_terminal_reach_from_end_to_end(one, other, count):
    scale = Scale.of([one, other])
    assert scale.step(scale.low, count) == (0 if one != other else count // 2)
    assert scale.step(scale.high, count) == (count - 1 if one != other else count // 2)


@given(st.text(max_size=60), st.integers(0, 400), st.sampled_from([26, 44]))
def test_a_fitted_text_fits(text, room, size):
    assert width_of(fitted(text, room, size), size) <= room
    assert fitted(text, 10**6, size) == text


@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, TEXT), (GRAPHIC_PAIRS, GRAPHIC)])
@pytest.mark.parametrize("name", PALETTES)
def test_colours_can_be_told_apart(name, pairs, least):
    palette = PALETTES[name]
    poor = {(one, other): round(found, 2) for one, other in pairs if (found := contrast(palette[one], palette[other])) < least}
    assert poor == {}
