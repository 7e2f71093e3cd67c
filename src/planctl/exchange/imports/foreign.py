"""Files that planctl did not make, read by an import profile: long tables, and wide ones with a column for each period or group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from planctl.errors import PlanctlError
from planctl.exchange.imports.cell_values import NUMBERS
from planctl.exchange.imports.finder import Finder
from planctl.exchange.imports.findings import Findings, Refused
from planctl.exchange.imports.header import Header, header_of
from planctl.exchange.imports.hidden import Visible
from planctl.exchange.imports.lookup import Lookup, Thing
from planctl.exchange.imports.misfiled import FollowUpsOfHeaders
from planctl.exchange.imports.names import by_plain, group_meant, plain, unit_names
from planctl.exchange.imports.numbers import quoted, refused
from planctl.exchange.imports.profiles import matches
from planctl.exchange.imports.row_keys import At, RowKeys, name_unreadable
from planctl.exchange.imports.shifted import name_shifted
from planctl.exchange.imports.statement import Statement
from planctl.exchange.imports.told_cells import ToldCells, saved_error
from planctl.exchange.imports.told_periods import Periods
from planctl.exchange.imports.unread import OtherColumns, name_empty_kpis, name_no_outcomes
from planctl.exchange.reading.cells import Book, Cell, Kind, Place, Row, Sheet
from planctl.message import Message
from planctl.model.import_profile import ImportProfile, ValueColumn
from planctl.nearest import nearest
from planctl.notation.period import Period
from planctl.notation.refusal import Refusal
from planctl.source.editing.scalar import key_of
from planctl.workspace.entries import KpiEntry


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
    empty = [reader for reader in readers if not reader.has_kpis]
    for reader in readers:
        if reader in empty and (reader.has_outcomes or empty == readers):
            name_empty_kpis(reader.sheet, reader.header, profile, lookup.findings)
        yield from reader.statements()
    if not empty and not any(reader.has_outcomes for reader in readers):
        for reader in readers:
            name_no_outcomes(reader.sheet, reader.header, lookup.findings)
    _count_skipped([name for reader in readers for name in reader.names], profile, book, lookup.findings)
    if period and readers and not any(reader.periods.uses_default for reader in readers):
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


class _Reader:
    """Reads one sheet."""

    def __init__(self, sheet: Sheet, header: Header, profile: ImportProfile, lookup: Lookup, period: str) -> None:
        self.sheet, self.header, self.profile, self.lookup = sheet, header, profile, lookup
        self.finder, self.cells = Finder(lookup, profile), ToldCells(profile)
        self.periods = Periods(header, profile, lookup, period or str(profile.period or ""))
        self.units, self.groups = unit_names(lookup.workspace) | by_plain(profile.units), by_plain(profile.groups)
        self.rows = {number: row for number, row in sheet.rows.items() if number > header.row}
        self.has_kpis = any(header.columns["kpi"] in row for row in self.rows.values())
        self.has_outcomes = any(column in row for row in self.rows.values() for column in header.inputs)
        self.headers = FollowUpsOfHeaders(sheet, header, lookup)
        self.nothing_told = ValueColumn.model_construct()
        self.names: list[str] = []
        """What stands where its KPI would be, of every row with outcomes."""

    def statements(self) -> Iterator[Statement]:
        rows = range(self.header.row + 1, max(self.sheet.rows, default=0) + 1)
        visible = Visible(self.sheet, self.header.inputs, rows, self.lookup.findings)
        keys, others = RowKeys(self.sheet, self.header, self.profile), OtherColumns(self.sheet, self.header, self.profile)
        for number, row in sorted(self.rows.items() if self.has_kpis else ()):
            at = keys.read(number, row)
            is_skipped = matches(at.text, self.profile.skip)
            if at.text and not is_skipped:
                others.look(row)
            if not any(column in row for column in self.header.inputs):
                continue
            self.names.append(at.text)
            if is_skipped or self.is_unclear(number, row, at):
                continue
            for column, cell, unseen in visible.cells(number, row):
                statement = self.statement(self.sheet.place(number, column), at, column, cell)
                if statement is not None:
                    yield statement._replace(unseen=(unseen,)) if unseen else statement
        others.name(self.lookup.findings)

    def is_unclear(self, number: int, row: Row, at: At) -> bool:
        """Whether it can't be known what a row is of, or which of its cells belong to which column."""
        findings = self.lookup.findings
        return name_unreadable(at, findings) or name_shifted(self.sheet, self.header, number, row, findings)

    def statement(self, place: Place, at: At, column: int, cell: Cell) -> Statement | None:
        told = self.header.values.get(column, self.nothing_told)
        field = self.header.inputs[column]
        period = self.periods.period(place, told, at, is_expected=field not in ("value", "assessment"))
        if period is None or (column in self.header.values and self.is_opposed(place, told, at, field)):
            return None
        if column in self.headers.named and self.headers.is_misfiled(place, column, period):
            return None
        unit = self.unit(told, at)
        thing = self.thing(at, unit, period, has_unit=bool(told.unit or at.unit)) if isinstance(unit, str) else unit
        if not isinstance(thing, Thing):
            self.lookup.findings.refuse_row(self._row_place(place, "unit" if thing is unit else "kpi"), thing)
            return None
        group = told.group or self.group(at)
        if group and isinstance(thing.entry, KpiEntry):
            group = group_meant(group, thing.entry.groups)
        meant = self.meant(cell, field)
        if isinstance(meant, Refusal):
            self.lookup.findings.refuse(place, meant, thing.entry.address)
            return None
        return self.lookup.statement(place, thing, field, meant, group, period if told.period else None)

    def meant(self, cell: Cell, field: str) -> Cell | Refusal:
        """A cell as the profile says that it is meant."""
        meant = self.cells.number(cell) if field in NUMBERS else cell
        is_error = isinstance(meant, Cell) and meant.kind is Kind.ERROR
        return saved_error(cell) if is_error and self.sheet.delimiter else meant

    def is_opposed(self, place: Place, told: ValueColumn, at: At, field: str) -> bool:
        """Whether the profile says something else of a column than the row says of itself."""
        said = dict(self.opposed(told, at, field))
        for ours, theirs in said.items():
            self.lookup.findings.repeated(
                place,
                Message("the profile says that the column is of {told}, and the row that it is of {said}", told=ours, said=quoted(theirs)),
                Message("mend the row, or what is said of the column under values: in the profile"),
            )
        return bool(said)

    def opposed(self, told: ValueColumn, at: At, field: str) -> Iterator[tuple[str, str]]:
        """What the profile says of a column and the row says otherwise. A forecast of the year may stand in a row of its follow-ups."""
        if told.unit and at.unit and self.units.get(plain(at.unit)) != told.unit:
            yield told.unit, at.unit
        if told.group and at.group and plain(self.group(at)) != plain(told.group):
            yield told.group, at.group
        if not (told.period and at.period):
            return
        ours, theirs = self.periods.meant(str(told.period)), self.periods.meant(at.period)
        is_of_the_year = field == "forecast" and isinstance(theirs, Period) and ours == self.lookup.workspace.calendar.year_end(theirs.year)
        if ours != theirs and not is_of_the_year:
            yield str(ours), str(theirs)

    def group(self, at: At) -> str:
        return self.groups.get(plain(at.group), at.group)

    def _row_place(self, place: Place, key: str) -> Place:
        """The cell of a row that says its KPI or its unit."""
        return place._replace(column=self.header.columns.get(key, self.header.columns["kpi"]))

    def thing(self, at: At, unit: str, period: Period, *, has_unit: bool) -> Thing | Refused:
        """The KPI of a row; `has_unit` where the row or its column says the unit, and not only all of the file."""
        if not at.text:
            return refused(
                Message("the row holds outcomes, but does not say of which KPI"),
                Message("write the KPI in the row, or say fill_down: in the profile where an empty cell means the one above"),
            )
        thing = self.finder.thing(at.text, unit, period)
        if isinstance(thing, Thing) and has_unit and thing.entry.plan.unit_id != unit:
            return refused(
                Message("the KPI {address} is of another unit than {unit}", address=thing.entry.address, unit=unit),
                Message("mend the one that is wrong: what says the KPI, or what says the unit"),
            )
        return thing

    def unit(self, told: ValueColumn, at: At) -> str | Refused:
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
