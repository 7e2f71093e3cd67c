"""Rules about KPIs together: that they are not too many, and can be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Review
from planctl.workspace.entries import GoalEntry, KpiEntry
from planctl.workspace.files import PlanEntry


@rule(
    "K007",
    Severity.WARNING,
    GoalEntry,
    title=Message("A goal has too many KPIs"),
    reason=Message("With many KPIs a goal is always partly reached, and nobody can say which of them matters."),
)
def too_many_for_goal(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    limit = review.workspace.organisation.limits.kpis_per_goal
    if len(goal.kpis) > limit:
        yield at(
            goal,
            "kpis",
            message=Message("the goal has {n} KPIs, where {limit} are the most", n=len(goal.kpis), limit=limit),
            hint=Message("choose the ones that tell whether it is reached, or set {setting} under limits", setting="kpis_per_goal"),
            key=True,
        )


@rule(
    "K008",
    Severity.WARNING,
    PlanEntry,
    title=Message("A plan has too many KPIs"),
    reason=Message("Auditors find that measures which nobody has time to follow up push the important ones aside."),
)
def too_many_for_plan(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    limit = review.workspace.organisation.limits.kpis_per_plan
    if len(plan.kpis) > limit:
        yield Finding(
            plan.file,
            ("goals",) if plan.model.goals else ("kpis",),
            Message("the plan has {n} KPIs, where {limit} are the most", n=len(plan.kpis), limit=limit),
            Message(
                "leave out those that lead to no decision, or set {setting} under limits in organisation.yaml", setting="kpis_per_plan"
            ),
            plan.unit_id,
            key=True,
        )


@rule(
    "K009",
    Severity.WARNING,
    PlanEntry,
    title=Message("Two KPIs of a plan have the same title"),
    reason=Message("In a report nobody can tell the two apart, and outcomes are easily put under the wrong one."),
)
def same_title(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    first: dict[tuple[str, str | None], KpiEntry] = {}
    for kpi in plan.kpis.values():
        known = first.setdefault((kpi.model.title.casefold(), kpi.model.group), kpi)
        if known is not kpi:
            yield at(
                kpi,
                "title",
                message=Message("the KPI {id} has the same title", id=known.id),
                hint=Message("say in the titles how the two differ"),
            )
