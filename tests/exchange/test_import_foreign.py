"""Files that planctl did not make, by an import profile: long and wide, and what is said where a profile does not fit."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from planctl.errors import PlanctlError
from planctl.exchange.formats import exported
from planctl.exchange.imports.profiles import dialect_for
from planctl.exchange.imports.suggest import id_of, pattern_of, suggestion
from planctl.exchange.imports.suggested_text import profile_text
from planctl.exchange.reading.cells import Book, Cell, Kind, Sheet
from planctl.exchange.reading.read import read_book
from planctl.model.import_profile import ImportProfile
from planctl.model.validate import validate
from planctl.source.discover import name_of
from planctl.source.reader import parse
from tests.exchange.books import saved, write
from tests.exchange.imported import ENGLISH, PLAN, found, hints, said, take_files, workspace_in
from tests.exchange.requests import request_of
from tests.workspaces import TODAY

LONG = """\
kind: import-profile
id: lang
match: "*.csv"
columns: {kpi: Nyckeltal, unit: Enhet, period: Period, group: Kön, value: Utfall, forecast: Prognos, comment: Kommentar}
units: {HR: personal}
periods: {Tertial 2: T2}
year: 2026
groups: {K: kvinnor, M: män}
kpis: {"4711": personal/sjukfranvaro, Svar: svarstid}
no_value: {i.u.: confidential}
skip: ["Summa*", "totalt"]
fill_down: [unit, kpi]
"""
HEAD = "Enhet;Nyckeltal;Period;Kön;Utfall;Prognos;Kommentar\n"
SICK, ANSWER = "personal/sjukfranvaro", "personal/svarstid"


def of(
    profile: str, text: str | bytes, folder: Path, name: str = "a.csv", **options: object
) -> tuple[dict[str, object], list[str], list[str]]:
    workspace = workspace_in(folder / "ws", **{"import/profil.yaml": profile})
    assert not workspace.problems
    taken = take_files(workspace, write(folder, name, text), **options)
    return said(taken), [line.removeprefix(f"{folder}/") for line in found(taken)], hints(taken)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "HR;Total sjukfrånvaro;2026-T2;;6,4;6,2;Bra",
            {f"{SICK} 2026-T2 value": "6.4", f"{SICK} 2026 forecast": "6.2", f"{SICK} 2026-T2 comment": "Bra"},
        ),
        ("personal;total  SJUKFRÅNVARO;Tertial 2;;6,4 %;;", {f"{SICK} 2026-T2 value": "6.4"}),
        ("Personalavdelningen;KKiK 13;T2;K;7,1;;", {f"{SICK} 2026-T2 kvinnor": "7.1"}),
        ("HR;kkik nr 13;2026 t2;män;5;;", {f"{SICK} 2026-T2 män": "5"}),
        ("HR;4711;2025;;6;;", {f"{SICK} 2025 value": "6"}),
        ("HR;Svar;T2;;1,8 dagar;;", {f"{ANSWER} 2026-T2 value": "1.8"}),
        ("HR;personal/svarstid;T2;;1,8;;", {f"{ANSWER} 2026-T2 value": "1.8"}),
        ("HR;n00945;T2;;81;;", {"personal/betyg 2026-T2 value": "81"}),
        ("HR;sjukfranvaro;T2;;i.u.;;", {f"{SICK} 2026-T2 value": "confidential"}),
        ("HR;Summa hela;T2;;99;;\nHR;n00945;T2;;81;;", {"personal/betyg 2026-T2 value": "81"}),
        ("HR;Totalt;T2;;99;;\nHR;n00945;T2;;81;;", {"personal/betyg 2026-T2 value": "81"}),
        ("HR;Total sjukfrånvaro;T2;;6,4;;\n;;T1;;6,8;;", {f"{SICK} 2026-T2 value": "6.4", f"{SICK} 2026-T1 value": "6.8"}),
    ],
)
def test_long_tables(row: str, expected: dict[str, str], tmp_path: Path) -> None:
    values, lines, _hints = of(LONG, f"Rapport\n\n{HEAD}{row}\n", tmp_path, update=True)
    assert {key: str(value) for key, value in values.items()} == expected
    assert not lines


@pytest.mark.parametrize(
    ("row", "expected", "hint"),
    [
        (
            "HR;Total sjukfrånvarro;T2;;6,4;;",
            "B2: the plan of personal for 2026 has no KPI “Total sjukfrånvarro”",
            "did you mean “Total sjukfrånvaro”?",
        ),
        ("HR;Antal katter;T2;;6;;", "B2: the plan of personal for 2026 has no KPI “Antal katter”", "under kpis: in the profile"),
        (";Antal katter;T2;;6;;", "B2: no plan for 2026 has a KPI “Antal katter”", "under kpis: in the profile"),
        (";Betyg;T2;;6;;", "B2: several KPIs are called “Betyg”: personal/betyg, ekonomi/betyg", "name the column with the unit"),
        ("Personnal;Betyg;T2;;6;;", "A2: there is no unit “Personnal”", "units: {Personnal: personal}"),
        ("HR;Betyg;T2;;vet ej;;", "E2: “vet ej” is not a number", "under no_value: in the profile"),
        ("HR;Betyg;T9;;6;;", "C2: 2026-T9 is not a follow-up in the calendar", "write 2026-T1, 2026-T2, or 2026 for the whole year"),
        ("HR;Betyg;;;6;;", "C2: the row does not say which follow-up its outcomes are of", "--period"),
        ("HR;;T2;;6;;\nHR;Summa;T2;;6;;", "B2: the row holds outcomes, but does not say of which KPI", "fill_down:"),
        ("HR;Betyg;T2;;6;;;5", "H2: the row goes on beyond the last header", "quotation marks"),
        ("HR;4711;T2;;120;;", "E2: 120 lies outside the scale, 0–100", "check the value"),
        ("HR;4711;T2;X;1;;", "E2: the KPI “Total sjukfrånvaro” lists no group “X”", "its groups are"),
        (
            "HR;personal/sjukfranvar;T2;;1;;",
            "B2: the plan of personal for 2026 has no personal/sjukfranvar",
            "did you mean personal/sjukfranvaro?",
        ),
        (";personal/svartid;T2;;1;;", "B2: the plan of personal for 2026 has no personal/svartid", "did you mean personal/svarstid?"),
        (";personall/svarstid;T2;;1;;", "B2: there is no unit personall", "did you mean personal?"),
        ("Ekonomiavdelning;Betyg;T2;;6;;", "A2: there is no unit “Ekonomiavdelning”", "units: {Ekonomiavdelning: ekonomi}"),
        (
            "HR;Kostnad per invånare;T2;;6;;",
            "B2: the plan of personal for 2026 has no KPI “Kostnad per invånare”",
            "did you mean ekonomi/kostnad?",
        ),
        (";kostnad/invånar;T2;;6;;", "B2: no plan for 2026 has a KPI “kostnad/invånar”", "did you mean “Kostnad per invånare”?"),
    ],
)
def test_long_tables_that_are_refused(row: str, expected: str, hint: str, tmp_path: Path) -> None:
    _values, lines, told = of(LONG.replace("fill_down: [unit, kpi]\n", ""), f"{HEAD}{row}\n", tmp_path)
    assert lines == [f"a.csv!{expected}"]
    assert hint in told[0]


def test_nothing_in_the_file_says_which_follow_up(tmp_path: Path) -> None:
    profile = LONG.replace("period: Period, ", "").replace("match", "fill_down: []\nmatch", 1).replace("fill_down: [unit, kpi]\n", "")
    _values, lines, told = of(profile, f"{HEAD}HR;Betyg;T2;;6;;\nHR;4711;T2;;6;;\n", tmp_path)
    assert lines == ["a.csv: nothing says which follow-up the outcomes are of"]
    assert "--period" in told[0]


def test_a_period_that_the_command_gives_in_vain(tmp_path: Path) -> None:
    _values, lines, _hints = of(LONG, f"{HEAD}HR;Betyg;T2;;86;;\n", tmp_path, period="2026-T1")
    assert lines == ["a.csv: --period 2026-T1 is not used: the file says itself which follow-up each outcome is of"]
    _values, lines, _hints = of(LONG, f"{HEAD}HR;Betyg;T2;;86;;\nHR;Betyg;;;87;;\n", tmp_path, period="2026-T1")
    assert lines == []


def test_a_plan_that_can_not_be_read_is_named_once(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path / "ws", **{"import/profil.yaml": LONG, "ekonomi/plan.yaml": "kind: plan\nunit: ekonomi\nperiod: [\n"})
    rows = "ekonomi;Betyg;T2;;6;;\nekonomi;ekonomi/kostnad;T2;;1;;\nHR;Betyg;T2;;86;;\n"
    taken = take_files(workspace, write(tmp_path, "a.csv", HEAD + rows), partial=True)
    (line,) = found(taken)
    assert line == (
        f"{name_of(tmp_path / 'ws/ekonomi/plan.yaml')}: the file has problems of its own, and no other plan of “Ekonomiavdelningen” covers "
        f"2026. Not taken in: {tmp_path}/a.csv!B2, B3"
    )
    assert hints(taken) == ["run planctl check to see what is wrong with it"]
    assert list(said(taken)) == ["personal/betyg 2026-T2 value"]


def test_what_is_looked_for_may_stand_where_a_plan_can_not_be_read(tmp_path: Path) -> None:
    plan = PLAN.replace("svarstid:\n        title: Svarstid", "svarstid: []\n      svarstid-2:\n        title: Väntan")
    workspace = workspace_in(tmp_path / "ws", **{"import/profil.yaml": LONG, "personal/plan.yaml": plan})
    taken = take_files(workspace, write(tmp_path, "a.csv", f"{HEAD}HR;personal/svarstid;T2;;6;;\n;Aldrig hört;T2;;6;;\n"))
    file = name_of(tmp_path / "ws/personal/plan.yaml")
    assert hints(taken) == [f"look first at what is wrong with {file}: run planctl check"] * 2


def test_an_alias_that_leads_nowhere(tmp_path: Path) -> None:
    _values, lines, _hints = of(LONG.replace("personal/sjukfranvaro", "personal/sjukfranvar"), f"{HEAD}HR;4711;T2;;6;;\n", tmp_path)
    assert lines == ["a.csv!B2: the plan of personal for 2026 has no personal/sjukfranvar"]


WIDE = """\
kind: import-profile
id: bred
match: [bred-*.xlsx]
sheet: "Utfall*"
columns: {kpi: A}
unit: personal
values:
  T1: {period: 2026-T1}
  Kvinnor: {period: 2026-T2, group: kvinnor}
  E: {period: 2026, field: forecast}
  Ekonomi: {period: 2026-T2, unit: ekonomi}
"""


def wide_book(*rows: list[object], title: str = "Utfall 2026") -> bytes:
    book = Workbook()
    sheet = book.create_sheet(title)
    sheet.append(["Rapport"])
    sheet.append(["Mått", "T1", "Kvinnor", "Ekonomi", "Prognos"])
    for row in rows:
        sheet.append(row)
    return saved(book)


def test_wide_tables(tmp_path: Path) -> None:
    raw = wide_book([SICK, 6.9, 7.5, None, 6], ["Betyg", 81, None, 70])
    values, lines, _hints = of(WIDE, raw, tmp_path, "bred-1.xlsx")
    assert values == {
        f"{SICK} 2026-T1 value": Decimal("6.9"),
        f"{SICK} 2026-T2 kvinnor": Decimal("7.5"),
        f"{SICK} 2026 forecast": Decimal(6),
        "personal/betyg 2026-T1 value": Decimal(81),
        "ekonomi/betyg 2026-T2 value": Decimal(70),
    }
    assert lines == []


@pytest.mark.parametrize(
    ("change", "expected", "hint"),
    [
        (
            ("values:\n  T1:", "values:\n  T3:"),
            "bred-1.xlsx!Utfall 2026: no row holds all the headers of the profile bred: T3, Kvinnor, Ekonomi",
            "look at how",
        ),
        (
            ("unit: personal\nvalues:\n  T1:", "unit: personal\nheader: 2\nvalues:\n  Tertial 1:"),
            "bred-1.xlsx!Utfall 2026!2: there is no column “Tertial 1”",
            "the headers are Mått",
        ),
        (
            ("values:\n  T1:", "header: 2\nvalues:\n  Ekonomin:"),
            "bred-1.xlsx!Utfall 2026!2: there is no column “Ekonomin”",
            "did you mean Ekonomi?",
        ),
    ],
)
def test_headers_that_are_not_there(change: tuple[str, str], expected: str, hint: str, tmp_path: Path) -> None:
    _values, lines, told = of(WIDE.replace(*change), wide_book([SICK, 6.9]), tmp_path, "bred-1.xlsx")
    assert lines == [expected]
    assert hint in told[0]


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    _values, lines, told = of(LONG, HEAD.replace("Prognos", "Utfall") + "HR;Betyg;T2;;6;;\n", tmp_path)
    assert any("no row holds all the headers" in line for line in lines)
    _values, lines, told = of(LONG.replace("forecast: Prognos, ", ""), HEAD.replace("Prognos", "Utfall") + "HR;Betyg;T2;;6;;\n", tmp_path)
    assert lines == ["a.csv!1: several columns are called “Utfall”"]
    assert "letters" in told[0]


@pytest.mark.parametrize(
    ("change", "column", "names"),
    [
        (("forecast: Prognos", "forecast: Utfall"), "E", "columns: value, columns: forecast"),
        (("forecast: Prognos", "forecast: E"), "E", "columns: value, columns: forecast"),
        (("comment: Kommentar", "comment: Nyckeltal"), "B", "columns: kpi, columns: comment"),
        (("fill_down:", "values: {Utfall: {period: 2026-T2}}\nfill_down:"), "E", "columns: value, values: Utfall"),
    ],
)
def test_a_column_that_is_several_things(change: tuple[str, str], column: str, names: str, tmp_path: Path) -> None:
    values, lines, _hints = of(LONG.replace(*change), f"{HEAD}HR;Betyg;T2;;6;;\n", tmp_path)
    assert lines == [f"a.csv!{column}1: the profile lang says of this column that it is several things: {names}"]
    assert not values


def skipping(patterns: str, rows: str, folder: Path) -> tuple[int, list[str]]:
    workspace = workspace_in(folder / "ws", **{"import/profil.yaml": LONG.replace('["Summa*", "totalt"]', patterns)})
    taken = take_files(workspace, write(folder, "a.csv", HEAD + rows))
    return taken.findings.skipped, [line.removeprefix(f"{folder}/") for line in found(taken)]


def test_rows_that_are_skipped_are_counted(tmp_path: Path) -> None:
    rows = "HR;Summa;T2;;9;;\nHR;Betyg;T2;;86;;\nHR;Totalt;T2;;9;;\nHR;Summa tom;T2;;;;\n"
    assert skipping('["Summa*", "totalt"]', rows, tmp_path) == (2, [])


def test_a_pattern_that_skips_every_row_is_named(tmp_path: Path) -> None:
    rows = "HR;Betyg;T2;;6;;\nHR;Svar;T2;;2;;\n"
    line = "a.csv: the pattern * under skip: in the profile lang passes by every row"
    assert skipping('["Summa*", "*"]', rows, tmp_path) == (2, [line])


def test_no_header_and_the_period_of_the_command(tmp_path: Path) -> None:
    profile = "kind: import-profile\nid: utan\nmatch: '*.csv'\nencoding: cp1252\ndecimal: ','\ncolumns: {kpi: A, value: B}\n"
    values, lines, _hints = of(
        profile, "KKiK 13;6,4\nKostnad per invånare;1.250,50\n".encode("cp1252"), tmp_path, period="2026-T1", update=True
    )
    assert values == {f"{SICK} 2026-T1 value": Decimal("6.4"), "ekonomi/kostnad 2026-T1 value": Decimal("1250.50")}
    assert not lines


@pytest.mark.parametrize(
    ("written", "value"),
    [("6.4", "6.4"), ("6,4", "6.4"), ("1,250.5", "1250.5"), ("1 250", "1250"), ("1,250,000", "1250000"), ("4 4", None)],
)
def test_only_what_parts_thousands_is_passed_over(written: str, value: str | None, tmp_path: Path) -> None:
    profile = "kind: import-profile\nid: p\nmatch: '*.csv'\ndecimal: '.'\ncolumns: {kpi: Mått, value: Värde}\nperiod: 2026-T1\n"
    values, lines, _hints = of(profile, f"Mått;Värde\nKostnad per invånare;{written}\n", tmp_path, update=True)
    assert values == ({"ekonomi/kostnad 2026-T1 value": Decimal(value)} if value else {})
    assert bool(lines) is (value is None)


def test_only_values_are_of_a_group(tmp_path: Path) -> None:
    values, lines, _hints = of(LONG, f"{HEAD}HR;Total sjukfrånvaro;T2;K;6,9;7,7;Fler långa fall\n", tmp_path)
    assert values == {f"{SICK} 2026-T2 kvinnor": Decimal("6.9")}
    assert lines == [f"a.csv!{cell}: only a value can be reported of the group “kvinnor”" for cell in ("F2", "G2")]


def test_a_period_may_be_the_day_it_ends(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Mått", "Till och med", "Värde"])  # type: ignore[union-attr]
    book.active.append([SICK, datetime.date(2026, 8, 31), 6.4])  # type: ignore[union-attr]
    book.active.append([SICK, datetime.date(2026, 8, 30), 6.4])  # type: ignore[union-attr]
    profile = "kind: import-profile\nid: dag\nmatch: '*'\ncolumns: {kpi: Mått, period: Till och med, value: Värde}\n"
    values, lines, _hints = of(profile, saved(book), tmp_path, "dag.xlsx")
    assert values == {f"{SICK} 2026-T2 value": Decimal("6.4")}
    assert lines == ["dag.xlsx!Sheet!B3: 2026-08-30 is not a follow-up in the calendar"]


@pytest.mark.parametrize(
    ("name", "profile", "expected"),
    [
        ("b.txt", "", "was not made by planctl, and no import profile fits it"),
        ("b.txt", "langt", "there is no import profile langt"),
        ("bred-1.xlsx", "", "has no rows to take in"),
    ],
)
def test_files_that_no_profile_fits(name: str, profile: str, expected: str, tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, **{"p/lang.yaml": LONG, "p/bred.yaml": WIDE})
    path = write(tmp_path, name, wide_book(title="Annat") if name.endswith("xlsx") else HEAD)
    with pytest.raises(PlanctlError) as refusal:
        take_files(workspace, path, profile=profile)
    assert expected in ENGLISH.text(refusal.value.message)
    assert refusal.value.hint


def test_several_profiles_fit(tmp_path: Path) -> None:
    workspace = workspace_in(
        tmp_path, **{"p/a.yaml": LONG, "p/b.yaml": LONG.replace("id: lang", "id: annan").replace("match", "encoding: cp1252\nmatch")}
    )
    path = write(tmp_path, "a.csv", HEAD)
    with pytest.raises(PlanctlError, match="several import profiles fit"):
        take_files(workspace, path)
    assert dialect_for(path, workspace, "") == ("", "")
    assert dialect_for(path, workspace, "annan") == ("cp1252", "")


def test_a_profile_is_checked_like_other_files(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, **{"p/a.yaml": LONG.replace("columns", "colums").replace("year: 2026", "year: 26")})
    assert {problem.code for problem in workspace.problems} == {"F022", "F025"}


# --- a first profile ---

REPORT = """\
Uppföljning av nyckeltal;;;
Enhet;Nyckeltal;T1 2026;T2 2026;Prognos
Personalavdelningen;Total sjukfrånvaro;6,9;6,4;6
Personalavdelningen;Svarstid i personalfrågor, dagar;2;1,8;
Ekonomiavdelningen;Kostnad per invånare;1250;1300;
;Antal katter;3;4;
"""


def test_a_first_profile_reads_the_file_it_was_made_for(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path / "ws")
    path = write(tmp_path, "rapport-2026.csv", REPORT)
    text = profile_text(suggestion(read_book(path), workspace, TODAY), ENGLISH)
    assert text.replace(str(tmp_path), "") == SUGGESTED
    source = parse(text.encode(), path, "p.yaml")
    assert validate("p.yaml", source.data)[1] == []
    taken = take_files(workspace_in(tmp_path / "ny", **{"p.yaml": text.replace("#skip", "skip").replace("#  -", "  -")}), path, update=True)
    assert not taken.findings.errors
    assert said(taken)["personal/svarstid 2026-T2 value"] == Decimal("1.8")
    assert len(said(taken)) == 7


SUGGESTED = """\
# A first profile for /rapport-2026.csv. Look it through before you use it.
# Try it: planctl import /rapport-2026.csv --profile rapport --dry-run
kind: import-profile
id: rapport
match: rapport-*.csv
header: 2
period: 2026-T2  # the follow-up of all rows; leave it out to give it with --period
columns:
  kpi: Nyckeltal
  unit: Enhet
  forecast: Prognos
values:
  T1 2026: {period: 2026-T1}
  T2 2026: {period: 2026-T2}
# 2 rows have the very title or code of a KPI.
kpis:
  "Svarstid i personalfrågor, dagar": personal/svarstid  # 88 %: Svarstid i personalfrågor
# Unclear which KPI is meant, if any; take away the sign # before what is to be passed by, and write the rest under kpis:
#skip:
#  - Antal katter  # likest, 40 %: personal/sjukfranvaro (Total sjukfrånvaro)
"""


MERGED = """\
Enhet;Nyckeltal;Utfall
HR;Total SJUKFRÅNVARO;6,4
;Svarstid i personalfrågor;1,8
EKONOMI;Kostnad/invånare;1300
Ekonomiavd.;Betyg;81
Måltid;Antal portioner;4
;Summa betyg;7
"""


def test_a_first_profile_tells_how_units_are_written(tmp_path: Path) -> None:
    path = write(tmp_path, "Utfall2026_T2.csv", MERGED)
    text = profile_text(suggestion(read_book(path), workspace_in(tmp_path / "ws"), TODAY), ENGLISH)
    profile = parse(text.encode(), path, "p.yaml").data
    assert (profile["id"], profile["match"]) == ("utfall", "Utfall*_*.csv")
    assert profile["fill_down"] == ["unit"]
    assert profile["units"] == {"HR": "personal", "Ekonomiavd.": "ekonomi"}
    assert profile["kpis"] == {"Kostnad/invånare": "ekonomi/kostnad"}
    assert "# 3 rows have the very title or code of a KPI.\n" in text
    assert "#  Måltid:  # likest, " in text
    workspace = workspace_in(tmp_path / "ny", **{"p.yaml": text.replace("#  - Antal portioner", "  - Antal portioner")})
    assert said(take_files(workspace, path, update=True)) == {
        "personal/sjukfranvaro 2026-T2 value": Decimal("6.4"),
        "personal/svarstid 2026-T2 value": Decimal("1.8"),
        "ekonomi/kostnad 2026-T2 value": Decimal(1300),
        "ekonomi/betyg 2026-T2 value": Decimal(81),
    }


def test_the_same_row_of_several_units(tmp_path: Path) -> None:
    """Each unit has a KPI of its own with that id: the alias leaves the unit to the row."""
    path = write(tmp_path, "a.csv", "Enhet;Nyckeltal;Utfall\nPersonal;Betyg i år;80\nekonomi;Betyg i år;81\n")
    found_ = suggestion(read_book(path), workspace_in(tmp_path / "ws"), TODAY)
    assert [match.meant for match in found_.rows.likely] == ["betyg"]


@pytest.mark.parametrize(
    ("name", "id_", "pattern"),
    [
        ("utfall-t2.xlsx", "utfall", "utfall-*.xlsx"),
        ("T2 2026 utfall.xlsx", "utfall", "* * utfall.xlsx"),
        ("utfall2026T2.csv", "utfall", "utfall*.csv"),
        ("1234.xlsx", "profil", "1234.xlsx"),
        ("t12.xlsx", "profil", "t12.xlsx"),
        ("t2-2026[1].xlsx", "profil", "t2-2026?1?.xlsx"),
        ("\udcff1.xlsx", "profil", "*1.xlsx"),
    ],
)
def test_the_name_of_a_first_profile(name: str, id_: str, pattern: str) -> None:
    assert (id_of(name), pattern_of(name)) == (id_, pattern)


def test_no_profile_for_what_planctl_made(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path / "ws")
    path = write(tmp_path, "t2.xlsx", exported("xlsx", request_of(workspace, "2026-T2")))
    with pytest.raises(PlanctlError, match="was made by planctl, and needs no profile"):
        suggestion(read_book(path), workspace, TODAY)


def test_a_first_profile_of_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Kod", "Belopp", "Belopp"])  # type: ignore[union-attr]
    book.active.append(["N00945", 81, 3])  # type: ignore[union-attr]
    path = write(tmp_path, "1234.xlsx", saved(book))
    found_ = suggestion(read_book(path), workspace_in(tmp_path / "ws"), TODAY)
    text = profile_text(found_, ENGLISH)
    assert "  kpi: Kod\n  value: B\n" in text
    assert "id: profil\n" in text
    assert "sheet: Sheet\n" in text


NASTY = (
    "a\x7fb\x01",
    "a: \"kr\" 'st' # \\ [a, b]",
    "a \u2028\ufeff\u200b\x85\uffff",
    "- a",
    "*a &b !c %d @e",
    "null",
    "~",
    "ja",
    "2026",
    "1e3",
    "2026-01-31",
    "<<",
    "{a}",
    "? a:",
    "😀",
)


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("name", ["rapport.xlsx", "true.xlsx", "a\x7f: #'\"b.xlsx", "\udce5.xlsx"])
def test_a_first_profile_can_be_read_whatever_the_file_says(nasty: str, name: str, tmp_path: Path) -> None:
    said_ = [[nasty, f"utfall {nasty}"], [f"Svarstid i personalfrågor {nasty}", "1"], [f"Katter {nasty}", "2"], [f"{nasty} x", "3"]]
    rows = {number: {column: Cell(Kind.TEXT, text) for column, text in enumerate(row, 1)} for number, row in enumerate(said_, 1)}
    found_ = suggestion(Book(name, (Sheet(name, 0, nasty, rows),)), workspace_in(tmp_path), TODAY)
    text = profile_text(found_, ENGLISH).replace("#skip", "skip").replace("#  -", "  -")
    source = parse(text.encode(), tmp_path / "p.yaml", "p.yaml")
    profile, problems = validate("p.yaml", source.data)
    assert [*source.problems, *problems] == []
    assert isinstance(profile, ImportProfile)
    texts = [[rows[number][column].text for column in (1, 2)] for number in rows]
    assert profile.sheet == nasty
    assert [profile.columns.kpi, profile.columns.value] == texts[0]
    assert profile.kpis == {texts[1][0]: "personal/svarstid"}
    assert profile.skip == [texts[2][0], texts[3][0]]


def test_nothing_like_a_kpi(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "a;b\n1;2\n")
    with pytest.raises(PlanctlError, match="is like the title"):
        suggestion(read_book(path), workspace_in(tmp_path / "ws"), TODAY)


def test_the_nearest_is_looked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("planctl.exchange.imports.finder.did_you_mean", lambda text, _known: asked.append(text))
    _said, found_, _hints = of(LONG, HEAD + "HR;Svarstiden i frågor;T2;;2;;\n" * 50, tmp_path)
    more = ", ".join(f"B{number}" for number in range(3, 15))
    assert found_ == [f"a.csv!B2: the plan of personal for 2026 has no KPI “Svarstiden i frågor”; so too in {more}, and 37 more"]
    assert asked == ["svarstiden i frågor"]


@pytest.mark.parametrize(
    ("header", "period", "is_refused"),
    [
        ("T1 2026 (%)", "2026-T2", True),
        ("Tertial 1", "2026-T2", True),
        ("T2 2025", "2026-T2", True),
        ("2025 totalt", "2026-T2", True),
        ("Helår", "2026-T2", True),
        ("Utfall jan-apr", "2026-T2", True),
        ("T2 2026 (%)", "2026-T2", False),
        ("Tertial 2", "2025-T2", False),
        ("Utfall 2026", "2026-T2", False),
        ("T1–T2", "2026-T2", False),
        ("Utfall", "2026-T2", False),
    ],
)
def test_a_column_that_names_another_follow_up_is_not_filed(header: str, period: str, is_refused: bool, tmp_path: Path) -> None:
    profile = f'kind: import-profile\nid: p\nmatch: "*.csv"\nperiod: {period}\ncolumns: {{kpi: Mått, value: "{header}"}}\n'
    values, lines, hints_ = of(profile, f"Mått;{header}\nTotal sjukfrånvaro;6,8\nBetyg;missing\n", tmp_path, update=True)
    if not is_refused:
        assert values[f"{SICK} {period} value"] == Decimal("6.8")
        return
    assert values == {}
    assert lines[0].startswith(
        f"a.csv!B2: the header “{header}” names another follow-up than {period}, which the outcome would be filed under"
    )
    assert f"values: {{{header}: {{period: …}}}}" in hints_[0]
    told = f'kind: import-profile\nid: p\nmatch: "*.csv"\ncolumns: {{kpi: Mått}}\nvalues: {{"{header}": {{period: {period}}}}}\n'
    values, _lines, _hints = of(told, f"Mått;{header}\nTotal sjukfrånvaro;6,8\n", tmp_path, update=True)
    assert values[f"{SICK} {period} value"] == Decimal("6.8")


def test_the_follow_up_of_a_header_is_held_against_that_of_the_row(tmp_path: Path) -> None:
    profile = 'kind: import-profile\nid: p\nmatch: "*.csv"\ncolumns: {kpi: Mått, period: Period, value: Utfall T2}\n'
    text = "Mått;Period;Utfall T2\nTotal sjukfrånvaro;2026-T2;6,8\nTotal sjukfrånvaro;2026-T1;6,8\n"
    _values, lines, _hints = of(profile, text, tmp_path, partial=True)
    assert lines == ["a.csv!C3: the header “Utfall T2” names another follow-up than 2026-T1, which the outcome would be filed under"]


GROUPS = """\
kind: plan
unit: ekonomi
period: 2026
kpis:
  betyg:
    title: Betyg
    by: {skola: [Ö, ö, Alla]}
  kostnad:
    title: Kostnad per invånare
    by: [kön]
"""


@pytest.mark.parametrize(
    ("kpi", "group", "expected"),
    [
        (SICK, "Kvinnor", "kvinnor"),
        (SICK, "MÄN", "män"),
        (SICK, "Totalt", "value"),
        (SICK, "alla", "value"),
        (SICK, "Samtliga", "value"),
        (SICK, "Total", "value"),
        (SICK, "All", "value"),
        (SICK, "T", "value"),
        (SICK, "Pojkar", None),
        (ANSWER, "Totalt", "value"),
        ("ekonomi/kostnad", "Kvinnor", "Kvinnor"),
        ("ekonomi/kostnad", "Totalt", "value"),
        ("ekonomi/betyg", "Ö", "Ö"),
        ("ekonomi/betyg", "ö", "ö"),
        ("ekonomi/betyg", "alla", "Alla"),
    ],
)
def test_groups_in_any_case_and_words_for_the_whole(kpi: str, group: str, expected: str | None, tmp_path: Path) -> None:
    columns = "columns: {kpi: Mått, group: Grupp, value: Utfall}\nperiod: 2026-T2\ngroups: {T: totalt}\n"
    profile = f'kind: import-profile\nid: p\nmatch: "*.csv"\n{columns}'
    workspace = workspace_in(tmp_path / "ws", **{"import/p.yaml": profile, "ekonomi/plan.yaml": GROUPS})
    taken = take_files(workspace, write(tmp_path, "a.csv", f"Mått;Grupp;Utfall\n{kpi};{group};6,4\n"), update=True)
    assert list(said(taken)) == ([f"{kpi} 2026-T2 {expected}"] if expected else [])
    assert taken.findings.errors == (0 if expected else 1)


def test_a_bare_number_is_no_code(tmp_path: Path) -> None:
    profile = 'kind: import-profile\nid: p\nmatch: "*.csv"\nperiod: 2026-T2\ncolumns: {kpi: Nr, value: Utfall}\n'
    values, lines, hints_ = of(profile, "Nr;Utfall\n13;6,4\nN00945;81\n", tmp_path)
    assert values == {"personal/betyg 2026-T2 value": Decimal(81)}
    assert lines == ["a.csv!A2: no plan for 2026 has a KPI “13”"]
    assert hints_ == ["did you mean KKiK 13?"]
