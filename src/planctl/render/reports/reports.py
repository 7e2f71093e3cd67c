"""The reports: to add one, write its function, add its line to `REPORTS`, and put `NAME.md.j2` and `NAME.html.j2` into templates/."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from planctl.evaluate.explain.case import Case
from planctl.message import N_, Message
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.reports.engine import Engine
from planctl.render.reports.escaping import FORMATS
from planctl.render.reports.templates import folders
from planctl.render.reports.view.kpis import history, pictured
from planctl.render.reports.view.links import Links, WithinPage
from planctl.render.reports.view.overview import overview_view
from planctl.render.reports.view.report import Heading, Report, report_view
from planctl.render.reports.view.scope import Scope
from planctl.render.reports.view.texts import titled
from planctl.render.reports.view.units import Unit, unit_view
from planctl.render.values import period_text
from planctl.workspace.entries import KpiEntry
from planctl.workspace.entries import Unit as UnitEntry
from planctl.workspace.workspace import Workspace


class Request(NamedTuple):
    """What is wanted. The same request gives the same bytes."""

    name: str
    """One of `NAMES`."""
    workspace: Workspace
    period: Period
    as_of: datetime.date
    """The day to look from: what is due after it is pending, not missing."""
    language: Language
    units: tuple[UnitEntry, ...] = ()
    """The units to show; those asked for and all below them."""
    kpi: KpiEntry | None = None
    """The KPI of the report `kpi`."""
    date: datetime.date | None = None
    """The date to print on it."""
    revision: str | None = None
    """The revision of the plans."""


def render(request: Request, format_: str, links: Links | None = None) -> str:
    """A report as text, `md` or `html`, beginning with the mark that tells it from other files.

    Raises:
        PlanctlError: a template is wrong.
    """
    view = view_of(request, links)
    engine = Engine(folders(request.workspace.folder), FORMATS[format_], request.language)
    return f"<!-- planctl report {request.name} -->\n" + engine.render(request.name, {"report": view})


def view_of(request: Request, links: Links | None = None) -> Report:
    """What the templates of a report see."""
    case = Case(request.workspace, request.period, request.as_of)
    scope = Scope(case, request.language, links or _links(request))
    return REPORTS[request.name](scope, request)


def _links(request: Request) -> Links:
    kinds = {"plan": ("unit", "goal", "kpi"), "followup": ("unit", "goal", "kpi"), "services": ("unit",)}
    return WithinPage(frozenset(unit.id for unit in request.units), frozenset(kinds.get(request.name, ())))


def _plan(scope: Scope, request: Request) -> Report:
    units = _units(scope, request.units)
    if len(units) == 1:
        plan = units[0].plan
        return _framed(scope, request, Heading(plan.title if plan else units[0].title, units[0].title if plan else None), units)
    return _framed(scope, request, Heading(scope.language.text(N_("Plans")), scope.organisation), units)


def _followup(scope: Scope, request: Request) -> Report:
    return _by_period(scope, request, _follow_up(scope), _units(scope, request.units))


def _follow_up(scope: Scope) -> str:
    """The title of a follow-up; one whose calendar gives it none is named by its period."""
    period = scope.case.period
    if scope.calendar.periods[period.name].title:
        return period_text(scope.calendar, period)
    return scope.language.text(Message("Follow-up {period}", period=scope.period(period)))


def _services(scope: Scope, request: Request) -> Report:
    """Of several units those with promises: citizens need not read who has made none."""
    units = _units(scope, request.units)
    return _by_period(
        scope, request, scope.language.text(N_("What you can count on")), tuple(unit for unit in units if unit.services) or units
    )


def _by_period(scope: Scope, request: Request, title: str, units: tuple[Unit, ...]) -> Report:
    return _framed(scope, request, Heading(title, units[0].title if len(units) == 1 else scope.organisation), units)


def _overview(scope: Scope, request: Request) -> Report:
    title = scope.language.text(Message("Overview, {period}", period=period_text(scope.calendar, scope.case.period)))
    heading = Heading(title, scope.organisation)
    return report_view(scope, "overview", heading, date=request.date, revision=request.revision, overview=overview_view(scope))


def _kpi(scope: Scope, request: Request) -> Report:
    assert request.kpi is not None
    result = scope.case.kpis[request.kpi.address]
    unit = request.kpi.plan.unit
    heading = Heading(titled(request.kpi.model.title, request.kpi.id), titled(unit.title, unit.id) if unit else None)
    return report_view(
        scope,
        "kpi",
        heading,
        date=request.date,
        revision=request.revision,
        kpi=pictured(scope, result),
        history=history(scope, result),
    )


def _units(scope: Scope, wanted: Sequence[UnitEntry]) -> tuple[Unit, ...]:
    ids = {unit.id for unit in wanted}
    return tuple(unit_view(scope, unit) for unit in scope.case.evaluation.units if unit.unit.id in ids)


def _framed(scope: Scope, request: Request, heading: Heading, units: tuple[Unit, ...]) -> Report:
    return report_view(scope, request.name, heading, date=request.date, revision=request.revision, units=units)


REPORTS: Mapping[str, Callable[[Scope, Request], Report]] = {
    "plan": _plan,
    "followup": _followup,
    "services": _services,
    "overview": _overview,
    "kpi": _kpi,
}
