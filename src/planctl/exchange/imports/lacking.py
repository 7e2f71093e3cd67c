"""What rows of an input workbook still lack when it is taken in: what its last column says, but of red outcomes, once for each unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from planctl.evaluate.kpi import is_due
from planctl.exchange.imports.cell_values import LABELS
from planctl.exchange.imports.filing import Filed, filed_at, outcomes_of
from planctl.exchange.imports.findings import Findings, listed
from planctl.exchange.imports.lookup import Lookup, Thing
from planctl.exchange.imports.statement import Statement, Target
from planctl.exchange.reading.cells import Place
from planctl.exchange.workbook.rows.activities import FINISHED, has_passed, is_followed_up
from planctl.message import Message, first_few
from planctl.model.base import Judged
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import ActivityEntry, AssignmentEntry, GoalEntry, KpiEntry, ServiceEntry

_MOST = 6
"""Cells that are listed of each column."""


class AskedRow(NamedTuple):
    """A row of a table: what it is of, and the column of each field that can be filled in there."""

    place: Place
    thing: Thing
    group: str
    columns: Mapping[str, int]

    def cell(self, field: str) -> Place:
        return self.place._replace(column=self.columns[field])


def name_lacking(rows: Iterable[AskedRow], said: Mapping[Target, Statement], lookup: Lookup) -> None:
    """Adds a warning for each unit on each sheet of which something is filled in, and something is not."""
    units = {(statement.place.file, target.unit) for target, statement in said.items()}
    lacking: dict[tuple[Place, str], dict[str, list[Place]]] = {}
    for row in rows:
        unit = row.thing.entry.plan.unit_id
        if (row.place.file, unit) in units and lookup.findings.is_sound(row.place):
            sheet = row.place._replace(row=0, column=0)
            for field in dict.fromkeys(_Row(row, said, lookup).lacks()):
                if field in row.columns:
                    lacking.setdefault((sheet, unit), {}).setdefault(field, []).append(row.cell(field))
    for (sheet, unit), fields in lacking.items():
        _name(sheet, lookup.workspace.units[unit].title, fields, lookup.findings)


def _name(sheet: Place, unit: str, fields: Mapping[str, list[Place]], findings: Findings) -> None:
    columns = tuple(
        Message("{column} ({cells})", column=Message(LABELS[field]), cells=first_few(listed(places, sheet), _MOST))
        for field, places in fields.items()
    )
    findings.warning(
        sheet,
        Message("still to be filled in for {unit}: {columns}", unit=unit, columns=columns),
        Message("fill them in and import the file again; the last column of the sheet says what each row lacks"),
    )


class _Row:
    """One row as it will be: with what is said of it, or else what is on file."""

    def __init__(self, row: AskedRow, said: Mapping[Target, Statement], lookup: Lookup) -> None:
        self.row, self.said, self.lookup = row, said, lookup
        self.entry, self.period = row.thing.entry, row.thing.period

    @property
    def calendar(self) -> Calendar:
        return self.lookup.workspace.calendar

    def has(self, field: str) -> Filed | object:
        target = self.lookup.target(self.row.thing, field, self.row.group)
        statement = self.said.get(target)
        return statement.value if statement else filed_at(outcomes_of(self.lookup.workspace, target), target)

    def lacks(self) -> Iterator[str]:
        """The fields that are to be filled in."""
        match self.entry:
            case KpiEntry():
                return self.of_kpi(self.entry)
            case GoalEntry():
                return self.of_goal()
            case ActivityEntry() | AssignmentEntry():
                return self.of_activity(self.entry)
            case ServiceEntry():
                return self.of_service()
        return iter(())

    def of_kpi(self, kpi: KpiEntry) -> Iterator[str]:
        value = self.has("value")
        if value is None and not is_due(kpi, self.period, self.calendar):
            if not self.row.group and not self.has("comment") and self.has("forecast") is None and self.is_expected(kpi):
                yield "forecast"
        elif value is None and not self.row.group and self.is_judged(kpi):
            if not self.has("assessment"):
                yield "assessment"
        elif value is None:
            yield "value"
        elif value in ("missing", "confidential") and not self.row.group and not self.has("reason"):
            yield "reason"

    def is_judged(self, kpi: KpiEntry) -> bool:
        return isinstance(kpi.target_in(self.period.year), Judged) and not kpi.scheme(self.period.year).bands

    def is_expected(self, kpi: KpiEntry) -> bool:
        return is_due(kpi, self.calendar.year_end(self.period.year), self.calendar) and not self.is_judged(kpi)

    def of_goal(self) -> Iterator[str]:
        assessment = self.has("assessment")
        if not assessment:
            yield "assessment"
        elif assessment == "red":
            yield from (field for field in ("analysis", "action") if not self.has(field))

    def of_activity(self, entry: ActivityEntry | AssignmentEntry) -> Iterator[str]:
        status = self.has("status")
        if not status and is_followed_up(entry, self.period):
            yield "status"
        elif status and status not in FINISHED and not self.has("due") and has_passed(entry, self.period, self.calendar):
            yield "due"

    def of_service(self) -> Iterator[str]:
        kept = self.has("kept")
        if not kept:
            yield "kept"
        elif kept in ("partly", "no") and not self.has("comment"):
            yield "comment"
