"""A workbook as text: every cell with what it holds and how it is shown, and what each cell takes. For golden files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def dumped(path: Path) -> str:
    workbook = load_workbook(path)
    properties = workbook.properties
    lines = [f"title {properties.title} | by {properties.creator} | {properties.created} {properties.modified}"]
    for sheet in workbook.worksheets:
        lines += ["", f"=== {sheet.title} ({sheet.sheet_state})", *_sheet(sheet)]
    return "\n".join(lines) + "\n"


def _sheet(sheet: Worksheet) -> Iterator[str]:
    page = sheet.page_setup
    yield f"page {page.orientation} {page.paperSize} wide {page.fitToWidth} high {page.fitToHeight} repeats {sheet.print_title_rows}"
    if page.scale:
        columns = " ".join(str(stop.id) for stop in sheet.col_breaks.brk)
        yield f"scale {page.scale} {page.pageOrder} breaks after column {columns} repeats {sheet.print_title_cols}"
    yield f"head {sheet.oddHeader.left.text} | {sheet.oddHeader.center.text} | {sheet.oddHeader.right.text}"
    yield f"foot {sheet.oddFooter.left.text} | {sheet.oddFooter.right.text}"
    yield f"frozen {sheet.freeze_panes} protected {sheet.protection.sheet} hidden rows {_hidden(sheet.row_dimensions)}"
    yield f"hidden columns {_hidden(sheet.column_dimensions)}"
    for table in sheet.tables.values():
        yield f"table {table.displayName} {table.ref}"
    for row in sheet.iter_rows():
        yield from filter(None, map(_cell, row))
    for rule in sheet.data_validations.dataValidation:
        yield f"takes {rule.sqref} {rule.type} {rule.formula1} | {rule.promptTitle}: {rule.prompt} | {rule.error}"
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            yield f"tints {area.sqref} {rule.formula[0]} {rule.dxf.font.color.rgb} on {rule.dxf.fill.bgColor.rgb}"


def _hidden(dimensions: Any) -> str:
    return " ".join(str(key) for key, dimension in dimensions.items() if dimension.hidden)


def _cell(cell: Any) -> str:
    if cell.value is None and not cell.has_style:
        return ""
    link = f" → {cell.hyperlink.location}" if cell.hyperlink else ""
    prefix = " '" if cell.quotePrefix else ""
    return f"{cell.coordinate} [{cell.style.removeprefix('planctl ')}] {cell.data_type}{prefix} {cell.value!r}{link}"
