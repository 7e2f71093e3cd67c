"""What every explanation builds on: the evaluated organisation, and the ways to find what belongs to an entry."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from planctl.evaluate.evaluation import evaluate
from planctl.evaluate.explain.explanation import Place, Quantity, Row, Text, Word
from planctl.evaluate.status import Evaluation, GoalResult, KpiResult, UnitResult
from planctl.message import Message
from planctl.notation.number import decimals_of
from planctl.notation.period import Period
from planctl.workspace.entries import Entry, GoalEntry
from planctl.workspace.files import PlanEntry
from planctl.workspace.workspace import Workspace


class Case:
    """An organisation at a period, asked about one of its entries."""

    def __init__(self, workspace: Workspace, period: Period, as_of: datetime.date) -> None:
        self.workspace = workspace
        self.period = period
        self.as_of = as_of
        self.evaluation: Evaluation = evaluate(workspace, period, as_of)

    @cached_property
    def kpis(self) -> dict[str, KpiResult]:
        return {result.entry.address: result for result in self.evaluation.kpis()}

    def unit(self, entry: Entry) -> UnitResult:
        return next(unit for unit in self.evaluation.units if unit.unit is entry.plan.unit)

    def is_in_force(self, entry: Entry) -> bool:
        """Whether the entry's plan is one that was evaluated."""
        return any(unit.plan is entry.plan for unit in self.evaluation.units)

    def goal(self, entry: GoalEntry) -> GoalResult:
        return self.evaluation.goals[entry.address]

    def goals_at(self, addresses: list[str], home: str) -> Iterator[GoalEntry]:
        """The goals in force of some addresses; what is no goal, `planctl check` tells of."""
        for address in addresses:
            found = self.workspace.resolve(address, home, self.period.year)
            if isinstance(found, GoalEntry) and found.address in self.evaluation.goals:
                yield found

    def plan_row(self, plan: PlanEntry) -> Row:
        """The plan, and the decision that it rests on."""
        document = plan.model.document
        decision = (document.decided, document.decided_by, document.section, document.reference)
        parts: Text = (Word("document", document.status), *(part for part in decision if part))
        return Row("plan", Message("Plan"), str(plan.years), str(plan.years), note=parts, place=Place(plan.file, ()))


def quantity(result: KpiResult, value: Decimal) -> Quantity:
    """A value of a KPI with all its digits, and no fewer than the KPI's decimals."""
    return Quantity(value, result.entry.model.unit, max(result.scheme.decimals, decimals_of(value)))
