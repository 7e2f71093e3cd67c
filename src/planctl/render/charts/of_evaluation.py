"""What is known of an organisation, as the data of its charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planctl.evaluate.goal import effective, rolled_up
from planctl.evaluate.status import Evaluation, GoalResult, Status, UnitResult
from planctl.message import N_
from planctl.render.charts.chart import Chart
from planctl.render.charts.heatmap import Heatmap, heatmap
from planctl.render.language import Language


def goal_heatmap(evaluation: Evaluation, language: Language, prefix: str, title: str = "") -> Chart | None:
    """The goals of the organisation by the units that contribute to them; None where no unit does."""
    data = heatmap_of(evaluation, title or language.text(N_("Goals by unit")))
    return heatmap(data, language, prefix) if data.cells else None


def heatmap_of(evaluation: Evaluation, title: str) -> Heatmap:
    """The goals that support no other, by the units with goals below them. A unit's part has the status of its worst goal there."""
    tops = [goal for unit in evaluation.units for goal in unit.goals if not goal.entry.supports and goal.supporters]
    parts = [_parts(goal) for goal in tops]
    units = [unit for unit in evaluation.units if any(_id(unit) in part for part in parts)]
    cells = {
        (row, column): _worst(part[_id(unit)]) for row, unit in enumerate(units) for column, part in enumerate(parts) if _id(unit) in part
    }
    return Heatmap(title, tuple(unit.unit.title for unit in units), tuple(goal.entry.model.title for goal in tops), cells)


def _id(unit: UnitResult) -> str:
    return unit.unit.id


def _parts(top: GoalResult) -> dict[str, list[GoalResult]]:
    """All goals below one, however far, by unit; each once."""
    found: dict[str, list[GoalResult]] = {}
    for goal in _below(top):
        found.setdefault(goal.entry.plan.unit_id, []).append(goal)
    return found


def _below(top: GoalResult) -> Iterator[GoalResult]:
    waiting, seen = list(top.supporters), {top.entry.address}
    while waiting:
        goal = waiting.pop(0)
        if goal.entry.address not in seen:
            seen.add(goal.entry.address)
            yield goal
            waiting += goal.supporters


def _worst(goals: Iterable[GoalResult]) -> Status:
    return rolled_up([(effective(goal), 1) for goal in goals], "worst")
