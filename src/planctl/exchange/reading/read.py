"""One file, whatever it is, as a book of sheets."""

from __future__ import annotations

import os
from pathlib import Path

from planctl.exchange.reading.cells import Book
from planctl.exchange.reading.content import content
from planctl.exchange.reading.package import is_workbook
from planctl.exchange.reading.separated import Dialect, read_separated
from planctl.source.discover import name_of


def read_book(path: Path, dialect: Dialect = Dialect()) -> Book:
    """The sheets of a workbook or of a text with separators; the first bytes decide, not the name.

    Raises:
        PlanctlError: it can't be read, or is neither.
    """
    name = name_of(os.path.normpath(path))
    raw = content(path, name)
    if is_workbook(raw):
        from planctl.exchange.reading.xlsx import read_workbook

        return read_workbook(raw, name)
    return read_separated(raw, name, dialect)
