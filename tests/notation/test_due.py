"""The table of due dates, and that none of them ever raises."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.notation.due import Due, Recurrence, parse_due
from planctl.notation.period import Years
from planctl.notation.refusal import Refusal
from tests.notation.tables import english, rows

PLAN = Years(2025, 2027)
TABLE = rows("dues.tsv", 3)


def test_the_table_is_long() -> None:
    assert len({text for text, _, _ in TABLE}) == len(TABLE) >= 60


@pytest.mark.parametrize(("text", "meaning", "reason"), TABLE)
def test_a_due_date(text: str, meaning: str, reason: str) -> None:
    found = parse_due(text)
    if isinstance(found, Refusal):
        assert (meaning, reason) == ("-", english(found.message))
        assert (found.offset, found.length) == (0, len(text))
    else:
        assert meaning == str(found.recurrence or found.date(PLAN))
        assert (found.date(PLAN) is None) is (found.recurrence is not None)


def test_nothing_is_not_a_date() -> None:
    found = parse_due("")
    assert isinstance(found, Refusal)
    assert (found.offset, found.length) == (0, 1)


def test_every_example_of_a_refusal_is_accepted() -> None:
    found = parse_due("snart")
    assert isinstance(found, Refusal)
    assert found.hint is not None
    assert not any(isinstance(parse_due(example), Refusal) for example in found.hint.values["examples"])


def test_a_year_as_a_number() -> None:
    assert parse_due(2016) == Due(2016)


def test_without_a_year_of_its_own_it_falls_in_the_last_of_the_plan() -> None:
    december = parse_due("31 december")
    assert isinstance(december, Due)
    assert december.date(PLAN) == datetime.date(2027, 12, 31)
    assert december.date() is None


@given(
    st.builds(
        Due,
        st.none() | st.integers(1, 9999),
        st.integers(1, 12),
        st.integers(1, 31),
        st.none() | st.sampled_from(Recurrence),
    ),
    st.none() | st.tuples(st.integers(1, 9999), st.integers(1, 9999)).map(lambda years: Years(*sorted(years))),
)
def test_a_date_never_raises(due: Due, years: Years | None) -> None:
    due.date(years)


PIECES = sorted({word for text, _, _ in TABLE for word in text.replace("-", " ").split()})


@given(st.text() | st.lists(st.sampled_from([*PIECES, "-", "/", ".", ","]), max_size=6).map(" ".join) | st.integers())
def test_no_text_raises(text: str | int) -> None:
    found = parse_due(text)
    if isinstance(found, Due):
        found.date(PLAN)


@pytest.mark.parametrize("text", ["i " * 20_000, "a" * 40_000, "löpande " * 5_000, "1" * 40_000, "-" * 40_000, "var 3:e " * 5_000])
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    parse_due(text)
    assert time.perf_counter() - start < 0.5
