"""The comments and blank lines between two pieces of a text: which of them belong to what stands above, and which to what follows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planctl.formatting.nodes import Beside, Item, Value


class Closed(NamedTuple):
    """A mapping or list in lines that has just ended, with its column."""

    column: int
    value: Value


class Gap(NamedTuple):
    """What stands between two pieces: a comment behind the first one, and the lines below, None for a blank one."""

    beside: Beside | None
    lines: list[Beside | None]


def gap(text: str, start: int, end: int) -> Gap:
    """Between pieces there are only indicators, blanks and comments."""
    first, *rest = text[start:end].split("\n")
    if end < len(text) or (rest and not rest[-1]):
        rest = rest[:-1]  # the beginning of a line is no line
    begin = text.rfind("\n", 0, start) + 1
    if start == 0:
        return Gap(None, list(_lines([first, *rest] if end == len(text) or "\n" in text[:end] else [])))
    return Gap(_comment(first, start - begin), list(_lines(rest)))


def _lines(lines: list[str]) -> Iterator[Beside | None]:
    for line in lines:
        found = _comment(line, 0)
        if found is not None or not line.strip():
            yield found


def _comment(line: str, column: int) -> Beside | None:
    at = line.find("#")
    return None if at < 0 else Beside(line[at:].rstrip(), column + at)


def distribute(lines: list[Beside | None], closed: list[Closed], item: Item | None, column: int) -> None:
    """Gives comments to the collections that have ended (the innermost is first), as far as they are indented like them, else to the item.

    `item` is what follows, and its column: -1 where it has begun already, and only its value follows. None at the end of the text.
    """
    waiting = list(closed)
    blank = False
    for line in lines:
        if line is None:
            blank = True
            continue
        _drop_outdented(waiting, line.column, column)
        if waiting:
            waiting[0].value.foot += ["", line.text] if blank else [line.text]
        elif item is not None:
            _add_above(item, line.text, blank and column >= 0)
        blank = False
    if item is not None and column >= 0 and not item.above:
        item.parted = blank
    elif item is not None and column >= 0 and blank and item.above[-1]:
        item.above.append("")


def _drop_outdented(waiting: list[Closed], column: int, next_column: int) -> None:
    """What has ended further right than a comment stands can't have it; the outermost has what is right of what follows."""
    while waiting and waiting[0].column > column and (len(waiting) > 1 or column <= next_column):
        del waiting[0]
    if column <= next_column:
        waiting.clear()


def _add_above(item: Item, comment: str, blank: bool) -> None:
    if not item.above:
        item.parted = item.parted or blank
    elif blank:
        item.above.append("")
    item.above.append(comment)
