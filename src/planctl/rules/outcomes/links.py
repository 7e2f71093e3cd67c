"""Rules about what outcomes belong to: a thing in the plan, a follow-up in the calendar, a year, one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planctl.diagnostics import Severity
from planctl.message import N_, Message
from planctl.model.outcomes import SECTIONS
from planctl.nearest import did_you_mean
from planctl.rules.follow_ups import nearest_follow_up
from planctl.rules.outcomes.reading import plan_of
from planctl.rules.registry import Finding, rule
from planctl.rules.review import Review
from planctl.workspace.files import OutcomesEntry, PlanEntry
from planctl.workspace.workspace import Workspace

_UNKNOWN = {
    "kpis": N_("the plan has no KPI with the id {id}"),
    "goals": N_("the plan has no goal with the id {id}"),
    "activities": N_("the plan has no activity with the id {id}"),
    "assignments": N_("the plan has no assignment with the id {id}"),
    "services": N_("the plan has no service with the id {id}"),
}


@rule(
    "O001",
    Severity.ERROR,
    OutcomesEntry,
    title=Message("An outcome belongs to nothing in the plan"),
    reason=Message(
        "An outcome is held against the KPI, goal, activity, assignment or service with the same id in the plan of that year. With another "
        "id it shows nowhere, and what it was meant for looks as if it were not reported."
    ),
)
def unknown_id(entry: OutcomesEntry, review: Review) -> Iterator[Finding]:
    plan = plan_of(entry)
    if plan is None or entry.unit_id in review.workspace.broken:
        return
    for section, things in entry.sections():
        known = getattr(plan, section)
        for id_ in things:
            if id_ not in known and not _in_plan_beside(entry, section, id_):
                yield _unknown(entry, plan, section, id_)


def _in_plan_beside(entry: OutcomesEntry, section: str, id_: str) -> bool:
    """Whether another plan for the same year has it: one that was superseded during the year."""
    plans = entry.unit.plans if entry.unit else []
    return any(plan.years and entry.year in plan.years and id_ in getattr(plan, section) for plan in plans)


def _unknown(entry: OutcomesEntry, plan: PlanEntry, section: str, id_: str) -> Finding:
    other = next((other for other in SECTIONS if id_ in getattr(plan, other)), None)
    if other is not None:
        message = Message("{id} is reported under {section}:, but stands under {other}: in the plan", id=id_, section=section, other=other)
        hint = Message("move it to {section}:", section=other)
    else:
        message = Message(_UNKNOWN[section], id=id_)
        hint = (
            did_you_mean(id_, getattr(plan, section))
            or _in_other_years(entry, section, id_)
            or Message("the ids are those in {file}", file=plan.file)
        )
    return Finding(entry.file, (section, id_), message, hint, f"{entry.unit_id}/{id_}", True)


def _in_other_years(entry: OutcomesEntry, section: str, id_: str) -> Message | None:
    plans = [plan for plan in (entry.unit.plans if entry.unit else []) if id_ in getattr(plan, section)]
    if not plans:
        return None
    return Message("it stands in the plan for {years}; the plan for {year} lacks it", years=str(plans[-1].years), year=str(entry.year))


@rule(
    "O002",
    Severity.ERROR,
    OutcomesEntry,
    title=Message("An outcome is reported for a follow-up that the calendar does not have"),
    reason=Message(
        "The follow-ups of the year stand under calendar: in organisation.yaml. What is reported under another name shows in no report."
    ),
)
def unknown_follow_up(entry: OutcomesEntry, review: Review) -> Iterator[Finding]:
    names = review.workspace.calendar.periods.keys()
    if not entry.model.summary.keys() <= names:
        yield from _unknown_names(entry, review, ("summary",), entry.model.summary)
    for section, things in entry.sections():
        for id_, reports in things.items():
            if not reports.keys() <= names:
                yield from _unknown_names(entry, review, (section, id_), reports)


def _unknown_names(entry: OutcomesEntry, review: Review, path: tuple[str, ...], reports: Mapping[str, object]) -> Iterator[Finding]:
    calendar = review.workspace.calendar
    for name in reports:
        if name not in calendar.periods:
            yield Finding(
                entry.file,
                (*path, name),
                Message("the calendar has no follow-up called {name}", name=name),
                nearest_follow_up(name, calendar.names),
                "/".join((entry.unit_id, *path[1:])),
                True,
            )


@rule(
    "O003",
    Severity.ERROR,
    OutcomesEntry,
    title=Message("Outcomes are reported for a year that no plan of the unit covers"),
    reason=Message(
        "Outcomes without a plan can't be judged: nobody knows which targets they shall be held against. Often the year is mistyped."
    ),
)
def year_without_plan(entry: OutcomesEntry, review: Review) -> Iterator[Finding]:
    unit = entry.unit
    if unit is None or plan_of(entry) is not None or entry.unit_id in review.workspace.broken:
        return
    periods = tuple(str(plan.years) for plan in unit.plans if plan.years)
    if periods and len(periods) == len(unit.plans):
        yield Finding(
            entry.file,
            ("year",),
            Message("no plan of {unit} covers {year}", unit=unit.title, year=str(entry.year)),
            Message("its plans are for {periods}: check the year, or add a plan", periods=periods),
            unit.id,
        )


@rule(
    "O010",
    Severity.ERROR,
    Workspace,
    title=Message("Two files hold a unit's outcomes of the same year"),
    reason=Message("Only one of the files counts; what is written in the other one shows in no report."),
)
def rivals(workspace: Workspace, review: Review) -> Iterator[Finding]:
    for first, other in workspace.rival_outcomes:
        yield Finding(
            other.file,
            ("year",),
            Message(
                "{file} holds the outcomes of {unit} for {year} too, and only that one counts",
                file=first.file,
                unit=other.unit_id,
                year=str(other.year),
            ),
            Message("move everything into one of the files, or correct the year or the unit of the other"),
            other.unit_id,
        )
