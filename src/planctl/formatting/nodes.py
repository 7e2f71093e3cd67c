"""A file's text as it is to be laid out anew: entries with their values, and the comments that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from planctl.message import Message

Part = str | int


class RefusedError(Exception):
    """A text that cannot be laid out anew without a risk. `index` is the character that is in the way."""

    def __init__(self, index: int, message: Message, hint: Message) -> None:
        super().__init__(message.msgid)
        self.index = index
        self.message = message
        self.hint = hint


class Beside(NamedTuple):
    """A comment at the end of a line, with the column it stood in."""

    text: str
    column: int


class Block(NamedTuple):
    """A block of text as its writer broke it: its sign, `|` or `>`, and its lines without their indentation."""

    sign: str
    lines: tuple[str, ...]


@dataclass(slots=True)
class Value:
    """What stands behind a key or a dash.

    `data` is what a single value says: text, or `AsWritten`. A collection has `items` instead; those of a mapping have keys.
    `marks` are anchor and tag. `foot` are comments below the last item; like those above an item they hold "" for each blank line.
    """

    data: Any = None
    items: list[Item] | None = None
    is_mapping: bool = False
    is_flow: bool = False
    marks: str = ""
    block: Block | None = None
    foot: list[str] = field(default_factory=list)

    def has_comments(self) -> bool:
        """Whether there are comments inside the collection."""
        return bool(self.foot) or any(item.above or item.beside or item.value.has_comments() for item in self.items or ())


@dataclass(slots=True)
class Item:
    """An entry of a mapping, with its key, or of a list, without one. `parted` says whether a blank line stood above it."""

    part: Part | None
    value: Value = field(default_factory=Value)
    above: list[str] = field(default_factory=list)
    beside: Beside | None = None
    parted: bool = False

    def comments(self) -> Iterator[str]:
        """Its own comments and those inside it, in order."""
        yield from filter(None, self.above)
        if self.beside is not None:
            yield self.beside.text
        for item in self.value.items or ():
            yield from item.comments()
        yield from filter(None, self.value.foot)
