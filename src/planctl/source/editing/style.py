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
    """A value as text: what stands behind the colon, and the lines below."""

    head: str
    body: tuple[str, ...] = ()


def written(data: Data, key: str, place: Place) -> Written:
    """The value as it is written behind a key that is already text."""
    room = WIDTH - place.column - len(key) - 2
    if isinstance(data, str):
        return _text(data, room, place)
    if not data or not isinstance(data, (dict, list)):
        return Written(flow(data))
    if not (isinstance(data, Block) or (isinstance(data, dict) and place.depth <= BLOCK_LEVELS)) and _is_short(data):
        line = flow(data)
        if len(line) <= room:
            return Written(line)
    return Written("", tuple(entries(data, place.below) if isinstance(data, dict) else _items(data, place.below)))


def entries(data: dict[str | int, Data], place: Place) -> list[str]:
    """A mapping's entries, in lines."""
    return [line for key, item in data.items() for line in entry(key, item, place)]


def sections(data: dict[str | int, Data], place: Place | None = None) -> list[str]:
    """The entries of the top of a file, with a blank line before each that is spread over lines, but not as the very first."""
    lines: list[str] = []
    for key, item in data.items():
        added = entry(key, item, place or Place(0, 1))
        lines += ["", *added] if lines and len(added) > 1 else added
    return lines


def entry(key: str | int, data: Data, place: Place) -> list[str]:
    name = key_of(key)
    return _lines(name + ":", written(data, name, place), place)


def _items(data: list[Data], place: Place) -> list[str]:
    return [line for item in data for line in _item(item, place)]


def _item(item: Data, place: Place) -> list[str]:
    if isinstance(item, dict) and item and len(flow(item)) > WIDTH - place.column - 2:
        first, *rest = entries(item, place._replace(column=place.column + 2))
        return [" " * place.column + "- " + first.lstrip(" "), *rest]
    if isinstance(item, str):
        return _lines("-", _text(item, WIDTH - place.column - 2, place), place)
    return [" " * place.column + "- " + flow(item)]


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


def _is_short(data: Data) -> bool:
    """Whether it holds no text that is better spread over lines."""
    if isinstance(data, str):
        return len(data) <= WIDTH and "\n" not in data
    if isinstance(data, (dict, list)):
        return all(map(_is_short, data.values() if isinstance(data, dict) else data))
    return True


def _text(text: str, room: int, place: Place) -> Written:
    line = scalar_of(text, flow=False)
    if not place.texts or ("\n" not in text and len(line) <= room) or not _can_spread(text):
        return Written(line)
    indent = " " * (place.column + place.step)
    if "\n" in text:
        return Written("|-", tuple(indent + part if part else "" for part in text.split("\n")))
    folded = _folded(text, FOLDED_WIDTH - len(indent))
    return Written(">-", tuple(indent + part for part in folded)) if len(folded) > 1 else Written(line)


def _can_spread(text: str) -> bool:
    """Whether it comes back from lines as it is: without blanks or blank lines at its ends."""
    return SPREADABLE.fullmatch(text) is not None and text == text.strip() and all(line == line.strip() for line in text.split("\n"))


def _folded(text: str, width: int) -> list[str]:
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
