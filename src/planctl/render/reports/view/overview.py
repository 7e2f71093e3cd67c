"""The whole organisation as templates see it: goals by units, the cascade, what is red, and the trend."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from planctl.evaluate.evaluation import evaluate
from planctl.evaluate.goal import effective
from planctl.evaluate.status import COLOURS, Change, Evaluation, GoalResult, Status, UnitResult
from planctl.notation.period import Period
from planctl.render.charts.chart import Chart
from planctl.render.charts.distribution import distribution
from planctl.render.charts.of_evaluation import goal_heatmap
from planctl.render.reports.view.goals import Goal, Supporter, goal_view, supporter_view
from planctl.render.reports.view.kpis import Kpi, kpi_view
from planctl.render.reports.view.links import Reference
from planctl.render.reports.view.marks import Count, Mark, change_mark, counts_of
from planctl.render.reports.view.scope import Scope
from planctl.render.reports.view.texts import said
from planctl.render.reports.view.units import Missing, missing_view
from planctl.render.words import counted

_EARLIER = 4
"""How many follow-ups before the period the trend looks at."""


class Cell(NamedTuple):
    """What a unit does for one of the goals of the whole organisation."""

    status: Mark | None
    """The worst colour of the unit's goals that support it, directly or through others; none where there are no such goals."""
    goals: tuple[Supporter, ...]
    """Those goals."""


class MatrixRow(NamedTuple):
    """A unit against the goals of the whole organisation."""

    unit: Reference
    """The unit."""
    depth: int
    """How deep it lies in the tree of units, the whole organisation 0."""
    counts: tuple[Count, ...]
    """How many of its KPIs have each status."""
    cells: tuple[Cell, ...]
    """A cell for each of `Overview.goals`, in their order."""


class Node(NamedTuple):
    """A goal in the cascade."""

    goal: Supporter
    """The goal with its status."""
    below: "tuple[Node, ...]"
    """The goals that support it."""


class Red(NamedTuple):
    """A red KPI."""

    unit: Reference
    """Its unit."""
    kpi: Kpi
    """The KPI."""


class RedGoal(NamedTuple):
    """A red goal."""

    unit: Reference
    """Its unit."""
    goal: Supporter
    """The goal."""
    analysis: str | None
    """Why it is so."""
    action: str | None
    """What is done about it."""


class Moment(NamedTuple):
    """How the KPIs stood at a follow-up."""

    period: str
    """The follow-up: T2 2026."""
    counts: tuple[Count, ...]
    """How many KPIs were green, yellow and red, in this order; all three, also where there are none."""
    judged: int
    """How many had a colour."""
    share: str
    """The share of these that were green: 62 %."""


class Overview(NamedTuple):
    """The whole organisation at the period of the report."""

    vision: str | None
    """The vision of the whole organisation."""
    counts: tuple[Count, ...]
    """How many KPIs have each status."""
    goal_counts: tuple[Count, ...]
    """How many goals have each status."""
    goals: tuple[Goal, ...]
    """The goals of the whole organisation: those of the root unit's plan."""
    matrix: tuple[MatrixRow, ...]
    """Every unit that has a plan, against these goals."""
    cascade: tuple[Node, ...]
    """The goals of the whole organisation, with the goals that support them, and so on."""
    unattached: tuple[Supporter, ...]
    """The units' goals that support no other."""
    red_goals: tuple[RedGoal, ...]
    """The goals that are red."""
    red: tuple[Red, ...]
    """The KPIs that are red."""
    missing: tuple[Missing, ...]
    """The outcomes that are missing."""
    overdue: int
    """How many activities and assignments are overdue."""
    without_plan: tuple[Reference, ...]
    """The units without a plan for the period."""
    trend: tuple[Moment, ...]
    """How the KPIs stood at this follow-up and those before it, oldest first."""
    moved: tuple[Count, ...]
    """How many KPIs are better, same and worse than their previous comparable outcome."""
    statuses: Chart | None
    """A picture of how many KPIs have each status; none where there are no KPIs."""
    chart: Chart | None
    """A picture of the goals by units; none where no unit contributes to a goal."""


def overview_view(scope: Scope) -> Overview:
    """The organisation at the scope's period."""
    evaluation, language = scope.case.evaluation, scope.language
    root = evaluation.units[0]
    goals = [goal for unit in evaluation.units for goal in unit.goals]
    supporting = {id(supporter.entry) for goal in goals for supporter in goal.supporters}
    return Overview(
        vision=said(root.plan.model.vision) if root.plan else None,
        counts=counts_of(language, [kpi.status for kpi in evaluation.kpis()]),
        goal_counts=counts_of(language, [goal.status for goal in goals]),
        goals=tuple(goal_view(scope, goal, root.activities) for goal in root.goals),
        matrix=tuple(_matrix(scope, root.goals, evaluation.units)),
        cascade=tuple(_node(scope, goal, frozenset()) for goal in root.goals),
        unattached=tuple(
            supporter_view(scope, goal) for unit in evaluation.units[1:] for goal in unit.goals if id(goal.entry) not in supporting
        ),
        red_goals=tuple(_red_goals(scope)),
        red=tuple(
            Red(scope.unit_reference(unit.unit), kpi_view(scope, kpi))
            for unit in evaluation.units
            for kpi in unit.kpis
            if kpi.status is Status.RED
        ),
        missing=tuple(missing_view(scope, kpi) for kpi in evaluation.kpis() if kpi.status in (Status.MISSING, Status.UNASSESSED)),
        overdue=sum(activity.overdue for unit in evaluation.units for activity in (*unit.activities, *unit.assignments)),
        without_plan=tuple(scope.unit_reference(unit.unit) for unit in evaluation.units if unit.plan is None),
        trend=tuple(_trend(scope)),
        moved=_moved(scope),
        statuses=distribution(evaluation.summary(), language, "statuses") if evaluation.kpis() else None,
        chart=goal_heatmap(evaluation, language, "goals-by-unit"),
    )


def _matrix(scope: Scope, goals: tuple[GoalResult, ...], units: tuple[UnitResult, ...]) -> Iterator[MatrixRow]:
    below = [{id(goal.entry): goal for goal in (*_all_below(council, frozenset()), council)} for council in goals]
    for unit in units:
        if unit.plan is None:
            continue
        own = [[goal for goal in unit.goals if id(goal.entry) in found] for found in below]
        yield MatrixRow(
            scope.unit_reference(unit.unit),
            unit.unit.depth,
            counts_of(scope.language, [kpi.status for kpi in unit.kpis]),
            tuple(_cell(scope, found) for found in own),
        )


def _cell(scope: Scope, goals: list[GoalResult]) -> Cell:
    statuses = {effective(goal) for goal in goals}
    worst = next((status for status in Status if status in statuses), None)
    return Cell(scope.status(worst) if worst else None, tuple(supporter_view(scope, goal) for goal in goals))


def _all_below(goal: GoalResult, above: frozenset[int]) -> Iterator[GoalResult]:
    """All goals that support a goal, directly or not; one that supports itself in a circle is not gone into again."""
    for supporter in goal.supporters:
        if id(supporter.entry) not in above:
            yield supporter
            yield from _all_below(supporter, above | {id(goal.entry)})


def _node(scope: Scope, goal: GoalResult, above: frozenset[int]) -> Node:
    inside = above | {id(goal.entry)}
    below = (supporter for supporter in goal.supporters if id(supporter.entry) not in inside)
    return Node(supporter_view(scope, goal), tuple(_node(scope, supporter, inside) for supporter in below))


def _red_goals(scope: Scope) -> Iterator[RedGoal]:
    for unit in scope.case.evaluation.units:
        for goal in unit.goals:
            if effective(goal) is Status.RED:
                yield RedGoal(scope.unit_reference(unit.unit), supporter_view(scope, goal), said(goal.analysis), said(goal.action))


def _trend(scope: Scope) -> Iterator[Moment]:
    """The follow-ups before the period at which any KPI had a colour, and the period itself."""
    period, calendar = scope.case.period, scope.calendar
    told_of = (before for before in islice(calendar.before(period), _EARLIER) if _is_reported(scope, before))
    earlier = [evaluate(scope.workspace, before, scope.case.as_of) for before in told_of]
    for evaluation in (*reversed(earlier), scope.case.evaluation):
        moment = _moment(scope, evaluation, evaluation.period)
        if moment.judged:
            yield moment


def _is_reported(scope: Scope, period: Period) -> bool:
    """Whether any unit has reported at a follow-up: without that nothing had a colour."""
    return any(found.year == period.year and period.name in found.periods() for found in scope.workspace.outcomes)


def _moment(scope: Scope, evaluation: Evaluation, period: Period) -> Moment:
    counts, language = evaluation.summary(), scope.language
    colours = tuple(
        Count(scope.status(colour), counts[colour], language.text(counted(colour, counts[colour]))) for colour in reversed(COLOURS)
    )
    judged = sum(counts[colour] for colour in COLOURS)
    share = language.quantity(Decimal(100 * counts[Status.GREEN]) / judged if judged else 0, "%", 0)
    return Moment(scope.period(period), colours, judged, share)


def _moved(scope: Scope) -> tuple[Count, ...]:
    changes = [kpi.change for kpi in scope.case.evaluation.kpis()]
    return tuple(_change(scope, change, n) for change in Change if (n := changes.count(change)))


def _change(scope: Scope, change: Change, n: int) -> Count:
    mark = change_mark(scope.language, change)
    return Count(mark, n, f"{n} {mark.word}")
