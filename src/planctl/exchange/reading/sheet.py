"""The cells of one sheet's XML, with what its user does not see: hidden rows and columns, merged cells, formulas that have no value yet."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from planctl.exchange.reading.cells import Area, Cell, Kind, text_cell
from planctl.exchange.reading.format_code import Shown
from planctl.exchange.reading.formats import date_of
from planctl.exchange.reading.xml import parse

MAX_CELLS = 1_000_000
_LAST_COLUMN = 16_384
_LAST_ROW = 1_048_576
_TRUE = ("1", "true")
_LETTERS = re.compile("[A-Z]{1,3}")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_UNCALCULATED = Cell(Kind.UNCALCULATED, "")


class TooManyCellsError(Exception):
    """The sheet has more cells than anyone fills in."""


class DisorderError(Exception):
    """The file does not say clearly which cell is which: two share a place."""


class Shared(NamedTuple):
    """What the sheets of a workbook refer to: cells of text, what each style makes of a number, and where days are counted from."""

    texts: Sequence[Cell | None]
    styles: Mapping[str, Shown]
    """By their numbers, as cells write them."""
    since_1904: bool


def unescaped(text: str) -> str:
    """A text in which the signs that XML can't hold are written as `_x000D_`."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    return escaped[0] if 0xD800 <= code < 0xE000 else chr(code)  # half a sign is none


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


def _number(text: str) -> int | float:
    """Whole where it is written so; 6.4000000000000004 is the binary number that 6.4 is, and -0.0 is zero."""
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(text)
    if _INTEGER.fullmatch(text):
        return int(text)
    number = float(text)
    if math.isinf(number):
        raise ValueError(text)
    return number or 0


class SheetReader:
    """One pass over a sheet's XML; afterwards its attributes hold what was in it."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.rows: dict[int, dict[int, Cell]] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[Area] = []
        self._count = self._row = self._column = self._told = 0
        self._cells: dict[int, Cell] = {}
        self._attributes: Mapping[str, str] = {}
        self._value: str | None = None
        self._parts: list[str] = []
        self._formula = self._phonetic = False

    def read(self, xml: bytes) -> None:
        """Raises ValueError, IndexError, ExpatError, EntityError, TooManyCellsError or DisorderError for what no program writes."""
        starts = {
            "row": self._row_starts, "c": self._cell_starts, "f": self._formula_starts, "rPh": self._phonetic_starts,
            "col": self._columns, "mergeCell": self._merge,
        }  # fmt: skip
        ends = {"row": self._row_ends, "c": self._cell_ends, "v": self._value_ends, "t": self._text_ends, "rPh": self._phonetic_ends}
        parse(xml, starts, ends)

    def _row_starts(self, attributes: Mapping[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        if not 0 < self._row <= _LAST_ROW:
            raise ValueError(self._row)
        self._column = 0
        self._cells = {}
        if self._row in self.rows:
            raise DisorderError
        if attributes.get("hidden") in _TRUE or float(attributes.get("ht", 1)) == 0:
            self.hidden_rows.add(self._row)

    def _row_ends(self, _text: str) -> None:
        if self._cells:
            self.rows[self._row] = self._cells

    def _cell_starts(self, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > MAX_CELLS:
            raise TooManyCellsError
        self._attributes, self._value, self._formula = attributes, None, False

    def _formula_starts(self, _attributes: Mapping[str, str]) -> None:
        self._formula = True

    def _phonetic_starts(self, _attributes: Mapping[str, str]) -> None:
        self._phonetic = True

    def _phonetic_ends(self, _text: str) -> None:
        self._phonetic = False

    def _value_ends(self, text: str) -> None:
        self._value = text

    def _text_ends(self, text: str) -> None:
        if not self._phonetic:
            self._parts.append(text)

    def _cell_ends(self, _text: str) -> None:
        attributes = self._attributes
        reference = attributes.get("r")
        row, self._column = position(reference) if reference else (self._row, self._column + 1)
        if self._parts:
            self._value, self._parts = "".join(self._parts), []
        cell = self._cell(attributes.get("t", "n"), self._value) if self._value or self._formula else None
        if cell is not None:
            if row != self._row or self._column in self._cells:
                raise DisorderError
            self._cells[self._column] = cell

    def _cell(self, type_: str, value: str | None) -> Cell | None:
        """A cell as what its type says it is; None for a text that shows nothing."""
        if not value:
            return None if type_ == "str" else _UNCALCULATED
        if type_ == "n":
            return self._number(value)
        if type_ == "b":
            return Cell(Kind.BOOLEAN, value in _TRUE)
        if type_ == "e":
            return Cell(Kind.ERROR, value)
        if type_ == "d":
            return Cell(Kind.DATE, datetime.datetime.fromisoformat(value))
        return self._shared_text(int(value)) if type_ == "s" else text_cell(unescaped(value))

    def _shared_text(self, index: int) -> Cell | None:
        if index < 0:
            raise IndexError(index)
        return self.shared.texts[index]

    def _number(self, text: str) -> Cell:
        number = _number(text)
        style = self.shared.styles.get(self._attributes.get("s", "0"))
        if style is None:
            return Cell(Kind.UNSTYLED, number)
        kind = style[(number > 0) - (number < 0)]
        if kind is not Kind.DATE:
            return Cell(kind, number)
        day = date_of(number, self.shared.since_1904)
        return Cell(Kind.DATE, day) if day else Cell(Kind.ERROR, "########")

    def _columns(self, attributes: Mapping[str, str]) -> None:
        first, last = int(attributes["min"]), min(int(attributes["max"]), _LAST_COLUMN)
        if first < 1:
            raise ValueError(first)
        if attributes.get("hidden") in _TRUE or float(attributes.get("width", 1)) == 0:
            self._told += 1 + max(0, last - first)
            if self._told > _LAST_COLUMN:  # a program tells of each column once: a hostile file goes on
                raise ValueError(self._told)
            self.hidden_columns.update(range(first, last + 1))

    def _merge(self, attributes: Mapping[str, str]) -> None:
        first, _, last = attributes["ref"].partition(":")
        self.merged.append(Area(*position(first), *position(last or first)))
