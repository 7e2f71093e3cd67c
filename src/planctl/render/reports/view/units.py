"""A unit with its plan and its outcomes as templates see it."""

from collections import Counter
from typing import NamedTuple

from planctl.evaluate.status import KpiResult, Status, UnitResult
from planctl.message import N_, Message, Plural
from planctl.render.charts.chart import Chart
from planctl.render.charts.distribution import distribution
from planctl.render.reports.view.activities import Activity, Assignment, activity_view, assignment_view
from planctl.render.reports.view.goals import Goal, goal_view
from planctl.render.reports.view.kpis import Kpi, kpi_view
from planctl.render.reports.view.links import Reference, anchor
from planctl.render.reports.view.marks import Count, counts_of, kept_counts
from planctl.render.reports.view.plans import Plan, plan_view
from planctl.render.reports.view.scope import Scope
from planctl.render.reports.view.services import Service, service_view
from planctl.render.reports.view.texts import Fact, facts, said, titled
from planctl.render.words import capital

_LACKING = (Status.MISSING, Status.UNASSESSED)


class Missing(NamedTuple):
    """An outcome that should be there and is not."""

    kpi: Reference
    """The KPI."""
    owner: str | None
    """Who answers for it."""
    status: str
    """What is missing, in a word: saknas, ej bedömd."""
    reason: str | None
    """Why, as the plan's calendar says: it was due on a day and is not reported."""
    explanation: str | None
    """Why, as the unit says."""


class Unit(NamedTuple):
    """A unit at the period of the report."""

    id: str
    """Its id."""
    anchor: str
    """The id of its element on the page."""
    href: str | None
    """Where it is shown."""
    title: str
    """What it is called."""
    facts: tuple[Fact, ...]
    """What sort of unit it is, its head and its staff; those that there are."""
    description: str | None
    """What it does."""
    above: tuple[Reference, ...]
    """The units that it belongs to, the whole organisation first."""
    below: tuple[Reference, ...]
    """The units right below it."""
    plan: Plan | None
    """The plan in force; none where there is none, and then the fields below are empty."""
    reported: bool
    """Whether anything is reported for the period."""
    summary: str | None
    """The unit's own words about the period."""
    counts: tuple[Count, ...]
    """How many of its KPIs have each status."""
    goal_counts: tuple[Count, ...]
    """How many of its goals have each status."""
    attainment: str | None
    """How many goals are reached, in a sentence; none without goals."""
    goals: tuple[Goal, ...]
    """Its goals, each with its KPIs and activities."""
    kpis: tuple[Kpi, ...]
    """Its KPIs without a goal."""
    activities: tuple[Activity, ...]
    """Its activities without a goal."""
    assignments: tuple[Assignment, ...]
    """Tasks given by politics."""
    services: tuple[Service, ...]
    """Its service promises."""
    kept: tuple[Count, ...]
    """How many of these were kept, partly kept, not kept, and not reported."""
    economy: tuple[Goal, ...]
    """Those of its goals that are for good economic management."""
    missing: tuple[Missing, ...]
    """The outcomes that are missing, and why."""
    overdue: tuple[Activity | Assignment, ...]
    """The activities and assignments whose day has passed."""
    chart: Chart | None
    """A picture of how many of its KPIs have each status; none where it has no KPIs."""


def unit_view(scope: Scope, result: UnitResult) -> Unit:
    """A unit at the scope's period."""
    unit, language = result.unit, scope.language
    goals = tuple(goal_view(scope, goal, result.activities) for goal in result.goals)
    of_goals = {kpi.address for goal in goals for kpi in goal.kpis}
    loose = [activity for activity in result.activities if getattr(activity.entry, "goal", None) is None]
    activities = {activity.entry.address: activity_view(scope, activity) for activity in result.activities}
    assignments = tuple(assignment_view(scope, assignment) for assignment in result.assignments)
    return Unit(
        id=unit.id,
        anchor=anchor(unit.id),
        href=scope.links.href("unit", unit.id),
        title=titled(unit.title, unit.id),
        facts=_facts(scope, result),
        description=said(unit.model.description if unit.model else scope.workspace.organisation.description),
        above=tuple(reversed([scope.unit_reference(parent) for parent in unit.above()])),
        below=tuple(scope.unit_reference(child) for child in unit.children),
        plan=plan_view(scope, result.plan) if result.plan else None,
        reported=_is_reported(result, scope.case.period.name, scope.case.period.year),
        summary=said(result.summary),
        counts=counts_of(language, [kpi.status for kpi in result.kpis]),
        goal_counts=counts_of(language, [goal.status for goal in result.goals]),
        attainment=_attainment(scope, result),
        goals=goals,
        kpis=tuple(kpi_view(scope, kpi) for kpi in result.kpis if kpi.entry.address not in of_goals),
        activities=tuple(activities[activity.entry.address] for activity in loose),
        assignments=assignments,
        services=tuple(service_view(scope, service) for service in result.services),
        kept=kept_counts(language, [service.kept for service in result.services]),
        economy=tuple(goal for goal in goals if goal.economy),
        missing=tuple(missing_view(scope, kpi) for kpi in result.kpis if kpi.status in _LACKING),
        overdue=(*(late for late in activities.values() if late.overdue), *(late for late in assignments if late.overdue)),
        chart=_picture(scope, result),
    )


def _picture(scope: Scope, result: UnitResult) -> Chart | None:
    counts = Counter(kpi.status for kpi in result.kpis)
    return distribution(counts, scope.language, f"{result.unit.id}-statuses") if counts else None


def missing_view(scope: Scope, kpi: KpiResult) -> Missing:
    return Missing(
        kpi=scope.reference("kpi", kpi.entry, kpi.entry.model.title),
        owner=said(kpi.entry.owner),
        status=scope.status(kpi.status).word,
        reason=scope.language.text(kpi.reason) if kpi.reason else None,
        explanation=said(kpi.outcome.reason or kpi.outcome.comment) if kpi.outcome else None,
    )


def _facts(scope: Scope, result: UnitResult) -> tuple[Fact, ...]:
    model, text = result.unit.model, scope.language.text
    if model is None:
        return ()
    staff = None if model.staff is None else str(model.staff).replace(".", scope.language.decimal_sign)
    kind = said(model.type)
    return facts((text(N_("Type")), kind and capital(kind)), (text(N_("Head")), said(model.head)), (text(N_("Staff")), staff))


def _is_reported(result: UnitResult, name: str, year: int) -> bool:
    outcomes = result.unit.outcomes.get(year)
    return outcomes is not None and name in outcomes.periods()


def _attainment(scope: Scope, result: UnitResult) -> str | None:
    judged = [goal for goal in result.goals if goal.status.is_colour]
    if not judged:
        return None
    reached = sum(goal.status is Status.GREEN for goal in judged)
    text: Message = Plural("{reached} of {n} goal is reached", "{reached} of {n} goals are reached", n=len(judged), reached=reached)
    left = len(result.goals) - len(judged)
    if left:
        text = Message("{text}; {left} can't be judged yet", text=text, left=left)
    return scope.language.text(Message("{text}.", text=text))
