"""Names that Excel takes: of sheets and of tables, each once in a workbook."""

from __future__ import annotations

import re

from planctl.exchange.workbook.characters import storable
from planctl.exchange.workbook.layout import STAMP_SHEET

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\ufffd]")
_RESERVED = ("history", "historik", STAMP_SHEET)
"""Excel keeps the first for itself, in each of its languages."""


class SheetNames:
    """Gives each sheet a name of at most 31 characters that no other has, whatever the case of its letters."""

    def __init__(self, *taken: str) -> None:
        self.last: dict[tuple[str, str], int] = {}
        self.taken = {name.casefold() for name in (*taken, *_RESERVED)}

    def take(self, text: str, ending: str = "") -> str:
        """The text with an ending, shortened before the ending; numbered where the name is taken."""
        plain = " ".join(_FORBIDDEN.sub(" ", storable(text)).split()).strip("' ") or "-"
        number = self.last.get((plain, ending), 1)
        while (name := _fitted(plain, ending if number == 1 else f"{ending} {number}")).casefold() in self.taken:
            number += 1
        self.taken.add(name.casefold())
        self.last[plain, ending] = number
        return name


def _fitted(text: str, ending: str) -> str:
    """Excel counts characters as UTF-16 does: one beyond the first 65,536 counts twice."""
    room = LONGEST - _length(ending)
    if _length(text) <= room:
        return text + ending
    while _length(text) > room - 1:
        text = text[:-1]
    return text.rstrip(" -–,'") + "…" + ending


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def table_name(table: str, unit: str = "") -> str:
    """The name of a table: letters, digits and underscores; one underscore at least, so that it is no cell's name."""
    return f"planctl_{table}_{unit.replace('-', '_')}".rstrip("_")
