"""What every page of a site has beside its content: the ways to others, as templates see them in `site`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planctl.message import N_
from planctl.render.reports.view.links import Reference
from planctl.render.reports.view.texts import titled
from planctl.render.site.links import SiteScope
from planctl.workspace.entries import Unit

MANY = 40
"""With more units than this, a page shows its own branch of the tree; all of it stands on a page of its own."""
START, UNITS, SERVICES = "index.html", "units.html", "services.html"


class Place(NamedTuple):
    """A page to go to."""

    text: str
    """What it is called."""
    href: str
    """The way to it."""
    current: bool
    """Whether it is the page that is shown."""
    below: tuple[Place, ...]
    """The places that lie below it."""


class Site(NamedTuple):
    """A page's place in the site."""

    root: str
    """The way to the site's folder: nothing or ../"""
    places: tuple[Place, ...]
    """The pages about the whole organisation."""
    units: tuple[Place, ...]
    """The tree of units; in a large organisation that of the page's own branch."""
    tabs: tuple[Place, ...]
    """The pages about the same unit."""


def site_view(scope: SiteScope, page: str, unit: Unit | None = None, tabs: Mapping[str, str] | None = None) -> Site:
    """The surroundings of a page. `page` is its path in the site, and `tabs` are the titles by path of those about the same unit."""
    names = {START: N_("Overview"), UNITS: N_("Units"), SERVICES: N_("What you can count on")}
    root = scope.links.root
    return Site(
        root,
        tuple(Place(scope.language.text(text), root + path, path == page, ()) for path, text in names.items()),
        tuple(_tree(scope, page, unit)),
        tuple(Place(text, root + path, path == page, ()) for path, text in (tabs or {}).items()),
    )


def _tree(scope: SiteScope, page: str, unit: Unit | None) -> list[Place]:
    if len(scope.workspace.units) <= MANY:
        return [_place(scope, page, scope.workspace.root, None)]
    return [_place(scope, page, scope.workspace.root, _branch(unit))] if unit else []


def _place(scope: SiteScope, page: str, unit: Unit, branch: list[Unit] | None) -> Place:
    """A unit with those below it; where only a branch is shown, all those below its end, and before that only those that lead there."""
    href = scope.links.href("unit", unit.id) or ""
    if branch and branch[-1] is unit:
        below = tuple(Place(titled(child.title, child.id), scope.links.href("unit", child.id) or "", False, ()) for child in unit.children)
    else:
        below = tuple(_place(scope, page, child, branch) for child in unit.children if branch is None or child in branch)
    return Place(titled(unit.title, unit.id), href, href == scope.links.root + page, below)


def _branch(unit: Unit) -> list[Unit]:
    """The way to a unit, from the whole organisation down."""
    return [unit, *unit.above()][::-1]


def breadcrumbs(scope: SiteScope, unit: Unit | None, *last: Reference) -> tuple[Reference, ...]:
    """The way to a page: the start page, the units, what lies in the unit; the last one, the page itself, has no link."""
    start = Reference(scope.language.text(N_("Overview")), "", "", scope.links.root + START)
    units = [scope.unit_reference(above) for above in _branch(unit)] if unit else []
    way = (start, *units, *last)
    return (*way[:-1], way[-1]._replace(href=None))
