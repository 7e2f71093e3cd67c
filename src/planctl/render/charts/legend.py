"""What the signs of a picture mean: a sample and a word each, on as many lines as they need where the chart is shown narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from planctl.evaluate.status import Status
from planctl.render.charts.labels import Place, written
from planctl.render.charts.lettering import NARROW, fitted, one_line, width_of
from planctl.render.charts.marks import mark
from planctl.render.charts.svg import Length

SAMPLE = 52
"""How wide a sample is."""
ROW = 60
_GAP = 16
_BETWEEN = 44


class Item(NamedTuple):
    """`sample` draws around the middle of a place."""

    sample: Callable[[Length, Length], str]
    text: str


def status_item(status: Status, text: str) -> Item:
    return Item(lambda x, y: mark(status, x, y), text)


def legend(items: Iterable[Item], left: int, top: int, right: int) -> tuple[str, int]:
    """The legend and its height."""
    drawn, x, y = "", left, top + ROW // 2
    for item in items:
        text = fitted(one_line(item.text), right - left - SAMPLE - _GAP, NARROW)
        width = SAMPLE + _GAP + width_of(text, NARROW)
        if x > left and x + width > right:
            x, y = left, y + ROW
        drawn += item.sample(x + SAMPLE // 2, y) + written(text, Place(x + SAMPLE + _GAP, y, "start", "beside"))
        x += width + _BETWEEN
    return drawn, y + ROW // 2 - top if drawn else 0
