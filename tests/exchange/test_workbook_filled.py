"""What the cells of a filled-in workbook say, as LibreOffice computes them: the colour, and what a row still lacks."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.workbook.layout import parse_marker
from tests.exchange.asked import FIRST, MARKER, made, rows_of
from tests.exchange.example import ORGANISATION, example
from tests.exchange.libreoffice import converted
from tests.workspaces import load_workspace

Typed = Mapping[str, object]


class Shown(NamedTuple):
    """A number in a cell whose number format shows it in another way."""

    number: float
    number_format: str


BANDS = 'thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}'
FEWER = "{title: Sjukskrivna, decimals: 0, direction: lower, target: minska, frequency: tertial, baseline: {2025: 59}}"
MORE = '{title: Heltid, unit: "%", decimals: 1, target: öka, frequency: tertial, baseline: {2025: 73.4}}'
PART = f'{{title: Andel, unit: "%", scale: 0–100, target: "≥ 80", {BANDS}, frequency: tertial, baseline: {{2025: 73.4}}}}'
NEVER_BEFORE = "{title: Ny mätning, decimals: 0, direction: lower, target: minska, frequency: tertial}"
ABOVE = f'{{title: Nöjdhet, unit: index, scale: 0–100, target: "≥ 80", {BANDS}, frequency: tertial}}'
SHARE = f'{{title: Andel, unit: "%", scale: 0–100, target: "≥ 80", {BANDS}, frequency: tertial}}'
DAYS = '{title: Väntetid, unit: dagar, target: "≤ 2", frequency: tertial}'
PEERS = "{title: Jämförelse, decimals: 0, target: över medel, frequency: tertial}"
UNTARGETED = "{title: Kostnad, unit: kr, frequency: tertial, purpose: trend}"
JUDGED = "{title: Arbetsmiljön, target: {text: Alla har gått igenom den}, frequency: tertial}"
YEARLY = f'{{title: Årlig, target: "≥ 80", {BANDS}, frequency: year}}'
EXPLAINED = {"analysis": "Därför.", "action": "Det här."}

CASES: list[tuple[str, Typed, str | None, str]] = [
    (FEWER, {"value": 60}, "röd", "Fyll i analys och åtgärd"),
    (FEWER, {"value": 59}, "röd", "Fyll i analys och åtgärd"),
    (FEWER, {"value": 58}, "grön", "Klart"),
    (FEWER, {"value": 60, **EXPLAINED}, "röd", "Klart"),
    (MORE, {"value": 73.4, "analysis": "Därför."}, "röd", "Fyll i åtgärd"),
    (MORE, {"value": 73.5}, "grön", "Klart"),
    (MORE, {"value": 0.735}, "röd", "Skriv talet utan procenttecken"),
    (MORE, {"value": 1}, "röd", "Skriv talet utan procenttecken"),
    (MORE, {"value": "0,7"}, "röd", "Skriv talet utan procenttecken"),
    (MORE, {"value": "0,7 %", **EXPLAINED}, "röd", "Klart"),
    (MORE, {"value": Shown(0.007, "0.0%"), **EXPLAINED}, "röd", "Klart"),
    (PART, {"value": 0.9}, "röd", "Skriv talet utan procenttecken"),
    (PART, {"value": -0.9}, "kontrollera", "Kontrollera: utfallet ligger utanför skalan"),
    (MORE, {"value": "nitton"}, "kontrollera", "Kontrollera: skriv ett tal eller ett av orden"),
    (MORE, {"value": "sekretess"}, "–", "Fyll i varför utfall saknas"),
    (NEVER_BEFORE, {"value": 60}, "–", "Klart"),
    (ABOVE, {}, "–", "Fyll i utfall"),
    (ABOVE, {"value": 0, "action": "Det här."}, "röd", "Fyll i analys"),
    (ABOVE, {"value": 0, "analysis": "Därför."}, "röd", "Fyll i åtgärd"),
    (ABOVE, {"value": "79,4"}, "gul", "Klart"),  # as text: the cell was formatted so
    (ABOVE, {"value": " 79.6 "}, "grön", "Klart"),
    (ABOVE, {"value": "79 st"}, "kontrollera", "Kontrollera: skriv ett tal eller ett av orden"),
    (ABOVE, {"value": "79 %"}, "kontrollera", "Kontrollera: skriv ett tal eller ett av orden"),
    (ABOVE, {"value": "79\u00a0index"}, "gul", "Klart"),
    (ABOVE, {"value": 9971}, "kontrollera", "Kontrollera: utfallet ligger utanför skalan"),
    (ABOVE, {"value": datetime.date(2026, 3, 7)}, "kontrollera", "Kontrollera: utfallet ligger utanför skalan"),  # Excel: a date
    (ABOVE, {"value": "1,000"}, "kontrollera", "Kontrollera: skriv ett tal eller ett av orden"),
    (ABOVE, {"value": "=1/0"}, "kontrollera", "Kontrollera: skriv ett tal eller ett av orden"),
    (ABOVE, {"value": 80, "comment": "=1/0"}, "grön", "Kontrollera: en cell på raden visar ett fel"),
    (ABOVE, {"value": 80, "comment": Shown(True, "General")}, "grön", "Kontrollera: en cell på raden innehåller SANT eller FALSKT"),
    (ABOVE, {"value": Shown(True, "General")}, "kontrollera", "Kontrollera: skriv ett tal eller ett av orden"),
    (ABOVE, {"value": "1e1"}, "kontrollera", "Kontrollera: skriv ett tal eller ett av orden"),
    (UNTARGETED, {"value": "12 50"}, "kontrollera", "Kontrollera: skriv ett tal eller ett av orden"),
    (UNTARGETED, {"value": "12 500 000 kr"}, "–", "Klart"),
    (ABOVE, {"value": 80, "forecast": Shown(True, "General")}, "grön", "Kontrollera: prognosen är inget tal inom skalan"),
    (YEARLY, {"forecast": "8e1"}, None, "Kontrollera: prognosen är inget tal inom skalan"),
    (ABOVE, {"value": 80, "reason": "Enkäten."}, "grön", "Kontrollera: skälet till att utfall saknas står bredvid ett tal"),
    (ABOVE, {"value": 80, "forecast": "ungefär 80"}, "grön", "Kontrollera: prognosen är inget tal inom skalan"),
    (ABOVE, {"value": 80, "forecast": 800}, "grön", "Kontrollera: prognosen är inget tal inom skalan"),
    (ABOVE, {"value": 80, "forecast": "81 index"}, "grön", "Klart"),
    (DAYS, {"value": "49 dagar"}, "röd", "Fyll i analys och åtgärd"),
    (DAYS, {"value": Shown(0.49, "0%")}, "kontrollera", "Kontrollera: skriv ett tal eller ett av orden"),
    (SHARE, {"value": Shown(0.81, "0%")}, "grön", "Klart"),
    (SHARE, {"value": Shown(0.79, "0.00%")}, "gul", "Klart"),
    (SHARE, {"value": Shown(1.5, "0%")}, "kontrollera", "Kontrollera: utfallet ligger utanför skalan"),
    (SHARE, {"value": "81 %"}, "grön", "Klart"),
    (SHARE, {"value": "7,9 %"}, "röd", "Fyll i analys och åtgärd"),
    (SHARE, {"value": 0.81}, "röd", "Fyll i analys och åtgärd"),
    (SHARE, {"value": "Saknas.", "reason": "Enkäten."}, "–", "Klart"),
    (SHARE, {"value": "missing", "reason": "Enkäten."}, "–", "Klart"),
    (ABOVE, {"value": "Saknas"}, "–", "Fyll i varför utfall saknas"),
    (ABOVE, {"value": "sekretess", "reason": "Färre än fem."}, "–", "Klart"),
    (ABOVE, {"value": "ej aktuellt"}, "–", "Klart"),
    (PEERS, {}, "–", "Fyll i utfall"),
    (PEERS, {"value": 5}, "avgörs vid import", "Klart"),
    (PEERS, {"value": "ej aktuellt"}, "–", "Klart"),
    (UNTARGETED, {"value": 0}, "–", "Klart"),
    (JUDGED, {}, "–", "Fyll i bedömning"),
    (JUDGED, {"assessment": "gult"}, "–", "Kontrollera: välj ett av orden i listan"),
    (JUDGED, {"assessment": "RED"}, "–", "Fyll i analys och åtgärd"),
    (JUDGED, {"assessment": "röd"}, "–", "Fyll i analys och åtgärd"),
    (JUDGED, {"assessment": "röd", **EXPLAINED}, "–", "Klart"),
    (JUDGED, {"value": "ej aktuellt"}, "–", "Klart"),
    (YEARLY, {}, None, "Fyll i prognos eller kommentar"),
    (YEARLY, {"forecast": 81}, None, "Klart"),
    (YEARLY, {"comment": "Enkäten är inte gjord."}, None, "Klart"),
]


def plan_of(kpis: Mapping[str, str]) -> str:
    return "kind: plan\nunit: it\nperiod: 2026\nkpis:\n" + "".join(f"  {id_}: {kpi}\n" for id_, kpi in kpis.items())


def fill(sheet: Worksheet, typed: Mapping[tuple[str, str], Typed]) -> None:
    """Types into the rows of things, by their addresses and groups."""
    rows = rows_of(sheet)
    for thing, cells in typed.items():
        for key, value in cells.items():
            cell = rows[thing][key]
            assert not cell.protection.locked, (thing, key)
            cell.value = value.number if isinstance(value, Shown) else value
            if isinstance(value, Shown):
                cell.number_format = value.number_format


def said(path: Path, folder: Path) -> dict[str, dict[tuple[str, str], dict[str, object]]]:
    """The words of every sheet's rows when LibreOffice has computed them, by the table's name."""
    folder.mkdir()
    sheets = load_workbook(converted(path, "xlsx", folder), data_only=True).worksheets
    return {
        marker.table: {thing: {key: cell.value for key, cell in row.items()} for thing, row in rows_of(sheet).items()}
        for sheet in sheets
        if (marker := parse_marker(sheet.cell(MARKER, 1).value))
    }


def test_each_row_says_its_colour_and_what_it_lacks(tmp_path):
    plan = plan_of({f"k{number}": kpi for number, (kpi, *_) in enumerate(CASES)})
    (tmp_path / "w.xlsx").write_bytes(made(example(tmp_path / "w", it=plan), "it"))
    book = load_workbook(tmp_path / "w.xlsx")
    fill(book["Nyckeltal"], {(f"it/k{number}", ""): typed for number, (_, typed, *_) in enumerate(CASES)})
    book.save(tmp_path / "filled.xlsx")
    rows = said(tmp_path / "filled.xlsx", tmp_path / "out")["kpis"]
    found = [(rows[f"it/k{number}", ""]["colour"], rows[f"it/k{number}", ""]["check"]) for number in range(len(CASES))]
    assert found == [(colour, lacks) for *_, colour, lacks in CASES]


def test_every_row_of_every_table_can_be_done(tmp_path):
    (tmp_path / "w.xlsx").write_bytes(made(example(tmp_path / "w"), one_sheet=True))
    book = load_workbook(tmp_path / "w.xlsx")
    answers = {"value": 3, "reason": None, "assessment": "röd", "status": "pågår", "due": "2026-12-31", "kept": "delvis", "forecast": 4}
    answers |= EXPLAINED
    for sheet in book.worksheets[1:-1]:
        keys = {cell.value: cell.column for cell in sheet[MARKER]}
        for row in sheet.iter_rows(min_row=FIRST):
            for key, answer in {**answers, "comment": "Så är det."}.items():
                if key in keys and not row[keys[key] - 1].protection.locked:
                    row[keys[key] - 1].value = answer
    book.save(tmp_path / "filled.xlsx")
    tables = said(tmp_path / "filled.xlsx", tmp_path / "out")
    assert set(tables) == {"kpis", "goals", "activities", "services"}
    assert {row["check"] for rows in tables.values() for row in rows.values()} == {"Klart"}


def test_an_activity_that_is_not_followed_up_now_lacks_nothing_until_it_is_written_of(tmp_path):
    plan = "kind: plan\nunit: it\nperiod: 2026\nactivities:\n" + "".join(
        f"  {id_}: {{title: Något, due: 2026-06-30, evaluated: [year]}}\n" for id_ in "abcdef"
    )
    (tmp_path / "w.xlsx").write_bytes(made(example(tmp_path / "w", it=plan), "it"))
    book = load_workbook(tmp_path / "w.xlsx")
    typed = {"b": {"status": "pågår"}, "c": {"status": "pågår", "due": "2026-12-31"}, "d": {"status": "klar"}}
    typed |= {"e": {"status": "pågår", "due": "nästa år"}, "f": {"status": "klar", "comment": Shown(True, "General")}}
    fill(book["Aktiviteter"], {(f"it/{id_}", ""): cells for id_, cells in typed.items()})
    book.save(tmp_path / "filled.xlsx")
    rows = said(tmp_path / "filled.xlsx", tmp_path / "out")["activities"]
    assert [rows[f"it/{id_}", ""]["check"] for id_ in "abcd"] == ["Klart", "Fyll i nytt datum", "Klart", "Klart"]
    assert rows["it/e", ""]["check"] == "Kontrollera: skriv det nya datumet som 2026-12-31"
    assert rows["it/f", ""]["check"] == "Kontrollera: en cell på raden innehåller SANT eller FALSKT"


@pytest.mark.parametrize(
    ("kpi", "says"),
    [
        (FEWER, "grön när målvärdet nås, annars röd\njämförs med 59 (2025)"),
        (NEVER_BEFORE, "(ingen färg: det finns inget tidigare värde att jämföra med)"),
        (PEERS, "(färgen avgörs vid import, när andras värden är kända; rött kräver analys och åtgärd)"),
        (UNTARGETED, "(följs utan målvärde)"),
        ("{title: T, decimals: 0, frequency: tertial, target: öka med minst 5 % jämfört med 2020, baseline: {2020: 40}}",
         "grön när målvärdet nås, annars röd\njämförs med 40 (2020)"),
        ("{title: T, frequency: tertial, target: minst 25 % 2027 och minst 30 % 2030}", "(följs utan målvärde)"),
    ],
)  # fmt: skip
def test_the_limits_say_what_decides_the_colour(tmp_path, kpi, says):
    (tmp_path / "w.xlsx").write_bytes(made(example(tmp_path / "w", it=plan_of({"k": kpi})), "it"))
    assert rows_of(load_workbook(tmp_path / "w.xlsx")["Nyckeltal"])["it/k", ""]["bands"].value == says


def test_rows_of_groups_look_as_open_as_the_total(tmp_path):
    (tmp_path / "w.xlsx").write_bytes(made(example(tmp_path / "w"), "personal"))
    rows = rows_of(load_workbook(tmp_path / "w.xlsx")["Nyckeltal"])
    total, group = rows["personal/sjukfranvaro", ""], rows["personal/sjukfranvaro", "kvinnor"]
    assert {key: group[key].style for key in ("title", "target", "value", "check")} == {
        key: total[key].style for key in ("title", "target", "value", "check")
    }


def test_a_comment_on_why_there_is_no_forecast_makes_a_kpi_no_measured_one(tmp_path):
    outcomes = "kind: outcomes\nunit: it\nyear: 2026\nkpis: {k: {T2: {comment: Nej.}}}\n"
    files = {"it/plan.yaml": plan_of({"k": YEARLY}), "it/outcomes-2026.yaml": outcomes}
    workspace = load_workspace(tmp_path / "w", files, ORGANISATION)
    (tmp_path / "w.xlsx").write_bytes(made(workspace, "it"))
    row = rows_of(load_workbook(tmp_path / "w.xlsx")["Nyckeltal"])["it/k", ""]
    assert row["value"].protection.locked
    assert row["comment"].value == "Nej."
