"""What the user of a sheet does not see: hidden sheets, rows and columns, and what lies under merged cells.

Where something new stands there it is named, and never filed. What is on file already may be hidden: a filter often is left on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.statement import Unseen
from planctl.exchange.reading.cells import Area, Cell, Row, Sheet, letters
from planctl.message import Message

_SHOW_ROWS = Message("show the row (clear the filter, or unhide it), or delete it")
_SHOW_COLUMN = Message("show the column, or delete it")
_SHOW_SHEET = Message("show the sheet, or delete it")
_UNMERGE = Message("unmerge the cells, and write each value in the row it belongs to")


class Visible:
    """What is seen of a sheet in the rows and columns that are read."""

    def __init__(self, sheet: Sheet, columns: Iterable[int], rows: range, findings: Findings) -> None:
        self.sheet, self.columns, self.findings = sheet, tuple(columns), findings
        self.hidden = [column for column in self.columns if column in sheet.hidden_columns]
        self.merged = _Merged(sheet, self.columns, rows)

    def cells(self, number: int, row: Row) -> Iterator[tuple[int, Cell, Unseen | None]]:
        """The cells of a row that hold something, by column, and why they are not seen, where they are not."""
        found = [(column, row[column]) for column in self.columns if column in row]
        if self.is_merged(number):
            return
        whole = self._whole(number)
        for column, cell in found:
            yield column, cell, whole or (self._in_column(number, column) if column in self.hidden else None)

    def _whole(self, number: int) -> Unseen | None:
        """Why nothing of a row is seen."""
        if self.sheet.hidden:
            return Unseen(self.sheet.place(), Message("the sheet is hidden, and holds outcomes"), _SHOW_SHEET)
        if number in self.sheet.hidden_rows:
            return Unseen(self.sheet.place(number), Message("the row is hidden, and holds outcomes"), _SHOW_ROWS)
        return None

    def _in_column(self, number: int, column: int) -> Unseen:
        message = Message("the column {column} is hidden, and holds outcomes", column=letters(column))
        return Unseen(self.sheet.place(number, column), message, _SHOW_COLUMN)

    def is_merged(self, number: int) -> bool:
        """Whether part of a row lies under merged cells that hold something: nobody can tell whose it is, and that is said."""
        merged = self.merged.touching(number)
        for area in merged:
            self._name_merged(area)
        return bool(merged)

    def _name_merged(self, area: Area) -> None:
        """Nobody can tell which row the value of merged cells is of."""
        self.findings.error(
            self.sheet.place(area.top, area.left),
            Message(
                "the cell is merged with others down to {cell}, and it is not clear what its value belongs to",
                cell=f"{letters(area.right)}{area.bottom}",
            ),
            _UNMERGE,
        )


class _Merged:
    """The merged cells of a sheet that hold something and touch the columns that are read, found by their rows: a sheet may have many."""

    def __init__(self, sheet: Sheet, columns: tuple[int, ...], rows: range) -> None:
        in_order = sorted(columns)
        held = sorted(
            area for area in sheet.merged
            if area.top < rows.stop and area.bottom >= rows.start and area.left in sheet.rows.get(area.top, ())
            and bisect_left(in_order, area.left) < bisect_right(in_order, area.right)
        )  # fmt: skip
        self._tops = [area.top for area in held]
        self._held = held
        self._lowest = list(accumulate(held, _lower))
        """Of each area and those before it, the one that reaches furthest down."""

    def touching(self, number: int) -> list[Area]:
        """Those that begin in a row; where none does, one that reaches into it from above."""
        if not self._held:
            return []
        end = bisect_right(self._tops, number)
        beginning = self._held[bisect_left(self._tops, number) : end]
        above = self._lowest[end - 1 : end] if end and self._lowest[end - 1].bottom >= number else []
        return beginning or above


def _lower(one: Area, other: Area) -> Area:
    return max(one, other, key=lambda area: area.bottom)
