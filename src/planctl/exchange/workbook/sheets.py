"""Which sheets a workbook has: one for each table of each unit, or one for each table with all units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from planctl.evaluate.status import UnitResult
from planctl.exchange.workbook.layout import ACTIVITIES, GOALS, KPIS, PREVIOUS, SERVICES, TABLES, Column, Marker, Table
from planctl.exchange.workbook.names import SheetNames, table_name
from planctl.exchange.workbook.rows.activities import activity_rows
from planctl.exchange.workbook.rows.cell_kinds import locked
from planctl.exchange.workbook.rows.earlier import follow_up, shown_periods
from planctl.exchange.workbook.rows.goals import goal_rows
from planctl.exchange.workbook.rows.kpis import kpi_rows
from planctl.exchange.workbook.rows.services import service_rows
from planctl.exchange.workbook.sheet_model import Cell, Heading, Row, Sheet
from planctl.message import Message
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import Unit
from planctl.workspace.workspace import Workspace

RowsOf = Callable[[UnitResult, Language, Period, Calendar], tuple[Row, ...]]
_ROWS: Mapping[str, RowsOf] = {KPIS.name: kpi_rows, GOALS.name: goal_rows, ACTIVITIES.name: activity_rows, SERVICES.name: service_rows}


class Occasion(NamedTuple):
    """For whom and for when a workbook is made."""

    workspace: Workspace
    period: Period
    language: Language

    @property
    def calendar(self) -> Calendar:
        return self.workspace.calendar

    @property
    def title(self) -> str:
        """The follow-up by its name and year: Tertialrapport 2 2026."""
        title = self.calendar.periods[self.period.name].title
        return f"{title} {self.period.year}" if title else str(self.period)


def sheets(occasion: Occasion, units: Sequence[UnitResult], one_sheet: bool, names: SheetNames) -> Iterator[Sheet]:
    """The sheets that have rows, in the order of the units. A single unit's sheets are called by their tables alone."""
    together = one_sheet or len(units) == 1
    for group, scope in enumerate([list(units)] if together else [[unit] for unit in units]):
        for table in TABLES:
            rows = tuple(row for unit in scope for row in _rows(occasion, unit, table, len(scope) > 1))
            if rows:
                yield _sheet(occasion, scope, table, rows, names, group, together)


def _rows(occasion: Occasion, unit: UnitResult, table: Table, with_unit: bool) -> Iterator[Row]:
    for row in _ROWS[table.name](unit, occasion.language, occasion.period, occasion.calendar):
        yield {**row, "unit": locked(unit.unit.title, row["title"].look)} if with_unit else row


def _sheet(
    occasion: Occasion, scope: Sequence[UnitResult], table: Table, rows: tuple[Row, ...], names: SheetNames, group: int, together: bool
) -> Sheet:
    workspace, language = occasion.workspace, occasion.language
    only = scope[0].unit if len(scope) == 1 else None
    whose, what = only.title if only else workspace.organisation.name, language.text(table.title)
    return Sheet(
        name=_name(occasion, names, scope[0].unit, table, together),
        title=f"{whose} – {what[:1].lower() + what[1:] if what[1:].islower() else what}",
        subtitle=f"{workspace.organisation.name} · {occasion.title}"
        if only and only.title != workspace.organisation.name
        else occasion.title,
        table=table,
        table_name=table_name(table.name, "" if together else scope[0].unit.id),
        marker=str(Marker(workspace.id, str(occasion.period), table.name)),
        headings=tuple(_headings(occasion, table, rows)),
        rows=rows,
        scope=whose,
        group=group,
    )


def _name(occasion: Occasion, names: SheetNames, unit: Unit, table: Table, together: bool) -> str:
    if together:
        return names.take(occasion.language.text(table.title))
    return names.take(unit.title, f" {occasion.language.text(table.tab)}" if table.tab else "", unit.id)


def _headings(occasion: Occasion, table: Table, rows: Sequence[Row]) -> Iterator[Heading]:
    """The columns of a sheet: without those that no row needs, and with one for each earlier follow-up."""
    for column in table.columns:
        if column.key == PREVIOUS:
            yield from _earlier(occasion, column)
        elif not column.optional or any(_has_use(row.get(column.key)) for row in rows):
            yield Heading(column.key, occasion.language.text(column.header), column.width, column.input, column.hidden)


def _earlier(occasion: Occasion, column: Column) -> Iterator[Heading]:
    for period in shown_periods(occasion.period, occasion.calendar):
        header = occasion.language.text(Message(column.header, period=follow_up(period, occasion.calendar)))
        yield Heading(f"{PREVIOUS}{period}", header, column.width)


def _has_use(cell: Cell | None) -> bool:
    return cell is not None and (cell.content is not None or cell.rule is not None)
