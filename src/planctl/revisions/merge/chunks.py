"""A text as a mapping of entries, each with its own lines: its comments, its key and its value, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from planctl.source.editing.tree import Branch, placed_comments, tree
from planctl.source.nodes import all_events, extent
from planctl.source.positions import Lines

Key = str | int

STEP = 2
"""How much deeper the entries of a new mapping are indented."""


class UnmergeableError(Exception):
    """The text is none that can be merged by its entries."""


class Value:
    """A value in its text: its source, where it stands, and its data."""

    __slots__ = ("branch", "data", "text")

    def __init__(self, text: str, branch: Branch, data: Any) -> None:
        self.text, self.branch, self.data = text, branch, data

    @property
    def source(self) -> str:
        return self.text[self.branch.start : self.branch.end]

    @property
    def is_flow(self) -> bool:
        return self.branch.is_flow and not self.branch.is_marked

    @property
    def is_block_list(self) -> bool:
        return self.branch.is_block and not self.branch.is_mapping and not self.branch.is_marked

    def children(self) -> Iterator[tuple[Key, Value]]:
        """The values inside, by the keys or numbers that they have as data.

        Raises:
            UnmergeableError: there are keys that come from elsewhere.
        """
        data = self.data
        items = list(data.items() if isinstance(data, dict) else enumerate(data or ()))
        if len(items) != len(self.branch.children):
            raise UnmergeableError
        for (key, item), branch in zip(items, self.branch.children.values(), strict=True):
            yield key, Value(self.text, branch, item)


class Entry:
    """A key with its value, as lines. `lead` are the comments and blank lines above.

    `body` are the lines of the value, or of the key alone where the entries of an `inside` follow; `trail` is the comment behind the
    last line of the body, with the blanks before it; `notes` are all other comments in the body.
    """

    __slots__ = ("body", "column", "inside", "lead", "notes", "trail", "value")

    def __init__(
        self, lead: list[str], body: list[str], trail: str, notes: list[str], column: int, value: Value, inside: Mapping | None
    ) -> None:
        self.lead, self.body, self.trail, self.notes = lead, body, trail, notes
        self.column, self.value, self.inside = column, value, inside

    @property
    def data(self) -> Any:
        return self.value.data if self.inside is None else self.inside.data

    @property
    def own_lines(self) -> list[str]:
        """The lines of the key, and of the value if it stands in them."""
        return [*self.body[:-1], self.body[-1] + self.trail]

    @property
    def value_lines(self) -> list[str]:
        """The lines of the key and all of its value."""
        return [*self.own_lines, *(self.inside.lines if self.inside else ())]

    @property
    def lines(self) -> list[str]:
        return [*self.lead, *self.value_lines]

    @property
    def normal(self) -> list[str]:
        """The lines as if the key stood in the first column."""
        return shifted(self.lines, -self.column)

    @property
    def comments(self) -> list[str]:
        trail = [self.trail.strip()] if self.trail.strip() else []
        return [*comments_in(self.lead), *self.notes, *trail, *(self.inside.comments if self.inside else ())]

    def as_lone(self) -> Entry:
        """The same as one value: all lines of it are its body."""
        value = Value(self.value.text, self.value.branch, self.data)
        notes = self.comments[len(comments_in(self.lead)) :]
        return Entry(self.lead, self.value_lines, "", notes, self.column, value, None)

    def at(self, column: int) -> Entry:
        """The same with its key in another column."""
        by = column - self.column
        if not by:
            return self
        inside = self.inside and self.inside.at(self.inside.column + by)
        return Entry(shifted(self.lead, by), shifted(self.body, by), self.trail, self.notes, column, self.value, inside)


class Mapping:
    """The entries of a mapping whose keys stand in lines of their own, and what comments stand below the last one."""

    __slots__ = ("column", "entries", "tail")

    def __init__(self, column: int, entries: dict[Key, Entry], tail: list[str]) -> None:
        self.column, self.entries, self.tail = column, entries, tail

    @property
    def lines(self) -> list[str]:
        return [*(line for entry in self.entries.values() for line in entry.lines), *self.tail]

    @property
    def data(self) -> dict[Key, Any]:
        return {key: entry.data for key, entry in self.entries.items()}

    @property
    def comments(self) -> list[str]:
        return [*(comment for entry in self.entries.values() for comment in entry.comments), *comments_in(self.tail)]

    def at(self, column: int) -> Mapping:
        by = column - self.column
        if not by:
            return self
        return Mapping(column, {key: entry.at(column) for key, entry in self.entries.items()}, shifted(self.tail, by))


def shifted(lines: Sequence[str], by: int) -> list[str]:
    """The lines indented by so much more, or less where there is so much."""
    if by >= 0:
        return [" " * by + line if line.strip() else line for line in lines]
    return [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines]


def comments_in(lines: Sequence[str]) -> list[str]:
    """The comments among lines that hold nothing else, or marks between documents."""
    return [line.strip() for line in lines if line.lstrip().startswith("#")]


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
