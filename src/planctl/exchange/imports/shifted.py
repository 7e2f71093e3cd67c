"""Rows of a text whose cells have moved: a decimal comma that nobody quoted was taken for the sign between cells."""

from __future__ import annotations

import re

from planctl.exchange.imports.cell_values import NUMBERS
from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.header import Header
from planctl.exchange.imports.numbers import quoted
from planctl.exchange.reading.cells import Row, Sheet
from planctl.message import Message

_WHOLE = re.compile(r"[-+\u2212]?[0-9]+")
_DECIMALS = re.compile(r"[0-9]+(?:\s?%)?")
_QUOTE = Message("put numbers with a decimal comma in quotation marks, or part the cells with semicolons")


def name_shifted(sheet: Sheet, header: Header, number: int, row: Row, findings: Findings) -> bool:
    """Whether the cells of a row may have moved. Empty cells at the end of a row alone are of no matter."""
    if not sheet.delimiter:
        return False
    last = max((*sheet.rows[header.row], *header.inputs)) if header.row in sheet.rows else 0
    beyond = min((column for column in row if column > last), default=0) if last else 0
    if beyond:
        findings.repeated(sheet.place(number, beyond), Message("the row goes on beyond the last header"), _QUOTE)
        return True
    column = _parted(sheet, header, number, row)
    if column:
        parts = f"{row[column].text},{row[column + 1].text}"
        message = Message("{number} may be one number, parted by its decimal comma", number=quoted(parts))
        findings.error(sheet.place(number, column), message, _QUOTE)
    return bool(column)


def _parted(sheet: Sheet, header: Header, number: int, row: Row) -> int:
    """The column of a number whose decimals may stand in the next one: since that holds no numbers, or the row has not as many cells as
    the header; 0 for none.
    """
    if sheet.delimiter != ",":
        return 0
    is_whole = not header.row or sheet.widths.get(number) == sheet.widths.get(header.row)
    for column, field in header.inputs.items():
        has_both = field in NUMBERS and column in row and column + 1 in row
        if has_both and _WHOLE.fullmatch(row[column].text) and _DECIMALS.fullmatch(row[column + 1].text):
            after = header.inputs.get(column + 1)
            if not is_whole or (after and after not in NUMBERS):
                return column
    return 0
