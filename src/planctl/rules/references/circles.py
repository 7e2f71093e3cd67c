"""Rules about circles among goals: references that lead back to where they began."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.rules.links import resolve
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Review
from planctl.workspace.entries import GoalEntry
from planctl.workspace.workspace import Workspace

Following = Callable[[GoalEntry], Iterable[GoalEntry]]
"""The goals that a goal leads to."""


@rule(
    "R004",
    Severity.ERROR,
    Workspace,
    title=Message("Goals support one another in a circle"),
    reason=Message("A goal's status is rolled up from the goals that support it. In a circle every status would depend on itself."),
)
def support_in_circle(workspace: Workspace, review: Review) -> Iterator[Finding]:
    for first, *supporters in _circles((goal for goal in _goals(workspace) if goal.supporters), lambda goal: goal.supporters):
        others = supporters[::-1]
        message = Message("goals support one another in a circle: {circle}", circle=_walked(first, *others, first))
        yield at(
            first,
            "supports",
            message=message if others else Message("this goal supports itself"),
            hint=Message("take one of the references away: a goal above is supported by those below, and never the other way round"),
        )


@rule(
    "R005",
    Severity.ERROR,
    Workspace,
    title=Message("Goals depend on one another in a circle"),
    reason=Message("None of the goals in the circle can be reached first, so none can be reached at all."),
)
def dependence_in_circle(workspace: Workspace, review: Review) -> Iterator[Finding]:
    def needed(goal: GoalEntry) -> list[GoalEntry]:
        found = (resolve(address, goal.plan, review) for address in goal.depends_on)
        return [target for target in found if isinstance(target, GoalEntry)]

    for first, *others in _circles((goal for goal in _goals(workspace) if goal.model.depends_on), needed):
        message = Message("goals depend on one another in a circle: {circle}", circle=_walked(first, *others, first))
        yield at(
            first,
            "depends_on",
            message=message if others else Message("this goal depends on itself"),
            hint=Message("take one of the references away, so that there is a goal that can be reached first"),
        )


def _goals(workspace: Workspace) -> Iterator[GoalEntry]:
    for plan in workspace.plans:
        yield from plan.goals.values()


def _circles(starts: Iterable[GoalEntry], following: Following) -> Iterator[list[GoalEntry]]:
    """The circles that goals are part of: one for each step that leads back onto the way walked so far."""
    done: set[GoalEntry] = set()
    for start in starts:
        way = {} if start in done else {start: _steps(start, following)}
        while way:
            goal, ahead = next(reversed(way.items()))
            step = ahead.pop() if ahead else None
            if step is None:
                way.popitem()
                done.add(goal)
            elif step in way:
                passed = list(way)
                yield passed[passed.index(step) :]
            elif step not in done:
                way[step] = _steps(step, following)


def _walked(*goals: GoalEntry) -> str:
    """The addresses of the goals, as a way that leads from one to the next."""
    return " → ".join(goal.address for goal in goals)


def _steps(goal: GoalEntry, following: Following) -> list[GoalEntry]:
    return list(dict.fromkeys(following(goal)))
