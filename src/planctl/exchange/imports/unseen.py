"""What the user of a sheet does not see: hidden sheets, rows and columns, and what lies under merged cells. It is named, never read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from planctl.exchange.imports.findings import Findings
from planctl.exchange.reading.cells import Cell, Row, Sheet, letters
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
        self.merged = [
            area for area in sheet.merged
            if area.top < rows.stop and area.bottom >= rows.start and any(area.left <= column <= area.right for column in self.columns)
        ]  # fmt: skip

    def cells(self, number: int, row: Row) -> Iterator[tuple[int, Cell]]:
        """The cells of a row that hold something and are seen, by column."""
        found = [(column, row[column]) for column in self.columns if column in row]
        if not found and not self.merged:
            return
        if self._is_hidden(number, [column for column, _cell in found]) or self._is_merged(number):
            return
        yield from found

    def _is_hidden(self, number: int, columns: Collection[int]) -> bool:
        """Whether a row with something in it is hidden, or part of it; all of a hidden sheet is one finding, and so is all of a column."""
        sheet, findings = self.sheet, self.findings
        if not columns:
            return False
        if sheet.hidden:
            findings.error(sheet.place(), Message("the sheet is hidden, and holds outcomes"), _SHOW_SHEET)
            return True
        if number in sheet.hidden_rows:
            findings.error(sheet.place(number), Message("the row is hidden, and holds outcomes"), _SHOW_ROWS)
            return True
        hidden = [column for column in columns if column in self.hidden]
        for column in hidden:
            findings.error(
                sheet.place(number, column),
                Message("the column {column} is hidden, and holds outcomes", column=letters(column)),
                _SHOW_COLUMN,
            )
        return bool(hidden)

    def _is_merged(self, number: int) -> bool:
        """Whether part of a row lies under merged cells that hold something: nobody can tell whose it is."""
        touching = [area for area in self.merged if area.top <= number <= area.bottom]
        for area in touching:
            if area.left in self.sheet.rows.get(area.top, {}):
                self.findings.error(
                    self.sheet.place(area.top, area.left),
                    Message(
                        "the cell is merged with others down to {cell}, and it is not clear what its value belongs to",
                        cell=f"{letters(area.right)}{area.bottom}",
                    ),
                    _UNMERGE,
                )
                return True
        return False
