"""The marks stand under the very characters, whatever stands before them and however long the line is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.diagnostics import START, Position, Span
from planctl.render.diagnostics.excerpt import Sources, excerpt, shown
from planctl.render.terminal import cell_width
from planctl.source.walk import content_in


def drawn(line: str, start: int, end: int, room: int = 70) -> str:
    """The line and, below it, the marks."""
    found = excerpt(1, line, start, end, room, "…")
    return f"{found.text}\n{' ' * found.before}{'^' * found.marked}"


@pytest.mark.parametrize(
    ("line", "start", "end", "expected"),
    [
        ("unit: %", 6, 7, "unit: %\n      ^"),
        ("a: bcd", 3, 6, "a: bcd\n   ^^^"),
        ("\ta: b", 1, 2, "    a: b\n    ^"),
        ("a:\tb", 2, 3, "a:    b\n  ^^^^"),
        ("健康: x", 4, 5, "健康: x\n      ^"),
        ("å: 健康", 3, 5, "å: 健康\n   ^^^^"),
        ("e\u0301: x", 4, 5, "e\u0301: x\n   ^"),
        ("a: b", 4, 4, "a: b\n    ^"),
        ("a: b", 9, 12, "a: b\n    ^"),
        ("a:\u00a0b", 3, 4, "a: b\n   ^"),
        ("a\u202eb: \x1b[31m", 3, 4, "a\ufffdb: \ufffd[31m\n   ^"),
    ],
)
def test_marks(line, start, end, expected):
    assert drawn(line, start, end) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 3, "abcdefghijklmnopqr…\n^^^"),
        (12, 14, "…efghijklmnopqrstuv…\n         ^^"),
        (23, 26, "…ijklmnopqrstuvwxyz\n                ^^^"),
        (2, 26, "…cdefghijklmnopqrst…\n ^^^^^^^^^^^^^^^^^^"),
    ],
)
def test_a_long_line_is_cut_around_its_place(start, end, expected):
    assert drawn("abcdefghijklmnopqrstuvwxyz", start, end, room=20) == expected


@given(st.text(max_size=120), st.integers(0, 130), st.integers(0, 20), st.integers(20, 90))
def test_the_marked_characters_are_those_meant(line, start, length, room):
    line = line.replace("\n", " ").replace("\r", " ")
    found = excerpt(1, line, start, start + length, room, "…")
    assert cell_width(found.text) <= room
    assert found.before + found.marked <= room + 1
    assert found.text.isprintable()
    if start < len(line) and cell_width(shown(line)) <= room:
        assert cell_width(shown(line[:start])) == found.before


def test_a_console_that_writes_two_characters_for_one():
    found = excerpt(1, 'green: "≥ 80" x', 14, 15, 70, "…", lambda text: text.replace("≥", ">="))
    assert found.text[found.before] == "x"


def test_a_line_of_a_megabyte_is_cut_fast():
    found = excerpt(1, "x" * 1_000_000 + "å" + "y" * 1_000_000, 1_000_000, 1_000_001, 72, "…")
    assert found.text[found.before] == "å"
    assert len(found.text) <= 72


def test_nothing_is_shown_of_what_is_no_text(tmp_path):
    (tmp_path / "utf16.yaml").write_bytes("kind: plan\n".encode("utf-16"))
    (tmp_path / "plan.yaml").write_text("kind: plan\n", encoding="utf-8")
    sources = Sources(content_in([]), str)
    somewhere = Span(Position(1, 3), Position(1, 4))
    assert sources.excerpt(str(tmp_path / "plan.yaml"), START, 70, "…") is None
    assert sources.excerpt(str(tmp_path / "plan.yaml"), Span(Position(9, 1), Position(9, 2)), 70, "…") is None
    assert sources.excerpt(str(tmp_path / "utf16.yaml"), somewhere, 70, "…") is None
    assert sources.excerpt(str(tmp_path / "gone.yaml"), somewhere, 70, "…") is None
    assert sources.excerpt(str(tmp_path), somewhere, 70, "…") is None
    assert sources.excerpt(str(tmp_path / "plan.yaml"), somewhere, 70, "…") is not None


def test_several_lines_are_marked_to_the_end_of_the_first(tmp_path):
    (tmp_path / "plan.yaml").write_text("a: >-  \n  text\n", encoding="utf-8")
    found = Sources(content_in([]), str).excerpt(str(tmp_path / "plan.yaml"), Span(Position(1, 4), Position(2, 6)), 70, "…")
    assert found is not None
    assert (found.before, found.marked) == (3, 2)
