"""Input workbooks as the command makes them, and their cells as import finds them."""

from __future__ import annotations

import datetime
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.formats import exported
from planctl.exchange.request import Part, Request
from planctl.exchange.workbook.layout import parse_marker
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.progress import Progress
from planctl.workspace.workspace import Workspace

AS_OF = datetime.date(2026, 11, 22)
T2 = Period(2026, "T2")
MARKER, FIRST = 4, 6


def made(workspace: Workspace, *units: str, period: Period | None = T2, language: str = "sv", one_sheet: bool = False) -> bytes:
    wanted = tuple(unit for unit in workspace.root.walk() if not units or unit.id in units)
    spoken = Language.of(language)
    request = Request((Part(workspace, wanted, period),), AS_OF, spoken, Progress(spoken), one_sheet=one_sheet)
    return exported("xlsx", request)


def rows_of(sheet: Worksheet) -> dict[tuple[str, str], dict[str, Any]]:
    """A sheet's cells by address and group, and by column, as import finds them."""
    keys = [str(cell.value) for cell in sheet[MARKER]]
    assert parse_marker(keys[0])
    keys[0] = "key"
    found = {}
    for row in sheet.iter_rows(min_row=FIRST, max_row=sheet.max_row):
        cells = dict(zip(keys, row, strict=True))
        found[str(cells["key"].value), str(cells["group"].value or "") if "group" in cells else ""] = cells
    return found
