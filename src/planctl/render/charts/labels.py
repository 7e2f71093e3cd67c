"""Texts in a picture that never meet: each takes the first of its places that is free, and is left out where none is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from planctl.render.charts.lettering import NARROW, WIDE, fitted, one_line, width_of
from planctl.render.charts.marks import NARROW_RADIUS, RADIUS
from planctl.render.charts.svg import Length, element, escaped

Anchor = Literal["start", "middle", "end"]
Level = Literal["above", "beside", "below"]
ONLY_WIDE, ONLY_NARROW = "chart-wide", "chart-narrow"
"""The classes of what is shown only where the chart is wide, or only where it is narrow."""
_SHIFTS: dict[Level, str | None] = {"above": None, "beside": ".35em", "below": ".8em"}
_RISES: dict[Level, int] = {"above": 100, "beside": 65, "below": 20}
"""How far a text reaches above its place, in hundredths of its size; it is a hundred and twenty high."""
_AIR = 6
"""What is left free on both sides of a text."""


class Box(NamedTuple):
    left: Length
    top: Length
    right: Length
    bottom: Length

    def meets(self, other: Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def lies_in(self, other: Box) -> bool:
        return other.left <= self.left and self.right <= other.right and other.top <= self.top and self.bottom <= other.bottom


class Place(NamedTuple):
    """Where a text may stand: its middle, start or end at `x`; above, beside or below `y`."""

    x: Length
    y: Length
    anchor: Anchor = "middle"
    level: Level = "above"

    def box(self, text: str, size: int) -> Box:
        width = width_of(text, size)
        left = self.x - {"start": 0, "middle": width // 2, "end": width}[self.anchor]
        top = self.y - _RISES[self.level] * size // 100
        return Box(left - _AIR, top, left + width + _AIR, top + 120 * size // 100)


class Labels:
    """The texts of one picture, within its bounds, at both sizes."""

    def __init__(self, bounds: Box) -> None:
        self.bounds = bounds
        self.taken: dict[int, list[Box]] = {WIDE: [], NARROW: []}

    def keep_free(self, x: Length, y: Length) -> None:
        """No text may cover the mark at a place."""
        for size, radius in ((WIDE, RADIUS), (NARROW, NARROW_RADIUS)):
            self.taken[size].append(Box(x - radius, y - radius, x + radius, y + radius))

    def put(self, text: str, places: Iterable[Place], class_: str = "", *, only_wide: bool = False) -> str:
        """The text at the first place that is free at both sizes; else, shown only where the chart is wide; else nothing."""
        tried = list(places) if text else []
        for sizes in ((WIDE,),) if only_wide else ((WIDE, NARROW), (WIDE,)):
            for place in tried:
                if all(self.is_free(place.box(text, size), size) for size in sizes):
                    for size in sizes:
                        self.taken[size].append(place.box(text, size))
                    return written(text, place, class_ if NARROW in sizes else f"{class_} {ONLY_WIDE}".strip())
        return ""

    def is_free(self, box: Box, size: int) -> bool:
        return box.lies_in(self.bounds) and not any(box.meets(other) for other in self.taken[size])


def written(text: str, place: Place, class_: str = "") -> str:
    """A text where it stands."""
    anchor = None if place.anchor == "start" else place.anchor
    return element("text", escaped(text), x=place.x, y=place.y, dy=_SHIFTS[place.level], text_anchor=anchor, class_=class_ or None)


def in_room(text: str, place: Place, room: int, class_: str) -> str:
    """A user's text within a room: cut where it is wider, less so where the chart is wide."""
    wide, narrow = (fitted(one_line(text), room, size) for size in (WIDE, NARROW))
    if wide == narrow:
        return written(wide, place, class_)
    return written(wide, place, f"{class_} {ONLY_WIDE}") + written(narrow, place, f"{class_} {ONLY_NARROW}")
