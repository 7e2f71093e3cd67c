"""Using a page with the keyboard alone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter(found => found.tabIndex >= 0 && !found.disabled && found.checkVisibility({visibilityProperty: true})).length"""
_WATCH = """() => {
  window.focused = [];
  const places = new Map([...document.querySelectorAll("*")].map((found, place) => [found, place]));
  document.addEventListener("focusin", event => {
    const {outlineStyle, outlineWidth} = getComputedStyle(event.target), box = event.target.getBoundingClientRect();
    window.focused.push({
      element: [event.target.tagName, ...event.target.classList].join("."),
      place: places.get(event.target),
      outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1,
      seen: box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
    });
  });
}"""


def reachable(page: Page) -> int:
    """How many elements the Tab key is to reach."""
    return page.evaluate(_REACHABLE)


def tabbed_through(page: Page, presses: int) -> list[dict[str, Any]]:
    """What gets the focus by pressing Tab from the top of a page: each element with its place, and whether it and its outline are seen."""
    page.evaluate(_WATCH)
    for _ in range(presses):
        page.keyboard.press("Tab")
    return page.evaluate("() => window.focused")
