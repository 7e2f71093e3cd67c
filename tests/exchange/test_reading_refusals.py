"""Files that are no workbooks, or hostile ones: a clear line with what to do, at once, and never a traceback."""

from __future__ import annotations

import os
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from planctl.errors import PlanctlError
from planctl.exchange.reading import content
from planctl.exchange.reading.cells import Kind
from planctl.exchange.reading.content import is_open_elsewhere
from planctl.exchange.reading.read import read_book
from planctl.exchange.reading.separated import Dialect
from planctl.exchange.reading.sheet import MAX_CELLS
from tests.conftest import Planctl
from tests.exchange.books import packed, parts_of, saved
from tests.exchange.imported import workspace_in

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
GOOD = parts_of('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>')
FORMATS = "<s>" + "".join(f"<numFmt numFmtId='{number}' formatCode='0'/>" for number in range(5001)) + "</s>"
LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>'


def with_part(name: str, text: str | bytes) -> bytes:
    return packed(GOOD | {name: text})


def sheet(text: str, columns: str = "") -> bytes:
    return packed(parts_of(f"{columns}<sheetData>{text}</sheetData>"))


def filled() -> bytes:
    book = Workbook()
    for number in range(50):
        book.active.append([number, f"text {number}"])  # type: ignore[union-attr]
    return saved(book)


def spoilt() -> bytes:
    """A workbook in the middle of which a disk has failed."""
    raw = filled()
    at = raw.index(b"xl/worksheets/sheet1.xml") + 40
    return raw[:at] + bytes(100) + raw[at + 100 :]


def declaring(raw: bytes, part: str, size: int) -> bytes:
    """The archive with another size of one part in its table of contents."""
    changed = bytearray(raw)
    at = changed.rindex(part.encode()) - 46
    changed[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(changed)


def packed_by(method: int) -> bytes:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for name, text in GOOD.items():
            archive.writestr(name, text)
    return raw.getvalue()


def with_sheet_of_kind(kind: str) -> bytes:
    relations = str(GOOD["xl/_rels/workbook.xml.rels"])
    return with_part("xl/_rels/workbook.xml.rels", relations.replace("relationships/worksheet", f"relationships/{kind}"))


CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted.xlsx": (lambda: OLE + "EncryptedPackage".encode("utf-16-le") + OLE, "is encrypted"),
    "old.xls": (lambda: OLE, "old format .xls"),
    "macros.xlsm": (lambda: with_part("xl/vbaProject.bin", b"x"), "holds macros (.xlsm)"),
    "types.xlsm": (
        lambda: with_part("[Content_Types].xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "holds macros (.xlsm)",
    ),
    "libre.ods": (lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "the format of LibreOffice (.ods)"),
    "binary.xlsb": (lambda: with_part("xl/workbook.bin", b"x"), "binary workbook (.xlsb)"),
    "text.docx": (lambda: packed({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "is not a workbook"),
    "page.xls": (lambda: b"<html><table><tr><td>6,4</td></tr></table></html>", "is a web page or an XML text"),
    "picture.png": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a picture, not a workbook or a CSV file"),
    "photo.csv": (lambda: b"RIFF1234WEBPVP8 ", "is a picture"),
    "report.pdf": (lambda: b"%PDF-1.4\n1 0 obj\n", "is a PDF document, not a workbook or a CSV file"),
    "letter.csv": (lambda: b"{\\rtf1\\ansi Utfall;2}", "is a text document (.rtf)"),
    "outcomes.csv.gz": (lambda: b"\x1f\x8b\x08\x00", "is a compressed archive"),
    "program.exe": (lambda: b"MZ\x90\x00\x03\x00", "neither a workbook nor a text"),
    "empty.xlsx": (lambda: b"", "is empty"),
    "blank.csv": (lambda: b" \n \n", "is empty"),
    "cut.xlsx": (lambda: filled()[:3000], "is damaged"),
    "spoilt.xlsx": (spoilt, "is damaged"),
    "notxml.xlsx": (lambda: with_part("xl/worksheets/sheet1.xml", "<worksheet><c r='A1'>"), "is damaged"),
    "bomb.xlsx": (lambda: with_part("xl/worksheets/sheet1.xml", b"0" * 100_000_000), "unpacks to 101 million bytes"),
    "parts.xlsx": (lambda: packed(GOOD | {f"x/{number}": "" for number in range(2500)}), "in 2506 parts"),
    "entities.xlsx": (lambda: with_part("xl/sharedStrings.xml", LAUGHS + "<sst><si><t>&b;</t></si></sst>"), "defines entities of its own"),
    "hidden.xlsx": (lambda: with_part("xl/workbook.xml", (LAUGHS + "<workbook/>").encode("utf-16")), "defines entities of its own"),
    "styled.xlsx": (lambda: sheet("<row>" + "<c/>" * (MAX_CELLS + 1) + "</row>"), "more than 1,000,000 cells"),
    "twice.xlsx": (lambda: sheet('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), "share one place"),
    "rows.xlsx": (lambda: sheet('<row r="1"><c><v>1</v></c></row><row r="1"><c><v>2</v></c></row>'), "share one place"),
    "astray.xlsx": (lambda: sheet('<row r="1"><c r="A2"><v>1</v></c></row>'), "share one place"),
    "nan.xlsx": (lambda: sheet('<row r="1"><c r="A1"><v>NaN</v></c></row>'), "is damaged"),
    "lax.xlsx": (lambda: sheet('<row r="1"><c r="A1"><v>1_0.5</v></c></row>'), "is damaged"),
    "far.xlsx": (lambda: sheet('<row r="99999999999"><c><v>1</v></c></row>'), "is damaged"),
    "backwards.xlsx": (lambda: sheet('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), "is damaged"),
    "nameless.xlsx": (lambda: sheet('<row r="1"><c r="1A"><v>1</v></c></row>'), "is damaged"),
    "macrosheet.xlsx": (lambda: with_sheet_of_kind("xlMacrosheet"), "holds macros (.xlsm)"),
    "unknown.xlsx": (lambda: with_sheet_of_kind("else"), "is damaged"),
    "lost.xlsx": (lambda: with_part("xl/_rels/workbook.xml.rels", "<Relationships/>"), "is damaged"),
    "endless.xlsx": (lambda: sheet('<row r="1"><c r="A1"><v>1e999</v></c></row>'), "is damaged"),
    "formats.xlsx": (
        lambda: with_part("xl/styles.xml", FORMATS),
        "is damaged",
    ),
    "widebackwards.xlsx": (lambda: sheet("", '<cols><col min="-999999999" max="16383" width="0"/></cols>'), "is damaged"),
    "widethousands.xlsx": (lambda: sheet("", "<cols>" + '<col min="1" max="16383" width="0"/>' * 20_000 + "</cols>"), "is damaged"),
    "longname.xlsx": (
        lambda: with_part("xl/workbook.xml", str(GOOD["xl/workbook.xml"]).replace("Blad1", "B" * 256)),
        "is damaged",
    ),
    "oddname.xlsx": (
        lambda: with_part("xl/workbook.xml", str(GOOD["xl/workbook.xml"]).replace("Blad1", "Bl\x7fad&#9;1")),
        "the name of the sheet Bl\ufffdad\ufffd1 in {file} holds characters that can't be kept",
    ),
    "bzip.xlsx": (lambda: packed_by(zipfile.ZIP_BZIP2), "is damaged"),
    "doubled.xlsx": (
        lambda: with_part("xl/worksheets/sheetX.xml", "<worksheet/>").replace(b"sheetX.xml", b"sheet1.xml"),
        "holds two parts with the name xl/worksheets/sheet1.xml",
    ),
    "cases.xlsx": (lambda: with_part("xl/Workbook.xml", "<workbook/>"), "holds two parts with the name xl/workbook.xml"),
    "hello.xlsx": (lambda: b"hello", "is a text with the name of a workbook"),
    "utfall.XLS": (lambda: TABLE.replace(";", "\t").encode("cp1252"), "is a text with the name of a workbook"),
    "picture.xlsx": (lambda: b"\xff\xd8\xff\xe0", "is a picture"),
    "quotes.csv": (
        lambda: b'a;b\n"6;\n4";x\n"6,4;x\n\n\n',
        "a quotation mark in line 4 of {file} is not closed, or not at the end of its cell",
    ),
    "quote.csv": (lambda: b'a;b\n"6"4;x\n', "a quotation mark in line 2 of {file} is not closed"),
    "long.csv": (lambda: b'"' + b"x" * 200_000 + b"\n", "a quotation mark in line 1 of {file} is not closed"),
    "spoilt.csv": (
        lambda: TABLE.encode() + b"\r\nSm\xc3\xa5 \xe5;1",
        "is in UTF-8, but character 5 of line 5 is spoilt: the byte E5",
    ),
    "marked.csv": (lambda: TABLE.encode("utf-8-sig") + b"\xff", "is in UTF-8, but character 1 of line 4 is spoilt: the byte FF"),
    "half.csv": (lambda: TABLE.encode("cp1252") + TABLE.encode(), "is in UTF-8, but character 13 of line 2 is spoilt: the byte E5"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_is_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    make, expected = CASES[name]
    (tmp_path / name).write_bytes(make())
    start = time.perf_counter()
    with pytest.raises(PlanctlError) as refusal:
        read_book(tmp_path / name)
    assert time.perf_counter() - start < 10
    from planctl.render.language import Language

    text = Language.of("en").text(refusal.value.message)
    assert name in text
    assert expected.replace("{file}", str(tmp_path / name)) in text
    assert refusal.value.hint


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in GOOD.items():
            archive.writestr(name, text)
        for number in range(3):
            archive.writestr(f"xl/worksheets/big{number}.xml", b"<c/>" * 8_700_000)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(raw.getvalue())
    assert path.stat().st_size < 260_000
    start = time.perf_counter()
    with pytest.raises(PlanctlError):
        read_book(path)
    assert time.perf_counter() - start < 0.5


def test_a_part_that_is_larger_than_it_says_is_not_unpacked_further(tmp_path: Path) -> None:
    part = "xl/worksheets/sheet1.xml"
    raw = declaring(with_part(part, b"<worksheet>" + b" " * 100_000_000 + b"</worksheet>"), part, 1000)
    (tmp_path / "lying.xlsx").write_bytes(raw)
    tracemalloc.start()
    with pytest.raises(PlanctlError, match="is damaged"):
        read_book(tmp_path / "lying.xlsx")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def test_a_long_text_in_many_cells_costs_nothing(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1001))
    path = tmp_path / "lång.xlsx"
    path.write_bytes(packed(parts_of(f"<sheetData>{cells}</sheetData>", strings=f"<si><t>{'x y ' * 1_000_000}</t></si>")))
    start = time.perf_counter()
    (read,) = read_book(path).sheets
    assert {cell.kind for row in read.rows.values() for cell in row.values()} == {Kind.OVERLONG}
    assert time.perf_counter() - start < 1


def test_a_million_rows_that_are_not_there_cost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gles.xlsx"
    path.write_bytes(
        packed(parts_of('<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'))
    )
    start = time.perf_counter()
    (read,) = read_book(path).sheets
    assert time.perf_counter() - start < 0.5
    assert list(read.rows) == [1_048_576]


def test_missing_files_folders_and_lock_files(tmp_path: Path) -> None:
    for name, expected in (("saknas.xlsx", "does not exist"), ("", "is a folder"), ("~$utfall.xlsx", "Excel's mark")):
        with pytest.raises(PlanctlError) as refusal:
            read_book(tmp_path / name)
        assert expected in refusal.value.message.msgid


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["utfall\udcff.csv", "utfall\x1b[31m.csv", "utfall\n.csv", "utfall\x85.csv", "utfall\uffff.csv"])
def test_a_name_that_cannot_be_kept_is_refused_before_anything_is_read(name: str, tmp_path: Path, planctl: Planctl) -> None:
    workspace_in(tmp_path)
    (tmp_path / name).write_bytes(TABLE.encode())
    done = planctl("--lang", "en", "import", name, cwd=tmp_path)
    assert done.code == 2
    assert "characters that can't be kept with the outcomes\nHint: give the file a name" in done.err
    assert "\x1b" not in done.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_its_user_may_not_read(tmp_path: Path, planctl: Planctl) -> None:
    workspace_in(tmp_path)
    path = tmp_path / "utfall.csv"
    path.write_text(TABLE)
    path.chmod(0)
    done = planctl("--lang", "en", "import", path.name, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Error: utfall.csv may not be read")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux shows memory as a file")
def test_a_file_that_the_system_cannot_read(planctl: Planctl, tmp_path: Path) -> None:
    workspace_in(tmp_path)
    done = planctl("--lang", "en", "import", "/proc/self/mem", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Error: /proc/self/mem can't be read")


@pytest.mark.skipif(os.name == "nt", reason="a pipe is made in another way on Windows")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rör.csv")
    with pytest.raises(PlanctlError, match="not an ordinary file"):
        read_book(tmp_path / "rör.csv")


@pytest.mark.parametrize(
    ("error", "expected"),
    [(PermissionError(13, "denied"), "another program has it open"), (OSError(5, "I/O error"), "can't be read: {reason}")],
)
def test_a_file_that_another_program_keeps(error: OSError, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "utfall.xlsx"
    path.write_bytes(b"x")

    def fails(_path: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fails)
    with pytest.raises(PlanctlError) as refusal:
        read_book(path)
    assert expected in refusal.value.message.msgid


def test_a_file_of_fifty_megabytes_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MAX_BYTES", 100)
    (tmp_path / "stor.csv").write_bytes(b"a;b\n" * 100)
    with pytest.raises(PlanctlError, match="larger than"):
        read_book(tmp_path / "stor.csv")


@pytest.mark.parametrize("mark", ["~$utfall.xlsx", ".~lock.utfall.xlsx#"])
def test_open_in_another_program(mark: str, tmp_path: Path) -> None:
    assert not is_open_elsewhere(tmp_path / "utfall.xlsx")
    (tmp_path / mark).write_text("x")
    assert is_open_elsewhere(tmp_path / "utfall.xlsx")


TABLE = "Nyckeltal;Utfall\nTotal sjukfrånvaro;6,4\nSvar å ä ö;2\n"


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("cp1252"),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        TABLE.replace(";", "\t").encode(),
        TABLE.replace(";", "|").replace("\n", "\r\n").encode(),
        'Nyckeltal,Utfall\nTotal sjukfrånvaro,"6,4"\nSvar å ä ö,2\n'.encode(),
    ],
)
def test_encodings_and_delimiters_are_found_out(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(raw)
    (read,) = read_book(tmp_path / "a.csv").sheets
    assert [[cell.text for cell in row.values()] for row in read.rows.values()] == [
        ["Nyckeltal", "Utfall"],
        ["Total sjukfrånvaro", "6,4"],
        ["Svar å ä ö", "2"],
    ]


def test_what_is_told_of_a_text_is_kept_to(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("a,b;c\nå,d;e\n".encode("cp1252"))
    (read,) = read_book(tmp_path / "a.csv", Dialect("cp1252", ",")).sheets
    assert read.rows[2][1].text == "å"
    assert read.rows[2][2].text == "d;e"
    with pytest.raises(PlanctlError, match="not in the encoding"):
        read_book(tmp_path / "a.csv", Dialect("utf-8"))


def test_too_many_rows_of_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"a;b\n" * 200_001)
    with pytest.raises(PlanctlError, match="planctl reads at most"):
        read_book(tmp_path / "a.csv")


def test_texts_without_what_nobody_sees(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes('\ufeff\ufeff"Nyckeltal";Utfall\nSvars\u00adtid\u200b;\u200e6,4\n\u200b;\u2060\n'.encode())
    (read,) = read_book(tmp_path / "a.csv").sheets
    assert [[cell.text for cell in row.values()] for row in read.rows.values()] == [["Nyckeltal", "Utfall"], ["Svarstid", "6,4"]]


def test_a_text_longer_than_a_cell_of_excel(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"a;b\nc;{'x' * 32_767}\nd;{'x' * 150_000}\n")
    (read,) = read_book(tmp_path / "a.csv").sheets
    assert [row[2].kind for row in read.rows.values()] == [Kind.TEXT, Kind.TEXT, Kind.OVERLONG]


@pytest.mark.parametrize("text", ["MILJÖ”", "Å–Ö", "VÄSTERÅS»", "Pris 5 €; §", "ÅÄÖ åäö é ü"])
def test_a_text_of_swedish_windows_is_read_as_one(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(f"å;{text}\n".encode("cp1252"))
    (read,) = read_book(tmp_path / "a.csv", Dialect(delimiter="\t")).sheets
    assert read.rows[1][1].text == f"å;{text}"


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("hello.xlsx", b"hello", "hello.xlsx är en textfil med namn som en arbetsbok"),
        ("trasig.csv", TABLE.encode() + b"\xe5;1\n", "trasig.csv är i UTF-8, men tecken 1 på rad 4 är trasigt: byten E5"),
        ("citat.csv", b'a;b\n"6,4;x\n', "ett citattecken på rad 2 i citat.csv avslutas inte, eller inte i slutet av sin cell"),
    ],
)
def test_in_the_words_of_the_user(name: str, raw: bytes, expected: str, tmp_path: Path, planctl: Planctl) -> None:
    workspace_in(tmp_path)
    (tmp_path / name).write_bytes(raw)
    done = planctl("--lang", "sv", "import", name, cwd=tmp_path)
    assert done.code == 2
    assert expected in done.err


def test_what_is_in_a_file_decides_and_not_its_name(tmp_path: Path) -> None:
    (tmp_path / "omdöpt.xlsm").write_bytes(packed(GOOD))
    assert read_book(tmp_path / "omdöpt.xlsm").sheets[0].rows
    (tmp_path / "makron.xlsx").write_bytes(with_part("xl/vbaProject.bin", b"x"))
    with pytest.raises(PlanctlError, match="holds macros"):
        read_book(tmp_path / "makron.xlsx")
