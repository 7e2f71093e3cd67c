"""One file, whatever it is, as a book of sheets."""

from __future__ import annotations

import os
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.exchange.reading.cells import Book
from planctl.exchange.reading.content import content
from planctl.exchange.reading.encoding import decoded
from planctl.exchange.reading.other_kinds import kind_of
from planctl.exchange.reading.package import is_workbook
from planctl.exchange.reading.separated import Dialect, read_separated
from planctl.message import Message
from planctl.source.discover import name_of

_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def read_book(path: Path, dialect: Dialect = Dialect()) -> Book:
    """The sheets of a workbook or of a text with separators. The first bytes decide, not the name; but a text is not named as a workbook.

    Raises:
        PlanctlError: it can't be read, or is neither.
    """
    name = name_of(os.path.normpath(path))
    raw = content(path, name)
    if kind := kind_of(raw):
        raise PlanctlError(
            Message("{file} is {kind}, not a workbook or a CSV file", file=name, kind=kind),
            Message("ask for the workbook that the figures come from, or type them into one that planctl export xlsx makes"),
        )
    if is_workbook(raw):
        from planctl.exchange.reading.xlsx import read_workbook

        return read_workbook(raw, name)
    if path.suffix.casefold() in _WORKBOOKS:
        raise _named_as_workbook(raw, name)
    return read_separated(raw, name, dialect)


def _named_as_workbook(raw: bytes, name: str) -> PlanctlError:
    """For a file that does not begin as a workbook of any kind."""
    decoded(raw, name)
    return PlanctlError(
        Message("{file} is a text with the name of a workbook", file=name),
        Message("if its cells are parted by semicolons, commas or tabs, give it a name that ends in .csv; else fetch the workbook again"),
    )
