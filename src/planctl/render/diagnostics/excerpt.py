"""The line of a source that a finding is about, with the place marked beneath it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from planctl.diagnostics import START, Problem, Span
from planctl.render.terminal import cell_width
from planctl.source.positions import lines_of

Written = Callable[[str], str]
Content = Callable[[str], bytes | Problem]
"""The bytes of a file, by the name it is shown with, or why they cannot be had."""

_TAB = " " * 4
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class Excerpt(NamedTuple):
    """A line as it is shown, and the columns below it to be marked."""

    number: int
    text: str
    before: int
    marked: int


class Sources:
    """The lines of files by the names they are shown with. Findings come file by file, so that one file is kept at a time."""

    def __init__(self, content: Content, written: Written) -> None:
        self._content = content
        self._written = written
        self._file = ""
        self._lines: list[str] = []

    def excerpt(self, file: str, span: Span, room: int, ellipsis: str) -> Excerpt | None:
        """The line of a place, in at most `room` columns; None for a place that is no text: a whole file, or one that is not text."""
        line = self._line(file, span.start.line)
        if span == START or "\0" in line or not line.strip():
            return None
        start = span.start.column - 1
        end = span.end.column - 1 if span.end.line == span.start.line else len(line.rstrip())
        return excerpt(span.start.line, line, start, end, room, ellipsis, self._written)

    def _line(self, file: str, number: int) -> str:
        if file != self._file:
            raw = self._content(file)
            self._file, self._lines = file, lines_of(raw.decode("utf-8-sig", "replace")) if isinstance(raw, bytes) else []
        return self._lines[number - 1] if number <= len(self._lines) else ""


def excerpt(number: int, line: str, start: int, end: int, room: int, ellipsis: str, written: Written = str) -> Excerpt:
    """A line with the characters from `start` to `end` to be marked, cut around them where it is too long.

    `written` says what becomes of a text where it is written: a console without a ≥ shows two characters for it.
    """
    start = min(start, len(line))
    end = max(end, start + 1)
    first, last = 0, len(line)
    if last > room or cell_width(shown(line)) > room:
        first, last = _window(line, start, end, room - 2 * len(ellipsis))
    before = written((ellipsis if first else "") + shown(line[first:start]))
    marked = written(shown(line[start : min(end, last)]))
    after = written(shown(line[min(end, last) : last]) + (ellipsis if last < len(line) else ""))
    return Excerpt(number, before + marked + after, cell_width(before), max(1, cell_width(marked)))


def _window(line: str, start: int, end: int, room: int) -> tuple[int, int]:
    """The part of a line to show: what is marked as far as it fits, and as much on both sides of it."""
    first = last = start
    last, room = _extended(line, last, min(end, len(line)), room)
    first, left = _extended(line, first, 0, room // 2)
    last, room = _extended(line, last, len(line), room - room // 2 + left)
    first, room = _extended(line, first, 0, room)
    return first, last


def _extended(line: str, place: int, limit: int, room: int) -> tuple[int, int]:
    """Move towards a limit while there is room; returns the place reached and the room left."""
    step = 1 if limit > place else -1
    while place != limit:
        width = cell_width(shown(line[min(place, place + step)]))
        if width > room:
            break
        place, room = place + step, room - width
    return place, room


def shown(text: str) -> str:
    """A text of the user's with nothing in it that would move or steer a terminal; each character stands for itself."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character == "\t":
        return _TAB
    if character.isprintable():
        return character
    return " " if unicodedata.category(character) == "Zs" else _UNKNOWN
