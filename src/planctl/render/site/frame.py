"""What all pages of a site are made from: the evaluated organisation, seen from the site's folder and from the folders in it."""

from __future__ import annotations

from planctl.evaluate.explain.case import Case
from planctl.render.reports.engine import Engine
from planctl.render.reports.escaping import FORMATS, Format, html_text
from planctl.render.reports.reports import Request
from planctl.render.reports.templates import folders
from planctl.render.reports.view.report import Heading, Report, report_view
from planctl.render.reports.view.scope import Scope
from planctl.render.site.links import SiteLinks, SiteScope, shown_in

_STYLES = Format("css", ".css", html_text, "{}", "\n")


class Frame:
    """An organisation about to become a site."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.case = Case(request.workspace, request.period, request.as_of)
        shown = shown_in(self.case)
        self.top = SiteScope(self.case, request.language, SiteLinks(shown, ""))
        """For pages in the site's folder."""
        self.inner = SiteScope(self.case, request.language, SiteLinks(shown, "../"))
        """For pages in folders of it."""
        where = folders(request.workspace.folder)
        self.engine = Engine(where, FORMATS["html"], request.language)
        self.styles = Engine(where, _STYLES, request.language)

    def page(self, template: str, **values: object) -> bytes:
        """A page.

        Raises:
            PlanctlError: its template is wrong.
        """
        return self.engine.render(template, values).encode()

    def report(self, scope: Scope, name: str, title: str, subtitle: str | None = None) -> Report:
        """A report about none of the things that reports are about, for a page of the site's own."""
        return report_view(scope, name, Heading(title, subtitle), date=self.request.date)
