"""The reader against another YAML 1.2 parser: ruamel.yaml, pure and safe. They must make the same data of the same text."""

import datetime
import io
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from planctl.source.reader import parse

PROJECT = Path(__file__).parents[2]
FILES = sorted(path for folder in ("plans", "examples") for ending in ("yaml", "yml") for path in (PROJECT / folder).rglob(f"*.{ending}"))

SNIPPETS = [
    # Plain text and the words of YAML
    "a: x", "a: x y", "a: x#y", "a: x #y", "a:   x   ", "a: x:y", "a: http://x.se:80/y", "a: -x", "a: ?x", "a: :x", "a: 80%", "a: <80",
    "a: § 187", "a: x\u00a0y", "a: 😀", "a: --", "a: ---", "a: ...", "a: .", "a: +", "a: yes", "a: NO", "a: On", "a: y", "a: true",
    "a: True", "a: TRUE", "a: tRue", "a: ~", "a: null", "a: Null", "a: nUll", "a:", "a b: 1", "å: 1", "a : 1", "# c\na: 1 # d\n",
    # Numbers, and what looks like them
    "a: 1", "a: +5", "a: -5", "a: -0", "a: 08", "a: 017", "a: 00", "a: 0.0", "a: -0.0", "a: 0.10", "a: 1.", "a: .5", "a: +.5", "a: 6.4",
    "a: 1e5", "a: 1E5", "a: 1e+5", "a: 1.5e3", "a: 0.1e-3", "a: 1_000", "a: 1_0.5", "a: 1_", "a: 0x1F", "a: -0x1F", "a: 0o17", "a: 0b11",
    "a: 0x", "a: 0o8", "a: 1e", "a: e1", "a: 1.2.3", "a: 1,5", "a: 1 000", "a: 1-2", "a: 12:30", "a: 1:30:00", "a: 190:20:30",
    "a: 2024-11-29", "a: 2024-1-1", "a: 2024/507-012", "a: 123456789012345", "2025: 1", "-1: 1",
    # Quotes
    "a: ''", 'a: ""', "a: 'it''s'", "a: '#x'", 'a: "x #y"', 'a: "x\\ty\\u00e5\\n\\x41\\/\\0"', 'a: "x\\\n  y"', "a: 'x\n  y\n\n  z'",
    "'a': 1", '"a b": 1', "a: 'x\u2028y'", "a: '12'", 'a: "> 80"',
    # Texts over several lines
    "a: x\n  y\n  z", "a: |\n  x\n   y\n\n  z\n\n", "a: |-\n  x\n", "a: |+\n  x\n\n", "a: |2\n   x\n",
    "a: >\n  x\n  y\n\n  z\n   more\n  w\n",
    "a: >-\n  x\n\n\n  y\n", "a: >\n\n  x\n", "a: |\n  x\n # c\nb: 1", "a: |\r\n  x\r\n  y\r\n",
    # Lists and mappings
    "a: []", "a: {}", "a: [1, 2, [3]]", "a: [1,]", "a: {b: 1, c: {d: [e]}}", "a: {b: 1,}", "a: [b: 1, c]", 'a: {"b":1}', "a: {b:1}",
    "a: {b: c #d\n  , e: f}", "a:\n- 1\n- 2", "a:\n - - 1\n   - 2", "a:\n  - b: 1\n    c: 2\n  -\n    - d", "? a\n: 1", "? a\n",
    "a: {2025: <6, 2026: 7}",
    # Documents, names, tags
    "---\na: 1\n...\n", "%YAML 1.2\n---\na: 1", "a: &b c\nd: *b", "a: [&b c, *b]", "a: &x {b: 1}\nc: {d: *x}", "a: !!str 12",
    "a: !!int '12'", "a: 1\r\nb: 2\r\n", "a: 1\rb: 2",
]  # fmt: skip

DIFFERENCES = {
    "a: _1": ({"a": 1}, {"a": "_1"}),  # the reader takes a number with an underscore first
    "a: 0X1F": ({"a": 31}, {"a": "0X1F"}),  # and capital letters before digits
    "a: 0O17": ({"a": 15}, {"a": "0O17"}),
    "x: &x {a: 1}\ny: {<<: *x}": ({"x": {"a": 1}, "y": {"<<": {"a": 1}}}, {"x": {"a": 1}, "y": {"a": 1}}),  # YAML 1.2 has no merge keys
    "%YAML 1.1\n---\na: yes": ({"a": "yes"}, {"a": True}),  # the reader speaks 1.2 whatever it is told
    "a: x\u0085y": ({"a": "x\u0085y"}, {"a": "x y"}),  # a line break in YAML 1.1 only
    "a: 2024-11-29T10:00:00Z": ({"a": "2024-11-29T10:00:00Z"}, {"a": "2024-11-29 10:00:00+00:00"}),  # text is not made a time
}
"""What is known to be read in another way: the text, what the reader makes of it, what ruamel.yaml does."""


def ours(text: str) -> Any:
    source = parse(text.encode(), Path("x.yaml"), "x.yaml")
    assert source.problems == ()
    return source.data


def theirs(text: str) -> Any:
    return without_dates(YAML(typ="safe", pure=True).load(text))


def without_dates(data: Any) -> Any:
    """ruamel.yaml makes dates of text that looks like them; the models do that here."""
    if isinstance(data, dict):
        return {key: without_dates(value) for key, value in data.items()}
    if isinstance(data, list):
        return [without_dates(value) for value in data]
    return str(data) if isinstance(data, datetime.date) else data


def same(one: Any, other: Any) -> bool:
    """Equal, with equal types: 1 is not 1.0 nor true."""
    return repr(one) == repr(other)


@pytest.mark.parametrize("text", [text for text in SNIPPETS if text != "a: 2024-1-1"], ids=repr)
def test_snippets_are_read_as_by_another_parser(text):
    assert same(ours(text), theirs(text))


@pytest.mark.parametrize("text", DIFFERENCES, ids=repr)
def test_known_differences(text):
    assert (ours(text), theirs(text)) == DIFFERENCES[text]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_the_projects_files_are_read_as_by_another_parser(path):
    text = path.read_bytes().decode()
    source = parse(text.encode(), path, path.name)
    if not source.problems:
        assert same(source.data, theirs(text))


def test_there_are_files_to_compare():
    assert FILES


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"), max_size=30
).filter(lambda text: re.fullmatch(r"[-+]?_[0-9_.]*", text) is None)  # the known difference above
NUMBERS = st.integers(-(10**14), 10**14) | st.decimals(-1000, 1000, places=3).map(float)
KEYS = TEXTS | st.integers(1900, 2200)
VALUES = TEXTS | NUMBERS | st.booleans() | st.none() | st.sampled_from(["x\ny\n", "  x\n\ny", "> 80", "%", "6,1–6,9"])
DATA = st.dictionaries(
    KEYS,
    st.recursive(VALUES, lambda below: st.lists(below, max_size=4) | st.dictionaries(KEYS, below, max_size=4), max_leaves=12),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, max_examples=60)
@given(DATA, st.sampled_from([None, True, False]), st.sampled_from([20, 80, 4096]))
def test_what_another_parser_writes_is_read_the_same(data, flow, width):
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = flow
    writer.width = width
    writer.allow_unicode = True
    stream = io.StringIO()
    writer.dump(data, stream)
    text = stream.getvalue()
    with suppress(YAMLError):  # it writes some keys, and text that begins with ? or : in braces, so that it can't read them itself
        expected = theirs(text)
        assume(expected == data)
        assert same(ours(text), expected)
