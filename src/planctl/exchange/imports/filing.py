"""What of all that is said is new: each statement held against what is on file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum, auto
from typing import Any, NamedTuple

from planctl.exchange.imports.cell_values import NUMBERS, cited, spoken
from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.statement import Statement, Target
from planctl.exchange.reading.cells import Place, without_unseen
from planctl.message import Message, Plural, first_few
from planctl.model.outcomes import KpiOutcome
from planctl.notation.number import parse_number
from planctl.workspace.files import OutcomesEntry
from planctl.workspace.workspace import Workspace

Filed = str | int | float
_MOST = 12
"""Cells that are listed of a sheet."""
TO_COME = "missing"
"""What may be filled in without being asked for: it says that a value was not there yet."""


class News(Enum):
    """What a statement is to what is on file."""

    SAME = auto()
    NEW = auto()
    OTHER = auto()
    """Something else is on file."""


class Filing(NamedTuple):
    """A statement with what is on file where it belongs."""

    statement: Statement
    filed: Filed | None
    news: News


def filings(statements: Iterable[Statement], workspace: Workspace, update: bool, findings: Findings) -> list[Filing]:
    """All statements, each with what is on file. A finding for each that says something new which its user does not see, and, without
    `update`, for each that says something else than what is on file; and for a forecast beside which another one is on file.
    """
    held = [_held(statement, workspace) for statement in statements]
    for statement, _filed, news in held:
        if statement.target.field == "forecast":
            _name_other_forecast(statement, workspace, findings)
        if news is not News.SAME:
            for unseen in statement.unseen:
                findings.error(*unseen)
    if not update:
        for filing in held:
            if filing.news is News.OTHER and not filing.statement.unseen:
                _refuse(filing, workspace, findings)
    _name_words_for_numbers(sound(held, findings), findings)
    _name_idle_reasons(held, workspace, findings)
    return held


def _name_words_for_numbers(found: Iterable[Filing], findings: Findings) -> None:
    """What is lost when a number gives way to a word, once for each sheet."""
    by_sheet: dict[Place, list[Filing]] = {}
    for filing in found:
        said, target = filing.statement.value, filing.statement.target
        if target.field in NUMBERS and isinstance(said, str) and filing.filed is not None and parse_number(filing.filed) is not None:
            by_sheet.setdefault(filing.statement.place._replace(row=0, column=0), []).append(filing)
    for sheet, filings_ in by_sheet.items():
        first = sorted(filings_, key=lambda filing: filing.statement.place)[:_MOST]
        cells = [_replaced(filing) for filing in first]
        findings.warning(
            sheet,
            Plural(
                "{n} filed number is replaced by a word: {cells}",
                "{n} filed numbers are replaced by words: {cells}",
                n=len(filings_),
                cells=first_few(cells, _MOST, len(filings_)),
            ),
            Message("look whether the numbers no longer hold; git keeps them"),
        )


def _replaced(filing: Filing) -> Message:
    target, filed = filing.statement.target, filing.filed
    assert filed is not None
    old, new = cited(filed, target.field), spoken(filing.statement.value, target.field)
    return Message("{cell} ({filed} becomes {value})", cell=filing.statement.place.cell, filed=old, value=new)


def _name_idle_reasons(held: Iterable[Filing], workspace: Workspace, findings: Findings) -> None:
    """Reasons why there is no value, beside a value: filed as they stand, but nobody will read them so."""
    found = {filing.statement.target: filing for filing in held}
    for target, filing in found.items():
        if target.field != "reason" or not findings.is_sound(filing.statement.place):
            continue
        value = found.get(target._replace(field="value"))
        number = value.statement.value if value else filed_at(outcomes_of(workspace, target), target._replace(field="value"))
        is_new = filing.news is not News.SAME or (value is not None and value.news is not News.SAME)
        if is_new and number is not None and (isinstance(number, Decimal) or parse_number(number) is not None):
            findings.warning(
                filing.statement.place,
                Message("a reason for no outcome stands here, but the outcome is {value}", value=cited(number, "value")),
                Message("empty the cell, or move the words to the comment"),
                target.address,
            )


def _held(statement: Statement, workspace: Workspace) -> Filing:
    target = statement.target
    filed = filed_at(outcomes_of(workspace, target), target)
    if filed is None:
        return Filing(statement, None, News.NEW)
    if _is_equal(statement.value, filed):
        return Filing(statement, filed, News.SAME)
    return Filing(statement, filed, News.NEW if filed == TO_COME and target.field in ("value", "by") else News.OTHER)


def outcomes_of(workspace: Workspace, target: Target) -> OutcomesEntry | None:
    """The file that holds the outcomes of a target's unit and year."""
    return workspace.units[target.unit].outcomes.get(target.period.year)


def report_at(outcomes: OutcomesEntry | None, target: Target) -> Any:
    """What is reported of a thing at a follow-up: a model, or the bare value of a KPI; None where nothing is."""
    return outcomes.reports(target.section, target.id).get(target.period.name) if outcomes else None


def filed_at(outcomes: OutcomesEntry | None, target: Target) -> Filed | None:
    """What is on file where a statement belongs."""
    return part_of(report_at(outcomes, target), target.field, target.group)


def part_of(report: Any, field: str, group: str = "") -> Filed | None:
    """A field of a report, which may be the bare value of a KPI, or the value of one of its groups; None where nothing is reported."""
    if report is None:
        return None
    if group:
        return report.by.get(group) if isinstance(report, KpiOutcome) else None
    if isinstance(report, str | int | float):
        return report if field == "value" else None
    found: Filed | None = getattr(report, field)
    return found


def _is_equal(value: Decimal | str, filed: Filed) -> bool:
    """Numbers by their value (6.40 is 6.4), texts by their words that are seen: a file may fold its lines in another way."""
    if isinstance(value, Decimal):
        return parse_number(filed) == value
    return without_unseen(str(filed)).split() == value.split()


def _refuse(filing: Filing, workspace: Workspace, findings: Findings) -> None:
    statement = filing.statement
    outcomes = outcomes_of(workspace, statement.target)
    findings.error(
        statement.place,
        Message(
            "{value} stands here, but {filed} is on file for {period} in {file}",
            value=cited(statement.value, statement.target.field),
            filed=cited("" if filing.filed is None else filing.filed, statement.target.field),
            period=str(statement.target.period),
            file=outcomes.file if outcomes else "",
        ),
        Message("run the command again with --update, if the new one is right"),
        statement.target.address,
    )


def _name_other_forecast(statement: Statement, workspace: Workspace, findings: Findings) -> None:
    """Where a forecast is filed under a follow-up itself, what stands for the whole year is what status shows at all others."""
    target, outcomes = statement.target, outcomes_of(workspace, statement.target)
    year = target._replace(period=workspace.calendar.year_end(target.period.year))
    other = filed_at(outcomes, year) if year != target else None
    if other is None or outcomes is None or _is_equal(statement.value, other):
        return
    findings.warning(
        statement.place,
        Message(
            "a forecast is on file for {period} and another for the whole year, {other}, in {file}: only that for {period} is looked at",
            period=str(target.period),
            other=cited(other, target.field),
            file=outcomes.file,
        ),
        Message("take away the one that no longer holds"),
        target.address,
    )


def sound(found: Iterable[Filing], findings: Findings) -> Iterator[Filing]:
    """Those that say something new, of rows with which nothing is wrong."""
    return (
        filing
        for filing in found
        if filing.news is not News.SAME and not filing.statement.unseen and findings.is_sound(filing.statement.place)
    )
