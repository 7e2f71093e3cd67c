"""Single cells in openpyxl: texts that stay texts, and links."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.tidy.spreadsheet import is_formula
from planctl.exchange.workbook.characters import storable
from planctl.exchange.workbook.sheet_model import FIRST, Sheet
from planctl.exchange.workbook.writing.looks import Looks


def cell_at(worksheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is not hidden under a merged one."""
    cell = worksheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def write(cell: Cell, text: str) -> None:
    """A text as a text, whatever it begins with: never a formula, a number or an error. The cell has its look already."""
    cell.value = storable(text)
    cell.data_type = "s"
    if is_formula(text):
        cell.quotePrefix = True


def put(cell: Cell, text: str, looks: Looks, look: str) -> None:
    """A text with its look."""
    looks.dress(cell, look)
    write(cell, text)


class Goal(NamedTuple):
    """Where a link leads: a cell that is seen and not locked, so that one can write at once."""

    sheet: str
    place: str


def entrance(sheet: Sheet, row: int = FIRST) -> Goal:
    """The first input cell of a row of a sheet."""
    column = next((number for number, heading in enumerate(sheet.headings, 1) if heading.input), 1)
    return Goal(sheet.name, f"{get_column_letter(column)}{row}")


def link(cell: Cell, text: str, goal: Goal, looks: Looks) -> None:
    """A text that leads to another cell."""
    put(cell, text, looks, "link")
    escaped = goal.sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{escaped}'!{goal.place}", display=text)
