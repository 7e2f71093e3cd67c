"""The columns of tidy data, each declared once: its name, what it holds, what it means and where it comes from.

None changes its name or its meaning while the format is 1. New ones may come: programs find a column by its name.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeVar

from planctl.evaluate.status import KpiResult, Reading
from planctl.exchange.tidy.case import Case
from planctl.message import N_
from planctl.model.base import Judged
from planctl.model.outcomes import KpiOutcome

Cell = str | int | Decimal | bool | datetime.date | None
T = TypeVar("T")


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "true or false"


class Column(NamedTuple):
    """A column; a cell without anything to tell is None."""

    name: str
    kind: Kind
    meaning: str
    """In English; the catalogs have it in Swedish."""
    cell: Callable[[Case], Cell]


def _of_whole(cell: Callable[[KpiResult], Cell]) -> Callable[[Case], Cell]:
    """What the rows of groups leave empty."""
    return lambda case: cell(case.whole) if case.whole is not None else None


def _of_report(cell: Callable[[KpiOutcome], Cell]) -> Callable[[Case], Cell]:
    """What is reported beside the value of the whole."""
    return _of_whole(lambda result: cell(result.outcome) if result.outcome is not None else None)


def _of_previous(cell: Callable[[Reading], Cell]) -> Callable[[Case], Cell]:
    return _of_whole(lambda result: cell(result.previous) if result.previous is not None else None)


def _band(colour: str) -> Callable[[Case], Cell]:
    """A band as it is written for the year."""
    return lambda case: _text(getattr(case.kpi.bands_in(case.result.period.year), colour, None))


def _text(written: object) -> str | None:
    return None if written is None else str(written)


def _target(case: Case) -> Cell:
    target = case.kpi.target_in(case.result.period.year)
    return target.text if isinstance(target, Judged) else _text(target)


def _supports(case: Case) -> Cell:
    return " ".join(case.kpi.goal.supports_in_full) or None if case.kpi.goal else None


def _rounded(case: Case) -> Cell:
    value = case.reported.value
    return None if value is None else case.result.scheme.rounded(value)


def _forecast(case: Case) -> KpiResult | None:
    """A forecast of what may not be told tells too much of it."""
    return None if case.whole is None or case.is_confidential else case.whole


def _own_words(name: str) -> Callable[[Case], Cell]:
    return _of_report(lambda outcome: getattr(outcome, name))


def _file(name: str) -> str:
    """A file's name as text that every format can hold."""
    return name.encode("utf-8", "replace").decode()


TEXT, WHOLE, NUMBER, DATE, TRUTH = Kind
SECTIONS: Mapping[str, tuple[Column, ...]] = {
    N_("Which KPI"): (
        Column("organisation", TEXT, N_("The organisation's id."), lambda case: case.setting.workspace.id),
        Column("organisation_name", TEXT, N_("What the organisation is called."), lambda case: case.setting.workspace.organisation.name),
        Column("unit", TEXT, N_("The id of the unit whose plan has the KPI."), lambda case: case.setting.unit.id),
        Column("unit_title", TEXT, N_("What the unit is called."), lambda case: case.setting.unit.title),
        Column(
            "unit_above",
            TEXT,
            N_("The id of the unit above it; empty for the organisation itself."),
            lambda case: case.setting.unit.parent.id if case.setting.unit.parent else None,
        ),
        Column("kpi", TEXT, N_("The KPI's address: unit/id."), lambda case: case.kpi.address),
        Column("kpi_title", TEXT, N_("What is measured."), lambda case: case.kpi.model.title),
        Column(
            "goal",
            TEXT,
            N_("The address of the goal that the KPI measures; empty for a KPI without a goal."),
            lambda case: case.kpi.goal.address if case.kpi.goal else None,
        ),
        Column("goal_title", TEXT, N_("The goal, in one sentence."), lambda case: case.kpi.goal.model.title if case.kpi.goal else None),
        Column("supports", TEXT, N_("The addresses of the goals above that the goal supports, with a space between them."), _supports),
        Column("purpose", TEXT, N_("Why it is followed: target, benchmark or trend."), lambda case: case.kpi.model.purpose),
        Column("owner", TEXT, N_("The role that answers for the value."), lambda case: case.kpi.owner),
        Column("kolada", TEXT, N_("The KPI's id in the national database Kolada."), lambda case: case.kpi.model.kolada),
    ),
    N_("Which plan"): (
        Column("plan_file", TEXT, N_("The file of the plan in force at the follow-up."), lambda case: _file(case.kpi.plan.file)),
        Column("plan_period", TEXT, N_("The years of the plan: 2025-2027."), lambda case: _text(case.kpi.plan.years)),
        Column("plan_status", TEXT, N_("draft, proposed, decided or superseded."), lambda case: case.kpi.plan.model.document.status),
        Column("plan_revision", WHOLE, N_("The number of the plan's revision."), lambda case: case.kpi.plan.model.document.revision),
    ),
    N_("When"): (
        Column("period", TEXT, N_("The follow-up: 2026-T2, or 2026 for the whole year."), lambda case: str(case.result.period)),
        Column("year", WHOLE, N_("The year of the follow-up."), lambda case: case.result.period.year),
        Column("follow_up", TEXT, N_("The follow-up's name in the year: T1, T2, year."), lambda case: case.result.period.name),
        Column("period_end", DATE, N_("The last day that the follow-up covers."), lambda case: case.period_end),
        Column("due", TRUTH, N_("Whether the KPI is to be reported at the follow-up."), lambda case: case.result.due),
    ),
    N_("The value"): (
        Column(
            "breakdown",
            TEXT,
            N_("What the group is a group of: kön, skola."),
            lambda case: case.group.breakdown if case.group else None,
        ),
        Column(
            "group_name",
            TEXT,
            N_("The group that the value is of; empty for the whole."),
            lambda case: case.group.name if case.group else None,
        ),
        Column("value", NUMBER, N_("The value, with the digits that were reported."), lambda case: case.reported.value),
        Column("rounded", NUMBER, N_("The value rounded to the KPI's decimals, as it is held against the bands."), _rounded),
        Column(
            "no_value",
            TEXT,
            N_("Why there is no value: missing, pending, not-applicable, confidential, unreadable or not-reported. Never zero."),
            lambda case: case.reported.no_value,
        ),
        Column("reason", TEXT, N_("Why there is no value, in the words of those who reported."), _own_words("reason")),
        Column("measured_in", TEXT, N_("The unit of the value: %, dagar."), lambda case: case.kpi.model.unit),
        Column("decimals", WHOLE, N_("The KPI's decimals; empty where neither it nor its limits tell them."), lambda case: _decimals(case)),
        Column("source", TEXT, N_("The cell or place that the value was read from."), _own_words("source")),
    ),
    N_("What is aimed at"): (
        Column("target", TEXT, N_("The target of the year, as written."), _target),
        Column("target_number", NUMBER, N_("The number in the target, where it has one."), lambda case: case.result.scheme.target_number),
        Column(
            "direction",
            TEXT,
            N_("Which way is better: higher, lower or range (within it)."),
            lambda case: case.result.scheme.direction.value if case.result.scheme.direction else None,
        ),
        Column("red", TEXT, N_("The red band of the year, as written."), _band("red")),
        Column("yellow", TEXT, N_("The yellow band of the year, as written."), _band("yellow")),
        Column("green", TEXT, N_("The green band of the year, as written."), _band("green")),
    ),
    N_("The status"): (
        Column(
            "status",
            TEXT,
            N_("red, yellow or green; or missing, unassessed, pending, untargeted, confidential, not-applicable. Empty for a group."),
            _of_whole(lambda result: result.status.value),
        ),
        Column(
            "status_reason",
            TEXT,
            N_("Why there is no colour, or who gave it, where the status alone does not say it."),
            lambda case: case.setting.language.text(case.whole.reason) if case.whole and case.whole.reason else None,
        ),
        Column(
            "band",
            TEXT,
            N_("The band that the value was placed in; empty where no band decides."),
            _of_whole(lambda result: result.banding.band or None if result.banding else None),
        ),
        Column(
            "in_gap",
            TRUTH,
            N_("Whether the value lies in no band, so that the worse of its neighbours counts."),
            _of_whole(lambda result: result.banding.in_gap if result.banding else None),
        ),
        Column(
            "change",
            TEXT,
            N_("better, same or worse than the previous comparable value."),
            _of_whole(lambda result: result.change.value if result.change else None),
        ),
        Column(
            "previous_period",
            TEXT,
            N_("The period of the previous comparable value: the same follow-up of an earlier year, else the latest before."),
            _of_previous(lambda reading: str(reading.period)),
        ),
        Column("previous_value", NUMBER, N_("The previous comparable value."), _of_previous(lambda reading: reading.value)),
        Column(
            "forecast",
            NUMBER,
            N_("What the value is expected to be, at the follow-up or else for the whole year."),
            lambda case: found.forecast if (found := _forecast(case)) else None,
        ),
        Column(
            "forecast_status",
            TEXT,
            N_("The colour that the forecast would have."),
            lambda case: found.forecast_status.value if (found := _forecast(case)) and found.forecast_status else None,
        ),
        Column("assessment", TEXT, N_("A person's judgement of the KPI: green, yellow or red."), _own_words("assessment")),
    ),
    N_("In words"): (
        Column("comment", TEXT, N_("A comment on the value."), _own_words("comment")),
        Column("analysis", TEXT, N_("Why the value is what it is."), _own_words("analysis")),
        Column("action", TEXT, N_("What is done about it."), _own_words("action")),
    ),
    N_("Where it stands"): (
        Column("file", TEXT, N_("The file of the outcome; that of the plan where nothing is reported."), lambda case: _file(case.file)),
        Column("line", WHOLE, N_("The line in the file."), lambda case: case.line),
    ),
}
COLUMNS = tuple(column for columns in SECTIONS.values() for column in columns)


def _decimals(case: Case) -> Cell:
    return case.result.scheme.decimals if case.result.scheme.told else None
