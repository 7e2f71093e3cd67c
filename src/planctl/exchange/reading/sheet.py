"""The cells of one sheet's XML, with what its user does not see: hidden rows and columns, merged cells, formulas that have no value yet."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from planctl.exchange.reading.cells import Area, Cell, Kind, text_cell
from planctl.exchange.reading.format_code import Shown
from planctl.exchange.reading.formats import dated
from planctl.exchange.reading.sizes import TRUE, Sizes
from planctl.exchange.reading.written import number_written, unescaped
from planctl.exchange.reading.xml import parse

MAX_CELLS = 1_000_000
_LAST_ROW = 1_048_576
_BEFORE, _IN_DATA, _IN_ROW, _IN_CELL, _IN_TEXT, _AFTER = range(6)
"""How far into its cells the reading of a sheet is."""
_SKIPPED = ("extLst", "rPr")
_LETTERS = re.compile("[A-Z]{1,3}")
_DATED = (Kind.DATE, Kind.TIME, Kind.DURATION)
_UNCALCULATED = Cell(Kind.UNCALCULATED, "")


class TooManyCellsError(Exception):
    """The sheet has more cells than anyone fills in."""


class UnclearError(Exception):
    """What a cell holds, or what is a cell, the file does not say clearly."""


class DisorderError(Exception):
    """The file does not say clearly which cell is which: two share a place."""


class Shared(NamedTuple):
    """What the sheets of a workbook refer to: cells of text, what each style makes of a number, and where days are counted from."""

    texts: Sequence[Cell | None]
    styles: Mapping[str, Shown]
    """By their numbers, as cells write them."""
    since_1904: bool


def position(reference: str) -> tuple[int, int]:
    """Row and column of a cell's name.

    Raises:
        ValueError: it is no such name.
    """
    name = reference.replace("$", "") if "$" in reference else reference
    letters = name.rstrip("0123456789")
    return int(name[len(letters) :]), _column_of(letters)


@lru_cache(maxsize=16_384)
def _column_of(letters: str) -> int:
    if _LETTERS.fullmatch(letters) is None:
        raise ValueError(letters)
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


class SheetReader:
    """One pass over a sheet's XML; afterwards its attributes hold what was in it."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.rows: dict[int, dict[int, Cell]] = {}
        self.sizes = Sizes()
        self.merged: list[Area] = []
        self._level = _BEFORE
        self._count = self._row = self._column = 0
        self._row_text = ""
        self._columns_by_letters: dict[str, int] = {}
        self._cells: dict[int, Cell] = {}
        self._attributes: Mapping[str, str] = {}
        self._type = ""
        self._value: str | None = None
        self._parts: list[str] = []
        self._formula = self._phonetic = False

    def read(self, xml: bytes) -> None:
        """Raises ValueError, IndexError, ExpatError, EntityError, MixedTextError, TooManyCellsError, UnclearError or DisorderError for what
        no program writes.
        """
        starts = {
            "sheetData": self._data_starts, "row": self._row_starts, "c": self._cell_starts, "f": self._formula_starts,
            "is": self._inline_starts, "rPh": self._phonetic_starts, "v": None, "t": None, "r": None, "phoneticPr": None,
            "sheetFormatPr": self.sizes.defaults, "col": self.sizes.columns, "mergeCell": self._merge,
        }  # fmt: skip
        ends = {
            "sheetData": self._data_ends, "row": self._row_ends, "c": self._cell_ends, "v": self._value_ends, "is": self._inline_ends,
            "t": self._text_ends, "rPh": self._phonetic_ends,
        }  # fmt: skip
        parse(xml, starts, ends, _SKIPPED, self._other_starts)

    @property
    def unclear_at(self) -> tuple[int, int] | None:
        """Row and column of the cell that reading stopped in (no column where its name is none); None where it was in no cell."""
        if not _IN_CELL <= self._level < _AFTER:
            return None
        try:
            return position(self._attributes["r"]) if "r" in self._attributes else (self._row, self._column + 1)
        except ValueError:
            return self._row, 0

    def _other_starts(self, _attributes: Mapping[str, str]) -> None:
        """Among cells there is nothing but what every program knows: a value that is wrapped in anything else would be lost."""
        if _BEFORE < self._level < _AFTER:
            raise UnclearError

    def _goes(self, before: int, after: int) -> None:
        if self._level != before:
            raise UnclearError
        self._level = after

    def _data_starts(self, _attributes: Mapping[str, str]) -> None:
        self._goes(_BEFORE, _IN_DATA)

    def _data_ends(self, _text: str) -> None:
        self._level = _AFTER

    def _row_starts(self, attributes: Mapping[str, str]) -> None:
        self._goes(_IN_DATA, _IN_ROW)
        self._row = int(attributes.get("r", self._row + 1))
        if not 0 < self._row <= _LAST_ROW:
            raise ValueError(self._row)
        self._row_text, self._column, self._cells = str(self._row), 0, {}
        if self._row in self.rows:
            raise DisorderError
        self.sizes.row(self._row, attributes)

    def _row_ends(self, _text: str) -> None:
        self._level = _IN_DATA
        if self._cells:
            self.rows[self._row] = self._cells

    def _cell_starts(self, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > MAX_CELLS:
            raise TooManyCellsError
        if self._level != _IN_ROW:
            raise UnclearError
        self._level = _IN_CELL
        self._attributes, self._type, self._value, self._formula = attributes, attributes.get("t", "n"), None, False

    def _formula_starts(self, _attributes: Mapping[str, str]) -> None:
        self._formula = True

    def _inline_starts(self, _attributes: Mapping[str, str]) -> None:
        if self._level != _IN_CELL:
            raise UnclearError
        self._level = _IN_TEXT

    def _inline_ends(self, _text: str) -> None:
        if self._value is not None or self._type != "inlineStr":
            raise UnclearError
        self._value, self._parts, self._level = "".join(self._parts), [], _IN_CELL

    def _phonetic_starts(self, _attributes: Mapping[str, str]) -> None:
        self._phonetic = True

    def _phonetic_ends(self, _text: str) -> None:
        self._phonetic = False

    def _value_ends(self, text: str) -> None:
        if self._value is not None or self._level != _IN_CELL:
            raise UnclearError
        self._value = text

    def _text_ends(self, text: str) -> None:
        if self._level != _IN_TEXT:
            raise UnclearError
        if not self._phonetic:
            self._parts.append(text)

    def _cell_ends(self, text: str) -> None:
        if text and not text.isspace():
            raise UnclearError
        row, column = self._row, self._column + 1
        if reference := self._attributes.get("r"):
            letters = reference[: -len(self._row_text)]
            column = self._columns_by_letters.get(letters, 0) if reference.endswith(self._row_text) else 0
            if not column:
                row, column = position(reference)
                self._columns_by_letters[letters] = column
        cell = self._cell(self._type, self._value) if self._value or self._formula else None
        if cell is not None:
            if row != self._row or column in self._cells:
                raise DisorderError
            self._cells[column] = cell
        self._column, self._level = column, _IN_ROW

    def _cell(self, type_: str, value: str | None) -> Cell | None:
        """A cell as what its type says it is; None for a text that shows nothing."""
        if not value:
            return None if type_ == "str" else _UNCALCULATED
        if type_ == "n":
            return self._number(value)
        if type_ == "b":
            return Cell(Kind.BOOLEAN, value.strip() in TRUE)
        if type_ == "e":
            return Cell(Kind.ERROR, value)
        if type_ == "d":
            return Cell(Kind.DATE, datetime.datetime.fromisoformat(value.strip()))
        cell = self._shared_text(int(value)) if type_ == "s" else text_cell(unescaped(value))
        style = self.shared.styles.get(self._attributes.get("s", "0"))
        return cell._replace(words=style.text) if cell and style and style.text else cell

    def _shared_text(self, index: int) -> Cell | None:
        if index < 0:
            raise IndexError(index)
        return self.shared.texts[index]

    def _number(self, text: str) -> Cell:
        number = number_written(text)
        style = self.shared.styles.get(self._attributes.get("s", "0"))
        if style is None:
            return Cell(Kind.UNSTYLED, number)
        look = style.negative if number < 0 else style.positive if number else style.zero
        if look.kind in _DATED:
            return dated(number, look.kind, self.shared.since_1904)
        return Cell(look.kind, number, look.words)

    def _merge(self, attributes: Mapping[str, str]) -> None:
        first, _, last = attributes["ref"].partition(":")
        self.merged.append(Area(*position(first), *position(last or first)))
