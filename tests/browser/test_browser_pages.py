"""Every report in Chromium: WCAG 2.1 A and AA as axe-core judges, the keyboard alone, narrow windows, and nothing from elsewhere."""

from __future__ import annotations

from itertools import starmap

import pytest

from tests.browser.chromium import MODES, NARROW, WIDE, is_wider, opened, violations, widen
from tests.browser.colours import pairs, poor
from tests.browser.documents import DOCUMENTS, written
from tests.browser.keyboard import wrong_with_tabbing


def by_process(index, document):
    """With `pytest -n` two processes share the pages, each with one browser: large and small ones alternate in the list."""
    return pytest.param(document, id=document.id, marks=pytest.mark.xdist_group(f"browser-{index % 2}"))


@pytest.fixture(scope="module", params=starmap(by_process, enumerate(DOCUMENTS)))
def document(request, browser, pages):
    """A page that is open during all tests of it."""
    with opened(browser, written(request.param, pages).as_uri()) as found:
        yield found


def test_nothing_comes_from_elsewhere_and_nothing_fails(document):
    assert document.requests == [document.page.url]
    assert document.errors == []


def test_the_keyboard_reaches_everything_in_order(document):
    document.page.reload()
    assert wrong_with_tabbing(document.page) == []


def test_the_skip_link_leads_to_the_content(document):
    page = document.page
    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    assert page.evaluate(
        "() => document.activeElement === document.body || document.querySelector('main').contains(document.activeElement)"
    )


def test_details_open_by_enter(document):
    page = document.page
    for summary in page.query_selector_all("summary"):
        before = summary.evaluate("found => found.parentElement.open")
        summary.focus()
        page.keyboard.press("Enter")
        assert summary.evaluate("found => found.parentElement.open") is not before


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_nothing_needs_scrolling_sideways(document, width):
    assert not is_wider(document.page, width)
    widen(document.page, WIDE)


@pytest.mark.parametrize("mode", MODES)
def test_wcag(document, mode):
    assert violations(document.page, mode, looks=None if mode == "light" else set()) == []
    assert poor(pairs(document.page).items()) == []


_WRONG = """<!doctype html><html lang="sv"><title>Fel</title><style>
.light { color: #ccc; background: #fff; }
@media (prefers-color-scheme: dark) { .light { color: #000; } .dark { color: #222; background: #000; } }
@media print { .light { color: #000; } .print { color: #ddd; background: #fff; } }
</style><main><h1>Fel</h1><p class="light">Text</p><p class="dark">Text</p><p class="print">Text</p></main></html>"""


@pytest.mark.xdist_group("browser-0")
@pytest.mark.parametrize("mode", MODES)
def test_what_is_illegible_in_one_mode_is_found_in_it(browser, tmp_path, mode):
    """So that no violation means that there is none."""
    path = tmp_path / "wrong.html"
    path.write_text(_WRONG, encoding="utf-8")
    with opened(browser, path.as_uri()) as found:
        (violation,) = violations(found.page, mode)
    assert violation.startswith(f"color-contrast: .{mode}: ")
