"""How high a row must be, so that nothing in it is cut when it is first shown; afterwards it grows with what is typed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from openpyxl.worksheet.dimensions import RowDimension

from planctl.exchange.workbook.sheet_model import Cell, Heading, Row

LINE = 15.0
"""Points: a line of text in the workbook's font."""


class GrowingRow(RowDimension):
    """A row with a height that programs may change when its cells do: openpyxl would say that it is the user's own."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        return False


def height_of(row: Row, headings: Sequence[Heading]) -> float:
    """The height in points that holds every visible text of a row in the width of its column."""
    return LINE * max(lines_of(row.get(heading.key), heading.width) for heading in headings if not heading.hidden)


def lines_of(cell: Cell | None, width: int) -> int:
    """How many lines a cell's text takes; a word that a formula says takes two."""
    if cell is None or cell.content is None or isinstance(cell.content, Decimal):
        return 1
    return 2 if cell.formula else broken_into(cell.content, width)


@lru_cache(maxsize=65536)
def broken_into(text: str, width: int) -> int:
    """How many lines a text is broken into between its words, and in a word that is longer than a line."""
    count = 0
    for line in text.splitlines() or [""]:
        count, used = count + 1, 0
        for word in line.split():
            if used and used + 1 + len(word) > width:
                count, used = count + 1, 0
            count += max(0, len(word) - 1) // width
            used += len(word) + bool(used)
    return count
