"""Visiting many pages one after the other in one tab of the browser, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.chromium import MODES, NARROW, WIDE, Opened, is_wider, opened, show, violations
from tests.browser.colours import Pair, pairs
from tests.browser.keyboard import unfold


@dataclass
class Visited:
    """How many pages were visited, what is wrong, each with its page, and all pairs of colours by mode, each with a place of it."""

    pages: int = 0
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    violations: Mapping[str, list[str]] = field(default_factory=lambda: {mode: [] for mode in MODES})
    looks: Mapping[str, set[str]] = field(default_factory=lambda: {mode: set() for mode in MODES})
    pairs: Mapping[str, dict[Pair, str]] = field(default_factory=lambda: {mode: {} for mode in MODES})


def visit(browser: Browser, folder: Path, paths: Iterable[Path]) -> Visited:
    """Opens pages below a folder with all unfolded, and judges each in every mode.

    axe's rules about structure judge each page in light alone, and its rule about contrast each look of a text once for all pages: else it
    would take several minutes. The contrast of each text of each page in each mode is judged by its pair of colours.
    """
    found = Visited()
    with opened(browser, "about:blank") as tab:
        for path in paths:
            _visit(tab, folder, path.relative_to(folder).as_posix(), found)
    return found


def _visit(tab: Opened, folder: Path, name: str, found: Visited) -> None:
    page, requests, errors = tab
    show(page, "light")
    page.goto((folder / name).as_uri())
    unfold(page)
    found.sideways += [f"{name} at {width}" for width in (NARROW, WIDE) if is_wider(page, width)]
    for mode in MODES:
        found.violations[mode].extend(
            f"{name}: {violation}" for violation in violations(page, mode, structure=mode == "light", looks=found.looks[mode])
        )
        found.pairs[mode].update({pair: f"{name}: {where}" for pair, where in pairs(page).items()})
    found.foreign += [f"{name}: {url}" for url in requests if not url.startswith(folder.as_uri())]
    found.errors += [f"{name}: {error}" for error in errors]
    requests.clear()
    errors.clear()
    found.pages += 1
