"""Who answers for a KPI or a goal: the nearest owner there is, from the KPI itself up to the head of the unit."""

from __future__ import annotations

from planctl.workspace.entries import GoalEntry, KpiEntry


def is_ownerless(goal: GoalEntry) -> bool:
    """Whether nobody answers for a goal, nor for any of its KPIs."""
    return not (goal.model.owner or any(kpi.model.owner for kpi in goal.kpis) or goal.plan.owner)


def lacks_owner(kpi: KpiEntry) -> bool:
    """Whether nobody answers for a KPI, where that is not said of its whole goal already."""
    return not kpi.owner and (kpi.goal is None or not is_ownerless(kpi.goal))
