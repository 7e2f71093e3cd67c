"""One table on a sheet of its own, in openpyxl."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from openpyxl.cell import Cell as XlsxCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from planctl.errors import PlanctlError
from planctl.exchange.workbook.layout import KEY
from planctl.exchange.workbook.sheet_model import CLOSED, FIRST, HEADER, LINKS, MARKER, SUBTITLE, TITLE, Cell, Sheet
from planctl.exchange.workbook.writing.heights import GrowingRow, height_of
from planctl.exchange.workbook.writing.looks import Looks
from planctl.exchange.workbook.writing.page import Head, protect, set_up_page, spread_over_pages
from planctl.exchange.workbook.writing.put import Goal, cell_at, entrance, link, put, write
from planctl.exchange.workbook.writing.tints import tint_words
from planctl.exchange.workbook.writing.validation import validate
from planctl.message import Message
from planctl.render.language import Language

MOST_CHARACTERS = 32_767
_HEIGHTS = {TITLE: 24, HEADER: 40}


class Around(NamedTuple):
    """What stands around a sheet's table: the links to other sheets by their texts, and the words of the printed page."""

    links: Mapping[str, Goal]
    head: Head


def write_sheet(worksheet: Worksheet, sheet: Sheet, around: Around, looks: Looks, language: Language) -> None:
    """A sheet with its table.

    Raises:
        PlanctlError: a text is longer than a cell can hold.
    """
    _write_head(worksheet, sheet, around, looks)
    _write_headings(worksheet, sheet, looks)
    letters = {heading.key: get_column_letter(index) for index, heading in enumerate(sheet.headings, 1)}
    for number, row in enumerate(sheet.rows, FIRST):
        places = {key: f"{letter}{number}" for key, letter in letters.items()}
        for index, heading in enumerate(sheet.headings, 1):
            _write_cell(cell_at(worksheet, number, index), row.get(heading.key, CLOSED), places, looks, str(row[KEY].content))
        worksheet.row_dimensions[number] = GrowingRow(worksheet, number, height=height_of(row, sheet.headings))
    _add_table(worksheet, sheet)
    validate(worksheet, sheet, letters, language)
    tint_words(worksheet, sheet, letters, language)
    protect(worksheet)
    _lay_out(worksheet, sheet)
    set_up_page(worksheet, around.head, language)
    spread_over_pages(worksheet, sheet.headings)
    worksheet.print_title_rows = f"{HEADER}:{HEADER}"


def _write_cell(target: XlsxCell, cell: Cell, places: Mapping[str, str], looks: Looks, address: str) -> None:
    looks.dress(target, cell.look, cell.number_format)
    if isinstance(cell.content, Decimal):
        target.value = cell.content
    elif cell.content and cell.formula:
        target.value = "=" + cell.content.format(**places)
    elif cell.content:
        write(target, _fitting(cell.content, address))


def _fitting(text: str, address: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise PlanctlError(
            Message("a text of {address} has {n} characters, and a cell holds {most}", address=address, n=len(text), most=MOST_CHARACTERS),
            Message("shorten it in the plan or in the outcomes"),
        )
    return text


def _write_head(worksheet: Worksheet, sheet: Sheet, around: Around, looks: Looks) -> None:
    """Title, subtitle and links, from the first visible column on."""
    visible = [index for index, heading in enumerate(sheet.headings, 1) if not heading.hidden]
    for number, look, text in ((TITLE, "title", sheet.title), (SUBTITLE, "subtitle", sheet.subtitle)):
        put(cell_at(worksheet, number, visible[0]), text, looks, look)
    for index, text in zip(_apart(sheet, list(around.links)), around.links, strict=False):
        link(cell_at(worksheet, LINKS, index), text, around.links[text], looks)


def _apart(sheet: Sheet, texts: Sequence[str]) -> Iterator[int]:
    """The columns in which texts can begin without covering each other."""
    waiting, start, free = list(texts), 0, 0
    for index, heading in enumerate(sheet.headings, 1):
        if not heading.hidden:
            if waiting and start >= free:
                yield index
                free = start + len(waiting.pop(0)) + 2
            start += heading.width


def _write_headings(worksheet: Worksheet, sheet: Sheet, looks: Looks) -> None:
    for index, heading in enumerate(sheet.headings, 1):
        put(cell_at(worksheet, MARKER, index), sheet.marker if heading.key == KEY else heading.key, looks, "marker")
        put(cell_at(worksheet, HEADER, index), heading.header, looks, "header of input" if heading.input else "header")


def _add_table(worksheet: Worksheet, sheet: Sheet) -> None:
    last = f"{get_column_letter(len(sheet.headings))}{FIRST + len(sheet.rows) - 1}"
    table = Table(displayName=sheet.table_name, ref=f"A{HEADER}:{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    worksheet.add_table(table)


def _lay_out(worksheet: Worksheet, sheet: Sheet) -> None:
    for index, heading in enumerate(sheet.headings, 1):
        dimension = worksheet.column_dimensions[get_column_letter(index)]
        dimension.width, dimension.hidden = heading.width, heading.hidden
    worksheet.row_dimensions[MARKER].hidden = True
    for number, height in _HEIGHTS.items():
        worksheet.row_dimensions[number].height = height
    after = next(index for index, heading in enumerate(sheet.headings, 1) if heading.key == "title") + 1
    worksheet.freeze_panes = f"{get_column_letter(after)}{FIRST}"
    worksheet.sheet_view.showGridLines = False
    for selection in worksheet.sheet_view.selection[-1:]:
        selection.activeCell = selection.sqref = entrance(sheet).place
