"""From a folder of files to a linked workspace. A file with a fault gives problems, and the rest goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from planctl.diagnostics import Problem
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.model import organisation, plan
from planctl.model.organisation import Organisation
from planctl.model.outcomes import Outcomes
from planctl.model.plan import Plan
from planctl.model.validate import validate
from planctl.notation.period import parse_years
from planctl.source.discover import Root
from planctl.source.reader import Source, parse
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import ActivityEntry, AnyEntry, AssignmentEntry, GoalEntry, KpiEntry, ServiceEntry, Unit
from planctl.workspace.files import OutcomesEntry, PlanEntry, ProfileEntry
from planctl.workspace.workspace import Workspace

if TYPE_CHECKING:
    from planctl.model.import_profile import ImportProfile

Models = dict[bytes, object]
"""Models by the contents that they were made of, for whoever loads several revisions: what is the same in them is read once."""
_UNIT_LINE = re.compile(r"^unit:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)


def load(root: Root, known: Models | None = None) -> Workspace | list[Problem]:
    """The workspace of a folder; the problems alone where its organisation can't be read. What is `known` is added to."""
    name = root.name_of(root.organisation)
    if any(problem.file == name for problem in root.problems):  # a link that leads out of the workspace, or something worse
        return list(root.problems)
    first = root.read(root.organisation, trusting=True)
    model, problems = _model(first)
    if not isinstance(model, Organisation):
        others = [_model(root.read(path, trusting=True))[1] for path in root.files if path != root.organisation]
        return [*root.problems, *problems, *(problem for found in others for problem in found)]
    workspace = _empty(root, first.file, model)
    workspace.problems += [*root.problems, *problems]
    workspace.sources[first.file] = first.path
    for path in root.files:
        if path != root.organisation:
            _add_file(workspace, root, path, known)
    _link(workspace)
    return workspace


def load_or_stop(root: Root) -> Workspace:
    """The workspace of a folder, for commands that need one.

    Raises:
        PlanctlError: the organisation's file can't be read.
    """
    found = load(root)
    if isinstance(found, Workspace):
        return found
    raise PlanctlError(
        Message("{file} can't be read", file=root.name_of(root.organisation)), Message("run planctl check to see what is wrong with it")
    )


def file_with_errors(file: str) -> PlanctlError:
    """What stops a command that builds on a file which could not be read whole."""
    return PlanctlError(Message("{file} has errors", file=file), Message("mend what planctl check {file} finds", file=file))


def _model(source: Source) -> tuple[object, list[Problem]]:
    """The model of a file that was read trustingly; where it has problems, of the file read with all care."""
    if isinstance(source.data, Mapping):
        model, found = validate(source.file, source.data)
        if not found:
            return model, list(source.problems)
        source = parse(source.raw, source.path, source.file)
    if not isinstance(source.data, Mapping):
        return None, list(source.problems)
    model, found = validate(source.file, source.data)
    return model, [*source.problems, *found]


def _empty(origin: Root, file: str, model: Organisation) -> Workspace:
    root = Unit(model.id, model.name, None, None, ("id",))
    units: dict[str, Unit] = {model.id: root}
    for unit in _units_below(root, model.units, ("units",)):
        units.setdefault(unit.id, unit)
    return Workspace(origin, file, model, root, units, Calendar(model.calendar))


def _units_below(parent: Unit, models: Mapping[str, organisation.Unit], path: tuple[str | int, ...]) -> Iterator[Unit]:
    for id_, model in models.items():
        unit = Unit(id_, model.title, model, parent, (*path, id_))
        parent.children.append(unit)
        yield unit
        yield from _units_below(unit, model.units, (*path, id_, "units"))


def _add_file(workspace: Workspace, root: Root, path: Path, known: Models | None) -> None:
    raw = None if known is None else root.content(path)
    if known is not None and isinstance(raw, bytes) and raw in known:
        workspace.sources[root.name_of(path)] = path
        _add(workspace, root.name_of(path), known[raw])
        return
    source = root.read(path, raw, trusting=True)
    workspace.sources[source.file] = source.path
    model, problems = _model(source)
    if problems:
        workspace.problems += problems
        for unit in _UNIT_LINE.findall(source.text):
            workspace.broken.setdefault(unit, []).append(source.file)
    elif known is not None:
        known[source.raw] = model
    _add(workspace, source.file, model)


def _add(workspace: Workspace, file: str, model: object) -> None:
    if isinstance(model, Plan):
        _add_plan(workspace, file, model)
    elif isinstance(model, Outcomes):
        _add_outcomes(workspace, file, model)
    elif getattr(model, "kind", None) == "import-profile":
        workspace.profiles.append(ProfileEntry(file, cast("ImportProfile", model)))


def _add_plan(workspace: Workspace, file: str, model: Plan) -> None:
    unit = workspace.units.get(model.unit)
    entry = plan_entry(file, model, unit)
    workspace.plans.append(entry)
    if unit:
        unit.plans.append(entry)


def plan_entry(file: str, model: Plan, unit: Unit | None) -> PlanEntry:
    """A plan with all its entries. It is not among the unit's plans by that."""
    entry = PlanEntry(file, model, unit, parse_years(model.period))
    _fill(entry)
    return entry


def _add_outcomes(workspace: Workspace, file: str, model: Outcomes) -> None:
    unit = workspace.units.get(model.unit)
    entry = OutcomesEntry(file, model, unit)
    workspace.outcomes.append(entry)
    if unit and unit.outcomes.setdefault(model.year, entry) is not entry:
        workspace.rival_outcomes.append((unit.outcomes[model.year], entry))


def _fill(entry: PlanEntry) -> None:
    """All entries of a plan, by id."""
    model, seen = entry.model, dict[str, AnyEntry]()
    for id_, goal_model in model.goals.items():
        goal = GoalEntry(id_, entry, ("goals", id_), goal_model)
        _keep(entry, entry.goals, seen, goal)
        goal.kpis = _fill_kpis(entry, seen, goal_model.kpis, ("goals", id_, "kpis"), goal)
        goal.activities = _fill_activities(entry, seen, goal_model.activities, ("goals", id_, "activities"), goal)
    _fill_kpis(entry, seen, model.kpis, ("kpis",), None)
    _fill_activities(entry, seen, model.activities, ("activities",), None)
    for id_, service in model.services.items():
        _keep(entry, entry.services, seen, ServiceEntry(id_, entry, ("services", id_), service))
    for id_, assignment in model.assignments.items():
        _keep(entry, entry.assignments, seen, AssignmentEntry(id_, entry, ("assignments", id_), assignment))


def _fill_kpis(
    entry: PlanEntry, seen: dict[str, AnyEntry], models: Mapping[str, plan.Kpi], path: tuple[str | int, ...], goal: GoalEntry | None
) -> list[KpiEntry]:
    found = [KpiEntry(id_, entry, (*path, id_), model, goal) for id_, model in models.items()]
    for kpi in found:
        _keep(entry, entry.kpis, seen, kpi)
    return found


def _fill_activities(
    entry: PlanEntry, seen: dict[str, AnyEntry], models: Mapping[str, plan.Activity], path: tuple[str | int, ...], goal: GoalEntry | None
) -> list[ActivityEntry]:
    found = [ActivityEntry(id_, entry, (*path, id_), model, goal) for id_, model in models.items()]
    for activity in found:
        _keep(entry, entry.activities, seen, activity)
    return found


E = TypeVar("E", GoalEntry, KpiEntry, ActivityEntry, ServiceEntry, AssignmentEntry)


def _keep(entry: PlanEntry, entries: dict[str, E], seen: dict[str, AnyEntry], new: E) -> None:
    """File an entry under its id; where the id is taken, the first one keeps it."""
    first = seen.setdefault(new.id, new)
    if first is new:
        entries[new.id] = new
    else:
        entry.doubles.append((first, new))


def _link(workspace: Workspace) -> None:
    """Goals to the goals that support them, in the years that both plans share."""
    for unit in workspace.units.values():
        unit.plans.sort(key=lambda entry: entry.years or (0, 0))
    for entry in workspace.plans:
        if entry.years is None:
            continue
        for goal in entry.goals.values():
            for address in goal.supports:
                target = workspace.resolve(address, entry.unit_id, entry.years.first)
                if isinstance(target, GoalEntry):
                    target.supporters.append(goal)
