"""How an activity or an assignment stands at a period: its status, its first date and the one it has now."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from planctl.evaluate.status import ActivityResult
from planctl.model.outcomes import ActivityOutcome
from planctl.notation.due import parse_due
from planctl.notation.period import Period, Years
from planctl.notation.refusal import Refusal
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import ActivityEntry, AssignmentEntry
from planctl.workspace.files import OutcomesEntry


def evaluate_activity(
    entry: ActivityEntry | AssignmentEntry, period: Period, calendar: Calendar, as_of: datetime.date = datetime.date.max
) -> ActivityResult:
    """An activity as it was last reported up to a period.

    It is overdue where its date has passed by the period's end, or before the day of looking where the period has not ended by then, and
    it is not done.
    """
    reports = list(_reports(entry, period, calendar))
    status = next((report.status for _, report in reversed(reports) if report.status), _planned_status(entry))
    first = _date(entry.model.due, entry.plan.years)
    moved = next((report.due for _, report in reversed(reports) if report.due), None)
    due = _date(moved, entry.plan.years) or first
    latest = reports[-1] if reports else None
    return ActivityResult(
        entry=entry,
        status=status,
        due=due,
        first_due=first,
        due_text=str(moved or entry.model.due or ""),
        overdue=due is not None and due <= calendar.end(period) and due < as_of and status not in ("done", "cancelled"),
        postponed=moved is not None and due != first,
        comment=latest[1].comment if latest else None,
        source=latest[0] if latest else None,
    )


def _planned_status(entry: ActivityEntry | AssignmentEntry) -> str:
    """Before any report: planned; an assignment that the plan itself closes is done."""
    return "done" if isinstance(entry, AssignmentEntry) and (entry.model.closed or entry.model.reported) else "planned"


def _reports(entry: ActivityEntry | AssignmentEntry, period: Period, calendar: Calendar) -> Iterator[tuple[OutcomesEntry, ActivityOutcome]]:
    """All reports of the activity under its own plan, in order of time, up to a period."""
    unit, years = entry.plan.unit, entry.plan.years
    if unit is None:
        return
    for year, source in sorted(unit.outcomes.items()):
        if years and year not in years:
            continue
        reports = source.reports(entry.section, entry.id)
        for name in calendar.names:
            if name in reports and calendar.key(Period(year, name)) <= calendar.key(period):
                yield source, reports[name]


def _date(text: str | int | None, years: Years | None) -> datetime.date | None:
    due = parse_due(text) if text is not None else None
    return None if due is None or isinstance(due, Refusal) else due.date(years)
