"""Rules about goals: that they can be measured, hang together with the goals above, have an owner, and say what is to be reached."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.rules.links import units_above
from planctl.rules.owners import is_ownerless
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Review
from planctl.rules.whole import is_whole
from planctl.rules.wording import doing, vague_words
from planctl.workspace.entries import GoalEntry
from planctl.workspace.files import PlanEntry


@rule(
    "G001",
    Severity.WARNING,
    GoalEntry,
    title=Message("A goal has no measure"),
    reason=Message(
        "Auditors find it in nearly every plan: a goal without a KPI of its own and without goals that contribute to it. Nobody can say "
        "whether it is reached."
    ),
)
def without_measure(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    if not goal.kpis and not goal.supporters and not review.workspace.broken:
        yield at(
            goal,
            message=Message("nothing measures the goal {title}", title=goal.model.title),
            hint=Message("add a KPI under kpis, or let the goals that contribute to it say supports: {address}", address=goal.address),
        )


@rule(
    "G002",
    Severity.WARNING,
    GoalEntry,
    title=Message("A goal contributes to nothing above it"),
    reason=Message(
        "The line from vision to council goals to the goals of a unit is broken here. Work is done for a goal that no decision above asks "
        "for, or that nobody has said it serves."
    ),
)
def supports_nothing_above(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    if goal.model.supports or not is_whole(review.workspace, goal.plan.file, goal.path):
        return
    above = _plan_above(goal.plan)
    if above:
        yield at(
            goal,
            message=Message("the goal {title} supports no goal above it", title=goal.model.title),
            hint=Message(
                "add supports: and the goal that it contributes to, as in {example}", example=next(iter(above.goals.values())).address
            ),
        )


def _plan_above(plan: PlanEntry) -> PlanEntry | None:
    """The plan with goals of the nearest unit above that has one for the same years."""
    years = plan.years
    if years is None:
        return None
    plans = (unit.plan_for(year) for unit in units_above(plan) for year in (years.first, years.last))
    return next((found for found in plans if found and found.goals), None)


@rule(
    "G003",
    Severity.WARNING,
    PlanEntry,
    title=Message("A plan has too many goals"),
    reason=Message("When everything is a goal, nothing comes first. Auditors ask for fewer goals that are really followed up."),
)
def too_many_goals(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    limit = review.workspace.organisation.limits.goals_per_plan
    if len(plan.goals) > limit:
        yield Finding(
            plan.file,
            ("goals",),
            Message("the plan has {n} goals, where {limit} are the most", n=len(plan.goals), limit=limit),
            Message("choose among them, or set {setting} under limits in organisation.yaml", setting="goals_per_plan"),
            plan.unit_id,
            key=True,
        )


@rule(
    "G004",
    Severity.WARNING,
    PlanEntry,
    title=Message("Two goals of a plan have the same title"),
    reason=Message("In a report nobody can tell the two apart. Most often one of them is a copy that was never rewritten."),
)
def same_title(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    first: dict[str, GoalEntry] = {}
    for goal in plan.goals.values():
        known = first.setdefault(goal.model.title.casefold(), goal)
        if known is not goal:
            yield at(
                goal,
                "title",
                message=Message("the goal {id} has the same title", id=known.id),
                hint=Message("say in the titles how the two differ, or make one goal of them"),
            )


@rule(
    "G005",
    Severity.WARNING,
    GoalEntry,
    title=Message("A goal is worded vaguely"),
    reason=Message(
        "Words like improve, good or work for can be called reached in any year. Auditors ask for goals that name a result which can be "
        "seen to be there or not."
    ),
)
def vague(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    title = goal.model.title
    if found := vague_words(title):
        yield at(
            goal,
            "title",
            message=Message("“{words}” does not say what is reached when the goal is reached", words=found[1]),
            hint=Message("name the result: what is different for whom, as in {example}", example="Alla elever når gymnasiet"),
        )._replace(offset=found.start(1), length=len(found[1]))


@rule(
    "G006",
    Severity.WARNING,
    GoalEntry,
    title=Message("A goal has no owner"),
    reason=Message(
        "A goal that nobody answers for is nobody's to explain when it is missed. The plan's responsible or the unit's head will do."
    ),
)
def without_owner(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    if is_ownerless(goal) and is_whole(review.workspace, goal.plan.file, goal.path):
        yield at(
            goal,
            message=Message("nobody answers for the goal {title}", title=goal.model.title),
            hint=Message("add owner: and a role, or responsible: under document, for the whole plan"),
        )


@rule(
    "G007",
    Severity.OFF,
    GoalEntry,
    title=Message("A goal can't be followed at the interim report"),
    reason=Message(
        "The interim report shall say how the goals stand, and yearly KPIs say nothing then. The rule is off until an organisation turns "
        "it on, for many good measures, such as surveys, come but once a year."
    ),
)
def not_followed_at_interim(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    calendar = review.workspace.calendar
    if not goal.kpis or goal.supporters or len(calendar.names) < 2 or not is_whole(review.workspace, goal.plan.file, goal.path):
        return
    if all(calendar.due_names(kpi.model.frequency) == {calendar.names[-1]} for kpi in goal.kpis):
        yield at(
            goal,
            message=Message("every KPI of the goal {title} is measured at the end of the year", title=goal.model.title),
            hint=Message("add a KPI that is measured at {periods}", periods=calendar.names[:-1]),
        )


@rule(
    "G008",
    Severity.WARNING,
    GoalEntry,
    title=Message("A goal is worded as an activity"),
    reason=Message(
        "Auditors' complaint: something that shall be done is presented as a goal. When it is done, nobody knows whether it did any good."
    ),
)
def activity_as_goal(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    if found := doing(goal.model.title):
        yield at(
            goal,
            "title",
            message=Message("“{words}” is something to do, not something to reach", words=found[1]),
            hint=Message("make it an activity, under the goal that says what shall be better when it is done"),
        )._replace(offset=found.start(1), length=len(found[1]))
