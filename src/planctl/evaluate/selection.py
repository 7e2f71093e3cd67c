"""Which part of an evaluation to show: by unit, status, goal, KPI, owner, or what is missing."""

from collections.abc import Iterable
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.evaluate.status import ActivityResult, Evaluation, GoalResult, KpiResult, Status, UnitResult
from planctl.message import Message
from planctl.nearest import did_you_mean, meant, nearest
from planctl.workspace.entries import GoalEntry, KpiEntry, Unit
from planctl.workspace.workspace import Workspace


class Selection(NamedTuple):
    """What is asked for; an empty field asks for everything."""

    units: tuple[str, ...] = ()
    only: frozenset[Status] = frozenset()
    goal: str = ""
    kpi: str = ""
    owner: str = ""
    missing: bool = False

    @property
    def narrows_kpis(self) -> bool:
        """Whether single KPIs are asked for, so that goals and units without one of them are left out."""
        return bool(self.only or self.goal or self.kpi or self.owner or self.missing)

    def takes_kpi(self, kpi: KpiResult) -> bool:
        return (
            (not self.only or kpi.status in self.only)
            and (not self.kpi or kpi.entry.address == self.kpi)
            and (not self.goal or (kpi.entry.goal is not None and kpi.entry.goal.address == self.goal))
            and self._takes_owner(kpi.entry.owner)
            and (not self.missing or kpi.status is Status.MISSING)
        )

    def takes_goal(self, goal: GoalResult, kept: set[str]) -> bool:
        """A goal is shown for its KPIs; without any of its own, for its status."""
        if any(kpi.entry.address in kept for kpi in goal.kpis):
            return True
        if self.goal and goal.entry.address == self.goal:
            return True
        return bool(self.only) and not (self.goal or self.kpi or self.owner or self.missing) and not goal.kpis and goal.status in self.only

    def takes_activity(self, activity: ActivityResult) -> bool:
        goal = getattr(activity.entry, "goal", None)
        return (
            not self.only
            and not self.kpi
            and (not self.goal or (goal is not None and goal.address == self.goal))
            and self._takes_owner(activity.entry.model.responsible)
            and (not self.missing or activity.overdue)
        )

    def _takes_owner(self, owner: str | None) -> bool:
        return not self.owner or self.owner.casefold() in (owner or "").casefold()


def selected(evaluation: Evaluation, workspace: Workspace, selection: Selection) -> Evaluation:
    """The part of an evaluation that is asked for.

    Raises:
        PlanctlError: a unit, goal, KPI or role that is asked for does not exist.
    """
    wanted = {unit.id for unit in chosen_units(workspace, selection.units)}
    selection = _known(workspace, evaluation.period.year, selection)
    units = (_unit(unit, selection) for unit in evaluation.units if unit.unit.id in wanted)
    return evaluation._replace(units=tuple(unit for unit in units if unit is not None))


def chosen_units(workspace: Workspace, ids: Iterable[str]) -> tuple[Unit, ...]:
    """The units of the ids with all units below them, in the order of the organisation's file; all units where no id is given.

    Raises:
        PlanctlError: there is no such unit.
    """
    wanted = {unit.id for id_ in ids for unit in _unit_of(workspace, id_).walk()}
    return tuple(unit for unit in workspace.root.walk() if not wanted or unit.id in wanted)


def _unit_of(workspace: Workspace, text: str) -> Unit:
    id_ = text.casefold().rstrip("/")
    if id_ not in workspace.units:
        hint = did_you_mean(id_, workspace.units) or Message("the units are {units}", units=tuple(workspace.units))
        raise PlanctlError(Message("there is no unit {id}", id=id_), hint)
    return workspace.units[id_]


def _unit(unit: UnitResult, selection: Selection) -> UnitResult | None:
    if not selection.narrows_kpis:
        return unit
    kpis = tuple(kpi for kpi in unit.kpis if selection.takes_kpi(kpi))
    kept = {kpi.entry.address for kpi in kpis}
    goals = tuple(
        goal._replace(kpis=tuple(kpi for kpi in goal.kpis if kpi.entry.address in kept))
        for goal in unit.goals
        if selection.takes_goal(goal, kept)
    )
    activities = tuple(activity for activity in unit.activities if selection.takes_activity(activity))
    assignments = tuple(assignment for assignment in unit.assignments if selection.takes_activity(assignment))
    if not (kpis or goals or activities or assignments):
        return None
    return unit._replace(kpis=kpis, goals=goals, activities=activities, assignments=assignments, services=())


def _known(workspace: Workspace, year: int, selection: Selection) -> Selection:
    """The selection with whole addresses, once all that it names is known to exist."""
    _refuse_unknown_role(workspace, selection)
    return selection._replace(
        goal=_address(workspace, year, selection.goal, GoalEntry, Message("there is no goal {address}", address=selection.goal)),
        kpi=_address(workspace, year, selection.kpi, KpiEntry, Message("there is no KPI {address}", address=selection.kpi)),
    )


def _refuse_unknown_role(workspace: Workspace, selection: Selection) -> None:
    roles = {role.casefold(): role for plan in workspace.plans for role in plan.roles()}
    wanted = selection.owner.casefold()
    if wanted and not any(wanted in known for known in roles):
        near = nearest(wanted, roles)
        hint = meant(roles[near]) if near else Message("the roles are {roles}", roles=tuple(sorted(roles.values())))
        raise PlanctlError(Message("nobody answers for anything as {role}", role=selection.owner), hint)


def _address(workspace: Workspace, year: int, text: str, kind: type[GoalEntry] | type[KpiEntry], missing: Message) -> str:
    """A whole address for a whole one, for an id that only one unit has, or for a title."""
    if not text:
        return ""
    entries = [
        found
        for unit in workspace.root.walk()
        if (found := workspace.resolve(text if "/" in text else f"{unit.id}/{text}", unit.id, year)) and isinstance(found, kind)
    ]
    if not entries:
        plans = (plan for unit in workspace.root.walk() if (plan := unit.plan_for(year)))
        entries = [entry for plan in plans for entry in plan.titled(text) if isinstance(entry, kind)]
    addresses = list(dict.fromkeys(entry.address for entry in entries))
    if len(addresses) == 1:
        return addresses[0]
    if addresses:
        raise PlanctlError(
            Message("several things are called {name}", name=text), Message("write one of {addresses}", addresses=tuple(addresses))
        )
    raise PlanctlError(missing, did_you_mean(text, workspace.addresses()))
