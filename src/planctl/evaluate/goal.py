"""A goal's status, rolled up from its KPIs and the goals that support it by a named rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from planctl.evaluate.status import GoalResult, KpiResult, Status
from planctl.model.outcomes import GoalOutcome
from planctl.notation.period import Period
from planctl.workspace.entries import GoalEntry

Weighted = tuple[Status, int]


class GoalEvaluator:
    """Evaluates goals once each, those that support a goal before the goal itself."""

    def __init__(self, period: Period, default_rule: str, kpis: Mapping[str, KpiResult]) -> None:
        self.period = period
        self.default_rule = default_rule
        self.kpis = kpis
        self.results: dict[GoalEntry, GoalResult] = {}
        self.open: set[GoalEntry] = set()

    def evaluate(self, goal: GoalEntry) -> GoalResult:
        """The result of a goal, with those of all goals below it. In a circle, the goal that is come back to is left out."""
        waiting = [goal]
        while waiting:
            current = waiting[-1]
            below = [] if current in self.results else [goal for goal in current.supporters if self._is_wanted(goal)]
            if below and current not in self.open:
                self.open.add(current)
                waiting += below
                continue
            waiting.pop()
            self.open.discard(current)
            if current not in self.results:
                self.results[current] = self._evaluate(current)
        return self.results[goal]

    def _is_wanted(self, supporter: GoalEntry) -> bool:
        return supporter not in self.results and supporter not in self.open and self._is_in_force(supporter)

    def _evaluate(self, goal: GoalEntry) -> GoalResult:
        kpis = tuple(self.kpis[kpi.address] for kpi in goal.kpis if kpi.address in self.kpis)
        supporters = tuple(self.results[known] for known in goal.supporters if known in self.results and self._is_in_force(known))
        parts: list[Weighted] = [(result.status, result.entry.model.weight) for result in kpis]
        parts += [(effective(result), result.entry.model.weight) for result in supporters]
        rule = goal.model.rollup or self.default_rule
        report: GoalOutcome | None = goal.report(self.period)
        return GoalResult(
            entry=goal,
            period=self.period,
            status=rolled_up(parts, rule),
            rule=rule,
            counts=Counter(status for status, _ in parts),
            kpis=kpis,
            supporters=supporters,
            assessment=Status(report.assessment) if report and report.assessment else None,
            analysis=report.analysis if report else None,
            action=report.action if report else None,
            source=goal.source(self.period.year) if report else None,
        )

    def _is_in_force(self, supporter: GoalEntry) -> bool:
        unit = supporter.plan.unit
        return unit is not None and unit.plan_for(self.period.year) is supporter.plan


def effective(result: GoalResult) -> Status:
    """What a supporting goal counts as: its computed colour, or where it has none, a person's judgement."""
    return result.status if result.status.is_colour or result.assessment is None else result.assessment


def rolled_up(parts: Sequence[Weighted], rule: str) -> Status:
    """The status of a whole. Parts without a colour are left out; where none has one, the whole has the most pressing reason of them."""
    coloured = [part for part in parts if part[0].is_colour]
    if coloured:
        return ROLLUPS[rule](coloured)
    reasons = {status for status, _ in parts}
    return next((status for status in Status if status in reasons), Status.UNASSESSED)


def _share(parts: Sequence[Weighted]) -> Status:
    """All green is green, none green is red, otherwise yellow."""
    green = sum(status is Status.GREEN for status, _ in parts)
    if green == len(parts):
        return Status.GREEN
    return Status.YELLOW if green else Status.RED


def _worst(parts: Sequence[Weighted]) -> Status:
    """The worst colour of any part."""
    found = {status for status, _ in parts}
    return next(status for status in (Status.RED, Status.YELLOW, Status.GREEN) if status in found)


def _weighted(parts: Sequence[Weighted]) -> Status:
    """Green counts one, yellow a half, red nothing, each by its weight: at least three quarters is green, less than a half is red."""
    total = sum(weight for _, weight in parts)
    if total == 0:
        return _share(parts)
    points = sum(2 * weight if status is Status.GREEN else weight for status, weight in parts if status is not Status.RED)
    if 4 * points >= 3 * 2 * total:
        return Status.GREEN
    return Status.YELLOW if 2 * points >= 2 * total else Status.RED


ROLLUPS: Mapping[str, Callable[[Sequence[Weighted]], Status]] = {"share": _share, "worst": _worst, "weighted": _weighted}
