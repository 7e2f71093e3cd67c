"""Foreign files in which something could be taken for something else: each of these was once read wrongly, or passed by, without a word."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from planctl.exchange.reading.error_values import is_error_value
from planctl.notation.due import parse_day
from tests.exchange.books import saved, write
from tests.exchange.imported import hints, take_files, workspace_in
from tests.exchange.test_import_foreign import HEAD, LONG, SICK, of

ANSWER, MARKS = "personal/svarstid", "personal/betyg"
START = "kind: import-profile\nid: p\nmatch: '*'\n"


def book(*rows: list[object]) -> bytes:
    found = Workbook()
    for row in rows:
        found.active.append(row)  # type: ignore[union-attr]
    return saved(found)


# --- what stands above ---

FILLED = f"{START}columns: {{kpi: Mått, unit: Enhet, period: Period, value: Utfall}}\nperiod: 2026-T1\nfill_down: [unit, kpi, period]\n"
HEADERS: list[object] = ["Enhet", "Mått", "Period", "Utfall"]


@pytest.mark.parametrize(
    ("unreadable", "column", "expected"),
    [
        (["=Namn!A2", None, None], "A", "A4: what the row is of stands above, in A3, and can't be read; so too in A5"),
        (["#REF!", None, None], "A", "A4: what the row is of stands above, in A3, and can't be read; so too in A5"),
        ([None, datetime.date(2026, 8, 31), None], "B", "B4: what the row is of stands above, in B3, and can't be read"),
        ([None, True, None], "B", "B4: what the row is of stands above, in B3, and can't be read"),
        ([None, None, "=Namn!A2"], "C", "C4: what the row is of stands above, in C3, and can't be read; so too in C5"),
    ],
)
def test_what_can_not_be_read_is_not_passed_over(unreadable: list[object], column: str, expected: str, tmp_path: Path) -> None:
    rows = [["HR", SICK, "2026-T2", 6.4], [*unreadable, None], [None, None, None, 3], [None, "svarstid", None, 3]]
    profile = f"{FILLED}units: {{HR: personal}}\n"
    values, lines, told = of(profile, book(HEADERS, *rows, ["ekonomi", "betyg", "2026-T2", 70]), tmp_path, "a.xlsx")
    assert lines == [f"a.xlsx!Sheet!{expected}"]
    assert told == ["type there what it should say"]
    kept = {f"{SICK} 2026-T2 value": Decimal("6.4"), "ekonomi/betyg 2026-T2 value": Decimal(70)}
    assert values == kept | ({f"{ANSWER} 2026-T2 value": Decimal(3)} if column == "B" else {})


def test_a_last_day_is_filled_down(tmp_path: Path) -> None:
    rows = [["personal", "betyg", "2026-T1", 80], [None, "svarstid", datetime.date(2026, 8, 31), 1], [None, "betyg", None, 81]]
    values, lines, _hints = of(FILLED, book(HEADERS, *rows), tmp_path, "a.xlsx", update=True)
    assert not lines
    assert values == {
        f"{MARKS} 2026-T1 value": Decimal(80),
        f"{ANSWER} 2026-T2 value": Decimal(1),
        f"{MARKS} 2026-T2 value": Decimal(81),
    }


# --- names that look like letters ---

LETTERS = f"{START}columns: {{kpi: KPI, unit: ENH, value: UTF}}\nperiod: 2026-T2\n"


@pytest.mark.parametrize(
    ("profile", "text"),
    [
        (LETTERS, "KPI;ENH;UTF\nbetyg;personal;86\n"),
        (LETTERS, "Rapport\n\nNr;KPI;ENH;UTF\nx;betyg;personal;86\n"),
        (LETTERS.replace("UTF", "C"), "KPI;ENH;\nbetyg;personal;86\n"),
        (LETTERS.replace("UTF", "C"), "KPI;ENH;X;C\nbetyg;personal;85;86\nx\n"),
        (LETTERS.replace("KPI", "N").replace("ENH", "U").replace("UTF", "B"), "B;U;N\n86;personal;betyg\n"),
        (LETTERS.replace("KPI", "A").replace("ENH", "B").replace("UTF", "C"), "betyg;personal;86\n"),
        (LETTERS.replace("KPI", "A").replace("ENH", "B").replace("UTF", "C, comment: D"), "betyg;personal;86\n"),
    ],
)
def test_a_header_comes_before_letters(profile: str, text: str, tmp_path: Path) -> None:
    values, lines, _hints = of(profile, text, tmp_path)
    assert values == {f"{MARKS} 2026-T2 value": Decimal(86)}
    assert [line for line in lines if "holds 1 number" not in line] == []


@pytest.mark.parametrize(
    ("profile", "text", "expected", "hint"),
    [
        (LETTERS, "Mått;Enhet;Utfall\nbetyg;personal;86\n", "!KPI: no row says which KPI it is of: the column “KPI” is empty", "columns:"),
        (LETTERS.replace("UTF", "Utfall"), "Mått;Enhet;Utfall\nbetyg;personal;86\n", "!1: there is no column “KPI”", "the headers are"),
        (LETTERS, "KPI;ENH;UTF\n", "!A1: no row says which KPI it is of: the column “KPI” is empty", "columns:"),
        (LETTERS, "KPI;ENH;UTF\n;personal;86\n", "!A1: no row says which KPI it is of: the column “KPI” is empty", "columns:"),
        (LETTERS, "KPI;ENH;UTF;Utfall\nbetyg;personal;;hög\n", "!1: no row holds anything in the columns of outcomes: C", "look whether"),
    ],
)
def test_nothing_is_read(profile: str, text: str, expected: str, hint: str, tmp_path: Path) -> None:
    values, lines, told = of(profile, text, tmp_path)
    assert not values
    assert lines[0] == f"a.csv{expected}"
    assert hint in told[0]


def test_a_sheet_of_something_else_is_of_no_matter(tmp_path: Path) -> None:
    found = Workbook()
    found.active.append([None, "betyg", 86])  # type: ignore[union-attr]
    found.create_sheet("Läs mig").append(["Fyll i alla rader"])
    profile = f"{START}columns: {{kpi: B, value: C}}\nunit: personal\nperiod: 2026-T2\n"
    values, lines, _hints = of(profile, saved(found), tmp_path, "a.xlsx")
    assert (values, lines) == ({f"{MARKS} 2026-T2 value": Decimal(86)}, [])


# --- commas ---

COMMAS = f"{START}columns: {{kpi: Mått, period: Period, value: Utfall, forecast: Prognos, comment: Kommentar}}\nunit: personal\n"
SHORT = COMMAS.replace("forecast: Prognos, ", "")


@pytest.mark.parametrize(
    ("profile", "text", "expected"),
    [
        (SHORT, "Mått,Period,Utfall,Kommentar\nbetyg,2026-T2,86,4\n", "C2: “86,4” may be one number, parted by its decimal comma"),
        (SHORT, "Mått,Period,Utfall,Kommentar\nbetyg,2026-T2,86,4,\n", "C2: “86,4” may be one number, parted by its decimal comma"),
        (SHORT, "Mått,Period,Utfall,Kommentar\nbetyg,2026-T2,86,4,Bra\n", "E2: the row goes on beyond the last header"),
        (COMMAS, "Mått,Period,Utfall,Prognos,Kommentar\nbetyg,2026-T2,86,4\n", "C2: “86,4” may be one number, parted by its decimal comma"),
        (
            COMMAS,
            "Mått,Period,Utfall,Prognos,Kommentar\nbetyg,2026-T2,86,4,87,5\nsvarstid,2026-T2,1,5,2,5\n",
            "F2: the row goes on beyond the last header; so too in F3",
        ),
    ],
)
def test_a_decimal_comma_is_no_separator(profile: str, text: str, expected: str, tmp_path: Path) -> None:
    values, lines, told = of(profile, text, tmp_path)
    assert not values
    assert lines == [f"a.csv!{expected}"]
    assert "quotation marks" in told[0]


@pytest.mark.parametrize(
    ("row", "value"), [("86,,", 86), ("86,,,,", 86), ("86", 86), ('"86,5",Bra', "86.5"), ("86,4 fler än väntat", 86), ("86.5,,", "86.5")]
)
def test_separators_at_the_end_are_of_no_matter(row: str, value: object, tmp_path: Path) -> None:
    values, lines, _hints = of(SHORT, f"Mått,Period,Utfall,Kommentar\nbetyg,2026-T2,{row}\n", tmp_path)
    assert not lines
    assert values[f"{MARKS} 2026-T2 value"] == Decimal(str(value))


def test_whole_numbers_side_by_side(tmp_path: Path) -> None:
    values, lines, _hints = of(COMMAS, "Mått,Period,Utfall,Prognos,Kommentar\nbetyg,2026-T2,86,4,\n", tmp_path)
    assert not lines
    assert values == {f"{MARKS} 2026-T2 value": Decimal(86), f"{MARKS} 2026 forecast": Decimal(4)}


# --- what the profile says against what the row says ---

OPPOSED = f"{START}columns: {{kpi: Mått, unit: Enhet, period: Period, group: Kön}}\ngroups: {{K: kvinnor}}\nvalues: {{Tal: {{SAID}}}}\n"


@pytest.mark.parametrize(
    ("told", "row", "expected"),
    [
        (
            "unit: personal",
            "sjukfranvaro;ekonomi;2026-T2;",
            "the profile says that the column is of personal, and the row that it is of “ekonomi”",
        ),
        (
            "group: kvinnor",
            "sjukfranvaro;personal;2026-T2;män",
            "the profile says that the column is of kvinnor, and the row that it is of “män”",
        ),
        (
            "period: 2026-T2",
            "sjukfranvaro;personal;2025-T1;",
            "the profile says that the column is of 2026-T2, and the row that it is of “2025-T1”",
        ),
        ("period: 2026-T2", "sjukfranvaro;personal;2026-08-31;", None),
        ("period: 2026-T2, group: kvinnor, unit: personal", "sjukfranvaro;Personalavdelningen;2026 t2;K", None),
        ("period: 2026, field: forecast", "sjukfranvaro;personal;2026-T2;", None),
        (
            "period: 2026, field: forecast",
            "sjukfranvaro;personal;2025;",
            "the profile says that the column is of 2026, and the row that it is of “2025”",
        ),
    ],
)
def test_a_column_and_its_row_are_of_the_same(told: str, row: str, expected: str | None, tmp_path: Path) -> None:
    values, lines, hint = of(OPPOSED.replace("SAID", told), f"Mått;Enhet;Period;Kön;Tal\n{row};5\n", tmp_path)
    assert lines == ([f"a.csv!E2: {expected}"] if expected else [])
    assert bool(values) is not bool(expected)
    assert "values: in the profile" in (hint or ["values: in the profile"])[0]


@pytest.mark.parametrize("row", [f"{MARKS};ekonomi", "4711;ekonomi"])
def test_an_address_of_another_unit_than_the_row(row: str, tmp_path: Path) -> None:
    profile = f"{START}columns: {{kpi: Mått, unit: Enhet, value: Utfall}}\nperiod: 2026-T2\nkpis: {{'4711': {MARKS}}}\n"
    values, lines, _hints = of(profile, f"Mått;Enhet;Utfall\n{row};86\n", tmp_path)
    assert lines == [f"a.csv!A2: the KPI {MARKS} is of another unit than ekonomi"]
    assert not values


# --- numbers that nobody asked for ---

OTHERS = "Mått;Utfall;Män;Not;Budget 2026;Tom\nbetyg;86;4,5;abc;7;\nsvarstid;1;6 %;3 av 4;8;-\nSumma;;9;;9;9\n"


@pytest.mark.parametrize(
    ("ignore", "expected"),
    [
        ("", ["C1: the column “Män” holds 2 numbers that", "E1: the column “Budget 2026” holds 2 numbers that"]),
        ("ignore: [Budget*]\n", ["C1: the column “Män” holds 2 numbers that"]),
        ("ignore: [C, budget 2026]\n", []),
    ],
)
def test_numbers_that_are_not_read_are_named(ignore: str, expected: list[str], tmp_path: Path) -> None:
    profile = f"{START}columns: {{kpi: Mått, value: Utfall}}\nunit: personal\nperiod: 2026-T2\nskip: [Summa]\n{ignore}"
    values, lines, told = of(profile, OTHERS, tmp_path)
    assert [line.partition(" are not read")[0] for line in lines] == [f"a.csv!{line}" for line in expected]
    assert all("ignore:" in hint for hint in told)
    assert len(values) == 2


def test_a_column_without_a_header_is_named_by_its_letters(tmp_path: Path) -> None:
    profile = f"{START}columns: {{kpi: Mått, value: Utfall}}\nunit: personal\nperiod: 2026-T2\n"
    _values, lines, _hints = of(profile, book(["Mått", "Utfall"], ["betyg", 86, 4]), tmp_path, "a.xlsx")
    assert lines == ["a.xlsx!Sheet!C1: the column “C” holds 1 number that is not read: the profile does not name it"]


# --- the last day of a follow-up ---


@pytest.mark.parametrize("day", ["2026-08-31", "31 augusti 2026", "31 AUG 2026", "den 31 augusti 2026", "2026-08-31 00:00:00", "Delår"])
def test_the_last_day_in_a_text(day: str, tmp_path: Path) -> None:
    profile = LONG.replace("{Tertial 2: T2}", "{Delår: 2026-08-31}")
    values, lines, _hints = of(profile, f"{HEAD}HR;Betyg;{day};;86;;\n", tmp_path)
    assert (values, lines) == ({f"{MARKS} 2026-T2 value": Decimal(86)}, [])


@pytest.mark.parametrize("day", ["2026-08-30", "30 augusti 2026", "2026-02-31", "augusti 2026", "08/31/2026"])
def test_another_day_is_no_follow_up(day: str, tmp_path: Path) -> None:
    values, lines, _hints = of(LONG, f"{HEAD}HR;Betyg;{day};;86;;\n", tmp_path)
    assert not values
    assert lines[0].startswith("a.csv!C2: ")
    assert "is not a follow-up in the calendar" in lines[0]


@pytest.mark.parametrize("told", ["{period: 2026-T2}", "{period: 2026-08-31}", "{}"])
@pytest.mark.parametrize(("name", "header"), [("2026-08-31", "31 augusti 2026"), ("31 augusti 2026", datetime.date(2026, 8, 31))])
def test_a_column_called_by_the_last_day(told: str, name: str, header: object, tmp_path: Path) -> None:
    profile = f"{START}columns: {{kpi: Mått}}\nunit: personal\nvalues: {{{name}: {told}}}\n"
    values, lines, _hints = of(profile, book(["Rapport"], ["Mått", header], ["betyg", 86]), tmp_path, "a.xlsx")
    assert (values, lines) == ({f"{MARKS} 2026-T2 value": Decimal(86)}, [])


def test_the_last_day_of_two_follow_ups(tmp_path: Path) -> None:
    calendar = "calendar:\n  T3: {ends: 12-31}\n  year: {ends: 12-31}\n"
    organisation = f"kind: organisation\nformat: 1\nid: exempel\nname: Exempel\n{calendar}units: {{personal: {{title: P}}}}\n"
    workspace = workspace_in(tmp_path / "ws", **{"import/profil.yaml": LONG, "organisation.yaml": organisation})
    taken = take_files(workspace, write(tmp_path, "a.csv", f"{HEAD}HR;Betyg;2025-12-31;;86;;\n"))
    assert hints(taken) == ["write one of 2025-T3, 2025"]


@pytest.mark.parametrize("text", ["2026-8-31", "31 augusti", "augusti 2026", "2026", "hösten 2026", "2026-08-31 12:00:00", ""])
def test_what_is_not_one_day(text: str) -> None:
    assert parse_day(text) is None


# --- error values, and what is said once ---


@pytest.mark.parametrize(
    "text",
    ["#REF!", "#SAKNAS!", "#VÄRDEFEL!", "#DIVISION/0!", "#DIV/0!", "#N/A", "#NAMN?", "#namn?", "#SKÄRNING!", "#####", "Err:502", "Fel:502"],
)
def test_error_values_in_a_text(text: str, tmp_path: Path) -> None:
    _values, lines, told = of(LONG, f"{HEAD}HR;Betyg;T2;;{text};;\n", tmp_path)
    assert lines == [f"a.csv!E2: “{text}” is an error that the workbook showed when it was saved as text"]
    assert "mend it in the workbook" in told[0]


@pytest.mark.parametrize("text", ["#1", "#", "# kommentar", "Fel: 502", "#hej", "Ersatt"])
def test_what_is_no_error_value(text: str) -> None:
    assert not is_error_value(text)


def test_a_profile_may_say_what_an_error_value_means(tmp_path: Path) -> None:
    profile = LONG.replace("{i.u.: confidential}", '{"#N/A": not-applicable}')
    values, lines, _hints = of(profile, f"{HEAD}HR;Betyg;T2;;#N/A;;\n", tmp_path)
    assert (values, lines) == ({f"{MARKS} 2026-T2 value": "not-applicable"}, [])


def test_an_error_value_copied_as_text(tmp_path: Path) -> None:
    profile = f"{START}columns: {{kpi: Mått, value: Utfall}}\nunit: personal\nperiod: 2026-T2\n"
    found = Workbook()
    found.active.append(["Mått", "Utfall"])  # type: ignore[union-attr]
    found.active.append(["betyg", "#VÄRDEFEL!"])  # type: ignore[union-attr]
    _values, lines, told = of(profile, saved(found), tmp_path, "a.xlsx")
    assert lines == ["a.xlsx!Sheet!B2: the cell shows the error #VÄRDEFEL!"]
    assert "copied from" in told[0]


def test_what_is_wrong_in_every_row_is_said_once(tmp_path: Path) -> None:
    rows = "".join(f"HR;Betyg;T3;;{n};;\n" for n in range(3)) + "Lön;Betyg;T2;;1;;\nLön;Svar;T2;;1;;\n"
    _values, lines, _hints = of(LONG, HEAD + rows, tmp_path, partial=True)
    assert lines == [
        "a.csv!C2: 2026-T3 is not a follow-up in the calendar; so too in C3, C4",
        "a.csv!A5: there is no unit “Lön”; so too in A6",
    ]


def test_a_wrong_follow_up_of_all_sheets_is_said_once(tmp_path: Path) -> None:
    found = Workbook()
    for sheet in (found.active, found.create_sheet("B")):
        sheet.append(["Mått", "Utfall"])  # type: ignore[union-attr]
        sheet.append(["betyg", 86])  # type: ignore[union-attr]
    profile = f"{START}columns: {{kpi: Mått, value: Utfall}}\nunit: personal\nperiod: 2026-T3\n"
    _values, lines, _hints = of(profile, saved(found), tmp_path, "a.xlsx")
    assert lines == ["a.xlsx: 2026-T3 is not a follow-up in the calendar"]


def test_a_forecast_is_of_what_has_not_ended(tmp_path: Path) -> None:
    profile = f"{START}columns: {{kpi: Mått}}\nunit: personal\nvalues: {{Helår: {{period: 2026, field: FIELD}}}}\n"
    _values, lines, _hints = of(profile.replace("FIELD", "forecast"), "Mått;Helår\nbetyg;86\n", tmp_path)
    assert lines == []
    _values, lines, _hints = of(profile.replace("FIELD", "value"), "Mått;Helår\nbetyg;86\n", tmp_path)
    assert lines == ["a.csv: 2026 has not ended: the follow-up goes on until 31 Dec 2026"]
