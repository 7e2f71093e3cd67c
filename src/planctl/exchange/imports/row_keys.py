"""What the rows of a foreign sheet say that they are of: KPI, unit, follow-up and group, in their own cells or, by `fill_down`, above."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.header import Header
from planctl.exchange.imports.numbers import UNREADABLE, is_readable
from planctl.exchange.reading.cells import Cell, Place, Row, Sheet
from planctl.message import Message
from planctl.model.import_profile import ImportProfile


class At(NamedTuple):
    """What a row says of itself, before its numbers; empty where it says nothing."""

    text: str
    unit: str
    period: str | datetime.datetime
    group: str
    unreadable: tuple[tuple[Place, Place], ...]
    """Cells that can't be read, each with the cell of the row itself: that very cell, or an empty one below it."""


class RowKeys:
    """Reads them row by row, from the top."""

    def __init__(self, sheet: Sheet, header: Header, profile: ImportProfile) -> None:
        self.sheet, self.columns, self.fill_down = sheet, header.columns, profile.fill_down
        self._above: dict[str, str | datetime.datetime | Place] = {}

    def read(self, number: int, row: Row) -> At:
        said = {key: self._said(key, number, row) for key in self.columns}
        unreadable = tuple((cell, self.sheet.place(number, self.columns[key])) for key, cell in said.items() if isinstance(cell, Place))
        period = said.get("period", "")
        text, unit, group = (found if isinstance(found := said.get(key), str) else "" for key in ("kpi", "unit", "group"))
        return At(text, unit, "" if isinstance(period, Place) else period, group, unreadable)

    def _said(self, key: str, number: int, row: Row) -> str | datetime.datetime | Place:
        """What stands in the cell of a key; where the profile says so, an empty cell means what stood above. A place can't be read."""
        column = self.columns[key]
        cell = row.get(column)
        said: str | datetime.datetime | Place = ""
        if cell:
            said = _content(cell) if is_readable(cell, dates=key == "period") else self.sheet.place(number, column)
        if key in self.fill_down:
            said = self._above[key] = said or self._above.get(key, "")
        return said


def _content(cell: Cell) -> str | datetime.datetime:
    return cell.value if isinstance(cell.value, datetime.datetime) else cell.text or str(cell.value)


def name_unreadable(at: At, findings: Findings) -> bool:
    """Whether something that a row says of itself can't be read: an error where the row is."""
    for cell, own in at.unreadable:
        if cell == own:
            findings.error(cell, *UNREADABLE)
        else:
            message = Message("what the row is of stands above, in {cell}, and can't be read", cell=cell.cell)
            findings.repeated(own, message, Message("type there what it should say"))
    return bool(at.unreadable)
