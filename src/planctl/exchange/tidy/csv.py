"""Tidy data as CSV: for programs, or as a Swedish Excel reads it."""

from __future__ import annotations

import csv
import datetime
from codecs import BOM_UTF8
from decimal import Decimal
from io import StringIO

from planctl.exchange.request import Request
from planctl.exchange.tidy.columns import COLUMNS, Cell
from planctl.exchange.tidy.headings import HEADINGS
from planctl.exchange.tidy.rows import tidy_rows
from planctl.exchange.tidy.spreadsheet import as_typed_in_swedish, defused


def export(request: Request) -> bytes:
    """UTF-8 with a line of names first. Commas and LF; for Excel headings, a byte order mark, semicolons, decimal commas and CRLF."""
    text = StringIO()
    delimiter, ends = (";", "\r\n") if request.excel else (",", "\n")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ends)
    writer.writerow(request.language.text(HEADINGS[column.name]) if request.excel else column.name for column in COLUMNS)
    shown = _in_excel if request.excel else _plain
    writer.writerows([shown(cell) for cell in row] for row in tidy_rows(request))
    return (BOM_UTF8 if request.excel else b"") + text.getvalue().encode()


def _plain(cell: Cell) -> str | int | None:
    match cell:
        case Decimal():
            return format(cell, "f")
        case bool():
            return "true" if cell else "false"
        case datetime.date():
            return cell.isoformat()
        case str():
            return defused(cell)
    return cell


def _in_excel(cell: Cell) -> str | int | None:
    match cell:
        case Decimal():
            return format(cell, "f").replace(".", ",")
        case str():
            return defused(as_typed_in_swedish(cell))
    return _plain(cell)
