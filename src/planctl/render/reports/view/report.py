"""The whole of what a template sees: `report`."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from planctl.message import Message
from planctl.render.reports.view.kpis import Kpi, Value
from planctl.render.reports.view.links import Reference
from planctl.render.reports.view.overview import Overview
from planctl.render.reports.view.scope import Scope
from planctl.render.reports.view.texts import said
from planctl.render.reports.view.units import Unit
from planctl.render.values import period_text


class Report(NamedTuple):
    """Everything that a report is made of. The same workspace, period, date and language give the same."""

    name: str
    """Which report it is: `plan`, `followup`, `services`, `overview`, `kpi`."""
    title: str
    """What stands at its top."""
    subtitle: str | None
    """What stands below that: the organisation, or what the report is."""
    language: str
    """The code of its language: sv."""
    organisation: str
    """The organisation's name."""
    description: str | None
    """What the organisation is."""
    period: str
    """The follow-up: Tertialrapport 2 2026."""
    period_code: str
    """The same as it is written on the command line: 2026-T2."""
    year: int
    """Its year."""
    interim: bool
    """Whether it is a follow-up within the year, and not of the whole year."""
    ends: str
    """The last day of the period: 31 aug. 2026."""
    covers: str
    """What the report covers, beside its title: Till och med 31 aug. 2026."""
    date: str | None
    """The date of the report, where one is given."""
    revision: str | None
    """The revision of the plans in git, where they lie in git."""
    breadcrumbs: tuple[Reference, ...]
    """The way to this page in a site; empty in a report."""
    units: tuple[Unit, ...]
    """The units that it is about; none in `overview` and `kpi`."""
    unit: Unit | None
    """The one unit that it is about; none where there are several, or none."""
    overview: Overview | None
    """The whole organisation, in `overview`."""
    kpi: Kpi | None
    """The KPI, in `kpi`."""
    history: tuple[Value, ...]
    """All comparable values of that KPI with their statuses, oldest first."""


class Heading(NamedTuple):
    """What a report is called."""

    title: str
    subtitle: str | None = None


def report_view(
    scope: Scope,
    name: str,
    heading: Heading,
    *,
    date: datetime.date | None = None,
    revision: str | None = None,
    units: tuple[Unit, ...] = (),
    overview: Overview | None = None,
    kpi: Kpi | None = None,
    history: tuple[Value, ...] = (),
) -> Report:
    """A report with its frame."""
    organisation, period, language = scope.workspace.organisation, scope.case.period, scope.language
    named, ends = period_text(scope.calendar, period), language.date(scope.calendar.end(period))
    return Report(
        name=name,
        title=heading.title,
        subtitle=heading.subtitle,
        language=language.code,
        organisation=scope.organisation,
        description=said(organisation.description),
        period=named,
        period_code=str(period),
        year=period.year,
        interim=period != scope.calendar.year_end(period.year),
        ends=ends,
        covers=language.text(
            Message("To {date}", date=ends) if heading.title == named else Message("{period}, to {date}", period=named, date=ends)
        ),
        date=language.date(date) if date else None,
        revision=revision,
        breadcrumbs=(),
        units=units,
        unit=units[0] if len(units) == 1 else None,
        overview=overview,
        kpi=kpi,
        history=history,
    )
