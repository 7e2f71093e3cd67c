"""The pairs of colours that pages show, taken from the browser, and which of them are hard to tell apart.

They are read from computed styles and not from the style sheets: so they are the pairs in use, whatever sheet, attribute or template
they come from, also in pictures, which axe-core does not judge. What a text stands on is the topmost background or shape below it; a text
with a rim stands on its rim. Of a picture every shape must be told from what is below it, by its line or by its fill, but for EXEMPT.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from tests.contrast import GRAPHIC, LARGE_TEXT, TEXT, contrast

Colour = tuple[int, int, int]
EXEMPT = ".chart-grid, .chart-empty, .chart-halo, .chart-under, rect.chart-band"
"""Shapes that tell nothing: the lines behind the values, where there is nothing, what keeps a mark clear of what is below it, and the tint
below the hatching of a band, which tells the bands apart."""
_LEAST = {"text": TEXT, "large text": LARGE_TEXT, "graphic": GRAPHIC}
_COLLECT = Path(__file__).with_name("colours.js").read_text(encoding="utf-8")


class Pair(NamedTuple):
    """What is seen, of a kind of _LEAST, by the best of its inks on its paper."""

    kind: str
    inks: tuple[Colour, ...]
    paper: Colour

    @property
    def contrast(self) -> float:
        return max(contrast(ink, self.paper) for ink in self.inks)

    @property
    def is_poor(self) -> bool:
        return self.contrast < _LEAST[self.kind]


def pairs(page: Page) -> dict[Pair, str]:
    """The pairs that a page shows in its present mode, each with the first element of it."""
    found = page.evaluate(f"({_COLLECT.strip()})({EXEMPT!r})")
    return {Pair(one["kind"], tuple(map(tuple, one["inks"])), tuple(one["paper"])): one["where"] for one in found}


def poor(found: Iterable[tuple[Pair, str]]) -> list[str]:
    """Those that are hard to tell apart: what it is, and how much contrast it has."""
    return [f"{where}: {pair.kind} of {pair.inks} on {pair.paper}: {pair.contrast:.2f}" for pair, where in found if pair.is_poor]
