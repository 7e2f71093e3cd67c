"""Rules from kommunallagen, chapter 11: goals for good economic management, and the interim report."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.model.organisation import CalendarPeriod
from planctl.notation.months import last_day
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Review
from planctl.rules.whole import is_whole_below
from planctl.workspace.entries import GoalEntry, KpiEntry
from planctl.workspace.files import PlanEntry
from planctl.workspace.workspace import Workspace

_HALF, _TWO_THIRDS = "06-30", "08-31"
"""The days by which half of the year, and two thirds of it, have passed: month-day, as in the calendar."""


def _is_councils(plan: PlanEntry) -> bool:
    """Whether it is the root unit's plan, the one that the council decides, and still counts."""
    return plan.unit is not None and plan.unit.parent is None and plan.model.document.status != "superseded"


def _lacks(plan: PlanEntry, economy: str, review: Review) -> bool:
    if not _is_councils(plan) or plan.unit_id in review.workspace.broken:
        return False
    return all(goal.economy != economy for goal in plan.model.goals.values())


@rule(
    "E001",
    Severity.WARNING,
    PlanEntry,
    title=Message("The council's plan has no financial goal for good economic management"),
    reason=Message(
        "Kommunallagen, chapter 11, asks the council for financial goals that matter for good economic management. Auditors judge each "
        "year whether they are reached."
    ),
)
def without_financial_goal(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    if _lacks(plan, "financial", review):
        yield Finding(
            plan.file,
            ("goals",),
            Message("no goal is marked as a financial goal for good economic management"),
            Message("add economy: financial to the goals that are"),
            plan.unit_id,
            True,
        )


@rule(
    "E002",
    Severity.WARNING,
    PlanEntry,
    title=Message("The council's plan has no operational goal for good economic management"),
    reason=Message(
        "Kommunallagen, chapter 11, asks for goals and guidelines for what the municipality does, not for its finances alone: money is "
        "well spent when it gives what it was meant for."
    ),
)
def without_operational_goal(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    if _lacks(plan, "operational", review):
        yield Finding(
            plan.file,
            ("goals",),
            Message("no goal is marked as an operational goal for good economic management"),
            Message("add economy: operational to the goals that are"),
            plan.unit_id,
            True,
        )


@rule(
    "E003",
    Severity.WARNING,
    GoalEntry,
    title=Message("A goal for good economic management can't be evaluated"),
    reason=Message(
        "Kommunallagen, chapter 11, asks for an evaluation of these goals in the annual report. Without a KPI that has a target nobody can "
        "say whether they are reached."
    ),
)
def without_target(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    if goal.model.economy is None or not _is_councils(goal.plan) or _has_target(goal, set()):
        return
    if is_whole_below(review.workspace, goal.plan.file, goal.path):
        yield at(
            goal,
            message=Message("the goal {title} has no KPI with a target", title=goal.model.title),
            hint=Message("add a KPI with target: under kpis:"),
        )


def _has_target(goal: GoalEntry, seen: set[GoalEntry]) -> bool:
    """Whether the goal, or a goal that supports it, has a KPI that can be judged."""
    seen.add(goal)
    return any(map(_is_judged, goal.kpis)) or any(_has_target(below, seen) for below in goal.supporters if below not in seen)


def _is_judged(kpi: KpiEntry) -> bool:
    return kpi.model.target is not None or kpi.model.thresholds is not None


@rule(
    "E004",
    Severity.WARNING,
    Workspace,
    title=Message("The calendar has no interim report that covers between half and two thirds of the year"),
    reason=Message(
        "Kommunallagen, chapter 11, asks for at least one interim report, over at least half and at most two thirds of the year; the goals "
        "for good economic management are evaluated in it."
    ),
)
def without_interim_report(workspace: Workspace, review: Review) -> Iterator[Finding]:
    if _declares_calendar(workspace) and any(map(_is_councils, workspace.plans)) and not _interim_reports(workspace):
        yield Finding(
            workspace.file,
            ("calendar",),
            Message("no follow-up ends between 30 June and 31 August"),
            Message('add one to the calendar: T2 with ends: "08-31" and report: "10-31"'),
            workspace.id,
            True,
        )


@rule(
    "E005",
    Severity.WARNING,
    Workspace,
    title=Message("The interim report is due more than two months after its period"),
    reason=Message(
        "The interim report goes to the council within two months of the end of its period, so that there is time to act on it."
    ),
)
def interim_report_too_late(workspace: Workspace, review: Review) -> Iterator[Finding]:
    reports = _interim_reports(workspace) if _declares_calendar(workspace) else {}
    if any(not _is_late(period) for period in reports.values()):
        return
    for name, period in reports.items():
        yield Finding(
            workspace.file,
            ("calendar", name, "report"),
            Message(
                "the report on {name}, which ends {ends}, is due {report}: more than two months later",
                name=name,
                ends=period.ends,
                report=period.report,
            ),
            Message("it is due {latest} at the latest", latest=_two_months_after(period.ends)),
            workspace.id,
        )


def _declares_calendar(workspace: Workspace) -> bool:
    return "calendar" in workspace.organisation.model_fields_set


def _interim_reports(workspace: Workspace) -> dict[str, CalendarPeriod]:
    """The follow-ups that cover between half and two thirds of the year."""
    calendar = workspace.calendar
    return {name: period for name, period in calendar.periods.items() if _HALF <= period.ends <= _TWO_THIRDS and name != calendar.names[-1]}


def _is_late(period: CalendarPeriod) -> bool:
    """Whether the report is due too late; one that is due before the period's end falls in the next year."""
    return period.report is not None and (period.report > _two_months_after(period.ends) or period.report < period.ends)


def _two_months_after(ends: str) -> str:
    """The last day of the second month after, where the period ends with a month; else the same day of it."""
    month, day = int(ends[:2]), int(ends[3:])
    last = last_day(2024, month + 2)
    whole = day == last_day(2024, month)
    return datetime.date(2024, month + 2, last if whole else min(day, last)).strftime("%m-%d")
