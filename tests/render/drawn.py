"""An SVG read back: what is drawn where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

from planctl.render.charts.labels import Box
from planctl.render.charts.lettering import NARROW, WIDE, width_of

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "desc", "defs", "pattern", "path", "rect", "line", "circle", "g", "text"}
ATTRIBUTES = {
    "class", "role", "aria-labelledby", "viewBox", "width", "height", "id", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "dy",
    "text-anchor", "transform", "fill", "patternUnits",
}  # fmt: skip
_RISES = {None: 1.0, ".35em": 0.65, ".8em": 0.2}
_MARK = 18


class Drawn:
    """A picture's elements, those of patterns left out where places are asked for."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)
        self.width, self.height = map(int, self.root.attrib["viewBox"].split()[2:])

    def elements(self) -> Iterator[ElementTree.Element]:
        return self.root.iter()

    def shown(self) -> Iterator[ElementTree.Element]:
        """All but the definitions, and the insides of marks."""
        waiting = list(self.root)
        while waiting:
            element = waiting.pop(0)
            if element.tag != f"{SVG}defs":
                yield element
                if "transform" not in element.attrib:
                    waiting += list(element)

    def boxes(self) -> Iterator[tuple[float, float, float, float]]:
        """What each element covers, texts apart."""
        for element in self.shown():
            told = {key: float(value) for key, value in element.attrib.items() if re.fullmatch(r"-?[0-9]+", value)}
            match element.tag.removeprefix(SVG):
                case "rect":
                    yield told["x"], told["y"], told["x"] + told["width"], told["y"] + told["height"]
                case "line":
                    xs, ys = sorted((told["x1"], told["x2"])), sorted((told["y1"], told["y2"]))
                    yield xs[0], ys[0], xs[1], ys[1]
                case "circle":
                    yield told["cx"] - told["r"], told["cy"] - told["r"], told["cx"] + told["r"], told["cy"] + told["r"]
                case "path":
                    places = list(map(float, element.attrib["d"].removeprefix("M").split()))
                    yield min(places[::2]), min(places[1::2]), max(places[::2]), max(places[1::2])
                case "g" if "transform" in element.attrib:
                    x, y = map(float, re.findall(r"-?[0-9]+", element.attrib["transform"]))
                    yield x - _MARK, y - _MARK, x + _MARK, y + _MARK

    def texts(self, size: int) -> list[Box]:
        """The places of all texts that are shown at a size."""
        hidden = {WIDE: "chart-narrow", NARROW: "chart-wide"}[size]
        found = [element for element in self.shown() if element.tag == f"{SVG}text"]
        return [_box(element, size) for element in found if hidden not in element.attrib.get("class", "").split()]

    def classes(self) -> set[str]:
        return {name for element in self.elements() for name in element.attrib.get("class", "").split()}


def _box(element: ElementTree.Element, size: int) -> Box:
    x, y, width = int(element.attrib["x"]), int(element.attrib["y"]), width_of(element.text or "", size)
    left = x - {None: 0, "middle": width // 2, "end": width}[element.attrib.get("text-anchor")]
    top = round(y - _RISES[element.attrib.get("dy")] * size)
    return Box(left, top, left + width, top + 115 * size // 100)


def overlapping(boxes: list[Box]) -> list[tuple[Box, Box]]:
    return [(one, other) for one, other in combinations(boxes, 2) if one.meets(other)]
