"""The pictures of the README. `make pictures` takes them anew; they are not compared, since fonts differ from machine to machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import WIDE, opened, show
from tests.browser.documents import written_folders
from tests.conftest import DOCS

pytestmark = pytest.mark.xdist_group("browser-1")
_LARGEST = 200_000
"""Bytes."""


_WHERE_NOTHING_IS_CUT = """limit => {
  const boxes = [...document.querySelectorAll("tr, dt, dd, summary, svg")].map(found => found.getBoundingClientRect());
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (texts.nextNode()) {
    range.selectNodeContents(texts.currentNode);
    boxes.push(...range.getClientRects());
  }
  for (;;) {
    const cut = boxes.filter(box => box.height && box.top < limit && box.bottom > limit);
    if (!cut.length) return Math.floor(limit);
    limit = Math.min(...cut.map(box => box.top));
  }
}"""


def on_screen(page: Page, path: Path) -> None:
    _picture(page, path, WIDE, 900)


def printed(page: Page, path: Path) -> None:
    """A sheet of A4 at 96 pixels an inch; a browser leaves the margins of @page to the printer, so they are added."""
    show(page, "print")
    page.add_style_tag(content="body { padding: 18mm 16mm; }")
    _picture(page, path, 794, 1123)


def _picture(page: Page, path: Path, width: int, most: int) -> None:
    """The top of a page, down to where nothing is cut."""
    page.set_viewport_size({"width": width, "height": most})
    height = page.evaluate(_WHERE_NOTHING_IS_CUT, most)
    page.screenshot(path=path, clip={"x": 0, "y": 0, "width": width, "height": height})


PICTURES: dict[str, tuple[str, Callable[[Page, Path], None]]] = {
    "overview": ("index", on_screen),
    "unit": ("personal/index", on_screen),
    "followup-print": ("it/index", printed),
}
"""Pages of the site of plans/; the page of a unit is its follow-up."""


@pytest.mark.parametrize("name", PICTURES)
def test_pictures(request, pages, name):
    path = DOCS / "pictures" / f"{name}.png"
    if request.config.getoption("--update-golden"):
        page, take = PICTURES[name]
        address = (written_folders(pages) / "lindsjo" / f"{page}.html").as_uri()
        with opened(request.getfixturevalue("browser"), address) as found:
            take(found.page, path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size < _LARGEST
