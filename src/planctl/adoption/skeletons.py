"""First texts of plans and outcomes, with comments that say what to write where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planctl.adoption.fill import filled
from planctl.message import Message
from planctl.model.base import Judged
from planctl.notation.period import Years
from planctl.render.language import Language
from planctl.workspace.calendar import Calendar
from planctl.workspace.files import PlanEntry


class PlanOf(NamedTuple):
    """Whose plan it is, for which years."""

    unit: str
    title: str
    head: str
    years: Years


def first_plan(of: PlanOf, language: Language, schema_line: str) -> bytes:
    """A plan with one goal as an example."""
    title = Message("Plan of {unit} {years}", unit=of.title, years=str(of.years).replace("-", "–"))
    values = {
        "modeline": schema_line,
        "unit": of.unit,
        "period": str(of.years),
        "title": language.text(title),
        "head": of.head or language.text(Message("Head of unit")),
        "first": str(of.years.first),
    }
    return filled("plan.yaml", language.code, values)


def first_outcomes(plan: PlanEntry, year: int, calendar: Calendar, language: Language, schema_line: str) -> bytes:
    """A file of outcomes that says nothing yet, with all that the plan wants reported in comments."""
    lines = list(_sections(plan, year, calendar, language))
    values = {
        "modeline": schema_line,
        "unit": plan.unit_id,
        "year": str(year),
        "period": f"{year}-{calendar.names[0]}" if len(calendar.names) > 1 else str(year),
        "body": "\n".join(f"# {line}".rstrip() for line in lines),
    }
    return filled("outcomes.yaml", language.code, values).rstrip() + b"\n"


def _sections(plan: PlanEntry, year: int, calendar: Calendar, language: Language) -> Iterator[str]:
    """What is to be reported, as the lines of a file."""
    yield from _section("kpis", dict(_kpis(plan, year, calendar, language)))
    evaluated = {
        f"{id_}:  # {_line(entry.model.title)}": [f"{name}: {{status: ongoing}}" for name in entry.model.evaluated]
        for id_, entry in plan.activities.items()
        if entry.model.evaluated
    }
    yield from _section("activities", evaluated)
    last = calendar.names[-1]
    yield from _section(
        "services", {f"{id_}:  # {_line(entry.model.promise)}": [f"{last}: {{kept: yes}}"] for id_, entry in plan.services.items()}
    )


def _section(name: str, things: Mapping[str, list[str]]) -> Iterator[str]:
    if things:
        yield f"{name}:"
    for head, lines in things.items():
        yield f"  {head}"
        yield from (f"    {line}" for line in lines)


def _kpis(plan: PlanEntry, year: int, calendar: Calendar, language: Language) -> Iterator[tuple[str, list[str]]]:
    for id_, kpi in plan.kpis.items():
        if kpi.model.measured and year not in kpi.model.measured:
            continue
        target = kpi.target_in(year)
        said = target.text if isinstance(target, Judged) else target
        about = _line(", ".join(filter(None, (kpi.model.title, kpi.model.unit))))
        if said is not None:
            about += ". " + _line(language.text(Message("Target: {target}", target=str(said))))
        due = calendar.due_names(kpi.model.frequency)
        yield f"{id_}:  # {about}", [f"{name}:" for name in calendar.names if name in due]


def _line(text: str) -> str:
    return " ".join(text.split())
