"""The way up from a goal: how its status follows from its parts, and the goals that it counts in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from planctl.evaluate.explain.case import Case
from planctl.evaluate.explain.explanation import Count, Place, Quantity, Row, Text, Word
from planctl.evaluate.goal import effective
from planctl.evaluate.status import GoalResult, Status
from planctl.message import Message
from planctl.notation.number import round_half_away
from planctl.workspace.entries import GoalEntry

Counts = Mapping[Status, int]
_HALF, _GREEN_FROM = Decimal("0.5"), Decimal("0.75")


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
    if mean := weighting(result):
        yield replace(mean, level=level)
    if result.assessment:
        yield Row("assessment", Message("Assessment"), result.assessment, result.assessment.value, status=result.assessment, level=level)
    for above in case.goals_at(goal.supports, goal.plan.unit_id):
        if above.address not in told and level < _HIGHEST:
            yield from way_up(case, above, level + 1, told)


def counts_text(counts: Counts) -> Text:
    """`2 green, 1 red; 1 missing (left out)`."""
    coloured = tuple(Count(counts[status], status) for status in Status if status.is_colour and counts.get(status))
    without = tuple(Count(counts[status], status) for status in Status if not status.is_colour and counts.get(status))
    if coloured and without:
        return Message("{parts}; {without} (left out)", parts=coloured, without=without)
    return coloured or without or Message("there are none")


def weighting(result: GoalResult) -> Row | None:
    """How the weights of the parts that have a colour come to a mean; None where the rule asks for none."""
    weights: Counter[Status] = Counter()
    for status, weight in (
        *((kpi.status, kpi.entry.model.weight) for kpi in result.kpis),
        *((effective(goal), goal.entry.model.weight) for goal in result.supporters),
    ):
        weights[status] += weight
    green, yellow, red = (weights[status] for status in (Status.GREEN, Status.YELLOW, Status.RED))
    total = green + yellow + red
    if result.rule != "weighted" or not result.status.is_colour:
        return None
    if not total:
        return Row("mean", Message("Mean"), Message("no part has a weight: how many are green decides"))
    mean = Message(
        "({green} × 1 + {yellow} × {half} + {red} × 0) / {total} = {mean}",
        green=green,
        yellow=yellow,
        half=Quantity(_HALF),
        red=red,
        total=total,
        mean=Quantity(round_half_away((green + yellow * _HALF) / total, 2), decimals=2),
    )
    note = Message(
        "the weights of green, yellow and red; green from {green}, yellow from {yellow}",
        green=Quantity(_GREEN_FROM),
        yellow=Quantity(_HALF),
    )
    return Row("mean", Message("Mean"), mean, note=note)
