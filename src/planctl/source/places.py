"""The line of a path in a file, for those who only need the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from planctl.diagnostics import Path as DataPath
from planctl.source.locate import Locator
from planctl.source.reader import read


def line_of(files: Mapping[str, Path]) -> Callable[[str, DataPath], int]:
    """A function from a file's shown name and a path in its data to a line; each file is read once. 1 for a file that is not known."""
    locators: dict[str, Locator] = {}

    def line(file: str, path: DataPath) -> int:
        if file not in files:
            return 1
        if file not in locators:
            locators[file] = Locator(read(files[file], file).text)
        return locators[file].span(path).start.line

    return line
