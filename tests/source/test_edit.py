"""Changes to files' texts: exactly what is meant, and nothing else."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planctl.notation.number import parse_number
from planctl.source.editing.edit import Change, UneditableError, document, edited
from planctl.source.editing.tree import tree
from planctl.source.encoding import decoded
from planctl.source.nodes import all_events, extent
from planctl.source.positions import Lines
from planctl.source.reader import parse


def changed(before: str, *changes: tuple) -> str:
    """The text after changes, each (path with slashes, value[, before])."""
    made = [Change(tuple(path.split("/")), value, *rest) for path, value, *rest in changes]
    after = edited(before.encode(), made)
    assert edited(after, made) == after
    return after.decode()


FOLDED = ["Ett långt stycke om hur det gick, med många ord och utan radbrytningar, som inte", "verksamhetsuppföljningen får på en rad."]
LONG = " ".join(FOLDED)

REPLACED = [
    ("plain", "a: 1 # c\n", [("a", Decimal("6.80"))], "a: 6.80 # c\n"),
    ("no final newline", "a: 1", [("a", 2)], "a: 2"),
    ("trailing blanks", "a: 1  \nb: 2", [("a", 2)], "a: 2  \nb: 2"),
    ("CRLF", "a: 1\r\nb: 2\r\n", [("a", 2), ("c", 3)], "a: 2\r\nb: 2\r\nc: 3\r\n"),
    ("CR", "a: 1\rb: 2\r", [("a", 2), ("c", 3)], "a: 2\rb: 2\rc: 3\r"),
    ("BOM", "\ufeffa: å # ö\nb: 2\n", [("b", 3)], "\ufeffa: å # ö\nb: 3\n"),
    ("emoji before", 'a: "😀\x85" # 😀\nb: 2\n', [("b", 3)], 'a: "😀\x85" # 😀\nb: 3\n'),
    ("double quotes", 'a: "x # y" # c\n', [("a", "x: y")], 'a: "x: y" # c\n'),
    ("single quotes", "a: 'x' # c\n", [("a", "y")], "a: y # c\n"),
    ("multi-line quotes", 'a: "x\n  y" # c\nb: 1\n', [("a", "y")], "a: y # c\nb: 1\n"),
    ("multi-line plain", "a: x\n  y # c\nb: 1\n", [("a", "y")], "a: y # c\nb: 1\n"),
    ("folded", "a: >- # c\n  x\n  y\n\nb: 1\n", [("a", "z")], "a: z # c\n\nb: 1\n"),
    ("literal by number", "a: |\n  x\nb: 1\n", [("a", 2)], "a: 2\nb: 1\n"),
    ("kept blank lines", "a: |+\n  x\n\n\nb: 1\n", [("a", 2)], "a: 2\n\n\nb: 1\n"),
    ("empty block text", "a: >-\nb: 1\n", [("a", "x")], "a: x\nb: 1\n"),
    ("empty", "a:\nb: 1\n", [("a", "x")], "a: x\nb: 1\n"),
    ("empty with a comment", "a:   # c\nb: 1\n", [("a", "x")], "a: x   # c\nb: 1\n"),
    ("null", "a: ~ # c\n", [("a", "x")], "a: x # c\n"),
    ("text below its key", "a: # c\n  # d\n  x\nb: 1\n", [("a", "y")], "a: y # c\n  # d\nb: 1\n"),
    ("flow by scalar", "a: {b: 1} # c\n", [("a", 2)], "a: 2 # c\n"),
    ("flow over lines", "a: {b: 1,\n  c: 2} # c\nd: 1\n", [("a", 2)], "a: 2 # c\nd: 1\n"),
    ("block by scalar", "a: # c\n  b: 1\n  c: 2\nd: 1\n", [("a", 2)], "a: 2 # c\nd: 1\n"),
    ("block by scalar, comment at its end", "a:\n  b: 1\n  c: 2 # c\nd: 1\n", [("a", 2)], "a: 2\n   # c\nd: 1\n"),
    ("list by scalar", "a:\n- 1\n- 2\nd: 1\n", [("a", 2)], "a: 2\nd: 1\n"),
    ("scalar by list", "a: 1 # c\n", [("a", [1, "x", "a, b"])], 'a: [1, x, "a, b"] # c\n'),
    (
        "scalar by group",
        "s:\n  a:\n    T1: 1 # c\n",
        [("s/a/T1", {"value": 1, "comment": "x"})],
        "s:\n  a:\n    T1: {value: 1, comment: x} # c\n",
    ),
    (
        "scalar by long group",
        "s:\n  a:\n    T1: 1 # c\n    T2: 1\n",
        [("s/a/T1", {"value": 1, "comment": LONG})],
        f"s:\n  a:\n    T1: # c\n      value: 1\n      comment: >-\n        {FOLDED[0]}\n        {FOLDED[1]}\n    T2: 1\n",
    ),
    ("scalar by long text", "a: 1 # c\nb: 1\n", [("a", LONG)], f"a: >- # c\n  {FOLDED[0]}\n  {FOLDED[1]}\nb: 1\n"),
    ("folded by long text", "a: | # c\n  x\n  y\nb: 1\n", [("a", LONG)], f"a: >- # c\n  {FOLDED[0]}\n  {FOLDED[1]}\nb: 1\n"),
    ("lines", "a: 1\n", [("a", "x\n\ny")], "a: |-\n  x\n\n  y\n"),
    ("lines over a deep comment", "a: 1\n    # c\nb: 1\n", [("a", "x\ny")], 'a: "x\\ny"\n    # c\nb: 1\n'),
    ("lines over deep blanks", "a: 1\n    \nb: 1\n", [("a", "x\ny")], 'a: "x\\ny"\n    \nb: 1\n'),
    ("lines in braces", "a: {b: 1}\n", [("a/b", "x\ny")], "a:\n  b: |-\n    x\n    y\n"),
    ("lines in braces over lines", "a: {b: 1,\n  c: 2}\n", [("a/b", "x\ny")], 'a: {b: "x\\ny",\n  c: 2}\n'),
    ("lines in a file of braces", '{"a": {"b": 1}}\n', [("a/b", "x\ny")], '{"a": {"b": "x\\ny"}}\n'),
    ("lines in braces with an anchor", "a: {b: &x 1, c: 1}\nd: *x\n", [("a/c", "x\ny")], 'a: {b: &x 1, c: "x\\ny"}\nd: *x\n'),
    ("lines in braces over a deep comment", "a: {b: 1}\n    # c\nd: 1\n", [("a/b", "x\ny")], 'a:\n  b: "x\\ny"\n    # c\n\nd: 1\n'),
    (
        "long text in braces",
        "s:\n  a:\n    T1: {forecast: 87.40, by: {m: 6.90, k: [1.0, ~]}} # c\n    T2: 1\n",
        [("s/a/T1/comment", LONG)],
        (
            "s:\n  a:\n    T1: # c\n      forecast: 87.40\n      by: {m: 6.90, k: [1.0, ~]}\n      comment: >-\n"
            f"        {FOLDED[0]}\n        {FOLDED[1]}\n    T2: 1\n"
        ),
    ),
    (
        "long text in inner braces",
        "s:\n  a:\n    T1: {x: {y: 1}, z: 'å'}\n",
        [("s/a/T1/x/w", LONG)],
        f"s:\n  a:\n    T1:\n      x:\n        y: 1\n        w: >-\n          {FOLDED[0]}\n          {FOLDED[1]}\n      z: å\n",
    ),
    ("in braces", "a: {b: 1, 'c': \"x\" , d: [1]} # c\n", [("a/c", "y, z"), ("a/d", 1)], "a: {b: 1, 'c': \"y, z\" , d: 1} # c\n"),
    ("in braces, empty", "a: {b: , c:}\n", [("a/b", 1), ("a/c", 2)], "a: {b: 1 , c: 2}\n"),
    ("JSON", '{"a":1,"b":{"c":"x"}}', [("a", 2), ("b/c", "y")], '{"a": 2,"b":{"c": y}}'),
    (
        "group over group",
        "s:\n  a:\n    value: 1 # c\n    # d\n    comment: x\n",
        [("s/a", {"comment": "y", "value": 1})],
        "s:\n  a:\n    value: 1 # c\n    # d\n    comment: y\n",
    ),
    ("group by smaller group", "s: {a: {x: 1, y: 2}}\n", [("s/a", {"y": 2})], "s: {a: {y: 2}}\n"),
    (
        "deep step",
        "a:\n    b:\n        c: 1\n",
        [("a/b/c", "x\ny"), ("a/d/e", 1)],
        "a:\n    b:\n        c: |-\n            x\n            y\n    d:\n        e: 1\n",
    ),
    ("later change wins", "a: 1\n", [("a", 2), ("a", 3)], "a: 3\n"),
    ("change inside a change", "a: 1\n", [("a", {"b": 1}), ("a/c/d", 3)], "a:\n  b: 1\n  c:\n    d: 3\n"),
]

ADDED = [
    ("last", "a:\n  b: 1 # c\n\n# d\ne: 1\n", [("a/c", 2)], "a:\n  b: 1 # c\n  c: 2\n\n# d\ne: 1\n"),
    ("no final newline", "a:\n  b: 1", [("a/c", 2)], "a:\n  b: 1\n  c: 2"),
    ("two levels in one place", "k:\n  a:\n    T1: 1\n", [("k/b/T1", 1), ("k/a/T2", 2)],
     "k:\n  a:\n    T1: 1\n    T2: 2\n  b:\n    T1: 1\n"),
    ("own indentation", "a:\n     b: 1\n     # c\n", [("a/c", 2)], "a:\n     b: 1\n     c: 2\n     # c\n"),
    ("behind block text", "a:\n  b: >-\n    x\n    y\n\n  # c\nd: 1\n", [("a/c", 2)], "a:\n  b: >-\n    x\n    y\n  c: 2\n\n  # c\nd: 1\n"),
    ("behind kept blank lines", "a:\n  b: |+\n    x\n\n\nd: 1\n", [("a/c", 2)], "a:\n  b: |+\n    x\n\n\n  c: 2\nd: 1\n"),
    ("behind braces over lines", "a:\n  b: {c: 1,\n    d: 2 } # c\n", [("a/c", 2)], "a:\n  b: {c: 1,\n    d: 2 } # c\n  c: 2\n"),
    ("behind a list", "a:\n  b:\n  - 1\n  -\n", [("a/c", 2)], "a:\n  b:\n  - 1\n  -\n  c: 2\n"),
    ("behind nothing", "a:\n  b:\n  # c\nd: 1\n", [("a/c", 2)], "a:\n  b:\n  c: 2\n  # c\nd: 1\n"),
    ("in nothing", "k:\n  a: # c\n  b:\n", [("k/a/T1", 1), ("k/a/T2", 2)], "k:\n  a: # c\n    T1: 1\n    T2: 2\n  b:\n"),
    ("in nothing, deeper", "k:\n  a:\n    T1: # c\n", [("k/a/T1/value", 1)], "k:\n  a:\n    T1: {value: 1} # c\n"),
    ("in empty braces", "a: {} # c\nb: { }\n", [("a/T1", 1), ("b/T1", 1)], "a: {T1: 1} # c\nb: {T1: 1 }\n"),
    ("in braces", "a: {b: 1} # c\n", [("a/c", {"d": "x y"}), ("a/e", 2)], "a: {b: 1, c: {d: x y}, e: 2} # c\n"),
    ("in braces over lines", "a: {\n  b: 1, # c\n  d: 2 # e\n}\n", [("a/c", 2)], "a: {\n  b: 1, # c\n  d: 2, c: 2 # e\n}\n"),
    ("behind a last comma", "a: {b: 1, }\n", [("a/c", 2)], "a: {b: 1, c: 2, }\n"),
    ("before", "a:\n  T1: 1 # c\n  # y\n  year: 3\n", [("a/T2", 2, ("T3", "year"))], "a:\n  T1: 1 # c\n  T2: 2\n  # y\n  year: 3\n"),
    ("before the first", "a: # c\n  # y\n  year: 3\n", [("a/T2", 2, ("T3", "year"))], "a: # c\n  T2: 2\n  # y\n  year: 3\n"),
    ("before one another", "a:\n  year: 3\n", [("a/T2", 2, ("T3", "year")), ("a/T1", 1, ("T2", "T3", "year"))],
     "a:\n  T1: 1\n  T2: 2\n  year: 3\n"),
    ("before, in braces", "a: {T1: 1, year: 3}\n", [("a/T2", 2, ("T3", "year"))], "a: {T1: 1, T2: 2, year: 3}\n"),
    ("before the first, in braces", "a: { year: 3}\n", [("a/T2", 2, ("year",))], "a: { T2: 2, year: 3}\n"),
    ("before the first at the top", "# c\nb: 1\n", [("a", 2, ("b",))], "# c\na: 2\nb: 1\n"),
    ("before none", "a:\n  T1: 1\n", [("a/T2", 2, ("year",))], "a:\n  T1: 1\n  T2: 2\n"),
    ("new section", "kind: outcomes\n\nkpis:\n  a:\n    T1: 1\n", [("goals/g/T1/assessment", "red"), ("goals/g/T2/assessment", "red")],
     "kind: outcomes\n\nkpis:\n  a:\n    T1: 1\n\ngoals:\n  g:\n    T1: {assessment: red}\n    T2: {assessment: red}\n"),
    ("new parents, in order", "k:\n", [("k/a/T2", 2), ("k/a/T1", 1, ("T2",)), ("k/b/T1", 1)],
     "k:\n  a:\n    T1: 1\n    T2: 2\n  b:\n    T1: 1\n"),
    ("a long entry among short ones", "s:\n  a: {x: {y: {z: 1}}}\n  b: 1\n", [("s/a/x/y/w", LONG)],
     f"s:\n  a:\n    x:\n      y:\n        z: 1\n        w: >-\n          {FOLDED[0]}\n          {FOLDED[1]}\n\n  b: 1\n"),
    ("a section from braces", "s: {a: 1}\nb: 1\n", [("s/c", "x\ny")], "s:\n  a: 1\n  c: |-\n    x\n    y\n\nb: 1\n"),
    ("below a section", "s:\n  a: 1\n", [("b", 1)], "s:\n  a: 1\n\nb: 1\n"),
    ("a section before one", "a: 1\ns:\n  b: 1\n", [("r/x", 1, ()), ("r", {"x": 1}, ("s",))], "a: 1\n\nr:\n  x: 1\n\ns:\n  b: 1\n"),
    ("to comments", "# c", [("a/b/c", 1)], "# c\na:\n  b:\n    c: 1\n"),
    ("to nothing", "", [("a", 1), ("b/c", 2)], "a: 1\n\nb:\n  c: 2\n"),
    ("to CRLF comments", "# c\r\n\r\n", [("a", 1)], "# c\r\n\r\na: 1\r\n"),
    ("before the end mark", "---\na: 1\n...\n", [("b", 1)], "---\na: 1\nb: 1\n...\n"),
    ("after an unrelated anchor", "a: &x 1\nb: *x\nc: 1\n", [("c", 2), ("d", 3)], "a: &x 1\nb: *x\nc: 2\nd: 3\n"),
]  # fmt: skip

SAME = [
    ("number", "a: 6.80 # c\n", [("a", Decimal("6.8"))]),
    ("text", "a: 'x'\n", [("a", "x")]),
    ("group in another order", "a: {x: 1, y: b}\n", [("a", {"y": "b", "x": 1})]),
    ("block text", "a: >-\n  x\n  y\n", [("a", "x y")]),
    ("empty text", 'a: ""\n', [("a", "")]),
    ("nothing", "a: 1\n---\nb: 2\n", []),
]

REFUSED = [
    ("anchor", "a: 1\nb: &x 1\nc: *x\n", [("b", 2)], 2),
    ("alias", "a: 1\nb: &x 1\nc: *x\n", [("c", 2)], 3),
    ("anchor above", "a: &x\n  b: 1\nc: *x\n", [("a/b", 2)], 1),
    ("anchor above a new key", "a: &x\n  b: 1\nc: *x\n", [("a/c", 2)], 1),
    ("anchor on a key", "&x a: 1\nb: *x\n", [("a", 2)], 1),
    ("anchor inside", "a: {b: &x 1}\nc: *x\n", [("a", 2)], None),
    ("tag", "a: !!str 1\n", [("a", 2)], 1),
    ("merge key", "a: &x {b: 1}\nc:\n  <<: *x\n  d: 1\n", [("c/d", 2)], 3),
    ("several documents", "a: 1\n---\nb: 1\n", [("a", 2)], 2),
    ("list at the top", "- a\n", [("a", 2)], 1),
    ("text at the top", "hej\n", [("a", 2)], 1),
    ("broken", "a: [1\n", [("a", 2)], 1),
    ("key twice", "a: 1\na: 2\n", [("a", 2)], 2),
    ("comments inside", "a:\n  b: 1\n  # c\n  d: 1\n", [("a", 2)], None),
    ("keys inside a value", "a: 1\nb: 2\n", [("b/c", 2)], 2),
    ("keys inside a list", "a: 1\nb: [2]\n", [("b/c", 2)], 2),
    ("key of its own line", "? a\n: 1\n", [("a", 2)], 2),
    ("control character", "a: 1\n", [("a", "x\x07")], None),
    ("no number", "a: 1\n", [("a", Decimal("NaN"))], None),
    ("not UTF-8", b"a: \xe5\n", [("a", 2)], 1),
]  # fmt: skip


def ids(table: list) -> list[str]:
    return [name for name, *_ in table]


@pytest.mark.parametrize(("_", "before", "changes", "after"), REPLACED, ids=ids(REPLACED))
def test_values_are_replaced(_, before, changes, after):
    assert changed(before, *changes) == after


@pytest.mark.parametrize(("_", "before", "changes", "after"), ADDED, ids=ids(ADDED))
def test_keys_are_added(_, before, changes, after):
    assert changed(before, *changes) == after


@pytest.mark.parametrize(("_", "text", "changes"), SAME, ids=ids(SAME))
def test_what_stands_already_is_left_alone(_, text, changes):
    assert changed(text, *changes) == text


@pytest.mark.parametrize(("_", "before", "changes", "line"), REFUSED, ids=ids(REFUSED))
def test_what_cannot_be_edited_is_refused(_, before, changes, line):
    raw = before if isinstance(before, bytes) else before.encode()
    with pytest.raises(UneditableError) as raised:
        edited(raw, [Change(tuple(path.split("/")), value) for path, value in changes])
    assert raised.value.line == line
    assert raised.value.hint is not None


def read(text: str) -> dict:
    source = parse(text.encode(), Path("x"), "x")
    assert source.problems == ()
    return source.data


TEXTS = [
    *(
        *(
            "NO",
            "yes",
            "null",
            "~",
            "1_000",
            "0x10",
            "12:30",
            "%",
            "@",
            "'",
            '"',
            "\\",
            "'\"",
            "{",
            "😀",
            "---",
            "...",
            "21,4",
            "(21,4)",
            "a,b",
        ),
        *("2026-12-31", "-", "?", "a:", "[a]", ".5", "1e3", "=", "<<", "*x", "&x", "!x", "|", ">-", "`x"),
    ),
    *("1.000", "0o7", ".nan", "true", "NULL", "- a", "# x", "a #b", "a: b", "> 80", " a", "a ", "", "a\x85b", "a\u2028b", "a\u2029b"),
    *("a\tb", "\ta", "a\n", "\na", "a\n b", "a\r\nb", "\ufeffx", "x\u00a0y", "\u00a0x", "x" * 200, "x " * 100, "a  b " * 40 + "."),
]


@pytest.mark.parametrize("before", ["a: 1 # c\n", "a: {b: 1}\n", "s: {}\n"])
@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_text_comes_back(before, text):
    path = {"a: 1 # c\n": ("a",), "a: {b: 1}\n": ("a", "b"), "s: {}\n": ("s", text or "k")}[before]
    data = read(edited(before.encode(), [Change(path, text)]).decode())
    for key in path:
        data = data[key]
    assert data == text
    assert type(data) is str


NUMBERS = [
    (Decimal("6.80"), "6.80"),
    (6.8, "6.8"),
    (6, "6"),
    (Decimal("-0.5"), "-0.5"),
    (Decimal("6E+1"), "60"),
    (1e-7, "0.0000001"),
    (True, "true"),
    (Decimal("123456789012345678"), '"123456789012345678"'),
    (Decimal("0.1234567890123456789"), '"0.1234567890123456789"'),
]


@pytest.mark.parametrize(("number", "written"), NUMBERS)
def test_numbers_are_written_exactly(number, written):
    assert changed("a: x\n", ("a", number)) == f"a: {written}\n"


def test_a_document_is_in_the_house_style():
    data = {
        "kind": "outcomes",
        "unit": "kost",
        "year": 2026,
        "summary": {"T1": LONG},
        "kpis": {
            "svinn": {
                "T1": Decimal("6.8"),
                "T2": {"value": Decimal("6.8"), "comment": "Bättre: fler åt"},
                "year": {"value": 1, "analysis": LONG},
            }
        },
        "focus": ["a", {"title": "b", "text": LONG}, LONG],
    }
    assert document(data).decode().splitlines() == [
        "kind: outcomes",
        "unit: kost",
        "year: 2026",
        "",
        "summary:",
        "  T1: >-",
        *("    " + line for line in FOLDED),
        "",
        "kpis:",
        "  svinn:",
        "    T1: 6.8",
        '    T2: {value: 6.8, comment: "Bättre: fler åt"}',
        "    year:",
        "      value: 1",
        "      analysis: >-",
        *("        " + line for line in FOLDED),
        "",
        "focus:",
        "  - a",
        "  - title: b",
        "    text: >-",
        *("      " + line for line in FOLDED),
        "  - >-",
        *("    " + line for line in FOLDED),
    ]
    assert read(document(data).decode()) == {
        **data,
        "kpis": {"svinn": {"T1": 6.8, "T2": {"value": 6.8, "comment": "Bättre: fler åt"}, "year": {"value": 1, "analysis": LONG}}},
    }


# Invented outcomes, in every style that people write them in.

COMMENT = "#¤[^\r\n]*"
WORDS = st.sampled_from(
    ["ok", "två ord", "21,4", "a: b", "# x", "> 80", "8 %", "NO", "😀", "rad ett\nrad två", LONG, "", " x", "it's", 'sa "ja"']
)
NUMBERS_IN_FILES = st.decimals(-1000, 1000, places=2, allow_nan=False)
KEYS = st.sampled_from(["T1", "T2", "T3", "year", "value", "comment", "by", "kvinnor", "män", "2026", "a b"])
VALUES = st.recursive(
    WORDS | NUMBERS_IN_FILES | st.integers(-99, 99) | st.booleans(),
    lambda inner: st.dictionaries(KEYS, inner, min_size=1, max_size=3) | st.lists(inner, min_size=1, max_size=3),
    max_leaves=5,
)
FLOW = [
    "{value: 6.8, comment: x}",
    "{}",
    "{ value: 1 , by: {kvinnor: 2}, }",
    "{value: 1, #¤ i\n          by: 2 }",
    '{"value":1,"by":{}}',
    "{value: , by}",
]
BLOCK = [
    "\n%svalue: 1",
    "\n%svalue: 1\n\n%scomment: >-\n%s  x\n%s  y",
    "\n%svalue: >-\n%sby: 2",
    " #¤ b\n%s#¤ o\n%svalue: 'q'\n%sby:\n%s  män: 2",
    "\n%s- 1\n%s- value: 2",
]
SINGLE = [
    "6.8",
    '"6,8"',
    "'x # y'",
    "",
    "~",
    "två ord",
    "två\n          ord",
    '"två\n          ord"',
    "[1, 2]",
    "|\n%s  x\n%s  y",
    ">+\n%s  x\n\n",
    ">- #¤ h\n%s  x\n%s  y",
]


@st.composite
def outcomes(draw: st.DrawFn) -> str:
    """A file's text."""
    width = draw(st.sampled_from([1, 2, 4]))
    noise = st.lists(st.sampled_from(["", "", "   ", "#¤ c", "  #¤ c: 1", "       #¤ 'c", "#¤"]), max_size=2)
    often = st.sampled_from([[], [], [], None]).flatmap(lambda none: noise if none is None else st.just([]))
    lines = draw(noise)
    for section in draw(st.lists(st.sampled_from(["kpis", "goals", "2026", '"summary"']), unique=True, min_size=1, max_size=3)):
        lines += [section + ":" + draw(st.sampled_from(["", " #¤ s", "  "])), *draw(often)]
        for item in draw(st.lists(st.sampled_from(["ett", "'två'", "tre x"]), unique=True, max_size=3)):
            lines += [" " * width + item + ":" + draw(st.sampled_from(["", " #¤ i", "   "])), *draw(often)]
            for period in draw(st.lists(st.sampled_from(["T1", "T2", "T3", "year"]), unique=True, max_size=3)):
                value = draw(st.sampled_from(FLOW + BLOCK + SINGLE))
                value = value.replace("%s", " " * width * 3)
                value = " " + value if value and value[0] not in " \n" else value
                block = "|" in value or ">" in value
                comment = "" if block else draw(st.sampled_from(["", "", " #¤ t", "  "]))
                below = [line for line in draw(often) if not (block and line.startswith("       "))]  # it would be part of the text
                lines += [" " * width * 2 + period + ":" + value + comment, *below]
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


def paths(data: Any, path: tuple = ()) -> list[tuple]:
    """Of all that is in mappings."""
    if not isinstance(data, dict):
        return []
    return [(*path, key) for key in data] + [deep for key, item in data.items() for deep in paths(item, (*path, key))]


@st.composite
def changes_to(draw: st.DrawFn, data: dict) -> list[Change]:
    """Changes to what is there and what is not, at places that do not lie inside one another."""
    there = [(), *paths(data)]
    found: list[Change] = []
    for _ in range(draw(st.integers(1, 4))):
        path = (*draw(st.sampled_from(there)), *draw(st.lists(KEYS, max_size=2)))
        if path and not any(path[: len(other.path)] == other.path[: len(path)] for other in found):
            found.append(Change(path, draw(VALUES), draw(st.sampled_from([(), ("T2", "T3", "year"), ("year",)]))))
    return found


def plain(value: Any) -> Any:
    """As it is read back."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def with_changes(data: Any, changes: list[Change]) -> Any:
    for change in changes:
        data = with_value(data, change.path, plain(change.value))
    return data


def with_value(data: Any, path: tuple, value: Any) -> Any:
    if not path:
        return value
    return {**(data or {}), path[0]: with_value((data or {}).get(path[0]), path[1:], value)}


def typed(data: Any) -> Any:
    """The data with its types, so that 1 is neither "1" nor True, but is 1.0."""
    if isinstance(data, dict):
        return {key: typed(item) for key, item in data.items()}
    if isinstance(data, list):
        return list(map(typed, data))
    return ("number" if isinstance(data, (int, float)) and not isinstance(data, bool) else type(data).__name__, data)


def check_edit(raw: bytes, changes: list[Change]) -> bool:
    """Whether the changes are made, rightly; or refused."""
    data = parse(raw, Path("x"), "x").data
    try:
        after = edited(raw, changes)
    except UneditableError:
        return False
    source = parse(after, Path("x"), "x")
    assert source.problems == ()
    assert typed(source.data) == typed(with_changes(data, changes))
    assert edited(after, changes) == after
    assert re.findall(COMMENT, after.decode()) == re.findall(COMMENT, raw.decode())
    gone = Counter(lines(decoded(raw))) - Counter(lines(decoded(after)))
    assert gone <= sum((lines_of_change(decoded(raw), change.path) for change in changes), Counter())
    return True


def lines(text: str) -> list[str]:
    return re.split("\r\n|\r|\n", text)


def lines_of_change(text: str, path: tuple) -> Counter[str]:
    """The lines that a change may touch: of the value there, or of the braces around what is not there."""
    branch = tree(text, all_events(text))
    assert branch is not None
    for part in path:
        if part not in branch.children:
            break
        branch = branch.children[part]
    else:
        part = None
    start = branch.start if branch.colon is None else extent(branch.key)[0]
    if part is not None and branch.is_block:
        return Counter()
    first, last = (Lines(text).position(index).line for index in (start, branch.end))
    return Counter(lines(text)[first - 1 : last])


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_changes_are_made_exactly_or_refused(draw):
    raw = draw.draw(outcomes()).encode()
    source = parse(raw, Path("x"), "x")
    if source.data is not None and not source.problems:
        check_edit(raw, draw.draw(changes_to(source.data)))


REPOSITORY = Path(__file__).parents[2]
REAL = sorted(path for folder in ("plans", "examples") for path in (REPOSITORY / folder).rglob("*.yaml"))


@pytest.mark.parametrize("path", REAL, ids=lambda path: str(path.relative_to(REPOSITORY)))
@settings(max_examples=4, deadline=None)
@given(draw=st.data())
def test_real_files_are_changed_exactly_or_refused(path, draw):
    raw = path.read_bytes()
    source = parse(raw, path, path.name)
    if source.data is not None and not source.problems:
        check_edit(raw, draw.draw(changes_to(source.data)))


SIGNS = "aåÄ 0.,:;-#?!&*|>%@`'\"\\{}[]()~=<\n\r\t\x85\xa0\u2028\u2029\u200b\ufeff\ufffe\U0001f600"
ANY_TEXT = st.text(st.sampled_from(SIGNS)) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[chr(sign) for sign in [*range(9), *range(11, 13), *range(14, 32), 127]])
)
LONG_TEXT = st.lists(st.sampled_from(["ord", "verksamhet", "# x", "-", "a: b", "\n", "", "  "]), min_size=30, max_size=60).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(text=ANY_TEXT | LONG_TEXT, key=ANY_TEXT, inside=st.booleans(), below=st.sampled_from(["", "\n", "    # c\n", "     \n", "b: 1\n"]))
def test_all_text_comes_back(text, key, inside, below):
    before = ("a: {}\n" if inside else "a: # c\n") + below
    change = Change(("a", key), text)
    assert read(edited(before.encode(), [change]).decode())["a"] == {key: text}
    assert read(document({"a": {"b": {"c": text}, key: [text]}}).decode()) == {"a": {"b": {"c": text}, key: [text]}}


@given(
    number=st.decimals(allow_nan=False, allow_infinity=False, places=None)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.integers()
)
def test_all_numbers_come_back(number):
    back = read(edited(b"a: 1\n", [Change(("a",), number)]).decode())["a"]
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    assert parse_number(back) == exact if not isinstance(back, str) else Decimal(back) == exact
