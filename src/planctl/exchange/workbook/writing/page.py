"""What holds for every sheet: what is locked, and how it is printed."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.workbook.characters import storable
from planctl.message import Message
from planctl.render.language import Language

_A4 = 9
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
    margins.left = margins.right = 0.35
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.6, 0.3, 0.3
    above, below = worksheet.oddHeader, worksheet.oddFooter
    assert above is not None
    assert below is not None
    above.left.text, above.center.text, above.right.text = map(_printed, head)
    below.left.text = _printed(worksheet.title)
    below.right.text = language.text(Message("Page {number} of {count}", number="&P", count="&N"))


def _printed(text: str) -> str:
    """A text in the head of a page: an ampersand begins a code there, and all three parts together have 255 characters."""
    shortened = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return " ".join(storable(shortened).split()).replace("&", "&&")
