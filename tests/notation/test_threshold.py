"""The tables of accepted and refused texts, and what the door to the language does with numbers and odd texts."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planctl.notation.conditions import Steps, Values, exactly
from planctl.notation.lexicon import PHRASES
from planctl.notation.plainest import parse_plainest
from planctl.notation.refusal import Refusal
from planctl.notation.scanner import SIGNS
from planctl.notation.threshold import ACCEPTED, MAX_LENGTH, parse, parse_by_grammar
from planctl.notation.writer import write
from tests.notation.tables import english, rows

ACCEPTED_ROWS = rows("accepted.tsv", 3)
REFUSED_ROWS = rows("refused.tsv", 5)
TEXTS = [row[0] for row in ACCEPTED_ROWS + REFUSED_ROWS]


def test_the_tables_are_long_and_without_repetition() -> None:
    assert len(TEXTS) >= 250
    assert len(TEXTS) == len(set(TEXTS))


@pytest.mark.parametrize(("text", "swedish", "canonical"), ACCEPTED_ROWS)
def test_accepted(text: str, swedish: str, canonical: str) -> None:
    found = parse(text)
    assert not isinstance(found, Refusal), english(found.message)
    assert (write(found, "sv"), write(found, "en")) == (swedish, canonical)
    assert parse(swedish) == parse(canonical) == found


@pytest.mark.parametrize(("text", "offset", "length", "message", "hint"), REFUSED_ROWS)
def test_refused(text: str, offset: str, length: str, message: str, hint: str) -> None:
    found = parse(text)
    assert isinstance(found, Refusal), write(found)
    assert (found.offset, found.length) == (int(offset), int(length))
    assert (english(found.message), "" if found.hint is ACCEPTED else english(found.hint)) == (message, hint)


@pytest.mark.parametrize("row", REFUSED_ROWS, ids=lambda row: row[0])
def test_what_a_refusal_tells_to_write_is_accepted(row: list[str]) -> None:
    found = parse(row[0])
    assert isinstance(found, Refusal)
    assert found.hint is not None
    for example_ in found.hint.values.get("examples", ()):
        assert not isinstance(parse(example_), Refusal), example_


def test_a_text_of_nothing() -> None:
    found = parse("")
    assert isinstance(found, Refusal)
    assert (found.offset, found.length, english(found.message)) == (0, 1, "the threshold is empty")


@pytest.mark.parametrize(
    ("number", "value"), [(80, "80"), (6.5, "6.5"), (1.0, "1.0"), (-1, "-1"), (0, "0"), (1e-07, "1E-7"), (7.125, "7.125")]
)
def test_a_number_from_the_file(number: float, value: str) -> None:
    found = parse(number)
    assert found == Values((exactly(Decimal(value)),), lone=True)
    assert isinstance(found, Values)
    assert found.intervals[0].low is not None
    assert str(found.intervals[0].low.value) == value


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 1e300, 10**40, True, 0.1 + 0.2])
def test_a_number_that_cannot_be_compared(number: float) -> None:
    found = parse(number)
    assert isinstance(found, Refusal)
    assert english(found.message) == f"{number} is not a number that can be compared"


def test_the_longest_text() -> None:
    longest = "≥ 80 " + "ord " * 73 + "ord"
    assert len(longest) == MAX_LENGTH
    assert not isinstance(parse(longest), Refusal)
    found = parse(longest + "x")
    assert isinstance(found, Refusal)
    assert (found.offset, english(found.message)) == (300, "a threshold can have at most 300 characters")


def test_a_path_keeps_its_years() -> None:
    found = parse("minst 25 % år 2027 och 30 % år 2030")
    assert isinstance(found, Steps)
    assert [year for year, _ in found.steps] == [2027, 2030]


# --- Nothing raises, and nothing takes long ---


def check(text: str) -> None:
    """Parsing ends well: with a condition that can be written and read again, or with a place inside the text."""
    found = parse_by_grammar(text)
    if isinstance(found, Refusal):
        assert 0 <= found.offset <= len(text)
        assert 1 <= found.length <= max(1, len(text) - found.offset)
        assert english(found.message)
        return
    for language in ("sv", "en"):
        written = write(found, language)
        assert len(written) > MAX_LENGTH or parse_by_grammar(written) == found


@given(st.text(max_size=60))
@example("½")
@example("²")
@example("\u0301")
def test_any_text(text: str) -> None:
    check(text)


WORDS = sorted({" ".join(parts) for phrases in PHRASES.values() for parts, _ in phrases})
PIECES = [*WORDS, *SIGNS, *"–%()/,+±", "..", "5", "80", "7,5", "2027", "1 000", "tio", "dagar", "kr", "andel", "av"]


@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_any_sequence_of_its_own_words(text: str) -> None:
    check(text)


@given(st.data())
def test_mutations_of_the_examples(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(start + 2, len(text))))
        text = text[:start] + data.draw(st.sampled_from(["", " ", *PIECES]) | st.characters()) + text[end:]
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "ord " * 75,
        "i " * 150,
        "och " * 75,
        "(" * 300,
        "≥ 5 och " * 37,
        "80 eller " * 33,
        "5 % år 2027 och " * 18,
        "öka med " * 37,
        "av " * 100,
        "under " * 50,
        "bland de " * 33,
        "minst 95 % av målet och " * 12,
        "1 000 " * 50,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    parse_by_grammar(text[:MAX_LENGTH])
    assert time.perf_counter() - start < 0.5


# --- The short cut for the plainest texts says what the grammar says ---

AMOUNTS = st.from_regex(r"[-−–]?([0-9]{1,4}|[0-9]{1,3} [0-9]{3})([.,][0-9]{1,4})?", fullmatch=True)


@st.composite
def plainest(draw: st.DrawFn) -> str:
    space = st.sampled_from(["", " ", "\u00a0"])
    sign = draw(st.sampled_from(["", *SIGNS]))
    parts = [sign, draw(AMOUNTS), draw(st.sampled_from(["", "%"]))]
    if draw(st.booleans()):
        parts += [draw(st.sampled_from(["-", "–", "−", ".."])), draw(AMOUNTS), draw(st.sampled_from(["", "%"]))]
    return "".join(part + draw(space) for part in parts) + draw(st.sampled_from(["", "av målet", " av målet"]))


@given(plainest())
@example("< 0 % av målet")
@example("≥ 0 % av målet")
@example("0–0 % av målet")
@example("0–80 % av målet")
@example("-5–80 % av målet")
@example("95 % av målet")
def test_the_short_cut_agrees_with_the_grammar(text: str) -> None:
    found = parse_plainest(text)
    assert found is None or found == parse_by_grammar(text)


@pytest.mark.parametrize("text", ["≥ 80", "<70", "71–79", "6,1-6,9", "100%", "80–94 % av målet", "≥ 95 % av målet", "≤ −1", "1 000–2 000"])
def test_the_short_cut_is_taken(text: str) -> None:
    assert parse_plainest(text) is not None
