"""Where the parser stopped in a text, and the lines around it: what the slips are recognised by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planctl.diagnostics import Position, Span
from planctl.message import Message
from planctl.source import codes
from planctl.source.entry import Entry, entry_at

_FAR = 1_000
"""How many lines up the beginning of something is looked for."""


@dataclass(frozen=True)
class Slip:
    """A recognised mistake: its place, what is wrong, and what to write instead."""

    span: Span
    message: Message
    hint: Message
    code: str = codes.NOT_YAML


@dataclass(frozen=True)
class Mistake:
    """A parser's complaint: its reason, and the line and column where it noticed, both from 1."""

    lines: list[str]
    line: int
    column: int
    reason: str

    @cached_property
    def text(self) -> str:
        return self.line_at(self.line)

    @cached_property
    def entry(self) -> Entry:
        return entry_at(self.text, self.column - 1)

    def line_at(self, number: int) -> str:
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def says(self, *parts: str) -> bool:
        return any(part in self.reason for part in parts)

    def above(self, number: int) -> int:
        """The nearest line above that says something; 0 when there is none."""
        return next(self.upwards(number), 0)

    def upwards(self, number: int) -> Iterator[int]:
        """The lines above that say something, nearest first, as far as it makes sense to look."""
        last = min(number - 1, len(self.lines))
        return (n for n in range(last, max(last - _FAR, 0), -1) if says_something(self.line_at(n)))

    def at_entry(self, message: Message, hint: Message) -> Slip:
        """A slip at the value around the place."""
        return Slip(self.span(self.line, self.entry.start, self.entry.end), message, hint)

    def span(self, line: int, start: int, end: int) -> Span:
        """A stretch of a line, given by indexes."""
        last = len(self.line_at(line))
        return Span(Position(line, min(start, last) + 1), Position(line, min(max(start, end), last) + 1))

    def whole(self, line: int) -> Span:
        """A line from its first sign to its last."""
        text = self.line_at(line)
        return self.span(line, indent(text), len(text.rstrip()))


def indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def says_something(line: str) -> bool:
    """Whether a line is neither blank nor only a comment."""
    return re.match(r"\s*(?:#|$)", line) is None
