"""Empty cells of an input workbook whose values are on file: nothing is taken away by an empty cell, and it is said that nothing was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from planctl.exchange.imports.cell_values import FIELDS
from planctl.exchange.imports.filing import TO_COME, part_of
from planctl.exchange.imports.findings import Findings, listed
from planctl.exchange.imports.lookup import Lookup, Thing
from planctl.exchange.imports.statement import Statement, Target
from planctl.exchange.reading.cells import Place, Row, Sheet
from planctl.exchange.workbook.layout import NO_VALUE_WORDS
from planctl.message import Message, Plural
from planctl.model.base import Judged
from planctl.workspace.entries import KpiEntry


class Emptied(NamedTuple):
    """An empty cell, and where its value is on file."""

    place: Place
    target: Target
    file: str


def emptied(sheet: Sheet, number: int, row: Row, inputs: Mapping[int, str], thing: Thing, group: str, lookup: Lookup) -> Iterator[Emptied]:
    """The cells of a row that are empty though something is on file where they belong."""
    entry, period = thing.entry, thing.period
    outcomes = entry.source(period.year)
    year_end = lookup.workspace.calendar.year_end(period.year)
    reports = outcomes.reports(thing.section, entry.id) if outcomes else {}
    report = reports.get(period.name)
    if outcomes is None or (report is None and year_end.name not in reports):
        return
    for column in inputs.keys() - row.keys():
        field = inputs[column]
        if field == "forecast" and isinstance(entry, KpiEntry):
            filed = None if group else entry.forecast(period, year_end).value
        else:
            filed = part_of(report, field, group)
        if filed is not None and filed != TO_COME and _is_asked(thing, field, group):
            yield Emptied(sheet.place(number, column), lookup.target(thing, field, group), outcomes.file)


def _is_asked(thing: Thing, field: str, group: str) -> bool:
    """Whether a workbook has a cell for a field in a row: of a group only for its value, for a judgement only of a target in words."""
    if group:
        return field == "value"
    if field == "assessment" and isinstance(thing.entry, KpiEntry):
        return isinstance(thing.entry.target_in(thing.period.year), Judged)
    return field in FIELDS[thing.section]


def name_emptied(found: Iterable[Emptied], said: Mapping[Target, Statement], findings: Findings) -> None:
    """Names, once for each sheet, the empty cells of which no other cell says anything. Why there was no value goes out with a number."""
    by_sheet: dict[Place, list[Emptied]] = {}
    for cell in found:
        if cell.target not in said and not _goes_out(cell.target, said):
            by_sheet.setdefault(cell.place._replace(row=0, column=0), []).append(cell)
    words = tuple(map(Message, NO_VALUE_WORDS.values()))
    for sheet, cells in by_sheet.items():
        places = listed((cell.place for cell in cells), sheet)
        findings.warning(
            sheet,
            Plural(
                "{n} cell is empty, but what is on file there stays: {cells}",
                "{n} cells are empty, but what is on file there stays: {cells}",
                n=len(cells),
                cells=places,
            ),
            Message(
                "to take it away, edit {files}; where there is no value, write one of the words {words}",
                files=tuple(dict.fromkeys(cell.file for cell in cells)),
                words=words,
            ),
        )


def _goes_out(target: Target, said: Mapping[Target, Statement]) -> bool:
    value = said.get(target._replace(field="value"))
    return target.field == "reason" and value is not None and isinstance(value.value, Decimal)
