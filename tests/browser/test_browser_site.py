"""Every page of the sites in Chromium, from files and without a server: WCAG 2.1, contrast, narrow windows, the keyboard and the search."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.browser.chromium import MODES, opened, violations
from tests.browser.colours import pairs, poor
from tests.browser.documents import written_folders
from tests.browser.keyboard import has_focus, outlined, tab_to, wrong_with_tabbing
from tests.browser.visits import visit

KINDS = (
    "index",
    "units",
    "services",
    "personal/index",
    "personal/plan",
    "personal/services",
    "personal/goal-ratt-bemanning",
    "personal/kpi-heltid",
)
"""A page of each template."""


@pytest.fixture(scope="module")
def folder(pages):
    return written_folders(pages)


@pytest.fixture(scope="module", params=[pytest.param(share, marks=pytest.mark.xdist_group(f"browser-{share}")) for share in (0, 1)])
def visited(request, browser, folder):
    """Every second page. With `pytest -n` two processes share them, each with one browser."""
    paths = sorted(folder.rglob("*.html"))[request.param :: 2]
    found = visit(browser, folder, paths)
    assert found.pages == len(paths) > 150
    return found


def test_nothing_comes_from_elsewhere_and_nothing_fails(visited):
    assert visited.foreign == []
    assert visited.errors == []


def test_nothing_needs_scrolling_sideways(visited):
    assert visited.sideways == []


@pytest.mark.parametrize("mode", MODES)
def test_wcag(visited, mode):
    assert visited.violations[mode] == []


@pytest.mark.parametrize("mode", MODES)
def test_every_pair_of_colours_can_be_told_apart(visited, mode):
    assert poor(visited.pairs[mode].items()) == []
    kinds = Counter(pair.kind for pair in visited.pairs[mode])
    assert kinds["text"] >= 10
    assert kinds["graphic"] >= 20


# --- the keyboard alone ---


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(f"browser-{n % 2}")) for n, name in enumerate(KINDS)]
)
def page(request, browser, folder):
    with opened(browser, (folder / "lindsjo" / f"{request.param}.html").as_uri()) as found:
        yield found.page


def test_the_keyboard_reaches_everything_in_order(page):
    page.reload()
    assert wrong_with_tabbing(page) == []


def test_details_open_and_close_by_enter(page):
    page.reload()
    tab_to(page, "nav.site summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert has_focus(page, "nav.site details[open] a")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert page.query_selector("nav.site details[open]") is None


def test_a_hit_of_the_search_is_reached_by_the_keyboard(page):
    """Typed, confirmed, chosen; then a page is open that is about what was sought."""
    page.reload()
    tab_to(page, "#_sought")
    page.keyboard.type("sjukfr")
    page.wait_for_selector("#_search li")
    assert page.text_content("#_search [role=status]") == f"Träffar: {len(page.query_selector_all('#_search li'))}"
    page.keyboard.press("Enter")
    assert has_focus(page, "#_search li:first-child a")
    assert outlined(page)
    page.keyboard.press("Tab")
    assert has_focus(page, "#_search li:nth-child(2) a")
    page.keyboard.press("Shift+Tab")
    assert has_focus(page, "#_search li:first-child a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "sjukfrånvaro" in page.text_content("h1").lower()
    page.go_back()
    page.wait_for_load_state()


def test_the_search_says_what_it_found_and_is_left_by_escape(page):
    page.reload()
    tab_to(page, "#_sought")
    page.keyboard.type("finns inte här")
    page.wait_for_function("() => document.querySelector('#_search [role=status]').textContent")
    assert page.text_content("#_search [role=status]") == "Inga träffar"
    page.keyboard.press("Escape")
    assert page.text_content("#_search [role=status]") == ""
    assert page.input_value("#_sought:focus") == ""


@pytest.mark.xdist_group("browser-1")
def test_hits_can_be_read_by_all(browser, folder):
    with opened(browser, (folder / "lindsjo" / "index.html").as_uri()) as found:
        found.page.fill("#_sought", "andel")
        found.page.wait_for_selector("#_search li")
        assert [violations(found.page, mode) for mode in MODES] == [[], [], []]
        assert found.errors == []


_WRONG = """<!doctype html><html lang="sv"><title>Fel</title><style>body { background: #fff; }</style><main><h1>Fel</h1>
<p class="pale" style="color: #999">Text</p><svg width="200" height="100"><rect class="cell" width="100" height="100" fill="#9a6700"/>
<text class="dark" x="5" y="50" fill="#1f2328">Text</text><line class="faint" x1="110" x2="190" y1="50" y2="50" stroke="#ddd"/></svg>
</main></html>"""


@pytest.mark.xdist_group("browser-0")
def test_pairs_that_can_not_be_told_apart_are_found(browser, tmp_path):
    """So that none means that there is none; two of the three are in a picture, which axe-core does not judge."""
    path = tmp_path / "wrong.html"
    path.write_text(_WRONG, encoding="utf-8")
    with opened(browser, path.as_uri()) as found:
        wrong = poor(pairs(found.page).items())
    assert [text.partition(":")[0] for text in wrong] == ["p.pale", "text.dark", "line.faint"]
