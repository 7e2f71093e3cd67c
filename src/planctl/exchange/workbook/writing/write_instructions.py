"""The first sheet in openpyxl."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.workbook.instructions import Instructions, Sample
from planctl.exchange.workbook.layout import TABLES
from planctl.exchange.workbook.writing.heights import LINE, broken_into
from planctl.exchange.workbook.writing.looks import Looks
from planctl.exchange.workbook.writing.page import Head, protect, set_up_page
from planctl.exchange.workbook.writing.put import cell_at, entrance, link, put
from planctl.message import Message
from planctl.render.language import Language

_WIDTHS = (2, 4, 34, 18, 18, 18, 21)
_MARGIN, _NUMBER, _TEXT, _FIRST_LINK = 1, 2, 3, 4
_LAST = len(_WIDTHS)
_CHARACTERS = 1.1
"""How many characters fit in a width of one, at the least, where lines break at words."""


class _Page:
    """Writes lines below each other."""

    def __init__(self, worksheet: Worksheet, looks: Looks) -> None:
        self.worksheet, self.looks, self.row = worksheet, looks, 1

    def line(self, text: str, look: str, height: float = LINE) -> None:
        put(cell_at(self.worksheet, self.row, _NUMBER), text, self.looks, look)
        self.next(height)

    def next(self, height: float = LINE) -> None:
        self.worksheet.row_dimensions[self.row].height = height
        self.row += 1

    def spread(self, text: str, first: int) -> int:
        """A text over several columns, broken into lines; returns how many lines it takes."""
        put(cell_at(self.worksheet, self.row, first), text, self.looks, "prose")
        self.worksheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=_LAST)
        return broken_into(text, int(sum(_WIDTHS[first - 1 :]) * _CHARACTERS))

    def step(self, number: str, text: str) -> None:
        if number:
            put(cell_at(self.worksheet, self.row, _NUMBER), number, self.looks, "strong")
        self.next(LINE * self.spread(text, _TEXT) + 3)

    def sample(self, sample: Sample) -> None:
        put(cell_at(self.worksheet, self.row, _TEXT), sample.text, self.looks, sample.look)
        self.next(LINE * self.spread(sample.meaning, _FIRST_LINK) + 3)

    def samples(self, heading: str, samples: Sequence[Sample]) -> None:
        self.next()
        self.line(heading, "heading", 20)
        for sample in samples:
            self.sample(sample)


def write_instructions(worksheet: Worksheet, text: Instructions, head: Head, looks: Looks, language: Language) -> None:
    """The instructions, and the list of units with links to their sheets."""
    for index, width in enumerate(_WIDTHS, 1):
        worksheet.column_dimensions[get_column_letter(index)].width = width
    page = _Page(worksheet, looks)
    page.line(text.title, "title", 26)
    page.line(text.subtitle, "strong line", 20)
    page.next()
    page.line(language.text(Message("How to fill it in")), "heading", 20)
    for number, step in enumerate(text.steps, 1):
        page.step(f"{number}.", step)
    page.samples(language.text(Message("When there is no value")), text.words)
    page.samples(language.text(Message("What the colours mean")), text.colours)
    page.next()
    page.line(language.text(Message("What happens then")), "heading", 20)
    page.step("", text.afterwards)
    page.next()
    _list_units(page, text, language)
    worksheet.sheet_view.showGridLines = False
    protect(worksheet)
    set_up_page(worksheet, head, language, upright=True)


def _list_units(page: _Page, text: Instructions, language: Language) -> None:
    page.line(language.text(Message("Units")), "heading", 20)
    headers = (Message("Unit"), *(Message(table.title) for table in TABLES))
    for column, header in enumerate(headers, _TEXT):
        put(cell_at(page.worksheet, page.row, column), language.text(header), page.looks, "header")
    page.next(18)
    for listed in text.units:
        put(cell_at(page.worksheet, page.row, _TEXT), listed.unit, page.looks, "locked")
        if listed.remark:
            put(cell_at(page.worksheet, page.row, _FIRST_LINK), listed.remark, page.looks, "subtitle")
        for column, goal in enumerate(listed.destinations, _FIRST_LINK):
            if goal is not None:
                shown = f"{language.text(TABLES[column - _FIRST_LINK].title)} ({goal.things})"
                link(cell_at(page.worksheet, page.row, column), shown, entrance(goal.sheet, goal.row), page.looks)
        page.next(18)
