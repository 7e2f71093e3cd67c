"""A mapping as entries, each with its own lines: its comments, its key and its value, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from planctl.diagnostics import Path
from planctl.source.editing.tree import Branch

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

    def comments_at(self, path: Path) -> list[str]:
        """The comments in the entry at a path, or in the one in whose lines it stands."""
        entry = self.entries[path[0]]
        return entry.comments if len(path) == 1 or entry.inside is None else entry.inside.comments_at(path[1:])

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
