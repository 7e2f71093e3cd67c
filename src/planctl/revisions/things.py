"""Everything with an identity in a workspace, flat: what it is, where it stands, what it belongs to and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from planctl.model.base import Model
from planctl.model.outcomes import SECTIONS, kpi_outcome
from planctl.model.plan import Goal
from planctl.notation.period import Period
from planctl.revisions.differences import SORTS, Place, Sort
from planctl.revisions.fields import fields_of
from planctl.workspace.entries import ActivityEntry, AnyEntry, GoalEntry, KpiEntry, Unit
from planctl.workspace.files import OutcomesEntry, PlanEntry
from planctl.workspace.workspace import Workspace

_OF_PLAN = frozenset(("kind", "unit", *SORTS))
IN_GOAL = tuple(key for key in Goal.model_fields if key in SORTS)
"""The keys of a goal below which entries of their own stand."""
_OF_GOAL = frozenset(IN_GOAL)
_OF_ORGANISATION = frozenset(("kind", "format", "units"))
_OF_UNIT = frozenset(("units",))


class Thing(NamedTuple):
    """`parent` is the address of the goal, or the id of the unit above; "" for one that stands by itself."""

    sort: Sort
    unit: str
    id: str
    title: str
    place: Place
    fields: Mapping[str, Any]
    parent: str = ""
    period: str = ""
    entry: AnyEntry | None = None

    @property
    def address(self) -> str:
        return f"{self.unit}/{self.id}" if self.id else self.unit


def organisation_thing(workspace: Workspace) -> Thing:
    model = workspace.organisation
    return Thing(Sort.ORGANISATION, model.id, "", model.name, Place(workspace.file, ()), fields_of(model, _OF_ORGANISATION))


def unit_things(workspace: Workspace) -> dict[str, Thing]:
    """The units below the organisation, by id."""
    return {unit.id: _unit(workspace, unit) for unit in workspace.units.values() if unit.model}


def _unit(workspace: Workspace, unit: Unit) -> Thing:
    fields = fields_of(unit.model, _OF_UNIT) if unit.model else {}
    return Thing(Sort.UNIT, unit.id, "", unit.title, Place(workspace.file, unit.path), fields, unit.parent.id if unit.parent else "")


def plan_thing(plan: PlanEntry) -> Thing:
    title = plan.model.title or (plan.unit.title if plan.unit else plan.unit_id)
    fields = fields_of(plan.model, _OF_PLAN)
    fields.setdefault("document.status", plan.model.document.status)  # a plan that goes back to draft need not say so
    return Thing(Sort.PLAN, plan.unit_id, "", title, Place(plan.file, ()), fields, period=str(plan.model.period))


def plan_things(plan: PlanEntry) -> dict[tuple[Sort, str], Thing]:
    """All entries of a plan, by what they are and their ids."""
    return {(sort, id_): _entry(plan, sort, entry) for section, sort in SORTS.items() for id_, entry in getattr(plan, section).items()}


def _entry(plan: PlanEntry, sort: Sort, entry: AnyEntry) -> Thing:
    goal = entry.goal if isinstance(entry, (KpiEntry, ActivityEntry)) else None
    fields = fields_of(entry.model, _OF_GOAL if isinstance(entry, GoalEntry) else frozenset())
    title = entry.model.title or str(getattr(entry.model, "promise", entry.id))
    return Thing(sort, plan.unit_id, entry.id, title, Place(plan.file, entry.path), fields, goal.address if goal else "", entry=entry)


OutcomeKey = tuple[str, str, str]
"""Section, id and follow-up; the section of a unit's own words is `summary`, and there is no id."""


def outcome_things(outcomes: OutcomesEntry) -> dict[OutcomeKey, Thing]:
    """Everything reported in a file, by section, id and follow-up."""
    return {(section, id_, name): _outcome(outcomes, section, id_, name, report) for section, id_, name, report in _reports(outcomes)}


def _reports(outcomes: OutcomesEntry) -> Iterator[tuple[str, str, str, Any]]:
    for name, text in outcomes.model.summary.items():
        yield "summary", "", name, text
    for section in SECTIONS:
        for id_, by_period in getattr(outcomes.model, section).items():
            for name, report in by_period.items():
                yield section, id_, name, kpi_outcome(report) if section == "kpis" else report


def _outcome(outcomes: OutcomesEntry, section: str, id_: str, name: str, report: Any) -> Thing:
    fields = fields_of(report) if isinstance(report, Model) else {"summary": report}
    plan = outcomes.plan
    entry = plan.find(id_) if plan and id_ else None
    title = (getattr(entry.model, "title", None) or id_) if entry else id_ or (outcomes.unit.title if outcomes.unit else outcomes.unit_id)
    period = str(Period(outcomes.year, name))
    path = (section, id_, name) if id_ else (section, name)
    return Thing(Sort.OUTCOME, outcomes.unit_id, id_, title, Place(outcomes.file, path), fields, period=period)
