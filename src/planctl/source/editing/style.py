"""How a value is written below a key: in the house style of the plan files."""

from __future__ import annotations

import re
from typing import NamedTuple

from planctl.source.editing.changes import Block, Data
from planctl.source.editing.scalar import SPREADABLE, key_of, scalar_of

WIDTH = 100
"""The longest line that is written, where it can be helped: in columns."""

FOLDED_WIDTH = 90
"""Where long text is broken into lines."""

BLOCK_LEVELS = 2
"""How deep mappings always stand in lines of their own: a section, and each thing in it."""

_LONG = 3
"""How many levels of mappings in lines make an entry a long one: a goal with its KPIs."""


_SHORT = 2
"""How many levels of braces and brackets stand on one line."""


class Place(NamedTuple):
    """Where something is to be written: the column of its key, how deep in the data, how much deeper the next level is indented.

    `texts` says whether text may stand in lines of its own: not where what follows would become a part of it.
    """

    column: int
    depth: int
    step: int = 2
    texts: bool = True

    @property
    def below(self) -> Place:
        return self._replace(column=self.column + self.step, depth=self.depth + 1)


class Written(NamedTuple):
    """A value as text: what stands behind the colon, the lines below, and how many levels of mappings are spread over these."""

    head: str
    body: tuple[str, ...] = ()
    levels: int = 0


class Lines(NamedTuple):
    """Entries as text, with the levels of mappings that are spread over lines in the deepest of them, and in the last."""

    lines: list[str]
    levels: int = 0
    last: int = 0


def parted(levels: int, depth: int) -> bool:
    """Whether a blank line follows an entry of so many levels: a section of the file, or a long entry of one. Others need none."""
    return levels >= (1 if depth == 1 else _LONG) and depth <= BLOCK_LEVELS


def room_behind(key: int, column: int) -> int:
    """How many columns are left on a line behind a key of so many, its colon and a blank."""
    return WIDTH - column - key - 2


def written(data: Data, key: str, place: Place) -> Written:
    """The value as it is written behind a key that is already text."""
    room = room_behind(len(key), place.column)
    if isinstance(data, str):
        return text(data, room, place)
    if not data or not isinstance(data, (dict, list)):
        return Written(flow(data))
    if not (isinstance(data, Block) or (isinstance(data, dict) and place.depth <= BLOCK_LEVELS)) and is_short(data):
        line = flow(data)
        if len(line) <= room:
            return Written(line)
    if isinstance(data, list):
        return Written("", tuple(_items(data, place.below)))
    below = laid_entries(data, place.below)
    return Written("", tuple(below.lines), below.levels + 1)


def entries(data: dict[str | int, Data], place: Place) -> list[str]:
    """A mapping's entries, in lines."""
    return laid_entries(data, place).lines


def sections(data: dict[str | int, Data]) -> list[str]:
    """The entries of the top of a file, with a blank line around each that is spread over lines, but not as the very first."""
    return laid_entries(data, Place(0, 1)).lines


def laid_entries(data: dict[str | int, Data], place: Place) -> Lines:
    """A mapping's entries, with a blank line behind each long one."""
    lines: list[str] = []
    levels = above = 0
    for key, item in data.items():
        added = _entry(key, item, place)
        if lines and (parted(above, place.depth) or (place.depth == 1 and len(added.lines) > 1)):
            lines.append("")
        lines += added.lines
        levels, above = max(levels, added.levels), added.levels
    return Lines(lines, levels, above)


def _entry(key: str | int, data: Data, place: Place) -> Lines:
    name = key_of(key)
    value = written(data, name, place)
    return Lines(_lines(name + ":", value, place), value.levels)


def _items(data: list[Data], place: Place) -> list[str]:
    return [line for item in data for line in _item(item, place)]


def _item(item: Data, place: Place) -> list[str]:
    room = WIDTH - place.column - 2
    if isinstance(item, str):
        return _lines("-", text(item, room, place), place)
    line = flow(item)
    if not item or not isinstance(item, (dict, list)) or (is_short(item) and len(line) <= room):
        return [" " * place.column + "- " + line]
    first, *rest = entries(item, place.below) if isinstance(item, dict) else _items(item, place.below)
    return [" " * place.column + "- " + first.lstrip(" "), *rest]


def _lines(key: str, value: Written, place: Place) -> list[str]:
    return [" " * place.column + key + (" " + value.head if value.head else ""), *value.body]


def flow(data: Data) -> str:
    """The value on one line, fit to stand in braces."""
    if isinstance(data, dict):
        return "{" + flow_entries(data) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(flow, data)) + "]"
    return scalar_of(data, flow=True)


def flow_entries(data: dict[str | int, Data]) -> str:
    return ", ".join(f"{key_of(key)}: {flow(item)}" for key, item in data.items())


def is_short(data: Data, levels: int = _SHORT) -> bool:
    """Whether it holds no text that is better spread over lines, and few enough levels of braces and brackets."""
    if isinstance(data, str):
        return len(data) <= WIDTH and "\n" not in data
    if isinstance(data, (dict, list)) and data:
        return levels > 0 and all(is_short(item, levels - 1) for item in (data.values() if isinstance(data, dict) else data))
    return True


def text(words: str, room: int, place: Place) -> Written:
    """A text on one line where it fits into so many columns, else in lines below."""
    line = scalar_of(words, flow=False)
    if not place.texts or ("\n" not in words and len(line) <= room) or not _can_spread(words):
        return Written(line)
    indent = " " * (place.column + place.step)
    if "\n" in words:
        return Written("|-", tuple(indent + part if part else "" for part in words.split("\n")))
    wrapped = folded(words, FOLDED_WIDTH - len(indent))
    return Written(">-", tuple(indent + part for part in wrapped)) if len(wrapped) > 1 else Written(line)


def _can_spread(text: str) -> bool:
    """Whether it comes back from lines as it is: without blanks or blank lines at its ends."""
    return SPREADABLE.fullmatch(text) is not None and text == text.strip() and all(line == line.strip() for line in text.split("\n"))


def folded(text: str, width: int) -> list[str]:
    """The text in lines, parted at single blanks only: folding keeps no others."""
    lines = [""]
    for word in re.split(r"(?<! ) (?! )", text):
        if not lines[-1]:
            lines[-1] = word
        elif len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines
