"""Out and in again: planctl's workbook filled in by openpyxl and by LibreOffice; every value arrives, and nothing else changes."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
import yaml_rs
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from planctl.exchange.workbook.layout import parse_marker
from planctl.notation.number import parse_number
from tests.conftest import Planctl
from tests.exchange.imported import FILES
from tests.exchange.office import filled
from tests.workspaces import write_workspace

Typed = dict[tuple[str, str, str, str], str]
"""What is typed, by table, address, group and column."""
TYPED: Typed = {
    ("kpis", "personal/sjukfranvaro", "", "value"): "7,25",
    ("kpis", "personal/sjukfranvaro", "kvinnor", "value"): "7,8",
    ("kpis", "personal/sjukfranvaro", "män", "value"): "6,4%",
    ("kpis", "personal/sjukfranvaro", "", "forecast"): "6,2",
    ("kpis", "personal/sjukfranvaro", "", "analysis"): 'Fler "korta" frånvaror – särskilt i maj',
    ("kpis", "personal/svarstid", "", "value"): "1,75",
    ("kpis", "personal/svarstid", "", "comment"): "- inte en lista: bara text # utan anmärkning",
    ("goals", "personal/friska", "", "assessment"): "gul",
    ("activities", "personal/enkat", "", "status"): "pågår",
    ("services", "personal/snabbt-svar", "", "kept"): "delvis",
}
ARRIVED = {
    ("kpis", "sjukfranvaro", "T2"): {
        "value": "7.25",
        "by": {"kvinnor": "7.8", "män": "6.4"},
        "analysis": 'Fler "korta" frånvaror – särskilt i maj',
    },
    ("kpis", "sjukfranvaro", "year"): {"forecast": "6.2"},
    ("kpis", "svarstid", "T2"): {"value": "1.75", "comment": "- inte en lista: bara text # utan anmärkning"},
    ("goals", "friska", "T2"): {"assessment": "yellow"},
    ("activities", "enkat", "T2"): {"status": "ongoing"},
    ("services", "snabbt-svar", "T2"): {"kept": "partly"},
}


@pytest.fixture
def folder(tmp_path: Path, planctl: Planctl) -> Path:
    """A workspace under git, with its input workbook."""
    made = write_workspace(tmp_path / "ws", FILES)
    git(made, "init", "-q")
    git(made, "add", ".")
    git(made, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "first")
    done = planctl("export", "xlsx", "--period", "2026-T2", "-o", "ut.xlsx", cwd=made)
    assert done.code == 0, done.err
    return made


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def cells(path: Path, typed: Typed = TYPED) -> dict[tuple[str, str], str]:
    """The cell of everything that is typed."""
    found: dict[tuple[str, str], str] = {}
    for sheet in load_workbook(path):
        columns: dict[str, int] = {}
        table = ""
        for row in sheet.iter_rows():
            marker = next((marker for cell in row if (marker := parse_marker(cell.value))), None)
            if marker:
                table, columns = marker.table, {str(cell.value): cell.column for cell in row if cell.value}
                columns["key"] = next(cell.column for cell in row if parse_marker(cell.value))
            elif columns:
                key, group = row[columns["key"] - 1].value, row[columns["group"] - 1].value if "group" in columns else None
                for (wanted, address, of_group, column), said in typed.items():
                    if (table, key, group or "") == (wanted, address, of_group):
                        found[sheet.title, f"{get_column_letter(columns[column])}{row[0].row}"] = said
    return found


def exact(value: object) -> object:
    if isinstance(value, dict):
        return {key: exact(part) for key, part in value.items() if key != "source"}
    return str(parse_number(value)) if isinstance(value, int | float) else value


def arrive(folder: Path, name: str, planctl: Planctl) -> None:
    done = planctl("import", name, cwd=folder)
    assert (done.code, done.err) == (0, ""), done.out
    data = yaml_rs.loads((folder / "personal/outcomes-2026.yaml").read_text(encoding="utf-8"), parse_datetime=False)
    for (section, id_, period), expected in ARRIVED.items():
        assert exact(data[section][id_][period]) == expected
    assert data["kpis"]["sjukfranvaro"]["T2"]["source"].startswith(f"{name}!")
    assert git(folder, "status", "--short", "-uno") == " M personal/outcomes-2026.yaml\n"
    lines = [line for line in git(folder, "diff", "-U0").splitlines() if line.startswith("-") and not line.startswith("---")]
    assert lines == ["-    T2: missing"]
    again = planctl("import", name, cwd=folder)
    assert again.code == 0
    assert planctl("check", cwd=folder).code == 0


def test_filled_in_by_openpyxl(folder: Path, planctl: Planctl) -> None:
    book = load_workbook(folder / "ut.xlsx")
    for (sheet, name), typed in cells(folder / "ut.xlsx").items():
        number = parse_number(typed.removesuffix("%"))
        cell = book[sheet][name]
        if typed.endswith("%"):
            cell.number_format = "0.0%"
            cell.value = float((number or Decimal(0)) / 100)
        else:
            cell.value = float(number) if number is not None else typed
    book.save(folder / "in.xlsx")
    arrive(folder, "in.xlsx", planctl)


def test_filled_in_by_libreoffice(folder: Path, planctl: Planctl, tmp_path: Path) -> None:
    typed = {
        place: text.replace(",", ".") if parse_number(text.removesuffix("%")) is not None else text
        for place, text in cells(folder / "ut.xlsx").items()
    }
    (tmp_path / "profile").mkdir()
    filled(folder / "ut.xlsx", folder / "in.xlsx", typed, tmp_path / "profile")
    arrive(folder, "in.xlsx", planctl)


GONE = "the hidden row or column that says what is on the sheet is gone"


def paste_what_is_seen(book: Workbook, sheet: str) -> None:
    """The header row and the rows below, from the first column that is seen, on a sheet of their own."""
    pasted = book.create_sheet("Inklistrat")
    for row in book[sheet].iter_rows(min_row=5, min_col=4, values_only=True):
        pasted.append(row)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("table", range(4))
def test_a_sheet_that_no_longer_says_what_it_is_is_named(table: int, language: str, folder: Path, planctl: Planctl) -> None:
    planctl("--lang", language, "export", "xlsx", "--period", "2026-T2", "-o", "ut.xlsx", cwd=folder)
    book = load_workbook(folder / "ut.xlsx")
    sheet = [sheet.title for sheet in book if parse_marker(sheet["A4"].value)][table]
    untouched = planctl("--lang", "en", "import", "ut.xlsx", cwd=folder)
    assert GONE not in untouched.err
    paste_what_is_seen(book, sheet)
    book[sheet].delete_cols(1)
    book.save(folder / "ut.xlsx")
    done = planctl("--lang", "en", "import", "ut.xlsx", cwd=folder)
    assert done.code == 1
    text = " ".join(done.out.split()) + " ".join(done.err.split())
    assert f"ut.xlsx!{sheet} error {GONE}" in text
    assert f"ut.xlsx!Inklistrat error {GONE}" in text


def test_a_workbook_of_which_nothing_says_what_it_is(folder: Path, planctl: Planctl) -> None:
    book = load_workbook(folder / "ut.xlsx")
    for sheet in [sheet for sheet in book if parse_marker(sheet["A4"].value)]:
        sheet.delete_cols(1)
    book.save(folder / "ut.xlsx")
    done = planctl("--lang", "en", "import", "ut.xlsx", cwd=folder)
    assert done.code == 1
    assert (done.out + done.err).count("says what is on the sheet is gone") == 5
    assert planctl("import", "--suggest", "ut.xlsx", cwd=folder).code == 2


LONG = "En lång analys av varför det gick som det gick, med fler ord än en rad i en fil får ha, och med mer att säga efter det."
WRITTEN: Typed = {
    ("kpis", "personal/sjukfranvaro", "", "value"): "7,25",
    ("kpis", "personal/sjukfranvaro", "", "comment"): "Kort",
    ("kpis", "personal/sjukfranvaro", "", "analysis"): LONG,
    ("kpis", "personal/sjukfranvaro", "", "action"): "Rad ett\nrad två",
    ("kpis", "personal/svarstid", "", "analysis"): LONG,
    ("goals", "personal/friska", "", "assessment"): "gul",
    ("goals", "personal/friska", "", "comment"): LONG,
    ("activities", "personal/enkat", "", "comment"): "Rad ett\nrad två",
}
BRACED = """\
kind: outcomes
unit: personal
year: 2026
# Ifyllt av personalavdelningen.
kpis:
  sjukfranvaro:
    T2: {value: 7.25, by: {kvinnor: 7.50}} # hittills
    # Prognosen är gjord i maj.
    year: {forecast: 6.20}
  svarstid:
    T2: {value: 2}
services:
  snabbt-svar:
    T1: {kept: partly}
"""


def test_what_is_filed_is_in_the_form(folder: Path, planctl: Planctl) -> None:
    """Texts too long for the braces that they come into, and sections that are new, between those that are there."""
    (folder / "personal/outcomes-2026.yaml").write_text(BRACED, encoding="utf-8")
    assert planctl("fmt", cwd=folder).code == 0
    assert planctl("export", "xlsx", "--period", "2026-T2", "-o", "begun.xlsx", cwd=folder).code == 0
    before = (folder / "personal/outcomes-2026.yaml").read_text(encoding="utf-8")
    book = load_workbook(folder / "begun.xlsx")
    for (sheet, name), typed in cells(folder / "begun.xlsx", WRITTEN).items():
        book[sheet][name].value = typed
    book.save(folder / "in.xlsx")
    done = planctl("import", "in.xlsx", cwd=folder)
    assert done.code == 0, done.out
    after = (folder / "personal/outcomes-2026.yaml").read_text(encoding="utf-8")
    assert after != before
    assert LONG in " ".join(after.split())
    assert "      action: |-\n        Rad ett\n        rad två\n" in after
    assert planctl("fmt", "--check", cwd=folder).code == 0
