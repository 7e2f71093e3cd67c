"""What planctl reads of a workbook: the same as openpyxl, and what openpyxl does not tell."""

from __future__ import annotations

import datetime
from decimal import Decimal
from io import BytesIO
from posixpath import join, normpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from planctl.errors import PlanctlError
from planctl.exchange.reading.cells import Area, Cell, Kind, Place, letters
from planctl.exchange.reading.sheet import position
from planctl.exchange.reading.xlsx import read_workbook
from tests.exchange.books import book_of, packed, parts_of, saved

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def cell(xml: str, **options: str | bool) -> Cell | None:
    """The cell that is read of one cell's XML."""
    rows = book_of(f'<row r="1">{xml}</row>', **options).sheets[0].rows
    return rows[1][1] if rows else None


FORMATS = '<numFmt numFmtId="170" formatCode="0.0\\ %"/><numFmt numFmtId="171" formatCode="#,##0,"/>'
PERCENT = f'<numFmts>{FORMATS}</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/>'
XFS = '<xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="171"/><xf numFmtId="20"/><xf numFmtId="46"/>'
STYLES = f'{PERCENT}{XFS}</cellXfs><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'


@pytest.mark.parametrize(
    ("xml", "kind", "value"),
    [
        ('<c r="A1"><v>6.4</v></c>', Kind.NUMBER, 6.4),
        ('<c r="A1" t="n"><v>12</v></c>', Kind.NUMBER, 12),
        ('<c r="A1"><v> 40\n</v></c>', Kind.NUMBER, 40),
        ('<c r="A1"><v>4<!-- x -->0</v></c>', Kind.NUMBER, 40),
        ('<c r="A1"><v>40</v><extLst><ext><v>50</v></ext></extLst></c>', Kind.NUMBER, 40),
        ('<c r="A1">\n  <f>B1</f>\n  <v>40</v>\n</c>', Kind.NUMBER, 40),
        (f'<q:c xmlns:q="{MAIN}" r="A1"><q:v>40</q:v></q:c>', Kind.NUMBER, 40),
        (f'<c xmlns:q="{MAIN}" r="A1"><q:v>40</q:v></c>', Kind.NUMBER, 40),
        ("<c><v>6.4000000000000004</v></c>", Kind.NUMBER, 6.4),
        ('<c r="A1"><v>6.4E-2</v></c>', Kind.NUMBER, 0.064),
        ('<c r="A1" s="1"><v>0.064</v></c>', Kind.PERCENT, 0.064),
        ('<c r="A1" s="2"><v>0.064</v></c>', Kind.PERCENT, 0.064),
        ('<c r="A1" s="4"><v>6400</v></c>', Kind.DISGUISED, 6400),
        ('<c r="A1" s="8"><v>6.4</v></c>', Kind.UNSTYLED, 6.4),
        ('<c r="A1" s="-1"><v>6.4</v></c>', Kind.UNSTYLED, 6.4),
        ('<c r="A1" s="8" t="str"><v>text</v></c>', Kind.TEXT, "text"),
        ('<c r="A1"><v>-0.0</v></c>', Kind.NUMBER, 0),
        ('<c r="A1" t="inlineStr"><is><t>Svars\u00adtid\u200b</t></is></c>', Kind.TEXT, "Svarstid"),
        ('<c r="A1" t="str"><v>_xFEFF_text</v></c>', Kind.TEXT, "text"),
        ('<c r="A1" t="s"><v>2</v></c>', Kind.OVERLONG, "x" * 60),
        ('<c r="A1" s="3"><v>46265</v></c>', Kind.DATE, datetime.datetime(2026, 8, 31)),
        ('<c r="A1" s="3"><v>-5</v></c>', Kind.ERROR, "########"),
        ('<c r="A1" s="5"><v>0.0625</v></c>', Kind.TIME, "01:30"),
        ('<c r="A1" s="5"><v>46265.99999999</v></c>', Kind.TIME, "00:00"),
        ('<c r="A1" s="5"><v>0.5000115741</v></c>', Kind.TIME, "12:00:01"),
        ('<c r="A1" s="6"><v>1.0625</v></c>', Kind.DURATION, "25:30"),
        ('<c r="A1" s="6"><v>0.0625</v></c>', Kind.DURATION, "1:30"),
        ('<c r="A1" s="6"><v>-0.5</v></c>', Kind.ERROR, "########"),
        ('<c r="A1" s="3"><v>59</v></c>', Kind.DATE, datetime.datetime(1900, 2, 28)),
        ('<c r="A1" t="d"><v>2026-08-31</v></c>', Kind.DATE, datetime.datetime(2026, 8, 31)),
        ('<c r="A1" t="s"><v>1</v></c>', Kind.TEXT, "två delar"),
        ('<c r="A1" t="str"><f>A2</f><v>text</v></c>', Kind.TEXT, "text"),
        (
            '<c r="A1" t="inlineStr"><is><r><t>två </t></r><r><t>delar</t></r><rPh sb="0" eb="1"><t>uttal</t></rPh></is></c>',
            Kind.TEXT,
            "två delar",
        ),
        ('<c r="A1" t="inlineStr"><is><t>rad_x000D_slut</t></is></c>', Kind.TEXT, "rad\rslut"),
        ('<c r="A1" t="str"><v>_xD800_ _x0041_</v></c>', Kind.TEXT, "_xD800_ A"),
        ('<c r="A1" t="b"><v>1</v></c>', Kind.BOOLEAN, True),
        ('<c r="A1" t="b"><v> 1 </v></c>', Kind.BOOLEAN, True),
        ('<c r="A1" t="e"><v>#REF!</v></c>', Kind.ERROR, "#REF!"),
        ('<c r="A1"><f>B1*2</f><v>6.4</v></c>', Kind.NUMBER, 6.4),
        ('<c r="A1"><f>B1*2</f></c>', Kind.UNCALCULATED, ""),
        ('<c r="A1"><f>B1*2</f><v></v></c>', Kind.UNCALCULATED, ""),
        ('<c r="A1"><f t="shared" si="0"/><v/></c>', Kind.UNCALCULATED, ""),
    ],
)
def test_cells(xml: str, kind: Kind, value: object) -> None:
    strings = '<si><t>ett</t></si><si><r><t>två </t></r><r><t>delar</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>'
    strings += f"<si><t>{'x' * 32_768}</t></si>"
    assert cell(xml, styles=STYLES, strings=strings) == Cell(kind, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="A1" s="1"/>',
        '<c r="A1" t="inlineStr"><is><t>  </t></is></c>',
        '<c r="A1" t="str"><f>IF(1,"","")</f><v></v></c>',
        '<c r="A1" t="s"><v>0</v></c>',
        '<c r="A1" t="inlineStr"><is><t>\ufeff \u200b</t></is></c>',
    ],
)
def test_cells_that_say_nothing(xml: str) -> None:
    assert cell(xml, strings="<si><t> </t></si>", styles=STYLES) is None


def test_what_is_not_seen() -> None:
    sheet = (
        '<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" width="0"/></cols><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="3" hidden="true"><c r="A3"><v>3</v></c></row>'
        '<row r="4" ht="0"/></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
        '<extLst><ext><mergeCell ref="A5:B6"/></ext></extLst>'
    )
    (read,) = read_workbook(packed(parts_of(sheet, state="hidden")), "b.xlsx").sheets
    assert read.hidden
    assert set(read.hidden_rows) == {3, 4}
    assert set(read.hidden_columns) == {2, 3, 5}
    assert read.merged == (Area(1, 1, 2, 2),)
    assert list(read.rows) == [1, 3]


@pytest.mark.parametrize(
    ("before", "row", "columns", "rows"),
    [
        ('<cols><col min="1" max="2" width="0.1"/></cols>', "", {1, 2}, set()),
        ('<cols><col min="1" max="2" width="0.99" customWidth="1"/></cols>', "", {1, 2}, set()),
        ('<cols><col min="1" max="2" width="1.7"/><col min="3" max="3"/></cols>', "", set(), set()),
        ('<cols><col min="2" max="2" width="NaN"/></cols>', "", {2}, set()),
        ('<sheetFormatPr defaultColWidth="0"/><cols><col min="2" max="3" width="9"/></cols>', "", {1}, set()),
        ('<sheetFormatPr defaultColWidth="0"/><cols><col min="1" max="1" width="9"/><col min="2" max="2"/></cols>', "", {2}, set()),
        ("", 'ht="0.5"', set(), {1}),
        ("", 'ht="2.9" customHeight="1"', set(), {1}),
        ("", 'ht="3.75"', set(), set()),
        ("", 'ht="nan"', set(), {1}),
        ('<sheetFormatPr defaultRowHeight="0.5" customHeight="1"/>', "", set(), {1}),
        ('<sheetFormatPr defaultRowHeight="0.5" customHeight="1"/>', 'ht="15"', set(), set()),
        ('<sheetFormatPr defaultRowHeight="0" zeroHeight="1"/>', "", set(), set()),
        ('<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>', 'hidden="1"', set(), {1}),
    ],
)
def test_too_small_to_be_seen(before: str, row: str, columns: set[int], rows: set[int]) -> None:
    """Excel and LibreOffice show the rows of a file where `zeroHeight` is set: it hides those that are not in the file."""
    cells = f'<sheetData><row r="1" {row}><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>'
    (read,) = read_workbook(packed(parts_of(before + cells)), "b.xlsx").sheets
    assert (set(read.hidden_columns), set(read.hidden_rows)) == (columns, rows)
    assert read.rows == {1: {1: Cell(Kind.NUMBER, 1), 2: Cell(Kind.NUMBER, 2)}}


@pytest.mark.parametrize(
    "cell",
    [
        "<v>4<x/>0</v>",
        "<v>4<extLst/>0</v>",
        "<v>40</v><v>50</v>",
        "<v/><v>50</v>",
        "<v>40</v><is><t>50</t></is>",
        "<is><t>50</t></is><v>40</v>",
        "<is><t>50</t></is>",
        "<x><v>50</v></x>",
        '<v xmlns="urn:else">50</v>',
        "<v>NaN</v>",
        "40",
        "<v>40</v>50",
        "<t>40</t>",
        '<v>40</v><c r="C3"/>',
        '<row r="4"/>',
        "<sheetData/>",
    ],
)
def test_a_cell_that_says_two_things_or_none_is_named(cell: str) -> None:
    with pytest.raises(PlanctlError) as refusal:
        book_of(f'<row r="3"><c r="A3"><v>1</v></c><c r="B3">{cell}</c></row>')
    assert refusal.value.message.values == {"place": "b.xlsx!Blad1!B3"}


@pytest.mark.parametrize("cell", ["<is><t>4</t></is><is><t>0</t></is>", "<is><t>4</t></is><t>0</t>", "<is><v>4</v></is>"])
def test_a_text_that_is_said_twice_is_named(cell: str) -> None:
    with pytest.raises(PlanctlError) as refusal:
        book_of(f'<row r="3"><c/><c t="inlineStr">{cell}</c></row>')
    assert refusal.value.message.values == {"place": "b.xlsx!Blad1!B3"}


@pytest.mark.parametrize(
    "sheet", ["{data}<x><sheetData><row/></sheetData></x>", "{data}{data}", '<sheetData><c r="A1"><v>1</v></c></sheetData>']
)
def test_cells_that_stand_anywhere_else_are_refused(sheet: str) -> None:
    with pytest.raises(PlanctlError, match="is damaged"):
        read_workbook(packed(parts_of(sheet.format(data="<sheetData><row/></sheetData>"))), "b.xlsx")


def test_cells_of_extensions_are_none_of_the_sheet() -> None:
    cells = '<sheetData><row r="{n}"><c r="A{n}"><v>{n}</v></c></row></sheetData>'
    sheet = f"{cells.format(n=1)}<extLst><ext>{cells.format(n=2)}<extLst/></ext></extLst>"
    (read,) = read_workbook(packed(parts_of(sheet)), "b.xlsx").sheets
    assert list(read.rows) == [1]


def test_other_prefixes_and_the_calendar_of_1904() -> None:
    parts = parts_of("", styles=STYLES, date1904=True)
    parts["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c s="3"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    (read,) = read_workbook(packed(parts), "b.xlsx").sheets
    assert read.rows == {1: {1: Cell(Kind.DATE, datetime.datetime(1904, 1, 2))}}


def test_charts_have_no_cells() -> None:
    book = Workbook()
    book.active.append([1])  # type: ignore[union-attr]
    book.create_chartsheet("Diagram")
    assert [sheet.name for sheet in read_workbook(saved(book), "b.xlsx").sheets] == ["Sheet"]


@pytest.mark.parametrize("target", ["sheets/a.xml", "/sheets/a.xml", "../sheets/a.xml", "./worksheets/../a.xml", "chartsheets/sheet1.xml"])
@pytest.mark.parametrize("vocabulary", ["schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"])
def test_a_sheet_is_what_the_workbook_calls_one_wherever_its_part_lies(target: str, vocabulary: str) -> None:
    parts = parts_of('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
    relations = str(parts["xl/_rels/workbook.xml.rels"]).replace("worksheets/sheet1.xml", target)
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("schemas.openxmlformats.org/officeDocument/2006", vocabulary)
    parts[normpath(join("/xl", target)).removeprefix("/")] = parts.pop("xl/worksheets/sheet1.xml")
    (read,) = read_workbook(packed(parts), "b.xlsx").sheets
    assert read.rows == {1: {1: Cell(Kind.NUMBER, 1)}}


VALUES = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12).map(lambda value: float(f"{value:.6g}")),
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf"), blacklist_characters="_\ufffe\uffff"), min_size=1, max_size=20).filter(
        lambda text: text.strip() and not text.startswith("=")
    ),
    st.booleans(),
    st.datetimes(datetime.datetime(1901, 1, 1), datetime.datetime(2100, 1, 1)).map(lambda day: day.replace(microsecond=0)),
    st.none(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=5), max_size=6))
def test_the_same_as_openpyxl(rows: list[list[object]]) -> None:
    book = Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                book.active.cell(number, column).value = value  # type: ignore[union-attr, index, assignment]
    raw = saved(book)
    sheet = load_workbook(BytesIO(raw)).active
    assert sheet is not None
    expected = {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
    (read,) = read_workbook(raw, "b.xlsx").sheets
    assert {(number, column): cell.value for number, row in read.rows.items() for column, cell in row.items()} == expected


@pytest.mark.parametrize(("column", "text"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")])
def test_letters(column: int, text: str) -> None:
    assert letters(column) == text
    assert position(f"${text}$7") == (7, column)


def test_places() -> None:
    place = Place("mapp/utfall.xlsx", 0, "Personal", 7, 6)
    assert str(place) == "mapp/utfall.xlsx!Personal!F7"
    assert place.source == "utfall.xlsx!Personal!F7"
    assert str(Place("a.csv", 0, "", 7, 6)) == "a.csv!F7"
    assert str(Place("a.xlsx", 0, "Blad")) == "a.xlsx!Blad"
    assert str(Place("a.xlsx", 0, "Blad", 7)) == "a.xlsx!Blad!7"
    assert Cell(Kind.NUMBER, Decimal(1)).text == ""
