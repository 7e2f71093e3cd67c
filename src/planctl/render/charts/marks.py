"""The shapes of statuses, drawn: those of `render.words`, without a font. All fit a square of twenty-four units around their middle."""

from __future__ import annotations

from collections.abc import Mapping

from planctl.evaluate.status import Status
from planctl.render.charts.svg import Length, element

RADIUS, NARROW_RADIUS = 12, 18
"""How far a mark reaches from its middle; the style sheet makes it larger where a chart is shown narrow."""
_STROKE = "chart-stroke"
_FILL = "chart-fill"


def _path(d: str, class_: str) -> str:
    return element("path", d=d, class_=class_)


def circle(radius: Length, class_: str, x: Length = 0, y: Length = 0) -> str:
    return element("circle", cx=x, cy=y, r=radius, class_=class_)


_SHAPES: Mapping[Status, str] = {
    Status.RED: _path("M-9-9 9 9M9-9-9 9", _STROKE),
    Status.YELLOW: _path("M0-12 12 10H-12Z", _FILL),
    Status.GREEN: circle(12, _FILL) + _path("M-6 0-1 5 6-5", "chart-on"),
    Status.MISSING: _path("M-6-6A6 6 0 1 1 2 1Q0 2 0 4", _STROKE) + circle(2, _FILL, 0, 10),
    Status.UNASSESSED: _path("M0-10 10 0 0 10-10 0Z", _STROKE),
    Status.PENDING: circle(2, _FILL, -8) + circle(2, _FILL) + circle(2, _FILL, 8),
    Status.UNTARGETED: _path("M-10 0H10", _STROKE),
    Status.CONFIDENTIAL: _path("M-10-10H10V10H-10Z", _FILL),
    Status.NOT_APPLICABLE: circle(10, _STROKE) + _path("M-7 7 7-7", _STROKE),
}


def mark(status: Status, x: Length, y: Length) -> str:
    """The shape of a status around a place."""
    return element("g", _SHAPES[status], class_=f"chart-mark chart-{status}", transform=f"translate({x} {y})")
