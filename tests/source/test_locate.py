"""Paths to places: every kind of value, every kind of text."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from planctl.diagnostics import START
from planctl.source.locate import Locator
from planctl.source.positions import lines_of
from planctl.source.reader import parse

PLAN = """\
# Personalavdelningens plan
kind: plan
mission: >-
  Vi ger stöd
  åt alla.

goals:
  friska:
    title: "Nöjda och friska 😀" # citerat
    supports: 'kommunen/''attraktiv'''
    owner:
    kpis:
      hme:
        thresholds: {red: "< 70", yellow: 70–79, green: [a, b]}
        target: {2025: "< 6,5", "2026": < 6}
        long: en text
          på två rader
  andra: &andra
    title: x
  tredje: *andra
focus:
  - a
  - title: b
    who: c
  -
    - d
"""


def shown(text: str, *path: str | int, **options: object) -> tuple[int, int, str]:
    """The line and column of a place, and the text in it."""
    span = Locator(text).span(path, **options)
    lines = lines_of(text)[span.start.line - 1 : span.end.line]
    lines[-1] = lines[-1][: span.end.column - 1]
    lines[0] = lines[0][span.start.column - 1 :]
    return (*span.start, "\n".join(lines))


KPI = ("goals", "friska", "kpis", "hme")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("kind",), (2, 7, "plan")),
        (("mission",), (3, 10, ">-\n  Vi ger stöd\n  åt alla.")),
        (("goals",), (7, 1, "goals")),
        (("goals", "friska"), (8, 3, "friska")),
        (("goals", "friska", "title"), (9, 12, '"Nöjda och friska 😀"')),
        (("goals", "friska", "supports"), (10, 15, "'kommunen/''attraktiv'''")),
        (("goals", "friska", "owner"), (11, 5, "owner")),
        ((*KPI, "thresholds"), (14, 9, "thresholds")),
        ((*KPI, "thresholds", "red"), (14, 27, '"< 70"')),
        ((*KPI, "thresholds", "yellow"), (14, 43, "70–79")),
        ((*KPI, "thresholds", "green", 1), (14, 61, "b")),
        ((*KPI, "target", 2025), (15, 24, '"< 6,5"')),
        ((*KPI, "target", "2026"), (15, 41, "< 6")),
        ((*KPI, "long"), (16, 15, "en text\n          på två rader")),
        (("goals", "andra"), (18, 3, "andra")),
        (("goals", "tredje"), (20, 11, "*andra")),
        (("focus", 0), (22, 5, "a")),
        (("focus", 1), (23, 5, "t")),
        (("focus", 1, "who"), (24, 10, "c")),
        (("focus", 2, 0), (26, 7, "d")),
        # What lies behind an alias stands where the alias does
        (("goals", "tredje", "title"), (20, 11, "*andra")),
        (("goals", "tredje", "kpis", "x"), (20, 11, "*andra")),
        # What is missing is placed at what it is missing in
        (("goals", "friska", "services"), (8, 3, "friska")),
        ((*KPI, "thresholds", "blue", "x"), (14, 9, "thresholds")),
        ((*KPI, "target", 2027), (15, 9, "target")),
        ((*KPI, "target", 2026), (15, 9, "target")),
        (("kind", "x"), (2, 1, "kind")),
        (("focus", 9), (21, 1, "focus")),
        (("focus", 1, "x"), (23, 5, "t")),
    ],
    ids=str,
)
def test_places_of_values(path, place):
    assert shown(PLAN, *path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("kind",), (2, 1, "kind")),
        (("goals", "friska", "title"), (9, 5, "title")),
        ((*KPI, "target", 2025), (15, 18, "2025")),
        ((*KPI, "target", "2026"), (15, 33, '"2026"')),
        (("goals", "tredje"), (20, 3, "tredje")),
        (("goals", "none"), (7, 1, "goals")),
        (("focus", 0), (22, 5, "a")),
    ],
    ids=str,
)
def test_places_of_keys(path, place):
    assert shown(PLAN, *path, key=True) == place


@pytest.mark.parametrize(
    ("path", "offset", "length", "place"),
    [
        (("kind",), 0, 2, (2, 7, "pl")),
        (("kind",), 3, 9, (2, 10, "n")),
        ((*KPI, "thresholds", "red"), 2, 2, (14, 30, "70")),
        (("goals", "friska", "title"), 6, 3, (9, 19, "och")),
        # Where the text is not the value letter by letter, all of it is meant
        (("goals", "friska", "supports"), 3, 1, (10, 15, "'kommunen/''attraktiv'''")),
        ((*KPI, "long"), 3, 1, (16, 15, "en text\n          på två rader")),
        (("goals",), 3, 1, (7, 1, "goals")),
    ],
    ids=str,
)
def test_an_offset_narrows_the_place(path, offset, length, place):
    assert shown(PLAN, *path, offset=offset, length=length) == place


def test_what_is_missing_at_the_top_is_at_the_start():
    assert Locator(PLAN).span(("unit",)) == START
    assert Locator(PLAN).span(()) == START
    assert Locator("").span(("unit",)) == START


def test_one_locator_answers_in_any_order():
    locator = Locator(PLAN)
    paths = [("focus", 2, 0), ("kind",), ("goals", "none"), ("focus", 0), ("none",), ("goals", "friska", "title")]
    assert [locator.span(path) for path in paths] == [Locator(PLAN).span(path) for path in paths]


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("å: 😀 x\r\nb:\r\n  c: é\r\n", ("b", "c"), (3, 6, "é")),
        ("å: 😀 x\r\n", ("å",), (1, 4, "😀 x")),
        ("a: 1\rb: 2", ("b",), (2, 4, "2")),
        ("a: x\u0085y\u2028z\nb: 2", ("b",), (2, 4, "2")),
        ("a: x\u0085y\u2028z\nb: 2", ("a",), (1, 4, "x\u0085y\u2028z")),
        ("a\u2028b: {c: 1}", ("a\u2028b", "c"), (1, 10, "1")),
        ("a: x\ufeffy\ufffe\nb: 2", ("b",), (2, 4, "2")),
        ("2025:\n  0x10: x\n  1_0: y", (2025, 16), (2, 9, "x")),
        ("2025:\n  0x10: x\n  1_0: y", (2025, 10), (3, 8, "y")),
        ("true: 1\nb: 2", ("b",), (2, 4, "2")),
        ("? [a, b]\n: {c: 1}\nd: 2", ("d",), (3, 4, "2")),
        ("a: [1, [2, 3]]", ("a", 1, 1), (1, 12, "3")),
        ("a:\n- 1\n- b: 2", ("a", 1, "b"), (3, 6, "2")),
        ("a: 1\na: 2", ("a",), (1, 4, "1")),
        ("a: !!str 5", ("a",), (1, 4, "!!str 5")),
        ("--- # x\na: 1\n", ("a",), (2, 4, "1")),
        # What libyaml refuses and the reader takes
        ("a: [x\ty, z]\nb: 2", ("b",), (2, 4, "2")),
        ("a: {b: <5:0, c: 2}", ("a", "c"), (1, 17, "2")),
        ('a: {"b":1, c: 2}', ("a", "c"), (1, 15, "2")),
        ("a: {: 1, c: 2}", ("a", "c"), (1, 13, "2")),
    ],
)
def test_places_in_odd_text(text, path, place):
    assert parse(text.encode(), None, "x").data is not None
    assert shown(text, *path) == place


def test_other_parsers_stand_behind_libyaml(monkeypatch):
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert shown(PLAN, "focus", 1, "who") == (24, 10, "c")
    monkeypatch.delattr(yaml, "SafeLoader")
    assert shown(PLAN, "focus", 1, "who") == (24, 10, "c")


def test_text_that_no_parser_reads_is_placed_as_far_as_it_goes():
    assert shown("a:\n  b: 1\n  c: [\n", "a", "b") == (2, 6, "1")
    assert shown("a:\n  b: 1\n  c: [\n", "a", "d") == (1, 1, "a")


WORDS = st.text("abåäö😀 é-5", min_size=1, max_size=8).map(str.strip).filter(lambda word: word and word[0] in "abåäöé")
PLAIN = st.tuples(WORDS, WORDS)
SINGLE = st.text("ab å:#'\"\\{}[]", max_size=8).map(lambda text: ("'" + text.replace("'", "''") + "'", text))
DOUBLE = st.text("ab å:#'😀{}[]\u2028", max_size=8).map(lambda text: (f'"{text}"', text))
SCALARS = PLAIN.map(lambda pair: (pair[0], pair[0])) | SINGLE | DOUBLE
TREES = st.recursive(SCALARS, lambda below: st.dictionaries(WORDS, below, min_size=1, max_size=4) | st.lists(below, min_size=1, max_size=4))


def written(tree: object, depth: int, path: tuple[str | int, ...], marks: dict[tuple[str | int, ...], str]) -> list[str]:
    """A tree as lines in block style; `marks` collects the source of each single value."""
    if isinstance(tree, tuple):
        marks[path] = tree[0]
        return [tree[0]]
    lines: list[str] = []
    for part, below in tree.items() if isinstance(tree, dict) else enumerate(tree):
        head = f"{part}:" if isinstance(tree, dict) else "-"
        inner = written(below, depth + 1, (*path, part), marks)
        lines += [f"{head} {inner[0]}"] if isinstance(below, tuple) else [head, *("  " + line for line in inner)]
    return lines


@settings(deadline=None)
@given(st.dictionaries(WORDS, TREES, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_place_of_every_value_holds_its_source(tree, line_break):
    marks: dict[tuple[str | int, ...], str] = {}
    text = line_break.join(written(tree, 0, (), marks)) + line_break
    locator = Locator(text)
    lines = lines_of(text)
    for path, source in marks.items():
        start, end = locator.span(path)
        assert start.line == end.line
        assert lines[start.line - 1][start.column - 1 : end.column - 1] == source
