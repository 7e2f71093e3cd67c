"""Sheets that are planctl's own by their hidden keys or their headers, but no longer say which table they hold."""

from __future__ import annotations

from functools import cache

from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.own_workbook import EXPORT_ANEW, address_headers, tables_of
from planctl.exchange.reading.cells import Book, Row, Sheet
from planctl.exchange.workbook.layout import KEY, PREVIOUS, TABLES, Table
from planctl.message import Message
from planctl.render.language import Language
from planctl.render.symbols import SYMBOLS


def without_marker(book: Book) -> list[Sheet]:
    """The sheets that hold a table of planctl's, and no marker."""
    return [sheet for sheet in book.sheets if _is_ours(sheet) and not tables_of(sheet)]


def name_lost(sheet: Sheet, findings: Findings) -> None:
    findings.error(sheet.place(), Message("the hidden row or column that says what is on the sheet is gone"), EXPORT_ANEW)


def _is_ours(sheet: Sheet) -> bool:
    """Whether a row with something below it is a marker row or a header row, or a column is the hidden one of addresses."""
    last = max(sheet.rows, default=0)
    return any(number < last and (_is_a_heading(row) or _has_addresses(sheet, number, row)) for number, row in sheet.rows.items())


def _is_a_heading(row: Row) -> bool:
    """Whether most of the keys or the headers of a table stand in a row: columns may have been taken away, or not been copied."""
    texts = {cell.text for cell in row.values()}
    return any(2 * len(texts & names) > len(names) for names in _headings())


@cache
def _headings() -> tuple[frozenset[str], ...]:
    """The keys of each table, and the headers that are seen, in each language; without those that are not in every workbook."""
    return tuple(found for table in TABLES for found in (_keys(table), *(_seen(table, Language.of(language)) for language in SYMBOLS)))


def _keys(table: Table) -> frozenset[str]:
    return frozenset(column.key for column in table.columns if not column.optional and column.key not in (KEY, PREVIOUS))


def _seen(table: Table, language: Language) -> frozenset[str]:
    return frozenset(
        language.text(column.header) for column in table.columns if not (column.optional or column.hidden) and column.key != PREVIOUS
    )


def _has_addresses(sheet: Sheet, header: int, row: Row) -> bool:
    columns = [column for column, cell in row.items() if cell.text in address_headers()]
    below = [other for number, other in sheet.rows.items() if number > header]
    return any("/" in other[column].text for column in columns for other in below if column in other)
