"""How many KPIs have each status, as one bar."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planctl.evaluate.status import Status
from planctl.message import N_, Message, Plural
from planctl.render.charts.chart import Chart, Table
from planctl.render.charts.labels import ONLY_WIDE, Place, written
from planctl.render.charts.legend import legend, status_item
from planctl.render.charts.lettering import NARROW, WIDE, width_of
from planctl.render.charts.marks import RADIUS, mark
from planctl.render.charts.svg import element, picture
from planctl.render.language import Language
from planctl.render.words import STATUS_WORDS, counted, in_order

_WIDTH, _HEIGHT = 1280, 80
_ROOM, _MARK = 8, 2 * RADIUS + 16


def distribution(counts: Mapping[Status, int], language: Language, prefix: str, title: str = "") -> Chart:
    """The chart of how many KPIs have each status; without a title it gets one. The ids of its elements begin with `prefix`."""
    title = title or language.text(N_("Status of the KPIs"))
    found = list(in_order(counts))
    total = sum(n for _, n in found)
    description = _description(found, total, language)
    signs, height = legend([status_item(status, language.text(counted(status, n))) for status, n in found], 0, _HEIGHT + 12, _WIDTH)
    svg = picture("distribution", _WIDTH, _HEIGHT + 12 + height, prefix, title, description, _bar(found, total, language), signs)
    head = tuple(language.text(text) for text in (N_("Status"), N_("KPIs"), N_("Share")))
    rows = tuple((language.text(STATUS_WORDS[status]), language.number(n), _share(n, total, language)) for status, n in found)
    return Chart(svg, title, description, Table(head, rows))


def _description(found: list[tuple[Status, int]], total: int, language: Language) -> str:
    if not total:
        return language.text(Message("There are no KPIs."))
    parts = language.list([language.text(counted(status, n)) for status, n in found])
    return language.text(Plural("Of {n} KPI: {parts}.", "Of {n} KPIs: {parts}.", n=total, parts=parts))


def _share(n: int, total: int, language: Language) -> str:
    return language.quantity(Decimal(100 * n) / total, "%", 0)


def _bar(found: list[tuple[Status, int]], total: int, language: Language) -> str:
    drawn, before = "", 0
    for status, n in found:
        left, right = ((_WIDTH - 2) * part // total for part in (before, before + n))
        class_ = f"chart-part{'' if status.is_colour else ' chart-pale'} chart-{status}"
        drawn += element("rect", x=left + 1, y=1, width=max(right - left - 4, 2), height=_HEIGHT - 2, class_=class_)
        drawn += _count(language.number(n), left, right, status)
        before += n
    return drawn or element("rect", x=1, y=1, width=_WIDTH - 2, height=_HEIGHT - 2, class_="chart-empty")


def _count(text: str, left: int, right: int, status: Status) -> str:
    """The mark and the number in their part of the bar, where that is wide enough; else the number alone, or nothing."""
    room, middle, y = right - left - 2 * _ROOM, (left + right) // 2, _HEIGHT // 2
    wide, narrow = (width_of(text, size) for size in (WIDE, NARROW))
    if wide > room:
        return ""
    class_ = "chart-count" if status.is_colour else "chart-text"
    class_ += "" if narrow <= room else f" {ONLY_WIDE}"
    if narrow + _MARK > room:
        return written(text, Place(middle, y, "middle", "beside"), class_)
    start = middle - (narrow + _MARK) // 2
    sign = mark(status, start + RADIUS, y)
    return (element("g", sign, class_="chart-inverse") if status.is_colour else sign) + written(
        text, Place(start + _MARK, y, "start", "beside"), class_
    )
