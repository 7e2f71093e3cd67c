"""A whole organisation at a period: every unit by the plan in force, every goal rolled up."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType

from planctl.evaluate.activity import evaluate_activity
from planctl.evaluate.goal import GoalEvaluator
from planctl.evaluate.kpi import evaluate_kpi
from planctl.evaluate.status import Evaluation, KpiResult, ServiceResult, UnitResult
from planctl.model.outcomes import ServiceOutcome
from planctl.notation.period import Period
from planctl.workspace.entries import KpiEntry, ServiceEntry, Unit
from planctl.workspace.files import PlanEntry
from planctl.workspace.workspace import Workspace


def evaluate(workspace: Workspace, period: Period, as_of: datetime.date) -> Evaluation:
    """The status of everything at a period, as known on a day."""
    kpis = kpi_results(workspace, period, as_of)
    goals = GoalEvaluator(period, workspace.organisation.rollup, kpis)
    units = tuple(_unit(workspace, unit, unit.plan_for(period.year), goals, kpis, as_of) for unit in workspace.root.walk())
    return Evaluation(period, as_of, units, {goal.address: result for goal, result in goals.results.items()})


def kpi_results(
    workspace: Workspace, period: Period, as_of: datetime.date, known: Mapping[str, KpiResult] = MappingProxyType({})
) -> dict[str, KpiResult]:
    """The results of all KPIs of the plans in force at a period, by their addresses. Those that are `known` are taken as they are."""
    plans = [plan for unit in workspace.root.walk() if (plan := unit.plan_for(period.year))]
    return {
        kpi.address: known.get(kpi.address) or evaluate_kpi(kpi, period, workspace.calendar, as_of)
        for plan in plans
        for kpi in plan.kpis.values()
    }


def _unit(
    workspace: Workspace, unit: Unit, plan: PlanEntry | None, goals: GoalEvaluator, kpis: dict[str, KpiResult], as_of: datetime.date
) -> UnitResult:
    if plan is None:
        return UnitResult(unit, None)
    period, calendar = goals.period, workspace.calendar
    outcomes = unit.outcomes.get(period.year)
    return UnitResult(
        unit,
        plan,
        goals=tuple(goals.evaluate(goal) for goal in plan.goals.values()),
        kpis=tuple(kpis[kpi.address] for kpi in plan.kpis.values()),
        activities=tuple(evaluate_activity(activity, period, calendar, as_of) for activity in plan.activities.values()),
        assignments=tuple(evaluate_activity(assignment, period, calendar, as_of) for assignment in plan.assignments.values()),
        services=tuple(_service(workspace, service, period, kpis) for service in plan.services.values()),
        summary=outcomes.model.summary.get(period.name) if outcomes else None,
    )


def _service(workspace: Workspace, service: ServiceEntry, period: Period, kpis: dict[str, KpiResult]) -> ServiceResult:
    report: ServiceOutcome | None = service.report(period)
    kpi = workspace.resolve(service.model.kpi, service.plan.unit_id, period.year) if service.model.kpi else None
    return ServiceResult(
        service,
        report.kept if report else None,
        report.comment if report else None,
        kpis.get(kpi.address) if isinstance(kpi, KpiEntry) else None,
    )
