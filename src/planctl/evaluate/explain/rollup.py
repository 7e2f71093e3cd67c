"""The way up from a goal: how its status follows from its parts, and the goals that it counts in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planctl.evaluate.explain.case import Case
from planctl.evaluate.explain.explanation import Count, Place, Row, Text, Word
from planctl.evaluate.status import GoalResult, Status
from planctl.message import Message, Plural
from planctl.workspace.entries import GoalEntry

Counts = Mapping[Status, int]


def goal_row(name: str, label: Message, result: GoalResult, note: Text | None = None, level: int = 0) -> Row:
    entry = result.entry
    return Row(
        name,
        label,
        entry.model.title,
        note=note,
        status=result.status,
        address=entry.address,
        place=Place(entry.plan.file, entry.path),
        level=level,
    )


_HIGHEST = 20
"""Levels: an organisation has fewer, and a circle of goals would go on."""


def way_up(case: Case, goal: GoalEntry, level: int = 0, told: set[str] | None = None) -> Iterator[Row]:
    """A goal with its rule and its counts, then the goals that it supports, and theirs, up to the root; each is told once."""
    told = set() if told is None else told
    told.add(goal.address)
    result = case.goal(goal)
    yield goal_row("goal", Message("Goal"), result, level=level)
    yield Row("counts", Message("Parts"), counts_text(result.counts), level=level)
    yield Row("rule", Message("Rule"), Word("rollup", result.rule), result.rule, level=level)
    if result.assessment:
        yield Row("assessment", Message("Assessment"), result.assessment, result.assessment.value, status=result.assessment, level=level)
    for above in case.goals_at(goal.supports, goal.plan.unit_id):
        if above.address not in told and level < _HIGHEST:
            yield from way_up(case, above, level + 1, told)


def counts_text(counts: Counts) -> Text:
    """`2 green, 1 red; 1 without a colour does not count`."""
    parts = tuple(Count(counts[status], status) for status in Status if counts.get(status))
    if not parts:
        return Message("there are none")
    left_out = sum(n for status, n in counts.items() if not status.is_colour)
    if not left_out:
        return parts
    without = Plural("{n} has no colour and is left out", "{n} have no colour and are left out", n=left_out)
    return Message("{parts}; {without}", parts=parts, without=without)
