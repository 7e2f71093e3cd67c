"""The pages of a unit: its follow-up, its plan, its services, and one for each of its goals and KPIs."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.evaluate.status import KpiResult, UnitResult
from planctl.message import N_
from planctl.render.reports.reports import REPORTS
from planctl.render.reports.view.goals import Goal
from planctl.render.reports.view.links import Reference
from planctl.render.reports.view.report import Report
from planctl.render.reports.view.units import Unit
from planctl.render.site.frame import Frame
from planctl.render.site.names import file_name, page_of, services_of
from planctl.render.site.navigation import breadcrumbs, site_view


def unit_pages(frame: Frame, result: UnitResult) -> Iterator[tuple[str, bytes]]:
    """The pages of a unit with their paths.

    Raises:
        PlanctlError: a template is wrong.
    """
    yield from _UnitPages(frame, result).pages()


class _UnitPages:
    def __init__(self, frame: Frame, result: UnitResult) -> None:
        self.frame, self.result, self.scope = frame, result, frame.inner
        request = frame.request._replace(name="followup", units=(result.unit,), revision=None)
        self.report: Report = REPORTS["followup"](self.scope, request)
        self.unit: Unit = self.report.units[0]
        self.tabs = dict(self._tabs())

    def _tabs(self) -> Iterator[tuple[str, str]]:
        yield page_of("unit", self.unit.id), self.report.title
        if self.unit.plan:
            yield f"{file_name(self.unit.id)}/plan.html", self.unit.plan.type or self._text(N_("Plan"))
        if self.unit.services:
            yield services_of(self.unit.id), self._text(N_("Services"))

    def _text(self, text: str) -> str:
        return self.scope.language.text(text)

    def pages(self) -> Iterator[tuple[str, bytes]]:
        yield self._followup()
        if self.unit.plan:
            yield self._plan(self.unit.plan.title)
        if self.unit.services:
            yield self._services()
        yield from (self._goal(goal) for goal in self.unit.goals)
        yield from (self._kpi(kpi) for kpi in self.result.kpis)

    def _made(self, template: str, path: str, report: Report, *last: Reference, **values: object) -> tuple[str, bytes]:
        way = breadcrumbs(self.scope, self.result.unit, *last)
        site = site_view(self.scope, path, self.result.unit, self.tabs)
        return path, self.frame.page(template, report=report._replace(breadcrumbs=way), site=site, **values)

    def _followup(self) -> tuple[str, bytes]:
        report = self.report._replace(title=self.unit.title, subtitle=self.report.title)
        return self._made("site-followup", page_of("unit", self.unit.id), report)

    def _plan(self, title: str) -> tuple[str, bytes]:
        path = f"{file_name(self.unit.id)}/plan.html"
        return self._made("site-plan", path, self.report._replace(name="plan", title=title), _here(self.tabs[path]))

    def _services(self) -> tuple[str, bytes]:
        path = services_of(self.unit.id)
        report = self.report._replace(name="services", title=self._text(N_("What you can count on")))
        return self._made("site-services", path, report, _here(self.tabs[path]))

    def _goal(self, goal: Goal) -> tuple[str, bytes]:
        report = self.frame.report(self.scope, "goal", goal.title, self.unit.title)
        return self._made("site-goal", page_of("goal", goal.address), report, _here(goal.title), goal=goal)

    def _kpi(self, result: KpiResult) -> tuple[str, bytes]:
        report = REPORTS["kpi"](self.scope, self.frame.request._replace(name="kpi", kpi=result.entry, revision=None))
        above = [self.scope.reference("goal", result.entry.goal, result.entry.goal.model.title)] if result.entry.goal else []
        return self._made("site-kpi", page_of("kpi", result.entry.address), report, *above, _here(report.title))


def _here(text: str) -> Reference:
    return Reference(text, "", "", None)
