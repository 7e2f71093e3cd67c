"""A first profile is one that import takes: a dry run reads from realistic foreign sheets, invented, what stands in them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from planctl.errors import PlanctlError
from planctl.exchange.imports.header_words import Headers, Told
from planctl.exchange.imports.suggest import suggestion
from planctl.exchange.imports.suggested_text import not_read, profile_text
from planctl.exchange.reading.read import read_book
from planctl.notation.period import Period
from tests.conftest import Planctl
from tests.exchange.books import saved, write
from tests.exchange.imported import ENGLISH, FILES, found, said, take_files, workspace_in
from tests.workspaces import TODAY, write_workspace

SICK, ANSWER, GRADE, COST = "Total sjukfrånvaro", "Svarstid i personalfrågor", "Betyg", "Kostnad per invånare"
ADDRESSES = {SICK: "personal/sjukfranvaro", ANSWER: "personal/svarstid", COST: "ekonomi/kostnad"}
Table = Sequence[Sequence[object]]


def csv(table: Table) -> bytes:
    return "\n".join(";".join(map(_typed, row)) for row in table).encode()


def _typed(cell: object) -> str:
    return "" if cell is None else cell if isinstance(cell, str) else str(cell).replace(".", ",")


def xlsx(table: Table) -> bytes:
    book = Workbook()
    for row in table:
        book.active.append(list(row))  # type: ignore[union-attr]
    return saved(book)


def suggested(table: Table, folder: Path, name: str = "utfall-t2.xlsx") -> tuple[str, dict[str, str], list[str]]:
    """The profile, what import reads by it, and what it says of the file."""
    path = write(folder, name, csv(table) if name.endswith("csv") else xlsx(table))
    text = profile_text(suggestion(read_book(path), workspace_in(folder / "ws"), TODAY), ENGLISH)
    workspace = workspace_in(folder / "ny", **{"p.yaml": text})
    assert not workspace.problems, text
    taken = take_files(workspace, path, update=True)
    return text, {key: f"{value:f}" if isinstance(value, Decimal) else str(value) for key, value in said(taken).items()}, found(taken)


SHEETS: Mapping[str, tuple[Table, Mapping[str, str]]] = {
    "long": (
        [
            ["Avdelning", "Nyckeltal", "Period", "Kön", "Utfall", "Prognos", "Anm."],
            ["Personalavdelningen", SICK, "Tertial 2", None, 6.4, 6.2, "Bra"],
            ["Personalavdelningen", SICK, "Tertial 2", "K", 7.1, None, None],
            ["Personalavdelningen", ANSWER, "Tertial 1", None, 1.8, None, None],
            ["Personalavdelningen", ANSWER, "2026-08-31", None, 1.7, None, None],
            ["Ekonomiavd.", COST, "T2", None, 1300, None, "Preliminärt"],
        ],
        {
            "personal/sjukfranvaro 2026-T2 value": "6.4",
            "personal/sjukfranvaro 2026 forecast": "6.2",
            "personal/sjukfranvaro 2026-T2 comment": "Bra",
            "personal/sjukfranvaro 2026-T2 kvinnor": "7.1",
            "personal/svarstid 2026-T1 value": "1.8",
            "personal/svarstid 2026-T2 value": "1.7",
            "ekonomi/kostnad 2026-T2 value": "1300",
            "ekonomi/kostnad 2026-T2 comment": "Preliminärt",
        },
    ),
    "a group in each row, and the whole": (
        [
            ["Nyckeltal", "Kön", "Period", "Utfall"],
            [SICK, "Totalt", "2026-T2", 6.4],
            [SICK, "Kvinnor", "31 augusti 2026", 7.1],
            [SICK, "MÄN", "den 31 aug. 2026", 5.2],
            [ANSWER, "Totalt", "2026-T2", 1.8],
        ],
        {
            "personal/sjukfranvaro 2026-T2 value": "6.4",
            "personal/sjukfranvaro 2026-T2 kvinnor": "7.1",
            "personal/sjukfranvaro 2026-T2 män": "5.2",
            "personal/svarstid 2026-T2 value": "1.8",
        },
    ),
    "a tertial, groups and the whole year": (
        [
            ["Enhet", "Nyckeltal", "Tertial 2", "Kvinnor", "Män", "Helår", "Kommentar"],
            ["HR-avdelningen", SICK, 6.1, 7, 4, 6.2, "x"],
            ["HR-avdelningen", ANSWER, 1.9, None, None, None, None],
        ],
        {
            "personal/sjukfranvaro 2026-T2 value": "6.1",
            "personal/sjukfranvaro 2026-T2 kvinnor": "7",
            "personal/sjukfranvaro 2026-T2 män": "4",
            "personal/sjukfranvaro 2026 forecast": "6.2",
            "personal/sjukfranvaro 2026-T2 comment": "x",
            "personal/svarstid 2026-T2 value": "1.9",
        },
    ),
    "wide, with sums and columns of other things": (
        [
            ["Uppföljning 2026"],
            ["Mått", "Målvärde", "Utfall T1 2026", "Utfall jan-aug 2026", "Budget"],
            [SICK, 6.5, 6.9, 6.4, 10],
            ["Summa", 6.5, 6.9, 6.4, 10],
            [COST, 1200, 1250, 1300, 10],
        ],
        {
            "personal/sjukfranvaro 2026-T1 value": "6.9",
            "personal/sjukfranvaro 2026-T2 value": "6.4",
            "ekonomi/kostnad 2026-T1 value": "1250",
            "ekonomi/kostnad 2026-T2 value": "1300",
        },
    ),
    "a column of measures that is called Enhet": (
        [["Nyckeltal", "Enhet", "Utfall"], [SICK, "%", 6.4], [ANSWER, "dagar", 1.8], [COST, "kr", "i.u."]],
        {
            "personal/sjukfranvaro 2026-T2 value": "6.4",
            "personal/svarstid 2026-T2 value": "1.8",
            "ekonomi/kostnad 2026-T2 value": "missing",
        },
    ),
    "groups of one follow-up": (
        [["KPI", "Utfall", "Utfall kvinnor", "Utfall män"], [SICK, 6.4, 7, 5], [COST, "..", None, None]],
        {
            "personal/sjukfranvaro 2026-T2 value": "6.4",
            "personal/sjukfranvaro 2026-T2 kvinnor": "7",
            "personal/sjukfranvaro 2026-T2 män": "5",
            "ekonomi/kostnad 2026-T2 value": "missing",
        },
    ),
    "years": (
        [["Nyckeltal", 2025, 2026], [SICK, 6.9, 6.4], [ANSWER, 2.5, 1.8]],
        {
            "personal/sjukfranvaro 2025 value": "6.9",
            "personal/sjukfranvaro 2026-T2 value": "6.4",
            "personal/svarstid 2025 value": "2.5",
            "personal/svarstid 2026-T2 value": "1.8",
        },
    ),
    "a column for each unit": (
        [["Nyckeltal", "Personalavdelningen", "Ekonomi"], [GRADE, 81, 70]],
        {"personal/betyg 2026-T2 value": "81", "ekonomi/betyg 2026-T2 value": "70"},
    ),
}


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("name", SHEETS)
def test_what_a_first_profile_reads(name: str, kind: str, tmp_path: Path) -> None:
    table, expected = SHEETS[name]
    text, values, lines = suggested(table, tmp_path, f"utfall-t2.{kind}")
    assert values == expected, text
    assert [line for line in lines if "has not ended" not in line and "lack" not in line] == [], text


T1_T2 = {"personal/sjukfranvaro 2026-T1 value": "6.8", "personal/sjukfranvaro 2026-T2 value": "6.3"}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (("T1 2026 (%)", "T2 2026 (%)"), T1_T2),
        (("T1 totalt", "T2 totalt"), T1_T2),
        (("Utfall T1 2026 totalt", "Utfall T2 2026 totalt"), T1_T2),
        (("Tertial 1 2026 – utfall", "Tertial 2 2026 – utfall"), T1_T2),
        (("T1 2026 Total", "T2 2026 Total"), T1_T2),
        (("T1 2026 samtliga", "T2 2026 samtliga"), T1_T2),
        (("T1 2026 prel.", "T2 2026 prel."), T1_T2),
        (("Utfall i procent T1 2026", "Utfall i procent T2 2026"), T1_T2),
        (("T2 2025 summa", "T2 2026 summa"), {"personal/sjukfranvaro 2025-T2 value": "6.8", "personal/sjukfranvaro 2026-T2 value": "6.3"}),
        (("2025 totalt", "2026 totalt"), {"personal/sjukfranvaro 2025 value": "6.8", "personal/sjukfranvaro 2026-T2 value": "6.3"}),
        (
            ("T1 2026 kvinnor", "T1 2026 alla"),
            {"personal/sjukfranvaro 2026-T1 kvinnor": "6.8", "personal/sjukfranvaro 2026-T1 value": "6.3"},
        ),
        (("Totalt 2026", "T2 2026 prel."), {"personal/sjukfranvaro 2026-T2 value": "6.3"}),
        (("T2 2026 deltid", "T2 2026 alla"), {"personal/sjukfranvaro 2026-T2 value": "6.3"}),
        (("T2 2026 mål", "Andel"), {"personal/sjukfranvaro 2026-T2 value": "6.3"}),
        (("T1-utfall", "T2-utfall"), T1_T2),
        (("T1–T2", "Andel"), {"personal/sjukfranvaro 2026-T2 value": "6.3"}),
        (("T1–T2 2026, skillnad", "Andel"), {"personal/sjukfranvaro 2026-T2 value": "6.3"}),
        (("Prognos 2026 (%)", "T2 2026"), {"personal/sjukfranvaro 2026 forecast": "6.8", "personal/sjukfranvaro 2026-T2 value": "6.3"}),
    ],
)
def test_a_follow_up_that_a_header_names_among_other_words(headers: tuple[str, str], expected: Mapping[str, str], tmp_path: Path) -> None:
    table = [["Enhet", "Nyckeltal", *headers], ["Personalavdelningen", SICK, "6,8", "6,3"]]
    text, values, _lines = suggested(table, tmp_path)
    assert values == expected, text


def test_a_header_with_words_that_are_not_known_is_to_be_looked_at(tmp_path: Path) -> None:
    text, _values, _lines = suggested([["Mått", "T1 2026 (%)", "T2 svar"], [SICK, 6.8, 6.3]], tmp_path)
    assert "  T1 2026 (%): {period: 2026-T1}\n" in text
    doubt = "the header does not say which year; not all words of the header are known: look whether it is the outcome"
    assert f"  T2 svar: {{period: 2026-T2}}  # {doubt}\n" in text


PERIODS = (
    ("Tertial 1", "T1 2026", "2026-T1", "april", "Utfall jan-apr"),
    ("T2", "tertial 2 2026", "Utfall T2", "Januari - augusti", "aug 2026"),
)
NUMBERS = st.decimals(0, 99, places=1).filter(lambda number: number >= 1)


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_order_of_columns_and_names(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    headers = {f"2026-{name}": data.draw(st.sampled_from(names)) for name, names in zip(("T1", "T2"), PERIODS, strict=True)}
    rows = data.draw(st.lists(st.sampled_from(list(ADDRESSES)), min_size=1, unique=True))
    columns = data.draw(st.permutations(["Nyckeltal", "Kommentar", *headers.values()]))
    cells = {(row, period): data.draw(st.none() | NUMBERS) for row in rows for period in headers}
    by_header = {header: period for period, header in headers.items()}
    body = [
        [row if name == "Nyckeltal" else "ord" if name == "Kommentar" else cells[row, by_header[name]] for name in columns] for row in rows
    ]
    _text, values, _lines = suggested([columns, *body], tmp_path_factory.mktemp("s"), "utfall.csv")
    expected = {f"{ADDRESSES[row]} {period} value": f"{number:f}" for (row, period), number in cells.items() if number is not None}
    assert {key: value for key, value in values.items() if key.endswith("value")} == expected


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Tertial 2", Told(Period(2026, "T2"))),
        ("Utfall tertial 2, 2025", Told(Period(2025, "T2"), field="value")),
        ("2025", Told(Period(2025, "year"))),
        ("Utfall 2026", Told(field="value")),
        ("Prognos helår", Told(Period(2026, "year"), field="forecast")),
        ("Kvinnor T2", Told(Period(2026, "T2"), group="kvinnor")),
        ("Ekonomi (T1)", Told(Period(2026, "T1"), unit="ekonomi")),
        ("Utfall 31 augusti 2026", Told(Period(2026, "T2"), field="value")),
        ("T1 T2", None),
        ("Antal kvinnor", None),
        ("per", None),
    ],
)
def test_what_headers_say(header: str, told: Told | None, tmp_path: Path) -> None:
    assert Headers(workspace_in(tmp_path), Period(2026, "T2"), TODAY).told(header) == told


def test_a_header_that_is_the_day_a_follow_up_ends(tmp_path: Path) -> None:
    day = datetime.datetime(2026, 8, 31)
    _text, values, _lines = suggested([["Nyckeltal", day], [SICK, 6.4]], tmp_path)
    assert values == {"personal/sjukfranvaro 2026-T2 value": "6.4"}


def test_what_is_not_read_is_listed(tmp_path: Path) -> None:
    table = [["Nyckeltal", "Utfall", "Antal svar", "Ort"], [SICK, 6.4, 12, "Lund"], [ANSWER, "vet ej", 4, "Lund"]]
    found_ = suggestion(read_book(write(tmp_path, "a.xlsx", xlsx(table))), workspace_in(tmp_path / "ws"), TODAY)
    left = not_read(found_)
    assert left
    assert ENGLISH.text(left) == "1 column of numbers is not read, since it is not known what it holds: Antal svar"
    text = profile_text(found_, ENGLISH)
    assert f"# {ENGLISH.text(left)}\n" in text
    assert "#no_value:\n#  vet ej: missing\n" in text
    workspace = workspace_in(tmp_path / "ny", **{"p.yaml": text.replace("#no_value:\n#  vet", "no_value:\n  vet")})
    assert not workspace.problems
    assert len(said(take_files(workspace, tmp_path / "a.xlsx"))) == 2


def test_a_unit_is_told_by_its_kpis_and_not_by_the_word_for_all_units(tmp_path: Path) -> None:
    text, _values, _lines = suggested(
        [["Enhet", "Nyckeltal", "Utfall"], ["HR-avdelningen", SICK, 6.4], ["Z-avdelningen", "Katter", 1]], tmp_path
    )
    assert "  HR-avdelningen: personal  # most of its rows are KPIs of Personalavdelningen\n" in text
    assert "#  Z-avdelningen:" in text


def test_a_sum_without_a_kpi_is_no_row_of_the_kpi_above(tmp_path: Path) -> None:
    text, values, lines = suggested([["Enhet", "Nyckeltal", "Utfall"], ["Personal", SICK, 6.4], ["Summa", None, 55]], tmp_path)
    assert "fill_down" not in text
    assert "Summa" not in text
    assert values == {"personal/sjukfranvaro 2026-T2 value": "6.4"}
    assert len(lines) == 1


def test_numbers_are_no_names_of_kpis(tmp_path: Path) -> None:
    with pytest.raises(PlanctlError, match="is like the title of a KPI"):
        suggested([["a", "b"], ["13", "2"]], tmp_path, "a.csv")


def test_days_in_words_are_follow_ups(tmp_path: Path) -> None:
    text, _values, _lines = suggested([["Mått", "Period", "Utfall"], [SICK, "31 augusti 2026", 6.4]], tmp_path)
    assert "#periods" not in text


def test_a_misspelt_title_is_likely(tmp_path: Path) -> None:
    text, _values, _lines = suggested([["Mått", "Utfall"], [SICK, 6.4], ["Betygg", 80], ["Katter", 3]], tmp_path)
    assert "  Betygg: personal/betyg  # 91 %: Betyg\n" in text
    assert text.count("#  - ") == 1


def test_the_next_step_and_an_id_of_its_own(tmp_path: Path, planctl: Planctl) -> None:
    folder = write_workspace(tmp_path, FILES | {"import/u.yaml": "kind: import-profile\nid: u\nmatch: u.txt\ncolumns: {kpi: A}\n"})
    write(folder, "u 2.csv", f"Nyckeltal;Utfall;Antal\n{SICK};6,4;3\n")
    done = planctl("--lang", "en", "import", "--suggest", "u 2.csv", "-o", "import/u2.yaml", cwd=folder)
    command = "planctl import 'u 2.csv' --profile u-2 --dry-run"
    assert done.err.splitlines()[1:] == [
        "1 column of numbers is not read, since it is not known what it holds: Antal",
        f"Try it: {command}",
    ]
    assert planctl("import", "u 2.csv", "--profile", "u-2", "--dry-run", cwd=folder).code == 0


def test_a_year_that_is_guessed_is_said_to_be(tmp_path: Path, planctl: Planctl) -> None:
    folder = write_workspace(tmp_path / "ws", FILES)
    write(folder, "tertial.csv", csv([["Mått", "Tertial 2", "Tertial 1 2026"], [SICK, 6.4, 6.9], [ANSWER, 1, 2]]))
    write(folder, "lang.csv", csv([["Mått", "Period", "Utfall"], [SICK, "Tertial 2", 6.4], [ANSWER, "T1", 2]]))
    write(folder, "sagt.csv", csv([["Mått", "Tertial 2 2026"], [SICK, 6.4], [ANSWER, 1]]))
    guess = "The file names follow-ups without their year; 2026 is taken for it: look whether that is right"
    wide, long, told = (
        planctl("--lang", "en", "import", "--suggest", f"{name}.csv", "-o", f"{name}.yaml", cwd=folder)
        for name in ("tertial", "lang", "sagt")
    )
    assert [guess in done.err for done in (wide, long, told)] == [True, True, False]
    assert [f"# {guess}\n" in (folder / f"{name}.yaml").read_text() for name in ("tertial", "lang", "sagt")] == [True, True, False]
    lines = (folder / "tertial.yaml").read_text().splitlines()
    assert "  Tertial 2: {period: 2026-T2}  # the header does not say which year" in lines
    assert "  Tertial 1 2026: {period: 2026-T1}" in lines
    assert "year: 2026  # the year of follow-ups that are written without one" in (folder / "lang.yaml").read_text()


def test_texts_that_are_no_names_are_left_out_and_their_cells_named(tmp_path: Path) -> None:
    long = "ord " * 7000
    table = [
        ["Mått", "Enhet", "Period", "Kön", "Utfall", f"{long}9"],
        [SICK, "personal", "2026-T2", None, 6, 1],
        [long, long, long, long, long, 1],
    ]
    text, read, _findings = suggested(table, tmp_path)
    assert read == {"personal/sjukfranvaro 2026-T2 value": "6"}
    assert max(map(len, text.splitlines())) < 250
    assert "# 5 cells hold texts of more than 200 characters, which are left out here: A3, B3, C3, D3, E3" in text
    assert "ignore:\n  - F\n" in text
