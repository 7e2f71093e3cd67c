"""Numbers as people type them, rounding, and the grid."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.notation.number import decimals_of, is_ambiguous, normalise, parse_number, round_half_away, steps_down, steps_up
from tests.notation.strategies import numbers

ACCEPTED = [
    ("0", "0"),
    ("6,4", "6.4"),
    ("6.4", "6.4"),
    ("6,40", "6.40"),
    ("+25", "25"),
    ("-3,2", "-3.2"),
    ("−3,2", "-3.2"),
    ("–3,2", "-3.2"),
    ("- 3,2", "-3.2"),
    ("(1,5)", "-1.5"),
    ("( 1,5 )", "-1.5"),
    ("1 000", "1000"),
    ("1\u00a0000", "1000"),
    ("1\u202f000\u202f000", "1000000"),
    ("1\u2009000", "1000"),
    ("1 000,5", "1000.5"),
    ("12 345,678", "12345.678"),
    ("1000000", "1000000"),
    ("1234,567", "1234.567"),
    ("0,125", "0.125"),
    ("1,0000", "1.0000"),
    (" 80 ", "80"),
    ("\t80\n", "80"),
    ("007", "7"),
    ("123456789012345678", "123456789012345678"),
]
REFUSED = [
    *("", " ", "-", "+", "()", "abc", "NaN", "inf", "1e5", "1E5", "0x10", "1_000", "1'000", "1,2,3", "1.000,5", "1.000.000"),
    *("1,000", "1.000", "12.500", "999,999", "-1,500", "(1,500)", "1 0000", "10 00", "1  000", "80 %", "80%", "80 kr", "5-7", "--5"),
    *("(-5)", "(5", "5)", "½", "８０", "1234567890123456789", "0,1234567890123456789", "12,5 %", "1 000 00"),
]


@pytest.mark.parametrize(("text", "value"), ACCEPTED)
def test_accepted(text: str, value: str) -> None:
    assert str(parse_number(text)) == value


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("number", "value"),
    [(0, "0"), (-5, "-5"), (6.4, "6.4"), (7.125, "7.125"), (1e-07, "1E-7"), (1e16, "1E+16"), (-2.5e-05, "-0.000025"), (0.1, "0.1")],
)
def test_numbers_of_the_file(number: float, value: str) -> None:
    assert parse_number(number) == Decimal(value)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 1e300, 1e-300, 10**20, 0.1 + 0.2, True, False])
def test_numbers_of_the_file_that_cannot_be_compared(number: float) -> None:
    assert parse_number(number) is None


@pytest.mark.parametrize(
    ("digits", "ambiguous"), [("1,000", True), ("12.500", True), ("0,125", False), ("1 234,567", False), ("1,25", False)]
)
def test_thousands_or_decimals(digits: str, ambiguous: bool) -> None:
    assert is_ambiguous(digits) is ambiguous


@given(st.text())
def test_normalising_keeps_every_place(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    parse_number(text)


@given(st.floats() | st.integers())
def test_no_number_raises(number: float) -> None:
    found = parse_number(number)
    assert found is None or found == Decimal(repr(number))


@given(numbers())
def test_a_number_is_read_back(number: Decimal) -> None:
    text = f"{number:f}".replace(".", ",")
    assert parse_number(text) == (None if is_ambiguous(text.lstrip("-")) else number)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("6.45", 1, "6.5"),
        ("-6.45", 1, "-6.5"),
        ("6.449", 1, "6.4"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("2.5", 0, "3"),
        ("1.5", 0, "2"),
        ("79.5", 0, "80"),
        ("79.4999999999999999", 0, "79"),
        ("-0.04", 1, "0.0"),
        ("0", 2, "0.00"),
        ("123456789012345678", 9, "123456789012345678.000000000"),
        ("80", 0, "80"),
    ],
)
def test_rounding_half_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_away(Decimal(value), decimals)) == rounded


@given(numbers(max_decimals=9), st.integers(0, 9))
def test_rounding_moves_by_at_most_half_a_step(value: Decimal, decimals: int) -> None:
    rounded = round_half_away(value, decimals)
    assert abs(Fraction(rounded) - Fraction(value)) * 2 <= Fraction(1, 10**decimals)
    assert round_half_away(-value, decimals) == -rounded


@pytest.mark.parametrize(
    ("value", "decimals", "up", "down"),
    [
        (Decimal("6.4"), 0, 7, 6),
        (Decimal("6.4"), 1, 64, 64),
        (Decimal("-6.4"), 0, -6, -7),
        (Decimal("6"), 1, 60, 60),
        (Fraction(1, 3), 0, 1, 0),
        (Fraction(1, 3), 2, 34, 33),
        (Fraction(-1, 3), 2, -33, -34),
        (Fraction(1, 4), 2, 25, 25),
        (Decimal("123456789012345678.000000001"), 9, 123456789012345678000000001, 123456789012345678000000001),
    ],
)
def test_steps_of_the_grid(value: Decimal | Fraction, decimals: int, up: int, down: int) -> None:
    assert (steps_up(value, decimals), steps_down(value, decimals)) == (up, down)


@given(st.fractions() | numbers(), st.integers(0, 6))
def test_steps_lie_around_the_value(value: Fraction | Decimal, decimals: int) -> None:
    size = Fraction(1, 10**decimals)
    up, down = steps_up(value, decimals) * size, steps_down(value, decimals) * size
    assert down <= Fraction(value) <= up
    assert up - down in (0, size)


@pytest.mark.parametrize(("value", "decimals"), [("80", 0), ("6.40", 2), ("1E+5", 0), ("0.000", 3)])
def test_decimals(value: str, decimals: int) -> None:
    assert decimals_of(Decimal(value)) == decimals


def test_a_value_without_end_has_no_decimals() -> None:
    assert decimals_of(Decimal("Infinity")) == 0
