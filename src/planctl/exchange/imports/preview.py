"""What an import would do to the traffic lights: every KPI it touches, evaluated before and after, in memory."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from planctl.evaluate.kpi import evaluate_kpi
from planctl.evaluate.status import KpiResult
from planctl.exchange.imports.edits import NewText
from planctl.exchange.imports.filing import Filing
from planctl.notation.period import Period
from planctl.workspace.entries import KpiEntry, OutcomesEntry
from planctl.workspace.workspace import Workspace


class Effect(NamedTuple):
    """A KPI at a follow-up, before and after."""

    before: KpiResult
    after: KpiResult

    @property
    def is_change(self) -> bool:
        return self.before.status is not self.after.status


Key = tuple[str, Period]
"""A KPI's address and a follow-up."""


def effects(texts: Iterable[NewText], workspace: Workspace, as_of: datetime.date) -> dict[Key, Effect]:
    """What becomes of each KPI that is touched. Afterwards the workspace holds the new outcomes."""
    texts = list(texts)
    touched = {
        (kpi.address, filing.statement.target.period): kpi for text in texts for filing in text.filings if (kpi := _kpi(filing, workspace))
    }
    before = {key: evaluate_kpi(kpi, key[1], workspace.calendar, as_of) for key, kpi in touched.items()}
    for text in texts:
        unit = workspace.units[text.unit]
        unit.outcomes[text.model.year] = OutcomesEntry(text.file, text.model, unit)
    return {key: Effect(before[key], evaluate_kpi(kpi, key[1], workspace.calendar, as_of)) for key, kpi in touched.items()}


def _kpi(filing: Filing, workspace: Workspace) -> KpiEntry | None:
    target = filing.statement.target
    plan = workspace.units[target.unit].plan_for(target.period.year)
    return plan.kpis.get(target.id) if plan and target.section == "kpis" else None
