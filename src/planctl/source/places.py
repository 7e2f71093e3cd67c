"""The line of a path in a file, for those who only need the line."""

from __future__ import annotations

from collections.abc import Callable

from planctl.diagnostics import Path as DataPath
from planctl.source.locate import Locator


def line_of(text_of: Callable[[str], str | None]) -> Callable[[str, DataPath], int]:
    """A function from a file's shown name and a path in its data to a line; each file is read once. 1 for a file that has no text."""
    locators: dict[str, Locator] = {}

    def line(file: str, path: DataPath) -> int:
        if file not in locators:
            text = text_of(file)
            if text is None:
                return 1
            locators[file] = Locator(text)
        return locators[file].span(path).start.line

    return line
