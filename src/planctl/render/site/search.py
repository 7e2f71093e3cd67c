"""What one can search for in a site, as a script of data: a page opened from a disk may load scripts, but no other files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from planctl.message import N_
from planctl.render.reports.view.links import anchor
from planctl.render.reports.view.texts import titled
from planctl.render.site.frame import Frame
from planctl.render.site.names import page_of, services_of

INDEX, SCRIPT = "search-index.js", "search.js"
_KINDS = (N_("Unit"), N_("Goal"), N_("KPI"), N_("Service promise"))
Hit = tuple[int, str, str]
"""The number of its kind, its title, and the way to it."""


def search_script() -> bytes:
    """The script that searches."""
    return Path(__file__).with_name(SCRIPT).read_bytes()


def search_index(frame: Frame) -> bytes:
    """The index: kinds by number, and units with what can be found in each. Only ASCII, so that it means the same everywhere."""
    kinds = [frame.top.language.text(kind) for kind in _KINDS]
    units = [
        [titled(result.unit.title, result.unit.id), list(_hits(frame, number))] for number, result in enumerate(frame.case.evaluation.units)
    ]
    return f"var planctlIndex = {json.dumps([kinds, units], separators=(',', ':'))};\n".encode("ascii")


def _hits(frame: Frame, number: int) -> Iterator[Hit]:
    result = frame.case.evaluation.units[number]
    yield 0, titled(result.unit.title, result.unit.id), page_of("unit", result.unit.id)
    for goal in result.goals:
        yield 1, titled(goal.entry.model.title, goal.entry.id), page_of("goal", goal.entry.address)
    for kpi in result.kpis:
        yield 2, titled(kpi.entry.model.title, kpi.entry.id), page_of("kpi", kpi.entry.address)
    for service in result.services:
        where = f"{services_of(result.unit.id)}#{anchor(service.entry.address)}"
        yield 3, titled(service.entry.model.promise, service.entry.id), where
