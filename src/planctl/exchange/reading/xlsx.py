"""Excel workbooks: values as they were last calculated, with what their formats make of them, and all that a user does not see.

planctl reads them itself: openpyxl takes three times as long, tells nothing of hidden rows and merged cells where it reads row by row, must
read a file twice to tell a formula without a value from an empty cell, and stops at styles that it does not know.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from planctl.errors import PlanctlError
from planctl.exchange.reading.cells import Book, Cell, Place, Sheet, printable, text_cell
from planctl.exchange.reading.format_code import Shown
from planctl.exchange.reading.formats import shown_by
from planctl.exchange.reading.package import Package, damaged, opened, with_macros
from planctl.exchange.reading.sheet import MAX_CELLS, DisorderError, Shared, SheetReader, TooManyCellsError, UnclearError
from planctl.exchange.reading.written import unescaped
from planctl.exchange.reading.xml import EntityError, MixedTextError, parse
from planctl.message import Message

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_WORKSHEET = "worksheet"
_WITHOUT_CELLS = ("chartsheet", "dialogsheet")
_MACRO_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet")
_VISIBLE = "visible"
_MOST_FORMATS = 5_000
"""Excel takes some two hundred; each takes a while to understand."""
_LONGEST_NAME = 255
"""Characters of the name of a sheet, which stands with all that is said of it; Excel takes 31."""
_SAVE_ANEW = Message("open it in Excel or LibreOffice and save it anew")


def read_workbook(raw: bytes, name: str) -> Book:
    """The sheets of an .xlsx file; `name` is what to call it.

    Raises:
        PlanctlError: it is no such file, or one that can't be read.
    """
    package = opened(raw, name)
    try:
        return Book(name, tuple(_sheets(package, name)))
    except PlanctlError:
        raise
    except EntityError as error:
        raise PlanctlError(Message("{file} defines entities of its own, as no program for sheets does", file=name), _SAVE_ANEW) from error
    except TooManyCellsError as error:
        raise PlanctlError(
            Message("a sheet of {file} has more than {limit} cells", file=name, limit=MAX_CELLS),
            Message("delete rows and columns that are empty but formatted, or move the outcomes to a workbook of their own"),
        ) from error
    except DisorderError as error:
        raise PlanctlError(Message("two cells of {file} share one place", file=name), _SAVE_ANEW) from error
    except Exception as error:  # a damaged package fails wherever it is damaged: in zipfile, zlib, expat or a number
        raise damaged(name) from error


def _sheets(package: Package, name: str) -> Iterator[Sheet]:
    listed, since_1904 = _listed(package)
    relations = _relations(package)
    parts = dict(relations.values())
    shared = Shared(_texts(package.part(parts.get("sharedStrings", ""))), _styles(package.part(parts.get("styles", ""))), since_1904)
    for order, (title, state, relation) in enumerate(listed):
        kind, part = relations[relation]
        if kind in _MACRO_SHEETS:
            raise with_macros(name)
        if kind in _WITHOUT_CELLS:
            continue
        if kind != _WORKSHEET:
            raise ValueError(kind)
        if printable(title) != title:
            raise _with_a_strange_name(name, title)
        reader = SheetReader(shared)
        _read_by(reader, package.required(part), Place(name, order, title))
        hidden = state != _VISIBLE
        sizes, rows = reader.sizes, reader.rows
        yield Sheet(name, order, title, rows, hidden, sizes.hidden_rows, sizes.hidden_columns(rows.values()), tuple(reader.merged))


def _with_a_strange_name(name: str, sheet: str) -> PlanctlError:
    return PlanctlError(
        Message(
            "the name of the sheet {sheet} in {file} holds characters that can't be kept with the outcomes",
            sheet=printable(sheet),
            file=name,
        ),
        Message("give the sheet a name of letters, digits, spaces and hyphens, and save the workbook"),
    )


def _read_by(reader: SheetReader, xml: bytes, place: Place) -> None:
    """Raises PlanctlError where reading stops in a cell, and all that the reader does where it stops elsewhere."""
    try:
        reader.read(xml)
    except (ValueError, IndexError, MixedTextError, UnclearError) as error:
        if reader.unclear_at is None:
            raise
        cell = str(place._replace(row=reader.unclear_at[0], column=reader.unclear_at[1]))
        raise PlanctlError(
            Message("{place} is damaged: the file does not say clearly what the cell holds", place=cell),
            Message("fetch the file again; or open it in Excel or LibreOffice, type the value of the cell anew, and save it as .xlsx"),
        ) from error


def _listed(package: Package) -> tuple[list[tuple[str, str, str]], bool]:
    """Name, state and relation of each sheet, and whether days are counted from 1904."""
    sheets: list[tuple[str, str, str]] = []
    epochs: list[str] = []

    def sheet(attributes: Mapping[str, str]) -> None:
        if len(attributes["name"]) > _LONGEST_NAME:
            raise ValueError(attributes["name"][:_LONGEST_NAME])
        relation = next((value for key, value in attributes.items() if key.endswith(" id")), "")
        sheets.append((attributes["name"], attributes.get("state", _VISIBLE), relation))

    starts = {"sheet": sheet, "workbookPr": lambda attributes: epochs.append(attributes.get("date1904", "0"))}
    parse(package.required(_WORKBOOK), starts, {})
    return sheets, epochs[:1] in (["1"], ["true"])


def _relations(package: Package) -> dict[str, tuple[str, str]]:
    """Kind and part of all that the workbook refers to, by the names it uses. A part may lie anywhere: its kind says what it is."""
    found: dict[str, tuple[str, str]] = {}

    def relation(attributes: Mapping[str, str]) -> None:
        part = posixpath.normpath(posixpath.join("/xl", attributes["Target"])).removeprefix("/")
        found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], part)

    parse(package.required(_RELATIONS), {"Relationship": relation}, {})
    return found


def _texts(xml: bytes) -> list[Cell | None]:
    """The texts that cells share, with the parts of a rich text joined; how a text is pronounced is no part of it."""
    texts: list[Cell | None] = []
    parts: list[str] = []
    phonetic: list[bool] = [False]

    def text_ends(text: str) -> None:
        if not phonetic[0]:
            parts.append(text)

    def item_ends(_text: str) -> None:
        texts.append(text_cell(unescaped("".join(parts))))
        parts.clear()

    def phonetic_is(value: bool) -> None:
        phonetic[0] = value

    if xml:
        starts = {"rPh": lambda _attributes: phonetic_is(True)}
        parse(xml, starts, {"t": text_ends, "si": item_ends, "rPh": lambda _text: phonetic_is(False)}, ("extLst", "rPr"))
    return texts


def _styles(xml: bytes) -> dict[str, Shown]:
    """What each style makes of a number. Styles of styles stand in the same file, and are none of a cell's."""
    codes: dict[int, str] = {}
    styles: dict[str, Shown] = {}
    inside: list[bool] = [False]

    def number_format(attributes: Mapping[str, str]) -> None:
        codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        if len(codes) > _MOST_FORMATS:
            raise ValueError(len(codes))

    def style(attributes: Mapping[str, str]) -> None:
        if inside[0]:
            number = int(attributes.get("numFmtId", 0))
            styles[str(len(styles))] = shown_by(number, codes.get(number))

    def of_cells(value: bool) -> None:
        inside[0] = value

    if xml:
        starts = {
            "numFmt": number_format,
            "cellXfs": lambda _attributes: of_cells(True),
            "xf": style,
        }
        parse(xml, starts, {"cellXfs": lambda _text: of_cells(False)})
    return styles or {"0": shown_by(0, None)}
