"""A plan's own words as templates see them: header, decision, mission and what else is said of the unit."""

import datetime
from typing import NamedTuple

from planctl.message import N_
from planctl.render.reports.view.marks import Mark, document_mark
from planctl.render.reports.view.scope import Scope
from planctl.render.reports.view.texts import Fact, each, facts, said, titled
from planctl.render.words import capital
from planctl.workspace.files import PlanEntry


class Focus(NamedTuple):
    """What is in focus in a year."""

    year: int
    """The year."""
    points: tuple[str, ...]
    """What is in focus."""


class Competence(NamedTuple):
    """How the unit gets and keeps the competence it needs."""

    needs: tuple[str, ...]
    """The competence that is needed."""
    recruitment: tuple[str, ...]
    """Whom to recruit."""
    development: tuple[str, ...]
    """How the staff are trained."""


class Plan(NamedTuple):
    """The plan in force at the period of the report."""

    title: str
    """Its title; else its type, unit and years."""
    type: str | None
    """The type of document: Verksamhetsplan."""
    years: str
    """The years that it holds for: 2025–2027."""
    status: Mark
    """Draft, proposed, decided or superseded."""
    decided: bool
    """Whether it is decided: a draft is not the same thing."""
    decision: tuple[Fact, ...]
    """The decision data: type, status, decision, registration number, validity, responsible and revision; those that there are."""
    vision: str | None
    """What the organisation wants to become."""
    values: tuple[str, ...]
    """The words that guide conduct."""
    mission: tuple[str, ...]
    """What the unit is for."""
    description: str | None
    """About the plan or the unit."""
    tasks: tuple[str, ...]
    """The tasks that the mission consists of."""
    governed_by: tuple[str, ...]
    """Laws and documents that govern the unit."""
    follow_up: str | None
    """How and when the plan is followed up."""
    internal_control: str | None
    """How internal control is carried out and reported."""
    focus: tuple[Focus, ...]
    """What is in focus, by year."""
    competence: Competence | None
    """Competence supply; none where nothing is said of it."""


def plan_view(scope: Scope, entry: PlanEntry) -> Plan:
    model = entry.model
    years = str(entry.years or model.period).replace("-", "–")
    unit = titled(entry.unit.title, entry.unit.id) if entry.unit else model.unit
    document = model.document
    return Plan(
        title=titled(model.title or document.name, " ".join(filter(None, (said(document.type), unit, years)))),
        type=said(document.type),
        years=years,
        status=document_mark(scope.language, document.status),
        decided=document.status == "decided",
        decision=_decision(scope, entry, years),
        vision=said(model.vision),
        values=each(model.values),
        mission=tuple(text for part in _texts(model.mission) if (text := said(part))),
        description=said(model.description),
        tasks=each(model.tasks),
        governed_by=each(model.governed_by),
        follow_up=said(model.follow_up),
        internal_control=said(model.internal_control),
        focus=tuple(Focus(year, each(points)) for year, points in sorted(model.focus.items()) if each(points)),
        competence=_competence(entry),
    )


def _texts(texts: str | list[str] | None) -> list[str]:
    return [texts] if isinstance(texts, str) else texts or []


def _competence(entry: PlanEntry) -> Competence | None:
    model = entry.model.competence
    found = Competence(each(model.needs), each(model.recruitment), each(model.development)) if model else None
    return found if found and any(found) else None


def _decision(scope: Scope, entry: PlanEntry, years: str) -> tuple[Fact, ...]:
    document, text = entry.model.document, scope.language.text

    def day(value: datetime.date | None) -> str | None:
        return scope.language.date(value) if value else None

    status = document_mark(scope.language, document.status).word
    return facts(
        (text(N_("Document")), said(document.type)),
        (text(N_("Name")), said(document.name)),
        (text(N_("Status")), capital(status)),
        (text(N_("Decided")), day(document.decided)),
        (text(N_("Decided by")), said(document.decided_by)),
        (text(N_("Section of the minutes")), said(document.section)),
        (text(N_("Registration number")), said(document.reference)),
        (text(N_("Valid from")), day(document.valid_from)),
        (text(N_("Valid to")), day(document.valid_to)),
        (text(N_("Plan period")), years),
        (text(N_("Responsible")), said(document.responsible or entry.owner)),
        (text(N_("Revision")), str(document.revision) if document.revision else None),
    )
