"""A first import profile for a file: which table is one of KPIs, which column holds what, and which KPI each row is likest."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.exchange.imports.likeness import likest
from planctl.exchange.imports.names import KpiNames, plain
from planctl.exchange.imports.own_workbook import tables_of
from planctl.exchange.imports.suggested_rows import Rows, lines_of, rows_of
from planctl.exchange.reading.cells import Book, Kind, Row, Sheet, letters
from planctl.message import Message
from planctl.notation.number import parse_number
from planctl.notation.period import Period, parse_period
from planctl.workspace.workspace import Workspace

_FIRST_ROWS = 30
_MOST_TEXTS = 400
_PLACES = ("kpi", "unit", "period", "group")
_NUMBERED = re.compile(r"(?<![^\W\d_])[^\W\d_]{0,2}[0-9]+|[0-9]+|[\ud800-\udfff]+")
"""Words with a number, as T2 and 2026, which are other ones next time; and bytes in a name that are no text."""
_ROLES: Mapping[str, tuple[str, ...]] = {
    "unit": ("enhet", "avdelning", "förvaltning", "nämnd", "sektor", "verksamhet", "unit", "department"),
    "period": ("period", "uppföljning", "tertial", "period of"),
    "group": ("kön", "grupp", "uppdelning", "group", "sex", "breakdown"),
    "forecast": ("prognos", "forecast"),
    "value": ("utfall", "värde", "resultat", "outcome", "value", "actual", "result"),
    "analysis": ("analys", "analysis"),
    "action": ("åtgärd", "åtgärder", "action", "actions"),
    "comment": ("kommentar", "kommentarer", "comment", "comments", "anmärkning"),
}
"""How headers begin, by what the column below holds."""


class Guess(NamedTuple):
    """A table that may be one of KPIs."""

    sheet: Sheet
    header: int
    kpi: int
    matched: int
    """How many texts in the column are names of KPIs, or much like one."""


class Suggestion(NamedTuple):
    """A profile as far as it can be guessed."""

    file: str
    guess: Guess
    columns: Mapping[str, str]
    """The header of each column, by what it holds."""
    values: Mapping[str, Period]
    """Headers that name a follow-up."""
    period: Period
    rows: Rows


def suggestion(book: Book, workspace: Workspace, as_of: datetime.date) -> Suggestion:
    """The likeliest reading of a file.

    Raises:
        PlanctlError: planctl made it, or nothing in the file is like any KPI of the plans.
    """
    if any(tables_of(sheet) for sheet in book.sheets):
        raise PlanctlError(
            Message("{file} was made by planctl, and needs no profile", file=book.name),
            Message("take it in: {command}", command=f"planctl import {book.name}"),
        )
    period, names = workspace.calendar.latest_ended(as_of), KpiNames(workspace)
    guesses = [guess for sheet in book.sheets if not sheet.hidden for guess in _guesses(sheet, names, period.year)]
    best = max(guesses, key=lambda guess: guess.matched, default=None)
    if best is None or not best.matched:
        raise PlanctlError(
            Message("nothing in {file} is like the title of a KPI", file=book.name),
            Message("write the profile by hand: docs/excel.md shows how"),
        )
    row = best.sheet.rows.get(best.header, {})
    columns, values = _columns(best, row, workspace, period.year)
    inputs = [column for key, column in columns.items() if key not in _PLACES]
    rows = rows_of(list(lines_of(best.sheet, best.header, columns, [*inputs, *values])), names, period.year)
    return Suggestion(
        book.name,
        best,
        {key: _name(row, column) for key, column in columns.items()},
        {_name(row, column): named for column, named in values.items()},
        period,
        rows,
    )


def _guesses(sheet: Sheet, names: KpiNames, year: int) -> Iterator[Guess]:
    """Every column with texts under every row that may be a header."""
    for number in [number for number in sheet.rows if number <= _FIRST_ROWS][:_FIRST_ROWS]:
        row = sheet.rows[number]
        for column, cell in row.items():
            if cell.text and len(row) > 1:
                texts = _texts(sheet, column, number)
                exact = sum(bool(names.named(text, year)) for text in texts)
                like = sum(likest(text, names.of(year)) is not None for text in texts[:_FIRST_ROWS]) if not exact else 0
                yield Guess(sheet, number, column, 2 * exact + like)


def _texts(sheet: Sheet, column: int, header: int) -> list[str]:
    """The different texts of a column below its header."""
    found = (row[column].text for number, row in sheet.rows.items() if number > header and column in row)
    return list(dict.fromkeys(filter(None, found)))[:_MOST_TEXTS]


def _columns(guess: Guess, row: Row, workspace: Workspace, year: int) -> tuple[dict[str, int], dict[int, Period]]:
    """What the headers say of their columns; where none is called an outcome, the first column of numbers is."""
    found = {"kpi": guess.kpi}
    values: dict[int, Period] = {}
    for column in sorted(row):
        role = _role(row[column].text)
        if column == guess.kpi:
            continue
        if (period := _period(row[column].text or str(row[column].value), workspace, year)) and _is_numeric(guess, column):
            values[column] = period
        elif role and role not in found:
            found[role] = column
    if "value" not in found and not values:
        numeric = next((column for column in sorted(row) if column != guess.kpi and _is_numeric(guess, column)), None)
        found |= {"value": numeric} if numeric else {}
    return found, values


def _name(row: Row, column: int) -> str:
    """A column by its header; by its letters where that is no name for it alone."""
    text = row[column].text if column in row else ""
    return text if text and [cell.text for cell in row.values()].count(text) == 1 else letters(column)


def _role(header: str) -> str | None:
    words = plain(header)
    return next((role for role, starts in _ROLES.items() if any(words.startswith(start) for start in starts)), None)


def _period(header: str, workspace: Workspace, year: int) -> Period | None:
    """The follow-up that a header names: 2026-T2, T2 2026, or T2 of the year."""
    names = workspace.calendar.names
    turned = re.fullmatch(r"(?:utfall |outcome )?(\S+) ([0-9]{4})", plain(header))
    plainest = f"{turned[2]}-{turned[1]}" if turned else plain(header).removeprefix("utfall ").removeprefix("outcome ")
    return parse_period(plainest, names) or parse_period(f"{year}-{plainest}", names)


def _is_numeric(guess: Guess, column: int) -> bool:
    """Whether most of what stands in a column is numbers."""
    cells = [row[column] for number, row in guess.sheet.rows.items() if number > guess.header and column in row]
    numbers = sum(cell.kind in (Kind.NUMBER, Kind.PERCENT) or parse_number(cell.text) is not None for cell in cells)
    return bool(cells) and 2 * numbers > len(cells)


def pattern_of(file: str) -> str:
    """A pattern that fits the file's name and those of other follow-ups and years."""
    return re.sub(r"\*+", "*", _NUMBERED.sub("*", PurePath(file).name))


def id_of(file: str) -> str:
    """An id made of a file's name, without what is another one next time."""
    words: Iterable[str] = re.findall(r"[a-zåäö]+", _NUMBERED.sub("*", PurePath(file).stem).casefold())
    return "-".join(words) or "profil"
