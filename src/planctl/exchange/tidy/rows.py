"""The rows of tidy data: for each unit and follow-up, every KPI of the plan in force that is due then or that something is reported of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.evaluate.kpi import evaluate_kpi, is_due
from planctl.evaluate.status import KpiResult
from planctl.exchange.request import Part, Request
from planctl.exchange.tidy.case import Setting, cases
from planctl.exchange.tidy.columns import COLUMNS, Cell
from planctl.message import Message
from planctl.notation.period import Period
from planctl.source.places import line_of
from planctl.workspace.entries import Unit
from planctl.workspace.workspace import Workspace

Row = tuple[Cell, ...]
"""A cell for each of `COLUMNS`."""


class _Stretch(NamedTuple):
    """One unit's rows."""

    setting: Setting
    periods: tuple[Period, ...]


def tidy_rows(request: Request) -> list[Row]:
    """All rows, by organisation, unit, follow-up and the KPI's place in its plan; the groups of a KPI come after its whole.

    Raises:
        PlanctlError: there is none, so that a slip in a period does not pass for an empty year.
    """
    stretches = [stretch for part in request.parts for stretch in _stretches(request, part)]
    rows: list[Row] = []
    for stretch in request.progress.track(stretches, Message("Collecting outcomes")):
        rows += _rows(request, stretch)
    if not rows:
        raise _nothing(any(stretch.periods for stretch in stretches))
    return rows


def _nothing(any_period: bool) -> PlanctlError:
    if not any_period:
        hint = Message("name a follow-up with --period to export what is due then")
        return PlanctlError(Message("there is nothing to export: nothing is reported yet"), hint)
    return PlanctlError(
        Message("there is nothing to export: no KPI of a plan in force is due or reported"),
        Message("look at the period and the units, and run planctl check"),
    )


def _stretches(request: Request, part: Part) -> Iterator[_Stretch]:
    periods = (part.period,) if part.period else reported_periods(part.workspace)
    lines = line_of(part.workspace.text_of)
    for unit in part.units:
        yield _Stretch(Setting(part.workspace, unit, request.language, lines), periods)


def reported_periods(workspace: Workspace) -> tuple[Period, ...]:
    """The follow-ups at which any unit has reported anything, in order of time."""
    calendar = workspace.calendar
    found = {Period(entry.year, name) for entry in workspace.outcomes for name in entry.periods() if name in calendar.periods}
    return tuple(sorted(found, key=calendar.key))


def _rows(request: Request, stretch: _Stretch) -> Iterator[Row]:
    for period in stretch.periods:
        for result in _results(request, stretch.setting.unit, period, stretch.setting.workspace):
            for case in cases(stretch.setting, result):
                yield tuple(column.cell(case) for column in COLUMNS)


def _results(request: Request, unit: Unit, period: Period, workspace: Workspace) -> Iterator[KpiResult]:
    """By the plan in force then."""
    plan = unit.plan_for(period.year)
    for kpi in plan.kpis.values() if plan else ():
        if is_due(kpi, period, workspace.calendar) or kpi.report(period) is not None:
            yield evaluate_kpi(kpi, period, workspace.calendar, request.as_of)
