"""`planctl status --format json`: format 1, as docs/json.md describes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planctl.diagnostics import Path
from planctl.evaluate.status import ActivityResult, Evaluation, GoalResult, KpiResult, Reading, Status
from planctl.render.json_output import FORMAT
from planctl.render.language import Language
from planctl.render.values import target_text
from planctl.workspace.workspace import Workspace

LineOf = Callable[[str, Path], int]
"""The line of a path in a file."""


def status_json(workspace: Workspace, evaluation: Evaluation, language: Language, line_of: LineOf) -> dict[str, Any]:
    """One organisation at a period. Values are strings, exact as reported."""
    counts = evaluation.summary()
    activities = [activity for unit in evaluation.units for activity in (*unit.activities, *unit.assignments)]
    return {
        "format": FORMAT,
        "organisation": workspace.id,
        "name": workspace.organisation.name,
        "period": str(evaluation.period),
        "as_of": evaluation.as_of.isoformat(),
        "summary": {status.value: counts[status] for status in Status},
        "kpis": [_kpi(kpi, language, line_of) for kpi in evaluation.kpis()],
        "goals": [_goal(goal) for unit in evaluation.units for goal in unit.goals],
        "activities": [_activity(activity) for activity in activities],
    }


def _kpi(kpi: KpiResult, language: Language, line_of: LineOf) -> dict[str, Any]:
    entry = kpi.entry
    file, path = (kpi.reading.file, kpi.reading.path) if kpi.reading else (entry.plan.file, entry.path)
    return {
        "address": entry.address,
        "title": entry.model.title,
        "goal": entry.goal.address if entry.goal else None,
        "period": str(kpi.period),
        "value": str(kpi.reading.value) if kpi.reading else None,
        "rounded": str(kpi.scheme.rounded(kpi.reading.value)) if kpi.reading else None,
        "unit": entry.model.unit,
        "target": target_text(language, kpi) or None,
        "status": kpi.status.value,
        "reason": language.text(kpi.reason) if kpi.reason else None,
        "band": kpi.banding.band or None if kpi.banding else None,
        "in_gap": kpi.banding.in_gap if kpi.banding else False,
        "change": kpi.change.value if kpi.change else None,
        "previous": _reading(kpi.previous),
        "latest": _reading(kpi.latest),
        "forecast": str(kpi.forecast) if kpi.forecast is not None else None,
        "forecast_status": kpi.forecast_status.value if kpi.forecast_status else None,
        "owner": entry.owner,
        "file": file,
        "line": line_of(file, path),
    }


def _reading(reading: Reading | None) -> dict[str, str] | None:
    return {"period": str(reading.period), "value": str(reading.value)} if reading else None


def _goal(goal: GoalResult) -> dict[str, Any]:
    return {
        "address": goal.entry.address,
        "title": goal.entry.model.title,
        "status": goal.status.value,
        "assessment": goal.assessment.value if goal.assessment else None,
        "rule": goal.rule,
        "counts": {status.value: goal.counts[status] for status in Status if goal.counts.get(status)},
        "supports": goal.entry.supports_in_full,
    }


def _activity(activity: ActivityResult) -> dict[str, Any]:
    return {
        "address": activity.entry.address,
        "title": activity.entry.model.title,
        "responsible": activity.entry.model.responsible,
        "due": activity.due.isoformat() if activity.due else activity.due_text or None,
        "first_due": activity.first_due.isoformat() if activity.first_due else None,
        "status": activity.status,
        "overdue": activity.overdue,
    }
