"""Workbooks for tests: by openpyxl as people fill them in, and by hand where a file must say what no program writes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.fingerprint import fingerprint
from planctl.exchange.reading.cells import Book
from planctl.exchange.reading.xlsx import read_workbook
from planctl.workspace.workspace import Workspace

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
COLUMNS = ("key", "group", "fingerprint", "title", "value", "forecast", "comment", "reason", "analysis", "action", "assessment")


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of named parts."""
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return raw.getvalue()


def parts_of(sheet: str, *, strings: str = "", styles: str = "", state: str = "visible", date1904: bool = False) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet, given the XML inside of its `worksheet`."""
    workbook = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(date1904)}"/>'
        f'<sheets><sheet name="Blad1" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>'
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            (("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")), 1
        )
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
    }


def book_of(sheet: str, **options: Any) -> Book:
    """What planctl reads of a workbook with one sheet."""
    return read_workbook(packed(parts_of(f"<sheetData>{sheet}</sheetData>", **options)), "b.xlsx")


def saved(book: Workbook) -> bytes:
    raw = BytesIO()
    book.save(raw)
    return raw.getvalue()


Row = Mapping[str, object]


def own_workbook(
    workspace: Workspace,
    rows: Sequence[Row],
    *,
    period: str = "2026-T2",
    columns: Sequence[str] = COLUMNS,
    table: str = "kpis",
    organisation: str = "",
    then: Callable[[Worksheet], object] | None = None,
) -> bytes:
    """An input workbook as planctl's own: rows by the keys of their columns, with the right fingerprints unless told."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Personal"
    add_table(sheet, workspace, rows, period=period, columns=columns, table=table, organisation=organisation)
    if then:
        then(sheet)
    return saved(book)


def add_table(
    sheet: Worksheet,
    workspace: Workspace,
    rows: Sequence[Row],
    *,
    period: str = "2026-T2",
    columns: Sequence[str] = COLUMNS,
    table: str = "kpis",
    organisation: str = "",
) -> None:
    marker = f"planctl 1 {organisation or workspace.id} {period} {table}"
    sheet.append([marker if column == "key" else column for column in columns])
    sheet.row_dimensions[sheet.max_row].hidden = True
    sheet.append(["Adress" if column == "key" else column.title() for column in columns])
    for row in rows:
        told = {"fingerprint": print_of(workspace, str(row.get("key")))} | dict(row)
        sheet.append([told.get(column) for column in columns])


def print_of(workspace: Workspace, address: str) -> str | None:
    """The fingerprint of a KPI in 2026."""
    for plan in workspace.plans:
        for kpi in plan.kpis.values():
            if kpi.address == address and 2026 in (plan.years or ()):
                return fingerprint(kpi, 2026)
    return None


def write(folder: Path, name: str, raw: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return path
