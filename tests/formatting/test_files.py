"""The project's own files: each can be had in the form, says the same in it, and is nearly in it already."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctl.formatting.form import calendar_of, formatted
from planctl.source.editing.changes import same_in_any_order
from planctl.source.editing.tree import comments
from planctl.source.nodes import all_events
from planctl.source.reader import parse

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "plans", ROOT / "examples", ROOT / "tests" / "data"]
FILES = [path for folder in FOLDERS for path in sorted(folder.rglob("*.yaml"))]


def comments_of(raw: bytes) -> list[str]:
    text = raw.decode()
    return sorted(comments(text, all_events(text)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_own_files(path: Path):
    raw = path.read_bytes()
    source = parse(raw, path, "x")
    result = formatted(raw, "x", calendar_of(None))
    assert bool(result.problems) == bool(source.problems)
    if not result.problems:
        assert same_in_any_order(parse(result.after, path, "x").data, source.data)
        assert comments_of(result.after) == comments_of(raw)
        assert formatted(result.after, "x", calendar_of(None)).after == result.after


def test_there_are_files():
    assert len(FILES) > 80
