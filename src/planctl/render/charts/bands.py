"""Bands of values in a picture: a tint with a pattern of its own for each colour, so that they can be told apart in black and white."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planctl.evaluate.status import Status
from planctl.render.charts.labels import Box
from planctl.render.charts.svg import element

_PATTERNS: Mapping[Status, tuple[int, str]] = {
    Status.RED: (16, "M-2 2 2-2M0 16 16 0M14 18 18 14"),
    Status.YELLOW: (16, "M3 4H6M11 12H14"),
    Status.GREEN: (28, "M-2-2 2 2M0 0 28 28M26 26 30 30"),
}
"""How large the pattern of a colour is, and what is drawn in it."""


def patterns(statuses: Iterable[Status], id_: str) -> str:
    """The definitions of the patterns, for a picture whose ids begin with `id_`."""
    drawn = [
        element(
            "pattern",
            element("path", d=d, class_=f"chart-hatch chart-{status}"),
            id=f"{id_}-{status}",
            width=size,
            height=size,
            patternUnits="userSpaceOnUse",
        )
        for status, (size, d) in _PATTERNS.items()
        if status in set(statuses)
    ]
    return element("defs", *drawn) if drawn else ""


def band(status: Status, box: Box, id_: str) -> str:
    """A band within a box."""
    sides = {"x": box.left, "y": box.top, "width": box.right - box.left, "height": box.bottom - box.top}
    tint = element("rect", **sides, class_=f"chart-band chart-{status}")
    return tint + element("rect", **sides, fill=f"url(#{id_}-{status})")
