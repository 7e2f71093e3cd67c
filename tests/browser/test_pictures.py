"""The pictures of the README. --update-golden takes them anew; they are not compared, since fonts differ from machine to machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import opened
from tests.browser.documents import ROOT
from tests.conftest import DOCS
from tests.render.reports.pages import report, workspace_in

pytestmark = pytest.mark.xdist_group("browser-1")
_LARGEST = 200_000
"""Bytes."""


def on_screen(page: Page, path: Path) -> None:
    page.screenshot(path=path)


def printed(page: Page, path: Path) -> None:
    """The top of a sheet of A4 at 96 pixels an inch; a browser leaves the margins of @page to the printer, so they are added."""
    page.emulate_media(media="print", color_scheme="light")
    page.add_style_tag(content="body { padding: 18mm 16mm; }")
    page.set_viewport_size({"width": 794, "height": 1123})
    page.screenshot(path=path)


PICTURES: dict[str, tuple[str, tuple[str, ...], Callable[[Page, Path], None]]] = {
    "overview": ("overview", (), on_screen),
    "unit": ("followup", ("personal",), on_screen),
    "followup-print": ("followup", ("it",), printed),
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures(request, tmp_path, name):
    path = DOCS / "pictures" / f"{name}.png"
    if request.config.getoption("--update-golden"):
        kind, units, take = PICTURES[name]
        page = tmp_path / "page.html"
        page.write_text(report(workspace_in(ROOT / "plans"), kind, "html", units=units), encoding="utf-8")
        with opened(request.getfixturevalue("browser"), page.as_uri()) as found:
            take(found.page, path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size < _LARGEST
