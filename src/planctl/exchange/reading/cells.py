"""What every reader gives: a book of sheets of cells, each with its place. A cell that is not there is empty."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import category

MAX_TEXT = 32_767
"""Signs: what a cell of Excel holds."""
_BEGINNING = 60
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
"""Signs of no width, marks of byte order, and those that only steer how the text around them is set."""


class Kind(Enum):
    """What a cell holds, as its file says: nothing is guessed from looks."""

    TEXT = auto()
    NUMBER = auto()
    PERCENT = auto()
    """A number shown in per cent: 0.064 in a cell that shows 6,4 %."""
    DATE = auto()
    TIME = auto()
    """A time of day: the value is what the cell shows, as 01:30."""
    DURATION = auto()
    """Hours that are counted: the value is what the cell shows, as 25:30."""
    BOOLEAN = auto()
    ERROR = auto()
    """#REF!, #DIV/0! and the like."""
    UNCALCULATED = auto()
    """A formula whose value is not in the file."""
    DISGUISED = auto()
    """A number whose format shows another one: in thousands, with more digits, without its sign; or shows none at all."""
    UNSTYLED = auto()
    """A number in a style that is not in the file: what it shows can't be known."""
    OVERLONG = auto()
    """A text that no cell can hold: the value is its beginning."""


class Cell(NamedTuple):
    """A cell that holds something."""

    kind: Kind
    value: str | int | float | Decimal | bool | datetime.datetime | datetime.date
    words: str = ""
    """What its number format shows beside the value: the unit, as a rule."""

    @property
    def text(self) -> str:
        """What stands in a cell of text, on one line; empty for any other cell."""
        return " ".join(self.value.split()) if isinstance(self.value, str) and self.kind is Kind.TEXT else ""


def without_unseen(text: str) -> str:
    """A text without the signs that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def printable(name: str) -> str:
    """A name in which � stands for bytes that are no text, and for what steers a terminal: nothing of that can be kept with an outcome."""
    return "".join("\N{REPLACEMENT CHARACTER}" if category(sign) in ("Cc", "Cs") or sign in "\ufffe\uffff" else sign for sign in name)


@lru_cache(maxsize=4096)
def text_cell(text: str) -> Cell | None:
    """The cell of a text; None where there is nothing to see. Remembered, since most texts of a sheet stand in it many times."""
    seen = without_unseen(text)
    if not seen or seen.isspace():
        return None
    return Cell(Kind.TEXT, seen) if len(seen) <= MAX_TEXT else Cell(Kind.OVERLONG, seen[:_BEGINNING])


class Place(NamedTuple):
    """Where in a file: a cell, a sheet (no row), or the file itself (no sheet either). Sorts in the file's own order."""

    file: str
    order: int = 0
    """The number of the sheet in its book."""
    sheet: str = ""
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        return "!".join(filter(None, (self.file, self.sheet, self.cell)))

    @property
    def cell(self) -> str:
        """The name of the cell or row on its sheet: F7; empty where no row is meant."""
        return f"{letters(self.column)}{self.row or ''}"

    @property
    def source(self) -> str:
        """The place as it is kept with a value: without the folder that the file happened to lie in."""
        return "!".join(filter(None, (_name_of(self.file), self.sheet, self.cell)))


@lru_cache(maxsize=64)
def _name_of(file: str) -> str:
    return PurePath(file).name


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """The letters of a column from 1: A, Z, AA; none for 0."""
    found = ""
    while column:
        column, letter = divmod(column - 1, 26)
        found = chr(ord("A") + letter) + found
    return found


class Area(NamedTuple):
    """Cells that are merged into one: its corners, both within it."""

    top: int
    left: int
    bottom: int
    right: int


Row = Mapping[int, Cell]
"""The cells of a row that hold something, by column."""


class Sheet(NamedTuple):
    """A sheet: its rows that hold something, by number and in order, and what its user does not see of it."""

    file: str
    order: int
    name: str
    rows: Mapping[int, Row]
    hidden: bool = False
    hidden_rows: Collection[int] = ()
    hidden_columns: Collection[int] = ()
    merged: tuple[Area, ...] = ()
    delimiter: str = ""
    """The sign between the cells of a text; empty for a workbook."""
    widths: Mapping[int, int] = MappingProxyType({})
    """How many cells each row of a text has, with those that are empty."""

    def place(self, row: int = 0, column: int = 0) -> Place:
        return Place(self.file, self.order, self.name, row, column)


class Book(NamedTuple):
    """A file that has been read. `name` is what to call it."""

    name: str
    sheets: tuple[Sheet, ...]
