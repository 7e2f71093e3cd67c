"""What a revision does to the traffic lights: the statuses of KPIs, goals and units before and after."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from planctl.evaluate.evaluation import kpi_results
from planctl.evaluate.goal import GoalEvaluator, effective, rolled_up
from planctl.evaluate.status import GoalResult, KpiResult, Status
from planctl.notation.period import Period
from planctl.revisions.differences import Effect, Sort
from planctl.revisions.renames import Renames
from planctl.revisions.unread import Faulty
from planctl.workspace.entries import Unit
from planctl.workspace.workspace import Workspace

Lights = dict[tuple[Sort, str], tuple[Status, str]]
"""Status and title, by what a thing is and its address."""


def effects(
    before: Workspace, after: Workspace, renames: Renames, faults: Faulty, period: Period, as_of: datetime.date
) -> Iterator[Effect]:
    """Every status that differs at a period, seen from a day: units first, then their goals and KPIs."""
    earlier = kpi_results(before, period, as_of)
    later = kpi_results(after, period, as_of, _unchanged(earlier, before, after))
    old, new = lights(before, period, earlier), lights(after, period, later)
    former = {key: (key[0], renames.former(*key)) for key in new}
    gone = old.keys() - set(former.values())
    found = [_effect(key, title, was[0] if (was := old.get(former[key])) else None, status) for key, (status, title) in new.items()]
    found += [_effect(key, title, status, None) for key, (status, title) in old.items() if key in gone]
    return (effect for effect in found if effect.before is not effect.after and effect.unit not in faults.units)


def _unchanged(results: Mapping[str, KpiResult], before: Workspace, after: Workspace) -> dict[str, KpiResult]:
    """The results that are the same in the later revision: where the organisation is, and the files of the KPI's unit."""
    if before.organisation != after.organisation:
        return {}
    same = {id_ for id_, unit in before.units.items() if id_ in after.units and _models(unit) == _models(after.units[id_])}
    return {address: result for address, result in results.items() if result.entry.plan.unit_id in same}


def _models(unit: Unit) -> list[int]:
    """What tells the plans and outcomes of a unit from others: what two revisions share is loaded once, so that it is one object."""
    return [*(id(plan.model) for plan in unit.plans), *(id(outcomes.model) for outcomes in unit.outcomes.values())]


def lights(workspace: Workspace, period: Period, kpis: Mapping[str, KpiResult]) -> Lights:
    """The status of every unit with a plan, of its goals and its KPIs."""
    found: Lights = {}
    rule = workspace.organisation.rollup
    goals = GoalEvaluator(period, rule, kpis)
    for unit in workspace.root.walk():
        plan = unit.plan_for(period.year)
        if plan is None:
            continue
        of_goals = [goals.evaluate(goal) for goal in plan.goals.values()]
        of_kpis = [kpis[kpi.address] for kpi in plan.kpis.values()]
        found[Sort.UNIT, unit.id] = (unit_status(of_goals, of_kpis, rule), unit.title)
        found.update(((Sort.GOAL, goal.entry.address), (goal.status, goal.entry.model.title)) for goal in of_goals)
        found.update(((Sort.KPI, kpi.entry.address), (kpi.status, kpi.entry.model.title)) for kpi in of_kpis)
    return found


def unit_status(goals: Sequence[GoalResult], kpis: Sequence[KpiResult], rule: str) -> Status:
    """A unit's goals rolled up as a goal's parts are, by the organisation's own rule; its KPIs where it has no goals."""
    parts = [(effective(goal), goal.entry.model.weight) for goal in goals]
    return rolled_up(parts or [(kpi.status, kpi.entry.model.weight) for kpi in kpis], rule)


def _effect(key: tuple[Sort, str], title: str, before: Status | None, after: Status | None) -> Effect:
    sort, address = key
    return Effect(sort, address.partition("/")[0], address, title, before, after)
