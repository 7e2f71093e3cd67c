"""From a text to its entries: which lines belong to which, comments among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from planctl.revisions.merge.chunks import Entry, Key, Mapping, UnmergeableError, Value, comments_in
from planctl.source.editing.tree import Branch, placed_comments, tree
from planctl.source.nodes import all_events, extent
from planctl.source.positions import Lines


def chunks(text: str, data: dict[Key, Any]) -> Mapping:
    """The entries of a text, whose data are known. Lines end with a line feed only.

    Raises:
        UnmergeableError: it is no mapping in lines.
    """
    events = all_events(text)
    top = tree(text, events)
    if top is None or not (top.is_mapping and top.is_block) or top.is_marked:
        raise UnmergeableError
    return _Reader(text, events).mapping(Value(text, top, data))


class _Reader:
    def __init__(self, text: str, events: Sequence[Any]) -> None:
        self._text = text
        self._lines = text.removesuffix("\n").split("\n")
        self._places = Lines(text)
        self._comments = [(self._line(found.start()), found) for found in placed_comments(text, events)]

    def mapping(self, top: Value) -> Mapping:
        made = self._mapping(top, 0)
        last = self._last_line(top.branch)
        _give(made, self._lines[last + 1 :])
        return made

    def _mapping(self, value: Value, first: int) -> Mapping:
        """A mapping whose first comments begin in a line."""
        mapping = Mapping(value.branch.column, {}, [])
        for key, child in value.children():
            start = self._line(extent(child.branch.key)[0])
            if self._lines[start][: mapping.column].strip() or self._column(child) != mapping.column:
                raise UnmergeableError
            lead = _give_before(mapping, self._lines[first:start])
            mapping.entries[key] = self._entry(child, start, lead, mapping.column)
            first = self._last_line(child.branch) + 1
        return mapping

    def _column(self, child: Value) -> int:
        column: int = child.branch.key.start_mark.column
        return column

    def _entry(self, value: Value, start: int, lead: list[str], column: int) -> Entry:
        branch = value.branch
        is_inside = branch.is_mapping and branch.is_block and not branch.is_marked and bool(branch.children)
        if is_inside and (branch.colon is None or self._line(branch.start) == self._line(branch.colon - 1)):
            raise UnmergeableError
        end = self._line(branch.colon - 1) if is_inside and branch.colon is not None else self._last_line(branch)
        body = self._lines[start : end + 1]
        trail, notes = self._trail_and_notes(start, end, branch, is_inside)
        if value.is_block_list and trail:
            trail, notes = "", [*notes, trail.strip()]  # it belongs to the last item
        body[-1] = body[-1].removesuffix(trail)
        return Entry(lead, body, trail, notes, column, value, self._mapping(value, end + 1) if is_inside else None)

    def _trail_and_notes(self, start: int, end: int, branch: Branch, is_inside: bool) -> tuple[str, list[str]]:
        here = [found for line, found in self._comments if start <= line <= end]
        trail = ""
        value_end = (branch.colon or branch.start) if is_inside else max(branch.end, branch.colon or 0)
        if here and here[-1].start() >= value_end and self._line(here[-1].start()) == end:
            found = here.pop()
            before = self._text[value_end : found.start()]
            trail = before[len(before.rstrip(" \t")) :] + self._text[found.start() : self._end_of_line(found.start())]
        return trail, [found[0].strip() for found in here]

    def _end_of_line(self, index: int) -> int:
        found = self._text.find("\n", index)
        return len(self._text) if found < 0 else found

    def _last_line(self, branch: Branch) -> int:
        return self._line(max(branch.end - 1, branch.start, (branch.colon or 1) - 1) if branch.end <= branch.start else branch.end - 1)

    def _line(self, index: int) -> int:
        """The number of the line, from 0, in which a character stands."""
        return self._places.position(index).line - 1


_COMMENT = re.compile(r" *#")


def _give_before(mapping: Mapping, gap: list[str]) -> list[str]:
    """Lines before the next entry of a mapping: those indented further belong to what the last one holds; returns the others."""
    last = next(reversed(mapping.entries.values()), None)
    if last is None:
        return gap
    if last.inside is not None:
        count = _deeper(gap, mapping.column)
        _give(last.inside, gap[:count])
        return gap[count:]
    if last.value.is_block_list and (count := _deeper(gap, mapping.column)):
        last.notes = [*last.notes, *comments_in(gap[:count])]
        last.body = [*last.body, *gap[:count]]
        return gap[count:]
    return gap


def _give(mapping: Mapping, gap: list[str]) -> None:
    """Lines below a mapping that belong to it, or to what its last entry holds."""
    mapping.tail += _give_before(mapping, gap)


def _deeper(gap: list[str], column: int) -> int:
    """How many of the lines, from the first, end with a comment that is indented further than a column."""
    count = 0
    for number, line in enumerate(gap, 1):
        if found := _COMMENT.match(line):
            if found.end() - 1 <= column:
                break
            count = number
        elif line.strip():
            break
    return count
