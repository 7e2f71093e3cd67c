"""What one row tells of: a KPI at a follow-up, as a whole or for one of the groups that it is broken down by."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from planctl.diagnostics import Path
from planctl.evaluate.status import KpiResult, Status
from planctl.model.outcomes import NO_VALUE
from planctl.notation.number import parse_number
from planctl.render.language import Language
from planctl.workspace.entries import KpiEntry, Unit
from planctl.workspace.workspace import Workspace

CONFIDENTIAL = "confidential"
UNREADABLE = "unreadable"
NOT_REPORTED = "not-reported"


class Group(NamedTuple):
    """A part of what the KPI measures: the women, by sex."""

    breakdown: str | None
    """The dimension; None where the plan does not tell which one the group is of."""
    name: str


class Reported(NamedTuple):
    """A number, or the word for why there is none. Never both."""

    value: Decimal | None
    no_value: str | None


class Setting(NamedTuple):
    """What the rows of a unit at a follow-up share."""

    workspace: Workspace
    unit: Unit
    language: Language
    line_of: Callable[[str, Path], int]
    """The line of a path in a file."""


class Case(NamedTuple):
    """One row. `whole` is None in the row of a group, for all that is decided of the KPI as a whole only: its status above all."""

    setting: Setting
    result: KpiResult
    whole: KpiResult | None
    group: Group | None
    reported: Reported
    file: str
    path: Path

    @property
    def kpi(self) -> KpiEntry:
        return self.result.entry

    @property
    def line(self) -> int:
        return self.setting.line_of(self.file, self.path)

    @property
    def period_end(self) -> datetime.date:
        return self.setting.workspace.calendar.end(self.result.period)

    @property
    def is_confidential(self) -> bool:
        return self.reported.no_value == CONFIDENTIAL


def cases(setting: Setting, result: KpiResult) -> Iterator[Case]:
    """The row of the whole KPI, and after it one for each group that is reported, in their order in the file."""
    outcome, source = result.outcome, result.source
    if outcome is None or source is None:
        yield Case(setting, result, result, None, _whole(result), result.entry.plan.file, result.entry.path)
        return
    path: Path = ("kpis", result.entry.id, result.period.name)
    yield Case(setting, result, result, None, _whole(result), source.file, path)
    for name, text in outcome.by.items():
        # Groups add up to the whole, or weigh it: where it may not be told, neither may they.
        reported = Reported(None, CONFIDENTIAL) if result.status is Status.CONFIDENTIAL else _read(text)
        group = Group(_breakdown(result.entry, name), name)
        yield Case(setting, result, None, group, reported, source.file, (*path, "by", name))


def _whole(result: KpiResult) -> Reported:
    """A number that is not read as one has no reading: what it says is for `planctl check`."""
    text = result.outcome.value if result.outcome else None
    if result.reading is not None:
        return Reported(result.reading.value, None)
    if text is not None:
        return _read(text)
    if result.status in (Status.MISSING, Status.PENDING):
        return Reported(None, result.status.value)
    return Reported(None, NOT_REPORTED)


def _read(text: str | int | float) -> Reported:
    if text in NO_VALUE:
        return Reported(None, str(text))
    value = parse_number(text)
    return Reported(value, UNREADABLE if value is None else None)


def _breakdown(kpi: KpiEntry, group: str) -> str | None:
    """The dimension that the plan lists the group under; the only one there is, where the plan lists no groups."""
    by = kpi.model.by
    if isinstance(by, dict):
        return next((name for name, groups in by.items() if group in groups), None)
    return by[0] if len(by) == 1 else None
