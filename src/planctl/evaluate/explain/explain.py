"""From an entry to its explanation."""

from __future__ import annotations

import datetime

from planctl.errors import PlanctlError
from planctl.evaluate.explain.activity import explain_activity
from planctl.evaluate.explain.case import Case
from planctl.evaluate.explain.explanation import Explanation
from planctl.evaluate.explain.find import Target
from planctl.evaluate.explain.goal import explain_goal
from planctl.evaluate.explain.kpi import explain_kpi
from planctl.evaluate.explain.service import explain_service
from planctl.message import Message
from planctl.workspace.entries import GoalEntry, KpiEntry, ServiceEntry


def explain(target: Target, as_of: datetime.date) -> Explanation:
    """Why an entry has its status at a period, as known on a day."""
    case, entry = Case(target.workspace, target.period, as_of), target.entry
    if not case.is_in_force(entry):
        raise PlanctlError(
            Message("{address} is not in a plan that is in force at {period}", address=entry.address, period=str(target.period)),
            Message("run planctl check: two units may have the same id"),
        )
    if isinstance(entry, KpiEntry):
        return explain_kpi(case, case.kpis[entry.address])
    if isinstance(entry, GoalEntry):
        return explain_goal(case, case.goal(entry))
    unit = case.unit(entry)
    if isinstance(entry, ServiceEntry):
        return explain_service(case, next(result for result in unit.services if result.entry is entry))
    return explain_activity(case, next(result for result in (*unit.activities, *unit.assignments) if result.entry is entry))
