"""Rules about the period of a plan: that it can be read, and how the plans of a unit follow each other."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.notation.period import Years
from planctl.rules.documents.placing import in_plan
from planctl.rules.registry import Finding, rule
from planctl.rules.review import Review
from planctl.workspace.entries import Unit
from planctl.workspace.files import PlanEntry
from planctl.workspace.workspace import Workspace


@rule(
    "D002",
    Severity.ERROR,
    PlanEntry,
    title=Message("Two decided plans of a unit cover the same year"),
    reason=Message("Nobody can tell which of them holds: which targets the outcomes of the year shall be held against."),
)
def overlapping(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    if plan.unit is None or len(plan.unit.plans) < 2 or plan.years is None or plan.model.document.status != "decided":
        return
    for other in plan.unit.plans:
        if other is plan:
            return
        if other.years and other.years.overlaps(plan.years) and other.authority() == plan.authority():
            yield in_plan(
                plan,
                "period",
                message=Message(
                    "the decided plan for {years} covers {shared} too ({file})",
                    years=str(other.years),
                    shared=str(_shared(plan.years, other.years)),
                    file=other.file,
                ),
                hint=Message("give the plan that no longer holds status: superseded, the later one a revision:, or correct a period"),
            )


def _shared(one: Years, other: Years) -> Years:
    return Years(max(one.first, other.first), min(one.last, other.last))


@rule(
    "D003",
    Severity.ERROR,
    PlanEntry,
    title=Message("The period of a plan can't be read"),
    reason=Message("Without its years a plan is never in force: it shows in no status and no report."),
)
def unreadable_period(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    if plan.years is None:
        period = str(plan.model.period)
        first, dash, last = period.partition("-")
        if dash:
            message = Message("the period {period} goes backwards", period=period)
            hint = Message("did you mean {word}?", word=f"{last}-{first}")
        else:
            message = Message("{period} is neither a year nor two", period=period)
            hint = Message("write a year or two years: 2025-2027")
        yield in_plan(plan, "period", message=message, hint=hint)


@rule(
    "D004",
    Severity.WARNING,
    PlanEntry,
    title=Message("The dates of a plan contradict each other"),
    reason=Message("The dates of a public record are believed. One that can't be right makes the reader doubt the others."),
)
def contradictory_dates(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    document, years = plan.model.document, plan.years
    start, end, decided = document.valid_from, document.valid_to, document.decided
    if start and end and end < start:
        message = Message("the plan holds to {end}, before it begins to hold, {start}", start=start, end=end)
        yield in_plan(plan, "document", "valid_to", message=message, hint=Message("check valid_from: and valid_to:"))
    elif end and years and end.year < years.first:
        yield in_plan(plan, "document", "valid_to", message=_outside(end, years), hint=Message("check the year, or the plan's period"))
    if start and years and start.year not in years:
        yield in_plan(plan, "document", "valid_from", message=_outside(start, years), hint=Message("check the year, or the plan's period"))
    if decided and decided > review.as_of and document.status in ("decided", "superseded"):
        message = Message("the plan is decided on {date}, a day that has not come yet", date=decided)
        hint = Message("check the date; until it is decided the plan has status: proposed")
        yield in_plan(plan, "document", "decided", message=message, hint=hint)


def _outside(date: datetime.date, years: Years) -> Message:
    return Message("{date} lies outside the period of the plan, {years}", date=date, years=str(years))


@rule(
    "D006",
    Severity.WARNING,
    Workspace,
    title=Message("A unit has no plan, though the units beside it have one"),
    reason=Message(
        "Where one unit is left out, the line from the council's goals to the daily work is broken, and nobody sees what it does."
    ),
)
def without_plan(workspace: Workspace, review: Review) -> Iterator[Finding]:
    last = max((plan.years.last for plan in workspace.plans if plan.years), default=review.as_of.year)
    year = min(review.as_of.year, last)
    for parent in workspace.root.walk():
        without = [unit for unit in parent.children if _lacks_plan(unit, year)]
        if 2 * len(without) < len(parent.children):
            for unit in without:
                if unit.id not in workspace.broken:
                    yield _no_plan(workspace, unit, year)


def _lacks_plan(unit: Unit, year: int) -> bool:
    """Whether no plan covers the year; a plan whose period can't be read may."""
    return not any(plan.years is None or year in plan.years for plan in unit.plans)


def _no_plan(workspace: Workspace, unit: Unit, year: int) -> Finding:
    return Finding(
        workspace.file,
        unit.path,
        Message("{unit} has no plan for {year}, though most units beside it have one", unit=unit.title, year=str(year)),
        Message("add a file with kind: plan, unit: {unit} and period: {year}", unit=unit.id, year=str(year)),
        unit.id,
        True,
    )


@rule(
    "D008",
    Severity.WARNING,
    PlanEntry,
    title=Message("There are years between two plans of a unit"),
    reason=Message("In the years between nothing was planned, or a plan is not here: series and comparisons have a hole."),
)
def gap_before(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    if plan.unit is None or len(plan.unit.plans) < 2 or plan.years is None or plan.unit_id in review.workspace.broken:
        return
    first = plan.years.first
    earlier = [other.years.last for other in plan.unit.plans if other.years and other.years.first < first]
    beside = any(other.years is None or first - 1 in other.years for other in plan.unit.plans)
    if earlier and not beside and _is_first_of(plan):
        missing = Years(max(earlier) + 1, first - 1)
        yield in_plan(
            plan,
            "period",
            message=Message("no plan of the unit covers {years}, before this one", years=str(missing)),
            hint=Message("add the plan that lacks, or correct a period"),
        )


def _is_first_of(plan: PlanEntry) -> bool:
    """Whether this is the first of the plans that begin in the same year: one gap is told once."""
    beginnings = {other.years.first: other for other in reversed(plan.unit.plans) if other.years} if plan.unit else {}
    return plan in beginnings.values()


@rule(
    "D010",
    Severity.WARNING,
    PlanEntry,
    title=Message("A plan has a focus for a year outside its period"),
    reason=Message(
        "What is in focus outside the plan's years shows nowhere. Most often the years were not changed when an older plan was copied."
    ),
)
def focus_outside(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    for year in plan.model.focus:
        if plan.years and year not in plan.years:
            yield in_plan(
                plan,
                "focus",
                year,
                message=Message("{year} lies outside the period of the plan, {years}", year=str(year), years=str(plan.years)),
                hint=Message("check the year, or the plan's period"),
                key=True,
            )
