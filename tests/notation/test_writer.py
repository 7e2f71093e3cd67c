"""What is written is read again as the same condition, in both languages."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planctl.notation.conditions import Change, Condition, FromTarget, Side, Values, above, at_least, at_most
from planctl.notation.threshold import MAX_LENGTH, parse, parse_by_grammar
from planctl.notation.writer import write
from tests.notation import strategies

LANGUAGES = st.sampled_from(["sv", "en"])
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "values": strategies.values(),
    "share of target": strategies.shares_of_target(),
    "from target": strategies.from_target(),
    "peer level": strategies.peer_levels(),
    "peer share": strategies.peer_shares(),
    "peer rank": strategies.peer_ranks(),
    "change": strategies.changes(),
    "steps": strategies.steps(),
}


@pytest.mark.parametrize("kind", KINDS)
@given(st.data(), LANGUAGES)
def test_round_trip(kind: str, data: st.DataObject, language: str) -> None:
    condition: Condition = data.draw(KINDS[kind])
    text = write(condition, language)
    assume(len(text) <= MAX_LENGTH)
    assert parse_by_grammar(text) == condition
    assert parse(text) == condition


@given(strategies.numbers())
def test_numbers_are_written_as_each_language_does(number: Decimal) -> None:
    condition = Values((at_least(number),))
    swedish, english = write(condition, "sv"), write(condition, "en")
    assert "." not in swedish
    assert "," not in english
    assert swedish.replace(",", ".") == english


def test_three_decimals_are_never_taken_for_thousands() -> None:
    assert write(Values((at_least(Decimal("7.125")),)), "sv") == "≥ 7,1250"


def test_a_number_that_looks_like_a_year_is_compared_by_a_sign() -> None:
    assert write(FromTarget(Side.ABOVE, (above(Decimal(2027)),)), "sv") == "> 2027 över målet"
    assert write(FromTarget(Side.ABOVE, (above(Decimal(2027)),), unit="kr"), "sv") == "mer än 2027 kr över målet"
    assert write(Change((at_most(Decimal(2027)),)), "sv") == "inte öka med > 2027"


def test_a_condition_that_was_placed_is_not_written() -> None:
    with pytest.raises(AssertionError):
        write(Values((at_least(Fraction(1, 3)),)))
