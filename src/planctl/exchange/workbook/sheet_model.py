"""A sheet before any program's format: its rows, and what each cell holds, looks like and takes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from planctl.exchange.workbook.layout import Table

TITLE, SUBTITLE, LINKS, MARKER, HEADER, FIRST = range(1, 7)
"""The rows of a sheet, down to the first of the table's body."""
GENERAL = "General"
TEXT = "@"
"""What is typed stays as it is typed: no dates are made of it, and no formulas of what begins with a dash."""


class Look(StrEnum):
    """What a cell is to its reader."""

    LOCKED = "locked"
    MUTED = "muted"
    """Locked, and of less weight: what is not asked for now, and what a group's row repeats."""
    INPUT = "input"
    CLOSED = "closed"
    """A cell of an input column in a row that has no use for it."""
    WORD = "word"
    """A word that a formula says."""


class Rule(NamedTuple):
    """What an input cell takes. `{key}` in a formula stands for the cell of that column in the same row.

    `words`: one of a list. `formula`: what must hold. Neither: anything, and the prompt only helps. Texts are at most 255 characters.
    """

    prompt: str
    error: str = ""
    words: tuple[str, ...] = ()
    formula: str = ""


class Cell(NamedTuple):
    """`content` is a text, a number, or None; where `formula` is set, a formula in the same form as a rule's."""

    content: str | Decimal | None
    look: Look = Look.LOCKED
    number_format: str = TEXT
    formula: bool = False
    rule: Rule | None = None


Row = Mapping[str, Cell]
"""By the column's key; a column without a cell is closed in that row."""


CLOSED = Cell(None, Look.CLOSED)


class Heading(NamedTuple):
    """What stands in a column's marker row, over its hidden or visible header, and how wide it is."""

    key: str
    header: str
    width: int
    input: bool = False
    hidden: bool = False


class Sheet(NamedTuple):
    """One table on a sheet of its own."""

    name: str
    title: str
    subtitle: str
    table: Table
    table_name: str
    marker: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    scope: str
    """Whose sheet it is: for the head of the printed page, and for the list of sheets."""
    group: int = 0
    """Sheets of one unit have one number."""
