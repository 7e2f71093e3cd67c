"""Entries taken out of a text: what goes with them, and what stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctl.source.editing.edit import UneditableError
from planctl.source.editing.removal import without
from planctl.source.reader import parse

PLANS = Path(__file__).parent.parent.parent / "plans"
TEXT = """\
# Huvudet
a:
  # om b
  b: 1  # bakom b
  # om c
  c:
    d: 2
    # inne i c
    e: 3

# om f
f: {g: 1, h: 2, i: 3}

k: |
  text

l: 5  # sist
"""


@pytest.mark.parametrize(
    ("paths", "gone"),
    [
        ([("a", "b")], "  # om b\n  b: 1  # bakom b\n"),
        ([("a", "c")], "  # om c\n  c:\n    d: 2\n    # inne i c\n    e: 3\n"),
        ([("a", "c", "d"), ("a", "c", "e")], "  # om c\n  c:\n    d: 2\n    # inne i c\n    e: 3\n"),
        ([("a", "c", "e")], "    # inne i c\n    e: 3\n"),
        ([("f", "g")], "g: 1, "),
        ([("f", "h")], "h: 2, "),
        ([("f", "i")], ", i: 3"),
        ([("f", "h"), ("f", "g")], "g: 1, h: 2, "),
        ([("f",)], "# om f\nf: {g: 1, h: 2, i: 3}\n\n"),
        ([("f", "g"), ("f", "h"), ("f", "i")], "# om f\nf: {g: 1, h: 2, i: 3}\n\n"),
        ([("k",)], "k: |\n  text\n\n"),
        ([("l",)], "\nl: 5  # sist\n"),
        ([("x",), ("a", "x", "y")], ""),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_entry_goes_with_its_comments_and_nothing_else(paths, gone, newline):
    raw = TEXT.replace("\n", newline).encode()
    assert without(raw, paths).decode() == TEXT.replace(gone, "", 1).replace("\n", newline)


def test_two_neighbours_at_the_end_of_braces():
    assert without(b"f: {g: 1, h: 2, i: 3}\n", [("f", "h"), ("f", "i")]) == b"f: {g: 1}\n"


@pytest.mark.parametrize("text", ["a: &x {b: 1}\nc: *x\n", "a: 1\n---\nb: 2\n", "a: [\n"])
def test_what_is_not_safe_is_refused(text):
    with pytest.raises(UneditableError):
        without(text.encode(), [("a",)])


@pytest.mark.parametrize("file", sorted(PLANS.glob("*/plan.yaml")), ids=lambda file: file.parent.name)
def test_every_activity_of_the_plans_can_go(file):
    raw = file.read_bytes()
    goals = parse(raw, file, file.name).data["goals"]
    paths = [("goals", goal, "activities", id_) for goal, about in goals.items() for id_ in about.get("activities", {})]
    left = parse(without(raw, paths), file, file.name).data["goals"]
    assert left == {goal: {key: value for key, value in about.items() if key != "activities"} for goal, about in goals.items()}
