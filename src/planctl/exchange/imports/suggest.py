"""A first import profile for a file: which table is one of KPIs, which column holds what, and which KPI each row is likest."""

from __future__ import annotations

import datetime
import re
import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.exchange.imports.header_words import Headers, Told
from planctl.exchange.imports.likeness import likest
from planctl.exchange.imports.lost_marker import without_marker
from planctl.exchange.imports.names import KpiNames, is_name, plain
from planctl.exchange.imports.own_workbook import tables_of
from planctl.exchange.imports.suggested_columns import PLACES, Columns, columns_of, text_of_header
from planctl.exchange.imports.suggested_rows import Rows, lines_of, rows_of
from planctl.exchange.imports.suggested_words import Words, words_of
from planctl.exchange.reading.cells import Book, Row, Sheet, letters
from planctl.message import Message
from planctl.notation.period import Period
from planctl.workspace.workspace import Workspace

_FIRST_ROWS = 30
_MOST_TEXTS = 400
_NUMBERED = re.compile(r"(?<![^\W\d_])[^\W\d_]{0,2}[0-9]+|[0-9]+|[\ud800-\udfff]+")
"""Words with a number, as T2 and 2026, which are other ones next time; and bytes in a name that are no text."""


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
    id: str
    guess: Guess
    columns: Mapping[str, str]
    """The header of each column, by what it holds."""
    values: Mapping[str, Told]
    """Headers that name a follow-up, a group or a unit."""
    left: tuple[str, ...]
    """Columns of numbers that are not read."""
    period: Period
    words: Words
    rows: Rows
    overlong: tuple[str, ...]
    """The cells of texts that are too long to name anything, where the profile would look for names."""
    without_year: tuple[str, ...]
    """The headers that name a follow-up, but not its year: that of the latest one is taken."""
    loose: frozenset[str]
    """The headers that name a follow-up among words that are not known."""

    @property
    def needs_period(self) -> bool:
        """Whether there are outcomes of which neither row nor column says the follow-up."""
        has_inputs = bool(self.columns.keys() - set(PLACES))
        return "period" not in self.columns and (has_inputs or any(not told.period for told in self.values.values()))

    @property
    def assumes_year(self) -> bool:
        """Whether the year of a follow-up is a guess: neither header nor cell says it."""
        return bool(self.without_year or self.words.year)

    @property
    def command(self) -> str:
        """What tries the profile."""
        return f"planctl import {shlex.quote(self.file)} --profile {self.id} --dry-run"


def suggestion(book: Book, workspace: Workspace, as_of: datetime.date) -> Suggestion:
    """The likeliest reading of a file.

    Raises:
        PlanctlError: planctl made it, or nothing in the file is like any KPI of the plans.
    """
    if any(tables_of(sheet) for sheet in book.sheets) or without_marker(book):
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
    headers = Headers(workspace, period, as_of)
    columns = columns_of(best.sheet, best.header, best.kpi, headers, _measures(workspace))
    inputs = [column for key, column in columns.named.items() if key not in PLACES]
    lines = list(lines_of(best.sheet, best.header, columns.named, [*inputs, *columns.values]))
    row = best.sheet.rows.get(best.header, {})
    return Suggestion(
        book.name,
        _unused(id_of(book.name), {entry.model.id for entry in workspace.profiles}),
        best,
        {key: _name(row, column) for key, column in columns.named.items()},
        {_name(row, column): told for column, told in columns.values.items()},
        tuple(text_of_header(row, column) for column in columns.left),
        period,
        words_of(best.sheet, best.header, columns, headers),
        rows_of(lines, names, period.year),
        tuple(_overlong(best, columns, names, period.year)),
        tuple(_name(row, column) for column in columns.values if headers.is_without_year(row[column].text)),
        frozenset(_name(row, column) for column in columns.loose),
    )


def _measures(workspace: Workspace) -> frozenset[str]:
    """What KPIs are counted in."""
    return frozenset(plain(kpi.model.unit) for entry in workspace.plans for kpi in entry.kpis.values() if kpi.model.unit)


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


def _overlong(guess: Guess, columns: Columns, names: KpiNames, year: int) -> Iterator[str]:
    told = [column for key, column in columns.named.items() if key in (*PLACES, "value", "forecast")]
    for number, row in guess.sheet.rows.items():
        for column in (*told, *columns.values):
            text = row[column].text if number > guess.header and column in row else ""
            if text and not is_name(text) and not names.named(text, year):
                yield guess.sheet.place(number, column).cell


def _texts(sheet: Sheet, column: int, header: int) -> list[str]:
    """The different texts of a column below its header."""
    found = (row[column].text for number, row in sheet.rows.items() if number > header and column in row)
    return list(dict.fromkeys(filter(None, found)))[:_MOST_TEXTS]


def _name(row: Row, column: int) -> str:
    """A column by its header; by its letters where that is no name for it alone."""
    text = row[column].text if column in row else ""
    return text if is_name(text) and [cell.text for cell in row.values()].count(text) == 1 else letters(column)


def pattern_of(file: str) -> str:
    """A pattern that fits the file's name and those of other follow-ups and years; the name itself, where that would fit any file."""
    name = re.sub(r"[\[\]?*]", "?", PurePath(file).name)
    pattern = re.sub(r"\*+", "*", _NUMBERED.sub("*", name))
    return pattern if any(map(str.isalpha, PurePath(pattern).stem)) else re.sub(r"[\ud800-\udfff]+", "*", name)


def id_of(file: str) -> str:
    """An id made of a file's name, without what is another one next time."""
    words: Iterable[str] = re.findall(r"[a-zåäö]+", _NUMBERED.sub("*", PurePath(file).stem).casefold())
    return "-".join(words) or "profil"


def _unused(id_: str, taken: Collection[str]) -> str:
    """An id that no profile has."""
    return next(other for other in (id_, *(f"{id_}-{number}" for number in range(2, len(taken) + 3))) if other not in taken)
