"""Files that planctl did not make, read by an import profile: long tables, and wide ones with a column for each period or group."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.exchange.imports.finder import Finder
from planctl.exchange.imports.findings import Findings, Refused
from planctl.exchange.imports.header import Header, header_of
from planctl.exchange.imports.hidden import Visible
from planctl.exchange.imports.lookup import Lookup, Thing
from planctl.exchange.imports.names import plain, unit_names
from planctl.exchange.imports.numbers import UNREADABLE, is_readable, quoted, refused
from planctl.exchange.imports.profiles import matches
from planctl.exchange.imports.statement import Statement
from planctl.exchange.reading.cells import Book, Cell, Kind, Place, Row, Sheet
from planctl.message import Message
from planctl.model.import_profile import ImportProfile, ValueColumn
from planctl.nearest import nearest
from planctl.notation.absence import absence
from planctl.notation.period import Period
from planctl.source.editing.scalar import key_of

_THOUSANDS = re.compile(r"[-+]?(?:[0-9]*|[0-9]{1,3}(?:[\s.,][0-9]{3})+)")
_BETWEEN = re.compile(r"[\s.,]")
_DIGITS = re.compile(r"[-+\u2212]?[0-9][0-9\s.,]*")


def foreign_statements(book: Book, profile: ImportProfile, lookup: Lookup, period: str) -> Iterator[Statement]:
    """What the sheets say that the profile is for; `period` is the follow-up where nothing in the file or the profile says.

    Raises:
        PlanctlError: there is no such sheet, or nothing on it.
    """
    sheets = [sheet for sheet in book.sheets if not profile.sheet or not sheet.name or matches(sheet.name, profile.sheet)]
    if not any(sheet.rows for sheet in sheets):
        names = tuple(sheet.name for sheet in book.sheets if sheet.name)
        raise PlanctlError(
            Message("{file} has no rows to take in", file=book.name),
            Message("its sheets are {names}; the profile {profile} says which to read", names=names, profile=profile.id) if names else None,
        )
    headers = [(sheet, header) for sheet in sheets if (header := header_of(sheet, profile, lookup.findings))]
    readers = [_Reader(sheet, header, profile, lookup, period) for sheet, header in headers]
    for reader in readers:
        yield from reader.statements()
    _count_skipped([name for reader in readers for name in reader.names], profile, book, lookup.findings)
    if period and readers and not any(reader.uses_default for reader in readers):
        lookup.findings.unused_period(book.name, period)


def _count_skipped(names: Iterable[str], profile: ImportProfile, book: Book, findings: Findings) -> None:
    """Counts the rows that the profile passes by, and names a pattern that leaves nothing of the file."""
    rows = Counter(names)
    fitting = {pattern: sum(n for name, n in rows.items() if matches(name, pattern)) for pattern in profile.skip}
    findings.skipped += sum(n for name, n in rows.items() if matches(name, profile.skip))
    for pattern in [pattern for pattern, n in fitting.items() if n and n == rows.total()]:
        findings.warning(
            Place(book.name),
            Message("the pattern {pattern} under skip: in the profile {profile} passes by every row", pattern=pattern, profile=profile.id),
            Message("make it fit only the rows that hold no outcomes of a KPI"),
        )


class _At(NamedTuple):
    """What a row says of itself, before its numbers."""

    text: str
    unit: str
    period: str | datetime.datetime
    group: str


class _Reader:
    """Reads one sheet."""

    def __init__(self, sheet: Sheet, header: Header, profile: ImportProfile, lookup: Lookup, period: str) -> None:
        self.sheet, self.header, self.profile, self.lookup = sheet, header, profile, lookup
        self.finder = Finder(lookup, profile)
        self.default_period = period or str(profile.period or "")
        self.uses_default = False
        self.names: list[str] = []
        """What stands where its KPI would be, of every row with outcomes."""
        self.above: dict[str, str] = {}
        self.units = unit_names(lookup.workspace) | _by_plain(profile.units)
        self.groups, self.periods = _by_plain(profile.groups), _by_plain(profile.periods)
        self.absent = _by_plain(profile.no_value)

    def statements(self) -> Iterator[Statement]:
        last = max(self.sheet.rows, default=0)
        rows = range(self.header.row + 1, last + 1)
        visible = Visible(self.sheet, self.header.inputs, rows, self.lookup.findings)
        for number in sorted(number for number in self.sheet.rows if number in rows):
            row = self.sheet.rows[number]
            at = self.at(row)
            if not any(column in row for column in self.header.inputs):
                continue
            self.names.append(at.text)
            if matches(at.text, self.profile.skip) or self.is_unclear(number, row):
                continue
            for column, cell, unseen in visible.cells(number, row):
                statement = self.statement(self.sheet.place(number, column), at, column, cell)
                if statement is not None:
                    yield statement._replace(unseen=(unseen,)) if unseen else statement

    def at(self, row: Row) -> _At:
        period = row.get(self.header.columns.get("period", 0))
        date = period.value if period and isinstance(period.value, datetime.datetime) else None
        text, unit, named, group = (self.text(row, key) for key in ("kpi", "unit", "period", "group"))
        return _At(text, unit, date or named, group)

    def text(self, row: Row, key: str) -> str:
        """What stands in a column that says what a row is; where the profile says so, an empty cell means what stood above."""
        cell = row.get(self.header.columns.get(key, 0))
        text = (cell.text or str(cell.value)) if cell and cell.kind in (Kind.TEXT, Kind.NUMBER) else ""
        if key in self.profile.fill_down:
            text = self.above[key] = text or self.above.get(key, "")
        return text

    def is_unclear(self, number: int, row: Row) -> bool:
        """Whether a cell that says what the row is of can't be read, or, in a text, the row has more cells than there are headers."""
        for key, column in self.header.columns.items():
            if column in row and not is_readable(row[column], dates=key == "period"):
                self.lookup.findings.error(self.sheet.place(number, column), *UNREADABLE)
                return True
        last = max(self.sheet.rows.get(self.header.row, ()), default=0)
        beyond = min((column for column in row if column > last), default=0) if last and not self.sheet.name else 0
        if beyond:
            self.lookup.findings.error(
                self.sheet.place(number, beyond),
                Message("the row goes on beyond the last header"),
                Message("look for a comma that is no separator: put such numbers in quotation marks, or part the cells with semicolons"),
            )
        return bool(beyond)

    def statement(self, place: Place, at: _At, column: int, cell: Cell) -> Statement | None:
        told = self.header.values.get(column) or ValueColumn.model_construct()
        field = self.header.inputs[column]
        period = self.period(place, told, at)
        if period is None:
            return None
        unit = self.unit(told, at)
        thing = self.thing(at, unit, period) if isinstance(unit, str) else unit
        if not isinstance(thing, Thing):
            self.lookup.findings.refuse(self._row_place(place, "unit" if thing is unit else "kpi"), thing)
            return None
        group = told.group or self.groups.get(plain(at.group), at.group)
        cell = self.as_told(cell) if field in ("value", "forecast") else cell
        if field in ("value", "forecast") and _is_a_word(cell):
            self.lookup.findings.error(
                place,
                Message("{value} is not a number", value=quoted(cell.text)),
                Message("type the number; or say under no_value: in the profile which word for no value it is"),
                thing.entry.address,
            )
            return None
        return self.lookup.statement(place, thing, field, cell, group, period if told.period else None)

    def _row_place(self, place: Place, key: str) -> Place:
        """The cell of a row that says its KPI or its unit."""
        return place._replace(column=self.header.columns.get(key, self.header.columns["kpi"]))

    def thing(self, at: _At, unit: str, period: Period) -> Thing | Refused:
        if not at.text:
            return refused(
                Message("the row holds outcomes, but does not say of which KPI"),
                Message("write the KPI in the row, or say fill_down: in the profile where an empty cell means the one above"),
            )
        return self.finder.thing(at.text, unit, period)

    def unit(self, told: ValueColumn, at: _At) -> str | Refused:
        """The id of the unit; empty where nothing says which."""
        name = told.unit or at.unit or self.profile.unit or ""
        id_ = self.units.get(plain(name), name)
        if not id_ or id_ in self.lookup.workspace.units:
            return id_
        near = nearest(plain(name), self.units)
        example = f"units: {{{key_of(name)}: {self.units[near] if near else '…'}}}"
        units = tuple(self.lookup.workspace.units)
        which = Message("write in the profile which unit is meant: {example}", example=example)
        of_all = Message("write in the profile which of {units} is meant: {example}", units=units, example=example)
        return refused(Message("there is no unit {id}", id=quoted(name)), which if near else of_all)

    def period(self, place: Place, told: ValueColumn, at: _At) -> Period | None:
        """The follow-up: of the column, of the row, or of all of the file."""
        written = str(told.period or "") or at.period or self.default_period
        self.uses_default |= not (told.period or at.period)
        where = self.period_place(place, told, at)
        if isinstance(written, datetime.datetime):
            return self.period_ending(where, written.date())
        if not written:
            self.lookup.findings.error(where, *self.without_period())
            return None
        name = self.periods.get(plain(written), written)
        if self.profile.year and not re.search(r"[0-9]{4}", name):
            name = f"{self.profile.year}-{name}"
        return self.lookup.period(where, name)

    def period_place(self, place: Place, told: ValueColumn, at: _At) -> Place:
        """Where it is written, or should be, which follow-up a cell is of: in the header, in the row, or nowhere on the sheet."""
        if told.period:
            return place._replace(row=self.header.row)
        column = self.header.columns.get("period", 0)
        return place._replace(column=column) if column and (at.period or not self.default_period) else self.sheet.place()

    def without_period(self) -> tuple[Message, Message]:
        if "period" in self.header.columns:
            return Message("the row does not say which follow-up its outcomes are of"), Message("write it here, or give it with --period")
        return Message("nothing says which follow-up the outcomes are of"), Message("give it with --period, or in the profile")

    def period_ending(self, place: Place, day: datetime.date) -> Period | None:
        calendar = self.lookup.workspace.calendar
        ending = [Period(day.year, name) for name in calendar.names if calendar.end(Period(day.year, name)) == day]
        return ending[0] if ending else self.lookup.period(place, day.isoformat())

    def as_told(self, cell: Cell) -> Cell:
        """A cell of text as the profile says that such texts are meant: with its words for no value, and its decimal sign."""
        word = self.absent.get(plain(cell.text)) if cell.text else None
        if word is not None:
            return Cell(Kind.TEXT, word)
        decimal = self.profile.decimal
        if decimal is None or not _DIGITS.fullmatch(cell.text):
            return cell
        whole, mark, decimals = cell.text.replace("\u2212", "-").partition(decimal)
        if not (_THOUSANDS.fullmatch(whole) and (decimals.isdecimal() or not mark)):
            return cell
        return Cell(Kind.NUMBER, Decimal(f"{_BETWEEN.sub('', whole)}.{decimals or 0}"))


def _is_a_word(cell: Cell) -> bool:
    """Whether a cell holds words without any number, and none that planctl knows to mean no value."""
    return bool(cell.text) and not any(sign.isdigit() for sign in cell.text) and absence(cell.text) is None


def _by_plain(names: Mapping[str, str]) -> dict[str, str]:
    return {plain(name): meant for name, meant in names.items()}
