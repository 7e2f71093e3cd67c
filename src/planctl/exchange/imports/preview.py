"""What an import would do to the traffic lights: the follow-ups it touches, evaluated before and after, in memory."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from planctl.evaluate.evaluation import evaluate
from planctl.evaluate.status import Evaluation, GoalResult, KpiResult, Status
from planctl.exchange.imports.edits import NewText
from planctl.notation.period import Period
from planctl.workspace.files import OutcomesEntry
from planctl.workspace.workspace import Workspace

Key = tuple[str, Period]
"""An address and a follow-up."""


class Effect(NamedTuple):
    """A KPI or a goal at a follow-up: how it is called, and its status before and after."""

    result: KpiResult | GoalResult
    before: Status
    after: Status

    @property
    def is_change(self) -> bool:
        return self.before is not self.after


class Effects(NamedTuple):
    """What becomes of KPIs that are touched, and of the goals whose colour changes with them."""

    kpis: Mapping[Key, Effect]
    goals: Sequence[tuple[Key, Effect]]


def effects(texts: Sequence[NewText], workspace: Workspace, as_of: datetime.date) -> Effects:
    """Evaluates what the texts touch. Afterwards the workspace holds the new outcomes."""
    periods = sorted({filing.statement.target.period for text in texts for filing in text.filings}, key=workspace.calendar.key)
    before = [evaluate(workspace, period, as_of) for period in periods]
    for text in texts:
        unit = workspace.units[text.unit]
        unit.outcomes[text.model.year] = OutcomesEntry(text.file, text.model, unit)
    after = [evaluate(workspace, period, as_of) for period in periods]
    kpis: dict[Key, Effect] = {}
    goals: list[tuple[Key, Effect]] = []
    for old, new in zip(before, after, strict=True):
        kpis |= _effects(old, old.kpis(), new.kpis())
        goals += [(key, effect) for key, effect in _effects(old, old.goals.values(), new.goals.values()).items() if effect.is_change]
    return Effects(kpis, goals)


def _effects(
    evaluation: Evaluation, before: Iterable[KpiResult | GoalResult], after: Iterable[KpiResult | GoalResult]
) -> dict[Key, Effect]:
    then = {result.entry.address: result for result in after}
    return {
        (result.entry.address, evaluation.period): Effect(result, result.status, then[result.entry.address].status) for result in before
    }
