"""A goal explained: its parts, the rule that joins them, the person's judgement beside it, and what it counts in."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.evaluate.explain.case import Case, quantity
from planctl.evaluate.explain.explanation import Explanation, Place, Row, Text, Word, said, section, sections
from planctl.evaluate.explain.rollup import counts_text, goal_row, way_up, weighting
from planctl.evaluate.status import ActivityResult, GoalResult, KpiResult
from planctl.message import Message
from planctl.workspace.entries import GoalEntry, KpiEntry


def explain_goal(case: Case, result: GoalResult) -> Explanation:
    goal = result.entry
    above = case.goals_at(goal.supports, goal.plan.unit_id)
    return Explanation(
        kind="goal",
        address=goal.address,
        title=goal.model.title,
        unit=goal.plan.unit_id,
        period=result.period,
        as_of=case.as_of,
        status=result.status,
        reason=_reason(result),
        sections=sections(
            section("parts", Message("Parts"), *_parts(result)),
            section("rule", Message("Roll-up"), *_rule_rows(result)),
            section("assessment", Message("Assessment"), *_assessment_rows(result)),
            section("supports", Message("Supports"), *(row for target in above for row in way_up(case, target))),
            section("depends-on", Message("Depends on"), *_dependencies(case, result)),
            section("activities", Message("Activities"), *_activities(case, result)),
            section("goal", Message("The goal"), *_about(case, result)),
        ),
    )


def _reason(result: GoalResult) -> Message:
    counts = counts_text(result.counts)
    if not result.counts:
        return Message("no KPI and no goal supports it")
    if not result.status.is_colour:
        return Message("none of its parts has a colour: {counts}", counts=counts)
    return Message("{counts}: {rule}", counts=counts, rule=Word("rollup", result.rule))


def _parts(result: GoalResult) -> Iterator[Row]:
    for kpi in result.kpis:
        yield kpi_row(kpi, *_weight(result, kpi.entry))
    for supporter in result.supporters:
        notes = (*_counts_as(supporter), *_weight(result, supporter.entry))
        yield goal_row("supporter", Message("Supporting goal"), supporter, notes or None)


def kpi_row(kpi: KpiResult, *further: Text) -> Row:
    """A KPI with its value."""
    value = [quantity(kpi, kpi.reading.value)] if kpi.reading else []
    notes = (*value, *further)
    where = Place(kpi.entry.plan.file, kpi.entry.path)
    return Row("kpi", Message("KPI"), kpi.entry.model.title, None, notes or None, kpi.status, address=kpi.entry.address, place=where)


def _weight(result: GoalResult, part: KpiEntry | GoalEntry) -> Iterator[Text]:
    """How much a part counts, where the rule asks for that."""
    if result.rule == "weighted":
        yield Message("weight {n}", n=part.model.weight)


def _counts_as(supporter: GoalResult) -> Iterator[Text]:
    """A supporting goal without a computed colour counts by its assessment."""
    if not supporter.status.is_colour and supporter.assessment:
        yield Message("assessed: {status}", status=supporter.assessment)


def _rule_rows(result: GoalResult) -> Iterator[Row | None]:
    own = result.entry.model.rollup is not None
    note = Message("the goal's own rule") if own else Message("the organisation's rule")
    yield Row("rule", Message("Rule"), Word("rollup", result.rule), result.rule, note=note)
    yield Row("counts", Message("Parts"), counts_text(result.counts))
    yield weighting(result)
    yield Row("computed", Message("Computed"), result.status, result.status.value, status=result.status)


def _assessment_rows(result: GoalResult) -> Iterator[Row | None]:
    where = Place(result.source.file, ("goals", result.entry.id, result.period.name)) if result.source else None
    if result.assessment:
        note = Message("the computed status is {status}", status=result.status) if result.disputed else None
        yield Row("assessment", Message("Assessment"), result.assessment, result.assessment.value, note, result.assessment, place=where)
    yield said("analysis", Message("Analysis"), result.analysis)
    yield said("action", Message("Action"), result.action)


def _dependencies(case: Case, result: GoalResult) -> Iterator[Row]:
    for goal in case.goals_at(result.entry.depends_on, result.entry.plan.unit_id):
        yield goal_row("goal", Message("Goal"), case.goal(goal))


def _activities(case: Case, result: GoalResult) -> Iterator[Row]:
    for activity in case.unit(result.entry).activities:
        if getattr(activity.entry, "goal", None) is result.entry:
            yield _activity_row(activity)


def _activity_row(activity: ActivityResult) -> Row:
    entry = activity.entry
    due: Message | None = None
    if activity.due and activity.status not in ("done", "cancelled"):
        due = Message("overdue since {date}", date=activity.due) if activity.overdue else Message("due {date}", date=activity.due)
    where = Place(entry.plan.file, entry.path)
    status = Word("activity", activity.status)
    return Row("activity", status, entry.model.title, activity.status, note=due, address=entry.address, place=where)


def _about(case: Case, result: GoalResult) -> Iterator[Row | None]:
    model = result.entry.model
    yield said("description", Message("Description"), model.description)
    yield said("owner", Message("Owner"), model.owner)
    if model.economy:
        economy = Message("financial") if model.economy == "financial" else Message("operational")
        yield Row("economy", Message("Good economic management"), economy, model.economy)
    yield case.plan_row(result.entry.plan)
