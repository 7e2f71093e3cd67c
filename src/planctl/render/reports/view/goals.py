"""A goal as templates see it."""

from typing import NamedTuple

from planctl.evaluate.status import ActivityResult, GoalResult, Status
from planctl.message import N_
from planctl.model.outcomes import GoalOutcome
from planctl.render.reports.view.activities import Activity, activity_view
from planctl.render.reports.view.kpis import Kpi, kpi_view
from planctl.render.reports.view.links import Reference, anchor
from planctl.render.reports.view.marks import Count, Mark, counts_of
from planctl.render.reports.view.scope import Scope
from planctl.render.reports.view.texts import said, titled
from planctl.render.words import ROLLUP_WORDS

_ECONOMY = {"financial": N_("financial goal"), "operational": N_("operational goal")}


class Supporter(NamedTuple):
    """A goal that supports another one."""

    goal: Reference
    """The goal."""
    status: Mark
    """Its computed status."""
    assessment: Mark | None
    """A person's judgement of it."""


class Goal(NamedTuple):
    """A goal at the period of the report."""

    address: str
    """Its address: personal/friska-medarbetare."""
    anchor: str
    """The id of its element on the page."""
    href: str | None
    """Where it is shown."""
    title: str
    """The goal."""
    unit: str
    """The title of its unit."""
    description: str | None
    """More about it."""
    group: str | None
    """The heading that it is listed under."""
    owner: str | None
    """The role that answers for it."""
    economy: str | None
    """That it is a financial or operational goal for good economic management, in words."""
    supports: tuple[Reference, ...]
    """The goals above that it contributes to."""
    depends_on: tuple[Reference, ...]
    """The goals that must be reached first."""
    supporters: tuple[Supporter, ...]
    """The goals that support it."""
    status: Mark
    """The status computed from its KPIs and supporting goals."""
    rule: str
    """How that follows from them, in words."""
    counts: tuple[Count, ...]
    """How many of them have each status."""
    assessment: Mark | None
    """A person's judgement."""
    disputed: bool
    """Whether the person and the rule see different colours."""
    analysis: str | None
    """Why it is so."""
    action: str | None
    """What is done about it."""
    comment: str | None
    """A comment."""
    kpis: tuple[Kpi, ...]
    """Its KPIs."""
    activities: tuple[Activity, ...]
    """Its activities."""


def goal_view(scope: Scope, result: GoalResult, activities: tuple[ActivityResult, ...]) -> Goal:
    """A goal with its KPIs, and with those of its unit's activities that are its own."""
    entry, model, language = result.entry, result.entry.model, scope.language
    report: GoalOutcome | None = entry.report(result.period)
    own = [activity for activity in activities if getattr(activity.entry, "goal", None) is entry]
    unit = entry.plan.unit
    return Goal(
        address=entry.address,
        anchor=anchor(entry.address),
        href=scope.links.href("goal", entry.address),
        title=titled(model.title, entry.id),
        unit=titled(unit.title, unit.id) if unit else entry.plan.unit_id,
        description=said(model.description),
        group=said(model.group),
        owner=said(model.owner),
        economy=language.text(_ECONOMY[model.economy]) if model.economy else None,
        supports=_references(scope, entry.supports, entry.plan.unit_id),
        depends_on=_references(scope, entry.depends_on, entry.plan.unit_id),
        supporters=tuple(supporter_view(scope, supporter) for supporter in result.supporters),
        status=scope.status(result.status),
        rule=language.text(ROLLUP_WORDS[result.rule]),
        counts=counts_of(language, [status for status in Status for _ in range(result.counts.get(status, 0))]),
        assessment=scope.status(result.assessment) if result.assessment else None,
        disputed=result.disputed,
        analysis=said(result.analysis),
        action=said(result.action),
        comment=said(report.comment) if report else None,
        kpis=tuple(kpi_view(scope, kpi) for kpi in result.kpis),
        activities=tuple(activity_view(scope, activity) for activity in own),
    )


def supporter_view(scope: Scope, result: GoalResult) -> Supporter:
    assessment = scope.status(result.assessment) if result.assessment else None
    return Supporter(scope.goal_reference(result), scope.status(result.status), assessment)


def _references(scope: Scope, addresses: list[str], home: str) -> tuple[Reference, ...]:
    return tuple(scope.reference("goal", goal, goal.model.title) for goal in scope.case.goals_at(addresses, home))
