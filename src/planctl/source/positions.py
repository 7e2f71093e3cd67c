"""From an index in a text to its line and column."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from planctl.diagnostics import Position, Span


def lines_of(text: str) -> list[str]:
    """The lines, each character in its column. A line ends as in YAML 1.2 and in editors: U+0085, U+2028 and U+2029 end none."""
    return (text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text).split("\n")


class Lines:
    """The lines of a text: turns indexes of characters into positions."""

    __slots__ = ("_length", "_starts")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._starts = [0, *accumulate(len(line) + 1 for line in lines_of(text))]

    def position(self, index: int) -> Position:
        index = max(0, min(index, self._length))
        line = bisect_right(self._starts, index)
        return Position(line, index - self._starts[line - 1] + 1)

    def span(self, start: int, end: int) -> Span:
        return Span(self.position(start), self.position(max(start, end)))
