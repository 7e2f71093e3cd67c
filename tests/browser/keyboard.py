"""Using a page with the keyboard alone."""

from __future__ import annotations

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


def wrong_with_tabbing(page: Page) -> list[str]:
    """What is amiss when Tab is pressed from the top of a page to its end.

    The skip link comes first, then everything once and in order, each in view with an outline, and after the last the page is left.
    """
    expected = page.evaluate(_REACHABLE)
    page.evaluate(_WATCH)
    for _ in range(expected):
        page.keyboard.press("Tab")
    focused = page.evaluate("() => window.focused")
    places = [found["place"] for found in focused]
    page.keyboard.press("Tab")
    amiss = {
        "the skip link does not come first": focused[0]["element"] != "A.skip",
        f"{expected} elements are to be reached, but {len(places)} are": len(places) != expected,
        "the order is not that of the page": places != sorted(set(places)),
        "the page can't be left": not page.evaluate(
            "() => document.activeElement === document.body || document.activeElement.matches('.skip')"
        ),
    }
    unseen = [found["element"] for found in focused if not (found["outlined"] and found["seen"])]
    return [*(what for what, so in amiss.items() if so), *(f"{element} has the focus unseen" for element in unseen)]


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab from the top of a page until an element has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if has_focus(page, selector):
            return
    raise AssertionError(f"{selector} is not reached")


def has_focus(page: Page, selector: str) -> bool:
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def outlined(page: Page) -> bool:
    """Whether the element with the focus shows it."""
    return page.evaluate("() => { const look = getComputedStyle(document.activeElement); return look.outlineStyle !== 'none'; }")


def unfold(page: Page) -> None:
    """Opens all that can be opened, for what looks at a page and does not use it."""
    page.evaluate("() => document.querySelectorAll('details').forEach(found => { found.open = true; })")
