"""planctl's own workbooks: each table says what it is in its marker row, so nothing has to be configured, whatever was moved or copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from planctl.exchange.fingerprint import fingerprint
from planctl.exchange.imports.emptied import Emptied, emptied
from planctl.exchange.imports.hidden import Visible
from planctl.exchange.imports.lacking import AskedRow
from planctl.exchange.imports.lookup import Lookup, Thing
from planctl.exchange.imports.numbers import UNREADABLE, is_readable
from planctl.exchange.imports.statement import Statement
from planctl.exchange.reading.cells import Kind, Place, Row, Sheet, letters
from planctl.exchange.workbook.layout import FINGERPRINT, FORMAT, GROUP, KEY, TABLES, Marker, Table, parse_marker
from planctl.message import Message
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.symbols import SYMBOLS
from planctl.workspace.entries import KpiEntry

EXPORT_ANEW = Message("make a new workbook with planctl export xlsx, and fill in these rows there")
_LONGEST_MARKER = 200
_ENDLESS = 1 << 20
_VALUE = "value"
_TABLES = {table.name: table for table in TABLES}
_ADDRESS = re.compile(r"[^\s/]+/[^\s/]+")


class Found(NamedTuple):
    """A table on a sheet: where its marker is, what it says, which column holds what, and its rows."""

    sheet: Sheet
    place: Place
    marker: Marker
    columns: dict[str, int]
    """The column of each key; where a column was copied, the first."""
    keys: dict[int, str]
    """The key of each column."""
    rows: tuple[int, ...]
    """Those below the marker, and those that were moved above the first one."""
    width: range


def tables_of(sheet: Sheet) -> list[Found]:
    """The tables on a sheet, from the top; each reaches to the next one."""
    marked = [
        (number, column, marker)
        for number, row in sheet.rows.items()
        for column, cell in row.items()
        if isinstance(cell.value, str) and "planctl " in cell.value[:_LONGEST_MARKER] and (marker := parse_marker(cell.text))
    ]
    if not marked:
        return []
    starts = sorted({number for number, _column, _marker in marked})
    ends = dict(zip(starts, [*starts[1:], max(sheet.rows, default=0) + 1], strict=True))
    return [
        _found(sheet, sheet.place(number, column), marker, _rows(sheet, column, number, starts[0], ends[number]), width)
        for number, column, marker in marked
        for width in (_width(marked, number, column),)
    ]


def _rows(sheet: Sheet, key: int, marker: int, first: int, end: int) -> tuple[int, ...]:
    """The rows of a table. Above the first marker stand the titles of a sheet; a row there with an address, or a number, was moved."""
    inputs = {column for column, cell in sheet.rows[marker].items() if cell.text in _input_keys()}

    def was_moved(row: Row) -> bool:
        has_address = key in row and _ADDRESS.fullmatch(row[key].text) is not None
        return has_address or any(row[column].kind is not Kind.TEXT for column in inputs & row.keys())

    above = [number for number in sorted(sheet.rows) if number < first == marker and was_moved(sheet.rows[number])]
    return (*above, *sorted(number for number in sheet.rows if marker < number < end))


@cache
def _input_keys() -> frozenset[str]:
    """The keys of all columns that are filled in."""
    return frozenset(column.key for table in TABLES for column in table.inputs)


def _width(marked: list[tuple[int, int, Marker]], number: int, column: int) -> range:
    """The columns of a table: all of the sheet, but for those of other tables that begin in the same row."""
    begins = sorted(other for row, other, _marker in marked if row == number)
    first = 1 if column == begins[0] else column
    return range(first, min((other for other in begins if other > column), default=_ENDLESS))


def _found(sheet: Sheet, place: Place, marker: Marker, rows: tuple[int, ...], width: range) -> Found:
    keys = {column: cell.text for column, cell in sheet.rows[place.row].items() if column in width} | {place.column: KEY}
    columns = {key: column for column, key in sorted(keys.items(), reverse=True)}
    return Found(sheet, place, marker, columns, keys, rows, width)


class Asked(NamedTuple):
    """What tables ask: all their rows, and the cells that are empty though something is on file there."""

    rows: list[AskedRow]
    empty: list[Emptied]


def statements_of(found: Found, lookup: Lookup, asked: Asked) -> Iterator[Statement]:
    """What a table says. What it asks is added to `asked`."""
    table = _known_table(found, lookup)
    period = lookup.period(found.place, found.marker.period) if table else None
    if table is None or period is None or _has_lost_a_key(found, table, lookup):
        return
    wanted = {column.key for column in table.inputs}
    _name_what_is_not_read(found, table, lookup)
    inputs = {column: key for column, key in found.keys.items() if key in wanted}
    columns = {key: column for column, key in inputs.items()}
    visible = Visible(found.sheet, inputs, range(min(found.rows, default=0), max(found.rows, default=0) + 1), lookup.findings)
    for number in found.rows:
        row = found.sheet.rows[number]
        if _is_header(row, found.columns[KEY]):
            continue
        cells = list(visible.cells(number, row))
        thing = _thing(found, table, number, row, period, lookup) if cells else _silent(found, table, row, period, lookup)
        if thing is None or (cells and _has_lost_its_group(found, number, row, lookup)):
            continue
        group = row[found.columns[GROUP]].text if found.columns.get(GROUP) in row else ""
        if not visible.is_merged(number):
            asked.rows.append(AskedRow(found.sheet.place(number), thing, group, columns))
        asked.empty.extend(emptied(found.sheet, number, row, inputs, thing, group, lookup))
        for column, cell, unseen in cells:
            statement = lookup.statement(found.sheet.place(number, column), thing, inputs[column], cell, group)
            if statement is not None:
                yield statement._replace(unseen=(unseen,)) if unseen else statement


def _has_lost_a_key(found: Found, table: Table, lookup: Lookup) -> bool:
    """Whether the column of outcomes can't be told from others, or the rows of groups from that of the total: no table to take in."""
    lost = [key for key in (_VALUE, GROUP) if key not in found.columns and any(column.key == key for column in table.columns)]
    for key in lost:
        message = Message("the hidden key {key} is gone from the row above the headers", key=key)
        lookup.findings.error(found.place, message, EXPORT_ANEW)
    return bool(lost)


def _name_what_is_not_read(found: Found, table: Table, lookup: Lookup) -> None:
    """What stands in columns of the user's own is only said."""
    rows = [row for number in found.rows if found.columns[KEY] in (row := found.sheet.rows[number])]
    for column in sorted(column for column in set().union(*rows) - found.keys.keys() if column in found.width):
        lookup.findings.warning(
            found.sheet.place(found.place.row, column),
            Message("the column {column} is not one that planctl made, and is not taken in", column=letters(column)),
            Message("write outcomes in the blue cells"),
        )


def _has_lost_its_group(found: Found, number: int, row: Row, lookup: Lookup) -> bool:
    """Whether the hidden cell that names the row's group can't be read: its number would be taken for the total."""
    column = found.columns.get(GROUP, 0)
    if column not in row or is_readable(row[column]):
        return False
    lookup.findings.error(found.sheet.place(number, column), *UNREADABLE)
    return True


def _known_table(found: Found, lookup: Lookup) -> Table | None:
    """What the table is; None where it is not for this planctl or this organisation."""
    marker, workspace = found.marker, lookup.workspace
    table = _TABLES.get(marker.table)
    if marker.format > FORMAT or table is None:
        lookup.findings.error(
            found.place, Message("the table was made by a newer planctl"), Message("upgrade planctl, and run the command again")
        )
        return None
    if marker.organisation != workspace.id:
        lookup.findings.error(
            found.place,
            Message("the table is of the organisation {other}, and this is {id}", other=marker.organisation, id=workspace.id),
            Message("give the folder of the right organisation with -C"),
        )
        return None
    return table


@cache
def address_headers() -> frozenset[str]:
    """What stands above the addresses, in every language."""
    return frozenset(Language.of(code).text(table.columns[0].header) for code in SYMBOLS for table in TABLES)


def _is_header(row: Row, key: int) -> bool:
    return key in row and row[key].text in address_headers()


def _thing(found: Found, table: Table, number: int, row: Row, period: Period, lookup: Lookup) -> Thing | None:
    """What a row means: the thing of its key, as long as it is still what it was when the workbook was made."""
    key = found.columns[KEY]
    address = row[key].text if key in row else ""
    if not address:
        lookup.findings.error(
            found.sheet.place(number),
            Message("the row holds outcomes, but not the hidden key that says what of"),
            Message("write in the rows that planctl made; what belongs to none of them can stand in a comment"),
        )
        return None
    thing = lookup.thing(address, period, table.name)
    if not isinstance(thing, Thing):
        lookup.findings.refuse_row(found.sheet.place(number, key), thing, address)
        return None
    if isinstance(thing.entry, KpiEntry) and not _is_unchanged(found, number, row, thing.entry, period, lookup):
        return None
    return thing


def _silent(found: Found, table: Table, row: Row, period: Period, lookup: Lookup) -> Thing | None:
    """The thing of a row in which nothing is filled in; that a row means nothing is of no matter then."""
    key = row.get(found.columns[KEY])
    thing = lookup.thing(key.text, period, table.name) if key else None
    return thing if isinstance(thing, Thing) else None


def _is_unchanged(found: Found, number: int, row: Row, kpi: KpiEntry, period: Period, lookup: Lookup) -> bool:
    column = found.columns.get(FINGERPRINT, 0)
    if column in row and row[column].text == fingerprint(kpi, period.year):
        return True
    message = (
        Message("the KPI {title} has changed in the plan since the workbook was made", title=kpi.model.title)
        if column in row
        else Message("the row does not say which definition of the KPI {title} it was made from", title=kpi.model.title)
    )
    lookup.findings.repeated(found.sheet.place(number), message, EXPORT_ANEW, kpi.address)
    return False
