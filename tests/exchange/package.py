"""What Excel would repair: a strict reading of a workbook's package by the rules of ECMA-376 and the limits that Excel sets."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from openpyxl.utils import get_column_letter, range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SEQUENCE = """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState
    dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins
    pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing
    legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst
"""
ORDER = _SEQUENCE.split()
FORBIDDEN = set("[]:*?/\\")


def faults(content: bytes) -> list[str]:
    """Everything that would make Excel offer a repair, and what it would cut or refuse; empty for a sound workbook."""
    return list(_Package(content).faults())


class _Package:
    def __init__(self, content: bytes) -> None:
        with ZipFile(io.BytesIO(content)) as archive:
            self.names = archive.namelist()
            self.parts = {name: ET.fromstring(archive.read(name)) for name in self.names}  # well-formed, or it raises
        self.tables: dict[str, str] = {}

    def faults(self) -> Iterator[str]:
        if len(set(self.names)) < len(self.names):
            yield "a part is there twice"
        yield from self.types()
        for name in self.names:
            if name.endswith(".rels"):
                yield from (f"{name} leads to {target}" for target in self.targets(name).values() if target not in self.parts)
        yield from self.workbook()
        yield from self.styles()

    def types(self) -> Iterator[str]:
        types = self.parts["[Content_Types].xml"]
        defaults = {part.get("Extension") for part in types.iter(f"{TYPES}Default")}
        overrides = [part.get("PartName", "").lstrip("/") for part in types.iter(f"{TYPES}Override")]
        yield from (f"no type of {name}" for name in self.names if name not in overrides and name.rpartition(".")[2] not in defaults)
        yield from (f"a type of {name}, which is not there" for name in overrides if name not in self.parts)

    def targets(self, rels: str) -> dict[str, str]:
        """The parts that a part's relations lead to, by id."""
        base = posixpath.dirname(posixpath.dirname(rels))
        found = {}
        for relation in self.parts[rels].iter(f"{PACKAGE}Relationship"):
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
            found[relation.get("Id", "")] = path
        return found

    def workbook(self) -> Iterator[str]:
        book, targets = self.parts["xl/workbook.xml"], self.targets("xl/_rels/workbook.xml.rels")
        sheets = {sheet.get("name", ""): targets[sheet.get(f"{RELATION}id", "")] for sheet in book.iter(f"{MAIN}sheet")}
        if len({name.casefold() for name in sheets}) < len(list(book.iter(f"{MAIN}sheet"))):
            yield "two sheets have one name"
        for name, path in sheets.items():
            length = len(name.encode("utf-16-le")) // 2
            if not 0 < length <= 31 or FORBIDDEN & set(name) or name.strip("'") != name or name.casefold() == "history":
                yield f"the sheet name {name!r}"
            yield from (f"{name}: {fault}" for fault in _Sheet(self, path, sheets).faults())
        for defined in book.iter(f"{MAIN}definedName"):
            if not re.fullmatch(r"_xlnm\.Print_Titles|[A-Za-z_\\][\w.]*", defined.get("name", "")):
                yield f"the defined name {defined.get('name')}"
            if defined.get("name", "").casefold() in self.tables:
                yield f"{defined.get('name')} is a table too"
        if not any(sheet.get("state", "visible") == "visible" for sheet in book.iter(f"{MAIN}sheet")):
            yield "no sheet is visible"

    def styles(self) -> Iterator[str]:
        styles = self.parts["xl/styles.xml"]
        counts = {kind: len(list(styles.find(f"{MAIN}{kind}") or ())) for kind in ("fonts", "fills", "borders", "cellStyleXfs")}
        for xf in (*(styles.find(f"{MAIN}cellXfs") or ()), *(styles.find(f"{MAIN}cellStyleXfs") or ())):
            for key, kind in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"), ("xfId", "cellStyleXfs")):
                if int(xf.get(key, 0)) >= counts[kind]:
                    yield f"style with {key} {xf.get(key)}"
        names = [style.get("name", "").casefold() for style in styles.iter(f"{MAIN}cellStyle")]
        if len(set(names)) < len(names):
            yield "two styles have one name"


class _Sheet:
    def __init__(self, package: _Package, path: str, sheets: dict[str, str]) -> None:
        self.package, self.path, self.sheets = package, path, sheets
        self.root = package.parts[path]
        self.cells = {cell.get("r", ""): cell for cell in self.root.iter(f"{MAIN}c")}

    def faults(self) -> Iterator[str]:
        order = [ORDER.index(child.tag.removeprefix(MAIN)) for child in self.root]
        if order != sorted(order):
            yield "its parts stand in another order than the schema's"
        yield from self.rows()
        yield from self.validations()
        yield from self.formats()
        for link in self.root.iter(f"{MAIN}hyperlink"):
            match = re.fullmatch(r"'(.+)'![A-Z]+[0-9]+", link.get("location", ""))
            if match is None or match[1].replace("''", "'") not in self.sheets:
                yield f"a link to {link.get('location')}"
        for head in (*self.root.iter(f"{MAIN}oddHeader"), *self.root.iter(f"{MAIN}oddFooter")):
            if len(head.text or "") > 255:
                yield "the head of the page is too long"
        rels = posixpath.join(posixpath.dirname(self.path), "_rels", posixpath.basename(self.path) + ".rels")
        targets = self.package.targets(rels) if rels in self.package.parts else {}
        for part in self.root.iter(f"{MAIN}tablePart"):
            yield from self.table(self.package.parts[targets[part.get(f"{RELATION}id", "")]])

    def rows(self) -> Iterator[str]:
        styles = len(list(self.package.parts["xl/styles.xml"].find(f"{MAIN}cellXfs") or ()))
        last = 0
        for row in self.root.iter(f"{MAIN}row"):
            number = int(row.get("r", 0))
            columns = [range_boundaries(cell.get("r", ""))[0] for cell in row]
            if number <= last or columns != sorted(set(columns)):
                yield f"row {number} is out of order"
            last = number
        for place, cell in self.cells.items():
            formula = cell.findtext(f"{MAIN}f")
            if formula is not None and (len(formula) > 8192 or formula.startswith("=")):
                yield f"{place}: the formula {formula[:40]}"
            if int(cell.get("s", 0)) >= styles:
                yield f"{place}: its style"
            if len(self.text(place)) > 32_767:
                yield f"{place}: too long"

    def text(self, place: str) -> str:
        """The text of a cell; "" where it holds none."""
        cell = self.cells.get(place)
        if cell is None or cell.get("t") not in ("s", "inlineStr"):
            return ""
        if cell.get("t") == "s":
            item = list(self.package.parts["xl/sharedStrings.xml"])[int(cell.findtext(f"{MAIN}v") or 0)]
            return "".join(item.itertext())
        return "".join(cell.itertext())

    def validations(self) -> Iterator[str]:
        seen: set[str] = set()
        for rule in self.root.iter(f"{MAIN}dataValidation"):
            for name, limit in (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255)):
                if len(rule.get(name, "")) > limit:
                    yield f"{rule.get('sqref')}: its {name} is too long"
            formula = rule.findtext(f"{MAIN}formula1") or ""
            if len(formula) > 255 or (rule.get("type") == "list" and not re.fullmatch(r'"[^"]+"', formula)):
                yield f"{rule.get('sqref')}: its formula"
            left, top, right, bottom = range_boundaries(rule.get("sqref", ""))
            places = {f"{get_column_letter(column)}{row}" for column in range(left, right + 1) for row in range(top, bottom + 1)}
            if places & seen:
                yield f"{rule.get('sqref')}: two rules for one cell"
            seen |= places

    def formats(self) -> Iterator[str]:
        known = len(list(self.package.parts["xl/styles.xml"].find(f"{MAIN}dxfs") or ()))
        priorities = []
        for rule in self.root.iter(f"{MAIN}cfRule"):
            priorities.append(rule.get("priority"))
            if int(rule.get("dxfId", 0)) >= known:
                yield f"a conditional format {rule.get('dxfId')}"
        if len(set(priorities)) < len(priorities):
            yield "two conditional formats have one priority"

    def table(self, table: ET.Element) -> Iterator[str]:
        name = table.get("displayName", "")
        if name.casefold() in self.package.tables or not re.fullmatch(r"[^\W\d]\w{0,254}", name) or re.fullmatch(r"[A-Za-z]{1,3}\d+", name):
            yield f"the table name {name!r}"
        self.package.tables[name.casefold()] = table.get("id", "")
        if len(set(self.package.tables.values())) < len(self.package.tables):
            yield f"the id of the table {name}"
        left, top, right, bottom = range_boundaries(table.get("ref", ""))
        headers = [self.text(f"{get_column_letter(column)}{top}") for column in range(left, right + 1)]
        columns = [column.get("name", "") for column in table.iter(f"{MAIN}tableColumn")]
        if columns != headers or not all(headers):
            yield f"{name}: its columns {columns} are not the headers {headers}"
        if len({header.casefold() for header in headers}) < len(headers):
            yield f"{name}: two columns have one name"
        if bottom <= top:
            yield f"{name}: it has no row"
        filtered = table.find(f"{MAIN}autoFilter")
        if filtered is not None and filtered.get("ref") != table.get("ref"):
            yield f"{name}: it filters another area"
        for merged in self.root.iter(f"{MAIN}mergeCell"):
            box = range_boundaries(merged.get("ref", ""))
            if box[1] <= bottom and box[3] >= top:
                yield f"{name}: merged cells in it"
