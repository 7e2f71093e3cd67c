"""planctl's own workbooks: taken in whatever was moved, copied or left out in them, and refused where they no longer fit the plan."""

from __future__ import annotations

import datetime
import time
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.imports.filing import News
from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.hidden import Visible
from planctl.exchange.reading.cells import Area, Book, Cell, Kind, Sheet
from planctl.exchange.reading.xlsx import read_workbook
from planctl.workspace.workspace import Workspace
from tests.exchange.books import COLUMNS, add_table, own_workbook, saved
from tests.exchange.imported import found, hints, said, take, workspace_in

SICK, ANSWER, GRADE = "personal/sjukfranvaro", "personal/svarstid", "personal/betyg"
ROWS = (
    {"key": SICK, "value": 6.4, "comment": "Lägre i år.", "forecast": 6.2},
    {"key": SICK, "group": "kvinnor", "value": 7.1},
    {"key": ANSWER, "value": "1,8 dagar"},
)
SAID = {
    f"{SICK} 2026-T2 value": Decimal("6.4"),
    f"{SICK} 2026-T2 comment": "Lägre i år.",
    f"{SICK} 2026 forecast": Decimal("6.2"),
    f"{SICK} 2026-T2 kvinnor": Decimal("7.1"),
    f"{ANSWER} 2026-T2 value": Decimal("1.8"),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return workspace_in(tmp_path)


def book(workspace: Workspace, *args: object, **options: object) -> Book:
    return read_workbook(own_workbook(workspace, *args, **options), "utfall.xlsx")  # type: ignore[arg-type]


def test_every_cell_is_read(workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, ROWS))
    assert said(taken) == SAID
    assert not found(taken)
    assert [filing.news for filing in taken.filings] == [News.NEW] * 5


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(ROWS[::-1], id="sorted"),
        pytest.param((*ROWS, *ROWS), id="copied rows"),
        pytest.param(({}, ROWS[0], {"title": "En rubrik"}, *ROWS[1:], {}), id="inserted rows"),
        pytest.param((*ROWS, {"key": GRADE}), id="rows without outcomes"),
    ],
)
def test_rows_in_any_order(rows: tuple[dict[str, object], ...], workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, rows))
    assert said(taken) == SAID
    assert [line for line in found(taken) if "still to be filled in" not in line] == []


def test_rows_that_were_moved_above_the_marker_are_rows_of_the_table(workspace: Workspace) -> None:
    def move(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 3)
        sheet["D1"] = "Personalavdelningen – nyckeltal"
        for column in range(1, len(COLUMNS) + 1):
            sheet.cell(2, column).value, sheet.cell(6, column).value = sheet.cell(6, column).value, None

    taken = take(workspace, book(workspace, ROWS, then=move))
    assert said(taken) == SAID
    assert not found(taken)
    assert {filing.statement.place.row for filing in taken.filings} == {2, 7, 8}


@pytest.mark.parametrize(
    "columns",
    [COLUMNS[::-1], (*COLUMNS[3:], *COLUMNS[:3]), ("egen", *COLUMNS, "mer"), tuple(c for c in COLUMNS if c not in ("title", "action"))],
)
def test_columns_in_any_order(columns: tuple[str, ...], workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, ROWS, columns=columns))
    assert said(taken) == SAID
    assert not found(taken)


def test_sheets_that_were_copied_and_renamed(workspace: Workspace) -> None:
    twin = Workbook()
    for name in ("Kopia (2)", "Arkiv"):
        add_table(twin.create_sheet(name), workspace, ROWS)
    taken = take(workspace, read_workbook(saved(twin), "utfall.xlsx"))
    assert said(taken) == SAID
    assert not found(taken)


def test_several_tables_on_one_sheet(workspace: Workspace) -> None:
    def more(sheet: Worksheet) -> None:
        sheet.append([])
        sheet.append(["Mål och aktiviteter"])
        add_table(
            sheet,
            workspace,
            [{"key": "personal/friska", "assessment": "Gul", "analysis": "Svårt"}],
            table="goals",
            columns=("key", "assessment", "analysis"),
        )
        rows = [
            {"key": "personal/enkat", "status": "pågår", "due": datetime.date(2026, 10, 1)},
            {"key": "personal/utred", "status": "klar"},
        ]
        add_table(sheet, workspace, rows, table="activities", columns=("key", "status", "due"))
        add_table(sheet, workspace, [{"key": "personal/snabbt-svar", "kept": "delvis"}], table="services", columns=("key", "kept"))

    taken = take(workspace, book(workspace, ROWS[2:], then=more))
    assert not found(taken)
    assert said(taken) == {
        f"{ANSWER} 2026-T2 value": Decimal("1.8"),
        "personal/friska 2026-T2 assessment": "yellow",
        "personal/friska 2026-T2 analysis": "Svårt",
        "personal/enkat 2026-T2 status": "ongoing",
        "personal/enkat 2026-T2 due": "2026-10-01",
        "personal/utred 2026-T2 status": "done",
        "personal/snabbt-svar 2026-T2 kept": "partly",
    }


@pytest.mark.parametrize(
    ("rows", "expected", "hint"),
    [
        (
            [{"key": SICK, "value": 6.4}, {"key": SICK, "value": 6.5}],
            [
                "E3: 6.4 stands here, but 6.5 in utfall.xlsx!Personal!E4, of the same thing",
                "E4: 6.5 stands here, but 6.4 in utfall.xlsx!Personal!E3, of the same thing",
            ],
            "leave the right one",
        ),
        (
            [{"key": "personal/sjukfrånvaro", "value": 1}],
            ["A3: the plan of personal for 2026 has no personal/sjukfrånvaro"],
            "did you mean personal/sjukfranvaro?",
        ),
        ([{"key": "personl/svarstid", "value": 1}], ["A3: there is no unit personl"], "did you mean personal?"),
        ([{"key": "lon/svarstid", "value": 1}], ["A3: no plan of “Löneenheten” covers 2026"], "add a plan"),
        ([{"key": "svarstid", "value": 1}], ["A3: svarstid is no address"], "an address is written"),
        ([{"key": "personal/friska", "value": 1}], ["A3: the plan of personal for 2026 has no personal/friska"], "the ids are those in"),
        ([{"value": 1}], ["3: the row holds outcomes, but not the hidden key that says what of"], "write in the rows"),
        (
            [{"key": SICK, "value": 1, "fingerprint": "k0"}],
            ["3: the KPI Total sjukfrånvaro has changed in the plan since the workbook was made"],
            "make a new workbook",
        ),
        (
            [{"key": SICK, "value": 1, "fingerprint": None}],
            ["3: the row does not say which definition of the KPI Total sjukfrånvaro it was made from"],
            "make a new",
        ),
        (
            [{"key": SICK, "group": "kvinor", "value": 1}],
            ["E3: the KPI “Total sjukfrånvaro” lists no group “kvinor”"],
            "did you mean kvinnor?",
        ),
        (
            [{"key": SICK, "group": "övriga", "value": 1}],
            ["E3: the KPI “Total sjukfrånvaro” lists no group “övriga”"],
            "its groups are kvinnor, män",
        ),
        (
            [{"key": ANSWER, "group": "kvinnor", "value": 1}],
            ["E3: the KPI “Svarstid i personalfrågor” is not broken down by anything"],
            "write by:",
        ),
        ([{"key": SICK, "group": "män", "comment": "x"}], ["G3: only a value can be reported of the group “män”"], "row of the total"),
        ([{"key": SICK, "value": 120}], ["E3: 120 lies outside the scale, 0–100"], "check the value"),
        (
            [{"key": SICK, "value": datetime.date(2026, 4, 6)}],
            ["E3: 2026-04-06 is a date, and a number is expected"],
            "give the cell a number format",
        ),
        ([{"key": SICK, "value": "=1+1"}], ["E3: the formula here has no value: the file was never calculated"], "open the file in Excel"),
        (
            [{"key": SICK, "value": "=#REF!", "comment": "#REF!"}],
            ["E3: the formula", "G3: the cell shows the error #REF!"],
            "open the file",
        ),
        ([{"key": SICK, "value": True}], ["E3: TRUE stands here, and a number is expected"], "type the value"),
        ([{"key": SICK, "value": "bra"}], ["E3: “bra” is not a number"], "type the number alone"),
        ([{"key": SICK, "assessment": "grönn"}], ["K3: “grönn” is not one of the words that can stand here"], "did you mean green?"),
    ],
)
def test_rows_that_are_refused(rows: list[dict[str, object]], expected: list[str], hint: str, workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, [*rows, {"key": ANSWER, "value": 1.8}]))
    lines = found(taken)
    assert len(lines) == len(expected)
    for line, start in zip(lines, expected, strict=True):
        assert line.startswith(f"utfall.xlsx!Personal!{start}")
    assert hint in hints(taken)[0]
    assert not taken.texts
    partly = take(workspace, book(workspace, [*rows, {"key": ANSWER, "value": 1.8}]), partial=True)
    assert [filing.statement.target.id for text in partly.texts for filing in text.filings] == ["svarstid"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"organisation": "annan"}, "A1: the table is of the organisation annan, and this is exempel"),
        ({"period": "2026-T3"}, "A1: 2026-T3 is not a follow-up in the calendar"),
        ({"table": "budget"}, "A1: the table was made by a newer planctl"),
    ],
)
def test_tables_that_are_refused(options: dict[str, object], expected: str, workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, ROWS, **options))
    assert found(taken) == [f"utfall.xlsx!Personal!{expected}"]
    assert not taken.filings


def test_a_newer_format(workspace: Workspace) -> None:
    def newer(sheet: Worksheet) -> None:
        sheet["A1"] = "planctl 2 exempel 2026-T2 kpis"

    assert found(take(workspace, book(workspace, ROWS, then=newer))) == ["utfall.xlsx!Personal!A1: the table was made by a newer planctl"]


def test_a_follow_up_that_has_not_ended_is_worth_a_word(workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, [{"key": ANSWER, "value": 1.8}], period="2026"))
    assert found(taken) == ["utfall.xlsx: 2026 has not ended: the follow-up goes on until 31 Dec 2026"]
    assert taken.texts


def test_what_is_doubtful_about_all_files_is_said_once(workspace: Workspace) -> None:
    first, second = (
        read_workbook(own_workbook(workspace, [{"key": key, "value": 1.8}], period="2026"), f"{name}.xlsx")
        for name, key in (("a", ANSWER), ("b", GRADE))
    )
    taken = take(workspace, first, second, period="2026-T1")
    assert [line for line in found(taken) if "has not ended" in line or "--period" in line] == [
        "a.xlsx: --period 2026-T1 is not used: the file says itself which follow-up each outcome is of",
        "a.xlsx: 2026 has not ended: the follow-up goes on until 31 Dec 2026",
    ]


def hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["E"].hidden = True


def hide_sheet(sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"
    assert sheet.parent
    sheet.parent.create_sheet("Synlig")


def merge(sheet: Worksheet) -> None:
    sheet.merge_cells("E3:E4")


@pytest.mark.parametrize(
    ("hide", "expected"),
    [
        (hide_row, ["!3: the row is hidden, and holds outcomes"]),
        (hide_column, [f"!E{row}: the column E is hidden, and holds outcomes" for row in (3, 4, 5)]),
        (hide_sheet, [": the sheet is hidden, and holds outcomes"]),
        (merge, ["!E3: the cell is merged with others down to E4, and it is not clear what its value belongs to"]),
    ],
)
def test_what_is_not_seen_is_named(hide: object, expected: list[str], workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, ROWS, then=hide))
    assert found(taken) == [f"utfall.xlsx!Personal{line}" for line in expected]
    assert not taken.texts


def test_each_of_several_merged_cells_is_named(workspace: Workspace) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("E3:E4")
        sheet.merge_cells("G3:G5")
        sheet.merge_cells("B5:C6")
        sheet.merge_cells("I3:I5")

    rows = [{"key": ANSWER, "value": 1, "comment": "Ja."}, {"key": SICK, "forecast": 2}, {"key": SICK, "value": 3}]
    merged = "the cell is merged with others down to {}, and it is not clear what its value belongs to"
    taken = take(workspace, book(workspace, rows, then=merge), partial=True)
    assert found(taken) == [f"utfall.xlsx!Personal!{cell}3: {merged.format(f'{cell}{last}')}" for cell, last in (("E", 4), ("G", 5))]
    assert not taken.texts


def test_many_merged_cells_take_no_time(workspace: Workspace) -> None:
    number = 20_000
    rows = {row: {1: Cell(Kind.TEXT, "x"), 2: Cell(Kind.NUMBER, 1)} for row in range(1, number + 1)}
    areas = [Area(row, 2, number + row, 2) for row in range(1, number, 2)]
    areas += [Area(number + row, 2, 2 * number, 3) for row in range(1, number)]
    findings = Findings()
    visible = Visible(Sheet("u.xlsx", 0, "", rows, merged=tuple(areas)), (2,), range(1, number + 1), findings)
    start = time.perf_counter()
    assert not [cell for row in rows for cell in visible.cells(row, rows[row])]
    assert time.perf_counter() - start < 2
    assert findings.errors == number // 2


@pytest.mark.parametrize("row", [{"key": f"personal/{'lång ' * 6000}", "value": 1}, {"key": SICK, "value": "mycket " * 4000}])
def test_a_long_text_is_named_by_its_beginning(row: dict[str, object], workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, [row]))
    assert found(taken)
    assert all(len(text) < 400 for text in (*found(taken), *hints(taken), *(finding.address for finding in taken.findings)))


def test_a_long_word_is_cut_in_the_place_where_texts_are_quoted(workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, [{"key": SICK, "value": "mycket " * 4000}]))
    assert found(taken) == [f"utfall.xlsx!Personal!E3: “{('mycket ' * 20)[:71]}…” is not a number"]


def test_what_is_not_seen_is_no_matter_where_it_holds_nothing(workspace: Workspace) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["J"].hidden = True
        sheet.merge_cells("I3:I4")

    taken = take(workspace, book(workspace, [{"key": ANSWER, "value": 1.8}, {"key": SICK}], then=hide))
    assert found(taken) == ["utfall.xlsx!Personal: still to be filled in for Personalavdelningen: Outcome (E4)"]
    assert said(taken) == {f"{ANSWER} 2026-T2 value": Decimal("1.8")}


@pytest.mark.parametrize("hide", [hide_row, hide_column, hide_sheet])
def test_what_is_not_seen_may_be_on_file_already(hide: object, workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, [{"key": ANSWER, "value": 2}], period="2026-T1", then=hide))
    assert not found(taken)
    assert [filing.news for filing in taken.filings] == [News.SAME]


def test_what_is_not_seen_is_not_filed_even_partly(workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, ROWS, then=hide_sheet), partial=True)
    assert not taken.texts


@pytest.mark.parametrize("faulty", [0, 1])
def test_what_is_said_twice_is_taken_from_the_row_without_fault(faulty: int, workspace: Workspace) -> None:
    rows = [{"key": ANSWER, "value": 1, "forecast": "bra" if number == faulty else None} for number in (0, 1)]
    taken = take(workspace, book(workspace, rows), partial=True)
    assert found(taken) == [f"utfall.xlsx!Personal!F{3 + faulty}: “bra” is not a number"]
    assert [str(filing.statement.place) for text in taken.texts for filing in text.filings] == [f"utfall.xlsx!Personal!E{4 - faulty}"]


def test_what_is_said_twice_unseen_is_named_twice(workspace: Workspace) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True

    taken = take(workspace, book(workspace, [{"key": ANSWER, "value": 1}, {"key": ANSWER, "value": 1}], then=hide))
    assert found(taken) == [f"utfall.xlsx!Personal!{row}: the row is hidden, and holds outcomes" for row in (3, 4)]


def test_what_is_not_seen_may_be_seen_elsewhere(workspace: Workspace) -> None:
    def copy(sheet: Worksheet) -> None:
        add_table(sheet, workspace, ROWS)
        sheet.row_dimensions[3].hidden = True

    taken = take(workspace, book(workspace, ROWS, then=copy))
    assert not found(taken)
    assert said(taken) == SAID


def test_a_copied_column_of_outcomes_must_say_the_same(workspace: Workspace) -> None:
    columns = (*COLUMNS, "value")
    assert not found(take(workspace, book(workspace, ROWS, columns=columns)))

    def other(sheet: Worksheet) -> None:
        sheet["L3"] = 9

    lines = found(take(workspace, book(workspace, ROWS, columns=columns, then=other)))
    assert [line.partition(":")[0] for line in lines] == ["utfall.xlsx!Personal!E3", "utfall.xlsx!Personal!L3"]


def test_nothing_filled_in(workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, [{"key": SICK}, {"key": ANSWER}]))
    assert not taken.filings
    assert not found(taken)


def test_red_outcomes_that_nobody_explains_are_named(workspace: Workspace) -> None:
    red = [
        {"key": SICK, "value": 7.2, "analysis": "Vinter."},
        {"key": ANSWER, "value": 3, "analysis": "Få på plats.", "action": "Fler."},
        {"key": GRADE, "value": 60},
    ]
    taken = take(workspace, book(workspace, red))
    cells = f"E3 {SICK} “Total sjukfrånvaro”, E5 {GRADE} “Betyg”"
    assert found(taken) == [f"utfall.xlsx!Personal: 2 red outcomes lack analysis or action: {cells}"]
    assert taken.texts
    assert workspace.units["ekonomi"].outcomes == {}
    workspace.organisation.rules.update({"O006": "off", "O019": "off"})
    assert not found(take(workspace, book(workspace, red)))


def test_what_rows_still_lack_is_named_once_for_each_unit(workspace: Workspace) -> None:
    rows = [
        {"key": ANSWER, "value": "saknas"},
        {"key": SICK},
        {"key": SICK, "group": "kvinnor"},
        {"key": SICK, "group": "män", "value": "nitton"},
        {"key": GRADE, "value": "sekretess", "reason": "Färre än fem."},
        {"key": "ekonomi/kostnad"},  # a unit that has filled in nothing is not asked
    ]

    def more(sheet: Worksheet) -> None:
        tables = {
            "goals": {"key": "personal/friska", "assessment": "röd", "analysis": "Därför."},
            "activities": {"key": "personal/enkat", "status": "pågår"},
            "services": {"key": "personal/snabbt-svar", "kept": "nej"},
        }
        for table, row in tables.items():
            columns = ("key", "assessment", "analysis", "action", "status", "due", "kept", "comment")
            assert sheet.parent
            add_table(sheet.parent.create_sheet(table), workspace, [row, {"key": "personal/utred"}][: 1 + (table == "activities")],
                      table=table, columns=columns)  # fmt: skip

    lines = [line for line in found(take(workspace, book(workspace, rows, then=more))) if "still" in line]
    assert lines == [
        "utfall.xlsx!Personal: still to be filled in for Personalavdelningen: Reason for no outcome (H3), Outcome (E4, E5)",
        "utfall.xlsx!goals: still to be filled in for Personalavdelningen: Action (D3)",
        "utfall.xlsx!activities: still to be filled in for Personalavdelningen: New date (F3), Status (E4)",
        "utfall.xlsx!services: still to be filled in for Personalavdelningen: Comment (H3)",
    ]


def test_what_an_untouched_workbook_lacks_is_not_said(workspace: Workspace) -> None:
    assert not found(take(workspace, book(workspace, [{"key": SICK}, {"key": GRADE}])))


def test_many_red_outcomes_are_counted(tmp_path: Path) -> None:
    kpis = "".join(f"  k{number}: {{title: Mått {number}, target: '≥ 80'}}\n" for number in range(25))
    many = workspace_in(tmp_path, **{"ekonomi/plan.yaml": f"kind: plan\nunit: ekonomi\nperiod: 2026\nkpis:\n{kpis}"})
    (line,) = found(take(many, book(many, [{"key": f"ekonomi/k{number}", "value": 1} for number in range(25)])))
    assert line.startswith("utfall.xlsx!Personal: 25 red outcomes lack analysis or action: E3 ekonomi/k0 “Mått 0”, E4 ")
    assert line.endswith("E14 ekonomi/k11 “Mått 11”, and 13 more")


def test_a_confidential_group_that_the_others_tell_is_named(workspace: Workspace) -> None:
    rows = [
        {"key": SICK, "value": 6.4},
        {"key": SICK, "group": "kvinnor", "value": 7.1},
        {"key": SICK, "group": "män", "value": "sekretess"},
    ]
    taken = take(workspace, book(workspace, rows))
    assert found(taken) == [
        "utfall.xlsx!Personal!E5: män is confidential, but follows from the total and the other groups of Total sjukfrånvaro"
    ]
    assert taken.texts


ON_FILE = """\
kind: outcomes
unit: personal
year: 2026
kpis:
  sjukfranvaro:
    T2: {value: 6.4, by: {kvinnor: 7.1}, comment: Bra, assessment: green}
    year: {forecast: 6.2}
  svarstid:
    T2: 1.8
activities:
  enkat:
    T2: {status: ongoing}
"""
EMPTY = ({"key": SICK, "value": 6.4}, {"key": SICK, "group": "kvinnor"}, {"key": ANSWER}, {"key": "personal/okant"})


def test_emptied_cells_are_named_once_and_take_nothing_away(tmp_path: Path) -> None:
    late = workspace_in(tmp_path, **{"personal/outcomes-2026.yaml": ON_FILE})

    def more(sheet: Worksheet) -> None:
        add_table(sheet, late, [{"key": "personal/enkat"}], table="activities", columns=("key", "status", "due"))

    taken = take(late, book(late, EMPTY, then=more))
    assert found(taken) == [
        "utfall.xlsx!Personal: still to be filled in for Personalavdelningen: New date (C9)",
        "utfall.xlsx!Personal: 5 cells are empty, but what is on file there stays: F3, G3, E4, E5, B9",
    ]
    (_, hint) = hints(taken)
    assert hint.startswith("to take it away, edit ")
    assert hint.endswith("outcomes-2026.yaml; where there is no value, write one of the words missing, not applicable, confidential")
    assert not taken.findings.errors
    assert not taken.texts


def test_an_emptied_cell_may_be_filled_in_elsewhere(tmp_path: Path) -> None:
    late = workspace_in(tmp_path, **{"personal/outcomes-2026.yaml": ON_FILE})
    rows = ({"key": ANSWER}, {"key": ANSWER, "value": 1.8})
    assert not found(take(late, book(late, rows)))


def test_values_on_file(workspace: Workspace) -> None:
    rows = [{"key": SICK, "value": 6.8}, {"key": SICK, "group": "kvinnor", "value": 7.5}, {"key": ANSWER, "value": 2.0}]
    taken = take(workspace, book(workspace, rows, period="2026-T1"))
    assert [filing.news for filing in taken.filings] == [News.OTHER, News.SAME, News.SAME]
    (line,) = found(taken)
    assert line.startswith("utfall.xlsx!Personal!E3: 6.8 stands here, but 6.9 is on file for 2026-T1 in ")
    assert "--update" in hints(taken)[0]
    updated = take(workspace, book(workspace, rows, period="2026-T1"), update=True)
    assert not found(updated)
    assert [filing.statement.value for text in updated.texts for filing in text.filings] == [Decimal("6.8")]


def test_a_missing_value_may_come_without_being_asked_for(workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, [{"key": ANSWER, "value": 1.8}]))
    assert [filing.news for filing in taken.filings] == [News.NEW]
    assert not found(taken)


def test_words_that_replace_numbers_are_counted(workspace: Workspace) -> None:
    rows = [
        {"key": SICK, "value": "sekretess", "reason": "Få."},
        {"key": SICK, "group": "kvinnor", "value": "ej mätt"},
        {"key": ANSWER, "value": 3, "analysis": "Ja.", "action": "Ja."},
    ]
    taken = take(workspace, book(workspace, rows, period="2026-T1"), update=True)
    assert found(taken) == [
        "utfall.xlsx!Personal: 2 filed numbers are replaced by words: E3 (6.9 becomes confidential), E4 (7.5 becomes missing)"
    ]
    assert taken.texts
    refused = take(workspace, book(workspace, rows, period="2026-T1"))
    assert all("stands here, but" in line for line in found(refused))


def test_a_reason_beside_a_number_is_named(workspace: Workspace) -> None:
    taken = take(workspace, book(workspace, [{"key": ANSWER, "value": 1.8, "reason": "Mäts i maj"}]))
    assert found(taken) == ["utfall.xlsx!Personal!H3: a reason for no outcome stands here, but the outcome is 1.8"]
    assert said(taken)[f"{ANSWER} 2026-T2 reason"] == "Mäts i maj"
    on_file = take(workspace, book(workspace, [{"key": ANSWER, "reason": "Mäts i maj"}], period="2026-T1"))
    assert "utfall.xlsx!Personal!H3: a reason for no outcome stands here, but the outcome is 2" in found(on_file)


def test_why_there_was_no_value_goes_when_there_is_one(tmp_path: Path) -> None:
    report = "    T2: {value: missing, reason: Mäts i maj, comment: Ny enkät}  # väntar\n"
    filed = f"kind: outcomes\nunit: personal\nyear: 2026\nkpis:\n  svarstid:\n{report}"
    late = workspace_in(tmp_path, **{"personal/outcomes-2026.yaml": filed})
    taken = take(late, book(late, [{"key": ANSWER, "value": 1.8, "comment": "Ny enkät"}]))
    assert not found(taken)  # the cell of the reason was emptied, and rightly so
    (text,) = taken.texts
    now = text.model.kpis["svarstid"]["T2"]
    assert (now.value, now.reason, now.comment) == (1.8, None, "Ny enkät")  # type: ignore[union-attr]
    assert text.raw.decode().endswith("# väntar\n")


def filed_after(folder: Path, reports: str, *rows: dict[str, object]) -> list[str]:
    """The lines of one KPI's reports after an import for 2026-T2."""
    filed = f"kind: outcomes\nunit: personal\nyear: 2026\nkpis:\n  sjukfranvaro:\n{reports}"
    late = workspace_in(folder, **{"personal/outcomes-2026.yaml": filed})
    (text,) = take(late, book(late, rows)).texts
    return text.raw.decode().splitlines()[5:]


def test_a_new_follow_up_stands_before_those_that_come_later(tmp_path: Path) -> None:
    lines = filed_after(tmp_path, "    T1: 6.9  # vår\n    # hela året\n    year: 6.7\n", {"key": SICK, "value": 6.4})
    assert lines == [
        "    T1: 6.9  # vår",
        "    T2: {value: 6.4, source: utfall.xlsx!Personal!E3}",
        "    # hela året",
        "    year: 6.7",
    ]


def test_a_new_field_stands_before_those_that_the_model_has_later(tmp_path: Path) -> None:
    rows = ({"key": SICK, "value": 6.4, "comment": "Bra"}, {"key": SICK, "group": "kvinnor", "value": 7.1})
    lines = filed_after(tmp_path, "    T2: {value: 6.4, analysis: Vila, source: a.xlsx!B!C2}\n", *rows)
    assert lines == ["    T2: {value: 6.4, by: {kvinnor: 7.1}, comment: Bra, analysis: Vila, source: a.xlsx!B!C2}"]


def test_the_cell_of_a_group_is_not_taken_for_that_of_the_total(tmp_path: Path) -> None:
    lines = filed_after(tmp_path, "    T1: 6.9\n", {"key": SICK, "group": "kvinnor", "value": 7.1})
    assert lines == ["    T1: 6.9", "    T2: {by: {kvinnor: 7.1}}"]


TWO_FORECASTS = "    T2: {value: 6.4, forecast: 6.3}\n    year: {forecast: 6.2}\n"


def test_the_forecast_of_the_follow_up_is_the_one_that_changes_and_the_other_is_named(tmp_path: Path) -> None:
    late = workspace_in(
        tmp_path, **{"personal/outcomes-2026.yaml": f"kind: outcomes\nunit: personal\nyear: 2026\nkpis:\n  sjukfranvaro:\n{TWO_FORECASTS}"}
    )
    taken = take(late, book(late, [{"key": SICK, "value": 6.4, "forecast": 6.1}]), update=True)
    assert said(taken)[f"{SICK} 2026-T2 forecast"] == Decimal("6.1")
    (line,) = found(taken)
    assert line.startswith("utfall.xlsx!Personal!F3: a forecast is on file for 2026-T2 and another for the whole year, 6.2, in ")
    (text,) = taken.texts
    assert text.raw.decode().splitlines()[5:] == ["    T2: {value: 6.4, forecast: 6.1}", "    year: {forecast: 6.2}"]
    assert not found(take(late, book(late, [{"key": SICK, "value": 6.4, "forecast": 6.2}]), update=True))


def test_a_forecast_of_the_year_stands_beside_the_value_of_a_follow_up(tmp_path: Path) -> None:
    lines = filed_after(tmp_path, "    T2: {value: 6.4}\n", {"key": SICK, "forecast": 6.2})
    assert lines == ["    T2: {value: 6.4}", "    year: {forecast: 6.2, source: utfall.xlsx!Personal!F3}"]


def test_a_group_that_cannot_be_read_is_not_taken_for_the_total(workspace: Workspace) -> None:
    sheet = book(workspace, [{"key": SICK, "group": "kvinnor", "value": 7.1}]).sheets[0]
    (row,) = [number for number, cells in sheet.rows.items() if any(cell.text == "kvinnor" for cell in cells.values())]
    (group,) = [column for column, cell in sheet.rows[row].items() if cell.text == "kvinnor"]
    broken = {**sheet.rows, row: {**sheet.rows[row], group: Cell(Kind.ERROR, "#REF!")}}
    taken = take(workspace, Book("utfall.xlsx", (sheet._replace(rows=broken),)))
    assert found(taken) == ["utfall.xlsx!Personal!B3: the cell says what the row is of, and can't be read"]
    assert not taken.texts


@pytest.mark.parametrize("key", ["value", "group"])
def test_a_table_that_has_lost_its_keys_is_named(key: str, workspace: Workspace) -> None:
    sheet = book(workspace, ROWS).sheets[0]
    marker = {column: Cell(Kind.TEXT, "Utfall") if cell.text == key else cell for column, cell in sheet.rows[1].items()}
    taken = take(workspace, Book("utfall.xlsx", (sheet._replace(rows={**sheet.rows, 1: marker}),)))
    assert f"utfall.xlsx!Personal!A1: the hidden key {key} is gone from the row above the headers" in found(taken)
    assert not taken.texts
    other = sheet._replace(name="Annat", order=1, rows={number: row for number, row in sheet.rows.items() if number > 1})
    taken = take(workspace, Book("utfall.xlsx", (sheet, other)))
    assert found(taken) == ["utfall.xlsx!Annat: the hidden row or column that says what is on the sheet is gone"]


def test_a_column_of_the_users_own_is_said_not_to_be_taken_in(workspace: Workspace) -> None:
    sheet = book(workspace, ROWS).sheets[0]
    rows = {number: {**row, 40: Cell(Kind.NUMBER, 3)} if number > 2 else row for number, row in sheet.rows.items()}
    taken = take(workspace, Book("utfall.xlsx", (sheet._replace(rows=rows),)))
    assert found(taken) == ["utfall.xlsx!Personal!AN1: the column AN is not one that planctl made, and is not taken in"]
    assert said(taken) == SAID
    assert taken.texts


def test_signs_that_nobody_sees_are_no_change(tmp_path: Path) -> None:
    outcomes = (
        "kind: outcomes\nunit: personal\nyear: 2026\nkpis:\n  svarstid:\n    T2: {value: 1, comment: Svars\u00adtiden är\u200b kort.}\n"
    )
    workspace = workspace_in(tmp_path, **{"personal/outcomes-2026.yaml": outcomes})
    taken = take(workspace, book(workspace, [{"key": ANSWER, "value": 1, "comment": "Svars\u00adtiden är\u200b kort."}]))
    assert not found(taken)
    assert taken.same == 2


def test_a_unit_with_another_id_now_is_named_by_that_once(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    rows = [
        {"key": "personalavd/sjukfranvaro", "value": 6.4},
        {"key": "personalavd/svarstid", "value": 1},
        {"key": "Ekonomien/kostnad", "value": 1},
    ]
    taken = take(workspace, book(workspace, rows))
    assert found(taken) == [
        "utfall.xlsx!Personal!A3: there is no unit personalavd; so too in A4",
        "utfall.xlsx!Personal!A5: there is no unit Ekonomien",
    ]
    assert hints(taken) == ["did you mean personal?", "did you mean ekonomi?"]
