"""The pages about the whole organisation: the overview that one begins at, the units, and the services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planctl.evaluate.status import UnitResult
from planctl.message import N_
from planctl.render.reports.reports import REPORTS
from planctl.render.reports.view.links import Reference, anchor
from planctl.render.reports.view.marks import Count, Mark, counts_of, kept_mark
from planctl.render.reports.view.report import Report
from planctl.render.reports.view.texts import titled
from planctl.render.site.frame import Frame
from planctl.render.site.names import services_of
from planctl.render.site.navigation import SERVICES, START, UNITS, breadcrumbs, site_view
from planctl.workspace import entries


class UnitNode(NamedTuple):
    """A unit in the tree of all units."""

    unit: Reference
    """The unit."""
    planned: bool
    """Whether it has a plan for the period."""
    counts: tuple[Count, ...]
    """How many of its KPIs have each status."""
    below: tuple[UnitNode, ...]
    """The units below it."""


class Promise(NamedTuple):
    """A service promise among all others."""

    text: str
    """What users can count on."""
    href: str
    """Where more is said of it."""
    kept: Mark
    """Whether it was kept."""


class Declaration(NamedTuple):
    """The services of a unit."""

    unit: Reference
    """The unit, with the way to its services."""
    promises: tuple[Promise, ...]
    """Its promises."""


def overview_of(frame: Frame) -> Report:
    """What the overview tells of all units."""
    return REPORTS["overview"](frame.top, frame.request)


def overview_page(frame: Frame, report: Report) -> Iterator[tuple[str, bytes]]:
    """The page that one begins at.

    Raises:
        PlanctlError: a template is wrong.
    """
    yield START, frame.page("site-overview", report=report, site=site_view(frame.top, START))


def units_of(frame: Frame) -> tuple[UnitNode, ...]:
    """The tree of all units."""
    results = {result.unit.id: result for result in frame.case.evaluation.units}
    return (_node(frame, frame.case.workspace.root, results),)


def units_page(frame: Frame, units: tuple[UnitNode, ...]) -> Iterator[tuple[str, bytes]]:
    """The page of all units. Raises as `overview_page`."""
    yield _own(frame, UNITS, "site-units", frame.top.language.text(N_("Units")), units=units)


def declarations_of(frame: Frame) -> tuple[Declaration, ...]:
    """The services of all units that have any."""
    return tuple(_declaration(frame, unit) for unit in frame.case.evaluation.units if unit.services)


def services_page(frame: Frame, declarations: tuple[Declaration, ...]) -> Iterator[tuple[str, bytes]]:
    """The page of all promises. Raises as `overview_page`."""
    title = frame.top.language.text(N_("What you can count on"))
    yield _own(frame, SERVICES, "site-promises", title, declarations=declarations)


def _own(frame: Frame, path: str, template: str, title: str, **values: object) -> tuple[str, bytes]:
    report = frame.report(frame.top, path.removesuffix(".html"), title)
    way = breadcrumbs(frame.top, None, Reference(title, "", "", None))
    return path, frame.page(template, report=report._replace(breadcrumbs=way), site=site_view(frame.top, path), **values)


def _node(frame: Frame, unit: entries.Unit, results: dict[str, UnitResult]) -> UnitNode:
    result = results[unit.id]
    counts = counts_of(frame.top.language, [kpi.status for kpi in result.kpis])
    below = tuple(_node(frame, child, results) for child in unit.children)
    return UnitNode(frame.top.unit_reference(unit), result.plan is not None, counts, below)


def _declaration(frame: Frame, result: UnitResult) -> Declaration:
    page = services_of(result.unit.id)
    promises = tuple(
        Promise(
            titled(service.entry.model.promise, service.entry.id),
            f"{page}#{anchor(service.entry.address)}",
            kept_mark(frame.top.language, service.kept),
        )
        for service in result.services
    )
    return Declaration(frame.top.unit_reference(result.unit)._replace(href=page), promises)
