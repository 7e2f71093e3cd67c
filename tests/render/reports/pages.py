"""Reports for tests: rendered in this process, as `planctl report` would."""

from __future__ import annotations

import datetime
from html.parser import HTMLParser
from pathlib import Path

from markdown_it import MarkdownIt

from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.reports.reports import Request, render
from planctl.source.discover import find_workspaces
from planctl.workspace.entries import KpiEntry
from planctl.workspace.loading import load_or_stop
from planctl.workspace.workspace import Workspace

PERIOD = Period(2026, "T2")
REVISION = "0123456789"
_TEXTS = {"text", "text_special", "softbreak"}


def workspace_in(folder: Path) -> Workspace:
    (root,) = find_workspaces([folder])
    return load_or_stop(root)


def report(
    workspace: Workspace,
    name: str,
    format_: str,
    code: str = "sv",
    units: tuple[str, ...] = (),
    period: Period = PERIOD,
    address: str | None = None,
) -> str:
    """A report about all units, or some; the report `kpi` is about an address, else the first KPI of the first unit that has any."""
    chosen = tuple(unit for unit in workspace.root.walk() if not units or unit.id in units)
    plans = [plan for unit in reversed(chosen) if (plan := unit.plan_for(period.year)) and plan.kpis]
    kpi = next(iter(plans[0].kpis.values())) if name == "kpi" else None
    if address:
        found = workspace.resolve(address, "", period.year)
        assert isinstance(found, KpiEntry)
        kpi = found
    as_of = workspace.calendar.report_due(period) + datetime.timedelta(days=1)
    request = Request(name, workspace, period, as_of, Language.of(code), chosen, kpi, revision=REVISION)
    return render(request, format_)


DRAWN = {"circle", "defs", "desc", "g", "line", "path", "pattern", "rect", "text", "title", "tspan"}
"""The elements that pictures are made of: none that can run or load anything; and their attributes."""
DRAWN_WITH = {
    "class", "cx", "cy", "d", "dy", "fill", "height", "id", "patternunits", "r", "text-anchor", "transform", "width", "x", "x1", "x2",
    "y", "y1", "y2",
}  # fmt: skip


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.texts: list[str] = []

    drawing = False
    """Inside a picture. How many lines a text of it takes, and whether it fits at all, follows from the text; what it is made of not."""

    def handle_starttag(self, tag, attrs):
        if self.drawing:
            assert tag in DRAWN, tag
            assert {name for name, _ in attrs} <= DRAWN_WITH, attrs
        else:
            self.found.append((tag, *(name for name, _ in attrs)))
        self.drawing = self.drawing or tag == "svg"

    def handle_endtag(self, tag):
        self.drawing = self.drawing and tag != "svg"
        if not self.drawing:
            self.found.append((f"/{tag}",))

    def handle_comment(self, data):
        self.found.append(("comment",))

    def handle_data(self, data):
        self.texts.append(data)


def html_structure(page: str) -> list[tuple[str, ...]]:
    """Every tag of a page with the names of its attributes, in order."""
    parser = _Elements()
    parser.feed(page)
    parser.close()
    return parser.found


def html_words(page: str) -> str:
    parser = _Elements()
    parser.feed(page)
    return " ".join(" ".join(parser.texts).split())


def _tokens(page: str):
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page):
        yield token
        yield from token.children or ()


def markdown_structure(page: str) -> list[tuple[str, str]]:
    """Every block and every span of a page but its texts, in order."""
    return [(token.type, token.tag) for token in _tokens(page) if token.type not in _TEXTS]


def markdown_words(page: str) -> str:
    return " ".join(
        "".join(token.content if token.children is None else " " for token in _tokens(page) if token.type != "html_block").split()
    )
