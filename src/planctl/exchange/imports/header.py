"""The header of a foreign sheet: the row in which a profile's columns have their names, and which column is which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.names import plain
from planctl.exchange.imports.numbers import plain_date, quoted
from planctl.exchange.reading.cells import Cell, Kind, Row, Sheet
from planctl.exchange.reading.sheet import position
from planctl.message import Message
from planctl.model.import_profile import ImportProfile, ValueColumn
from planctl.nearest import did_you_mean
from planctl.notation.due import parse_day

_FIRST_ROWS = 60
_LETTERS = re.compile("[A-Z]{1,3}")
_PLACES = ("kpi", "unit", "period", "group")
"""Columns that say what a row is; all others hold what is reported."""


class Header(NamedTuple):
    """Where a sheet's header is (0 for none), and what its columns hold."""

    row: int
    columns: Mapping[str, int]
    """The columns that say what a row is."""
    inputs: Mapping[int, str]
    """The field that each column of outcomes holds."""
    values: Mapping[int, ValueColumn]
    """What is told of a column of a wide table."""


def header_of(sheet: Sheet, profile: ImportProfile, findings: Findings) -> Header | None:
    """The header that a profile describes; None where the sheet has none, which is a finding."""
    number = _row(sheet, profile)
    if number is None:
        names = tuple(dict.fromkeys(name for name in _names(profile) if not _LETTERS.fullmatch(name)))
        findings.error(
            sheet.place(),
            Message("no row holds all the headers of the profile {profile}: {names}", profile=profile.id, names=names),
            Message("look at how they are written in the file, or give the row with header:"),
        )
        return None
    row = sheet.rows.get(number, {})
    found = {name: _column(row, name) for name in _names(profile)} | _beyond(sheet, number, row, profile)
    if _faults(sheet, number, row, found, findings) or _doubles(sheet, number, profile, found, findings):
        return None
    columns = {key: name for key, name in profile.columns if name}
    inputs = {found[name][0]: key for key, name in columns.items() if key not in _PLACES}
    inputs |= {found[name][0]: told.field for name, told in profile.values.items()}
    values = {found[name][0]: _of_its_day(name, told) for name, told in profile.values.items()}
    return Header(number, {key: found[name][0] for key, name in columns.items() if key in _PLACES}, inputs, values)


def _names(profile: ImportProfile) -> Iterator[str]:
    yield from (name for _key, name in profile.columns if name)
    yield from profile.values


def _of_its_day(name: str, told: ValueColumn) -> ValueColumn:
    """What is told of a column; where nothing says its follow-up, and it is called by the last day of one, it is of that."""
    day = parse_day(name)
    return told.model_copy(update={"period": day.isoformat()}) if day and not told.period else told


def _row(sheet: Sheet, profile: ImportProfile) -> int | None:
    """The number of the header's row: as told, or the first that holds all names; else the first with all that are no letters.

    Letters need no header.
    """
    if profile.header is not None:
        return profile.header
    texts = {number: {_called(cell) for cell in sheet.rows[number].values()} for number in sheet.rows if number <= _FIRST_ROWS}
    all_ = set(_names(profile))
    needed = _headers_only(all_, sheet, texts.values())
    for names in (all_, needed):
        wanted = {_plain(name) for name in names}
        found = next((number for number, texts_ in texts.items() if wanted and texts_ >= wanted), None)
        if found is not None:
            return found
    return None if needed else 0


def _headers_only(names: Iterable[str], sheet: Sheet, texts: Iterable[set[str]]) -> list[str]:
    """The names that can't be the letters of a column: the sheet has no such column, and a text that is the name."""
    width = _width(sheet)
    seen = set().union(*texts)
    return [name for name in names if not _LETTERS.fullmatch(name) or (_position(name) > width and _plain(name) in seen)]


def header_text(cell: Cell) -> str:
    """A header as it is written: a date as its day."""
    return plain_date(cell) if cell.kind is Kind.DATE else cell.text or str(cell.value)


def _called(cell: Cell) -> str:
    return _plain(header_text(cell))


def _plain(name: str) -> str:
    """A header as it is compared: a day in one way, however it is written."""
    day = parse_day(name)
    return day.isoformat() if day else plain(name)


def _width(sheet: Sheet) -> int:
    return max((max(row, default=0) for row in sheet.rows.values()), default=0)


def _beyond(sheet: Sheet, number: int, row: Row, profile: ImportProfile) -> dict[str, list[int]]:
    """Columns that say what a row is, and lie beyond all that the sheet holds: with a header there, they are none."""
    width = _width(sheet)
    names = [name for key, name in profile.columns if name and key in _PLACES and number]
    return {name: [] for name in names if all(column > width for column in _column(row, name))}


def _position(name: str) -> int:
    return position(f"{name}1")[1]


def _column(row: Row, name: str) -> list[int]:
    """The columns whose header is the name; else the one whose letters it is."""
    named = [column for column, cell in row.items() if _called(cell) == _plain(name)]
    return named or ([_position(name)] if _LETTERS.fullmatch(name) else [])


def _doubles(sheet: Sheet, number: int, profile: ImportProfile, found: Mapping[str, list[int]], findings: Findings) -> bool:
    """Columns of outcomes that the profile names as several things: only one of them would be read."""
    named: dict[int, dict[str, bool]] = {}
    for key, name in profile.columns:
        if name:
            named.setdefault(found[name][0], {})[f"columns: {key}"] = key in _PLACES
    for name in profile.values:
        named.setdefault(found[name][0], {})[f"values: {name}"] = False
    doubles = {column: tuple(names) for column, names in named.items() if len(names) > 1 and not all(names.values())}
    for column, names in doubles.items():
        findings.error(
            sheet.place(number, column),
            Message("the profile {profile} says of this column that it is several things: {names}", profile=profile.id, names=names),
            Message("say one thing of each column"),
        )
    return bool(doubles)


def _faults(sheet: Sheet, number: int, row: Row, found: Mapping[str, list[int]], findings: Findings) -> bool:
    """Names of the profile that no column has, or several."""
    place = sheet.place(max(number, 1))
    wrong = {name: columns for name, columns in found.items() if len(columns) != 1}
    for name, columns in wrong.items():
        if columns:
            findings.error(
                place,
                Message("several columns are called {name}", name=quoted(name)),
                Message("name the column by its letters in the profile: F"),
            )
        else:
            headers = [cell.text for cell in row.values() if cell.text]
            hint = did_you_mean(name, headers) or Message("the headers are {names}", names=tuple(headers))
            findings.error(place, Message("there is no column {name}", name=quoted(name)), hint)
    return bool(wrong)
