"""Debian's Chromium without a window, driven by Playwright: fails where CI lacks it, and skips elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
MODES: dict[str, dict[str, Any]] = {
    "light": {"media": "screen", "color_scheme": "light"},
    "dark": {"media": "screen", "color_scheme": "dark"},
    "print": {"media": "print", "color_scheme": "light"},
}
WIDE, NARROW = 1280, 320
"""Widths in CSS pixels; the narrow one is what WCAG 2.1, 1.4.10, asks for."""
_HEIGHT = 900
_AXE_RUN = """async ([tags, judgedLooks, structure]) => {
  const computed = (element, ...names) => names.map(name => getComputedStyle(element)[name]).join();
  const papers = element => element ? papers(element.parentElement) + computed(element, "backgroundColor", "opacity") + ";" : "";
  const looks = new Map(), before = new Set(judgedLooks);
  for (const element of document.querySelectorAll("body *")) {
    const text = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!text || !element.checkVisibility()) continue;
    const look = computed(element, "color", "fontSize", "fontWeight", "textShadow", "position") + papers(element);
    if (!looks.has(look) && !before.has(look)) looks.set(look, element);
  }
  const options = {resultTypes: ["violations"], elementRef: false, preload: false};
  const rules = !judgedLooks ? {} : {"color-contrast": {enabled: false}};
  const found = structure ? [await axe.run(document, {...options, runOnly: {type: "tag", values: tags}, rules})] : [];
  const some = {include: [...looks.values()]};
  if (judgedLooks && looks.size) found.push(await axe.run(some, {...options, runOnly: {type: "rule", values: ["color-contrast"]}}));
  const nodes = rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`);
  return {
    violations: found.flatMap(results => results.violations.flatMap(nodes)),
    looks: [...looks.keys()],
    judged: found.flatMap(results => [...results.violations, ...results.passes].map(rule => rule.id)),
  };
}"""
"""Either every text is judged for its contrast, or one of each look that was not judged before: by colours, sizes and weights,
which are all that it hangs on. That rule takes nine tenths of axe's time, seconds for a long page."""


@contextmanager
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed")
    assert program, "Chromium is not installed"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])  # root has no sandbox, and CI often is root
        yield browser
        browser.close()


class Opened(NamedTuple):
    """A page in the browser, what it asked for when it was opened, and what went wrong in it."""

    page: Page
    requests: list[str]
    errors: list[str]


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": WIDE, "height": _HEIGHT})
    page, requests, errors = context.new_page(), [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(url)
    yield Opened(page, requests, errors)
    context.close()


def widen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": _HEIGHT})


def is_wider(page: Page, width: int) -> bool:
    """Whether a page has to be scrolled sideways in a window of a width; the window stays so."""
    widen(page, width)
    return page.evaluate("() => document.documentElement.scrollWidth") > width


def show(page: Page, mode: str) -> None:
    """As in a mode of MODES."""
    page.emulate_media(**MODES[mode])


def violations(page: Page, mode: str, *, structure: bool = True, looks: set[str] | None = None) -> list[str]:
    """What axe-core finds against WCAG 2.1 A and AA in a mode: rule, element, and how to mend it.

    Without `structure` only contrast is judged. With `looks`, those of texts that are judged already, only one text of each further look is
    judged for its contrast, and the set grows by them.
    """
    show(page, mode)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    expected = {*(("document-title", "html-has-lang") if structure else ()), *(() if looks else ("color-contrast",))}
    found = page.evaluate(_AXE_RUN, [list(WCAG), None if looks is None else sorted(looks), structure])
    assert expected <= set(found["judged"])
    if looks is not None:
        looks.update(found["looks"])
    return found["violations"]
