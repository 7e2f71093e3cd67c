"""Names that Excel takes: of sheets and of tables, each once in a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planctl.exchange.workbook.characters import storable
from planctl.exchange.workbook.layout import STAMP_SHEET

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\ufffd]")
_RESERVED = ("history", "historik", STAMP_SHEET)
"""Excel keeps the first for itself, in each of its languages."""
_LOOSE = " -–,'"
"""What no name should end with where it was cut."""
_LONGEST_JOINING = 3
"""Words up to this many letters say nothing at the end of what was cut: och, för, of."""


class SheetNames:
    """Gives each sheet a name of at most 31 characters that no other has, whatever the case of its letters.

    `titles`: all that sheets may be called by, so that none is shortened to what another begins with.
    """

    def __init__(self, *taken: str, titles: Iterable[str] = ()) -> None:
        self.last: dict[tuple[str, str], int] = {}
        self.taken = {name.casefold() for name in (*taken, *_RESERVED)}
        self.titles = {_allowed(title).casefold() for title in titles}

    def take(self, text: str, ending: str = "", short: str = "") -> str:
        """The text with an ending. Where there is no room, the text is cut between two words, or `short` stands for it.

        It is numbered where the name is taken.
        """
        plain, stand_in = _allowed(text), short and _allowed(short)
        number = self.last.get((plain, ending), 1)
        while (name := self._fitted(plain, ending if number == 1 else f"{ending} {number}", stand_in)).casefold() in self.taken:
            number += 1
        self.taken.add(name.casefold())
        self.last[plain, ending] = number
        return name

    def _fitted(self, text: str, ending: str, short: str) -> str:
        room = LONGEST - _length(ending)
        fitting = (known for known in (text, self._whole_words(text, room), short) if known and _length(known) <= room)
        return (next(fitting, "") or _cut(text, room)) + ending

    def _whole_words(self, text: str, room: int) -> str:
        """The first words of a text, as many as there is room for; "" where they would be those of another title too."""
        words = text.split(" ")
        while words and (_length(" ".join(words)) > room - 1 or len(words[-1]) <= _LONGEST_JOINING):
            words.pop()
        kept = " ".join(words).rstrip(_LOOSE)
        others = self.titles - {text.casefold()}
        return "" if not kept or any(title.startswith(kept.casefold()) for title in others) else f"{kept}…"


def _allowed(text: str) -> str:
    return " ".join(_FORBIDDEN.sub(" ", storable(text)).split()).strip("' ") or "-"


def _cut(text: str, room: int) -> str:
    """Excel counts characters as UTF-16 does: one beyond the first 65,536 counts twice."""
    while _length(text) > room - 1:
        text = text[:-1]
    return text.rstrip(_LOOSE) + "…"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def table_name(table: str, unit: str = "") -> str:
    """The name of a table: letters, digits and underscores; one underscore at least, so that it is no cell's name."""
    return f"planctl_{table}_{unit.replace('-', '_')}".rstrip("_")
