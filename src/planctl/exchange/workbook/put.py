"""Single cells in openpyxl: texts that stay texts, and links."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.workbook.characters import storable
from planctl.exchange.workbook.looks import Looks

_DEFUSED = ("=", "+", "-", "@")


def cell_at(worksheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is not hidden under a merged one."""
    cell = worksheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def write(cell: Cell, text: str) -> None:
    """A text as a text, whatever it begins with: never a formula, a number or an error. The cell has its look already."""
    cell.value = storable(text)
    cell.data_type = "s"
    if text.startswith(_DEFUSED):
        cell.quotePrefix = True


def put(cell: Cell, text: str, looks: Looks, look: str) -> None:
    """A text with its look."""
    looks.dress(cell, look)
    write(cell, text)


def link(cell: Cell, text: str, sheet: str, looks: Looks, place: str = "A1") -> None:
    """A text that leads to another sheet."""
    put(cell, text, looks, "link")
    escaped = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{escaped}'!{place}", display=text)
