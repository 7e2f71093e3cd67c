"""The ways between the pages of a site: relative, so that it can lie anywhere, and be opened from a disk."""

from __future__ import annotations

from planctl.evaluate.explain.case import Case
from planctl.render.language import Language
from planctl.render.reports.view.scope import Scope
from planctl.render.site.names import page_of


class SiteLinks:
    """Links to the pages that there are. `root` leads from a page to the site's folder: `../`."""

    def __init__(self, shown: frozenset[tuple[str, str]], root: str) -> None:
        self.shown, self.root = shown, root

    def href(self, kind: str, address: str) -> str | None:
        return self.root + page_of(kind, address) if (kind, address) in self.shown else None


def shown_in(case: Case) -> frozenset[tuple[str, str]]:
    """All that has a page of its own, as kind and address."""
    units = (("unit", unit.unit.id) for unit in case.evaluation.units)
    return frozenset([*units, *(("goal", address) for address in case.evaluation.goals), *(("kpi", address) for address in case.kpis)])


class SiteScope(Scope):
    """An organisation as seen from a page of its site."""

    links: SiteLinks

    def __init__(self, case: Case, language: Language, links: SiteLinks) -> None:
        super().__init__(case, language, links)
        self.links = links
