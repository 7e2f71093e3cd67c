"""Builds a site: makes what has changed since the last build, and only then writes any of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from planctl.message import Message
from planctl.render.progress import Progress
from planctl.render.reports.reports import Request
from planctl.render.site import folder as place
from planctl.render.site.frame import Frame
from planctl.render.site.keys import Keys
from planctl.render.site.manifest import Manifest, Part
from planctl.render.site.of_all import declarations_of, overview_of, overview_page, services_page, units_of, units_page
from planctl.render.site.of_unit import unit_pages
from planctl.render.site.search import INDEX, SCRIPT, search_index, search_script

STYLES = "style.css"
Pages = Iterable[tuple[str, bytes]]
"""Contents with their paths."""


class Built(NamedTuple):
    """What a build has done, in files."""

    written: int
    unchanged: int
    removed: int


class _Making(NamedTuple):
    """A part of the site that can be made; its pages are made together."""

    name: str
    key: str
    make: Callable[[], Pages]


def build(request: Request, folder: Path, progress: Progress) -> Built:
    """Builds the site of an organisation into a folder. The same request gives the same files.

    Raises:
        PlanctlError: no site should be written there, or can be, or a template is wrong; then nothing is changed.
    """
    before = place.manifest_of(folder, request.workspace.folder)
    made: dict[str, bytes] = {}
    after = {part.name: _part(part, folder, before, made) for part in progress.track(_parts(request), Message("Pages"))}
    place.refuse_taken(folder, set(made), before)
    written = {path: content for path, content in made.items() if not _is_same(folder / path, content)}
    removed = place.write_pages(folder, written, before, after)
    return Built(len(written), sum(len(part.pages) for part in after.values()) - len(written), removed)


def _parts(request: Request) -> list[_Making]:
    frame = Frame(request)
    keys = Keys(request, frame.case)
    script = search_script()
    index, overview, units, services = search_index(frame), overview_of(frame), units_of(frame), declarations_of(frame)
    return [
        _Making("styles", keys.of_frame(), lambda: [(STYLES, frame.styles.render("site-style", {}).encode())]),
        _Making("search", keys.of_frame(script, index), lambda: [(SCRIPT, script), (INDEX, index)]),
        _Making("overview", keys.of_frame(overview), partial(overview_page, frame, overview)),
        _Making("units", keys.of_frame(units), partial(units_page, frame, units)),
        _Making("services", keys.of_frame(services), partial(services_page, frame, services)),
        *(
            _Making(f"unit {result.unit.id}", keys.of_unit(result), partial(unit_pages, frame, result))
            for result in frame.case.evaluation.units
        ),
    ]


def _part(part: _Making, folder: Path, before: Manifest, made: dict[str, bytes]) -> Part:
    """The part as the manifest names it; its pages are among `made`, unless those of the last build still hold."""
    old = before.get(part.name)
    if old and old.key == part.key and place.are_there(folder, old.pages):
        return old
    pages = dict(part.make())
    made |= pages
    return Part(part.key, {path: len(content) for path, content in pages.items()})


def _is_same(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
