"""What holds for every sheet: what is locked, and how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.workbook.characters import storable
from planctl.exchange.workbook.sheet_model import Heading
from planctl.message import Message
from planctl.render.language import Language

_A4 = 9
_MARGIN = 0.35
"""Inches to the left and to the right."""
_ROOM = (297 / 25.4 - 2 * _MARGIN) * 72
"""Points across a page of A4 that lies."""
_CHARACTER = 5.75
"""Points of a column's width in characters, at most: programs and printers differ by a tenth."""
_LEGIBLE = 60
"""Per cent: what is printed smaller can't be read."""
_LONGEST = 70
"""Characters of each of the three parts of a page's head; together they may have 255."""


class Head(NamedTuple):
    """The words of the printed page."""

    organisation: str
    scope: str
    occasion: str


def protect(worksheet: Worksheet) -> None:
    """Locks what is not input, without a password; columns and rows may be resized, rows filtered and sorted."""
    protection = worksheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.sort = protection.autoFilter = False


def set_up_page(worksheet: Worksheet, head: Head, language: Language, *, upright: bool = False) -> None:
    """A4, landscape unless `upright`, as wide as one page, with the organisation, unit and follow-up above and the page's number below."""
    worksheet.page_setup.paperSize, worksheet.page_setup.orientation = _A4, "portrait" if upright else "landscape"
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    margins = worksheet.page_margins
    margins.left = margins.right = _MARGIN
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.6, 0.3, 0.3
    above, below = worksheet.oddHeader, worksheet.oddFooter
    assert above is not None
    assert below is not None
    above.left.text, above.center.text, above.right.text = map(_printed, head)
    below.left.text = _printed(worksheet.title)
    below.right.text = language.text(Message("Page {number} of {count}", number="&P", count="&N"))


def spread_over_pages(worksheet: Worksheet, headings: Sequence[Heading]) -> None:
    """Lets a sheet that would be too small on one page be two pages wide: what is known, and what is filled in, each behind the titles."""
    widths = [0 if heading.hidden else heading.width for heading in headings]
    if _scale(sum(widths)) >= _LEGIBLE:
        return
    inputs = next(index for index, heading in enumerate(headings) if heading.input)
    first = next(index for index, heading in enumerate(headings) if not heading.hidden)
    after = next(index for index, heading in enumerate(headings, 1) if heading.key == "title")
    setup = worksheet.page_setup
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    setup.fitToWidth = setup.fitToHeight = None
    setup.scale = _scale(max(sum(widths[:inputs]), sum(widths[:after]) + sum(widths[inputs:])))
    setup.pageOrder = "overThenDown"
    worksheet.col_breaks.append(Break(id=inputs))
    worksheet.print_title_cols = f"{get_column_letter(first + 1)}:{get_column_letter(after)}"


def _scale(width: int) -> int:
    """How large a width in characters can be printed on one page, in per cent."""
    return min(100, int(100 * _ROOM / (_CHARACTER * width)))


def _printed(text: str) -> str:
    """A text in the head of a page: an ampersand begins a code there, and all three parts together have 255 characters."""
    shortened = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return " ".join(storable(shortened).split()).replace("&", "&&")
