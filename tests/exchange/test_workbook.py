"""`planctl export xlsx`: what the workbook holds, that it is sound, and that it is always the same."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from planctl.errors import PlanctlError
from planctl.exchange.workbook.layout import STAMP_SHEET, TABLES, Marker, parse_marker
from planctl.exchange.workbook.writing.looks import COLOURS, FAINT, HEAD, HEAD_OF_INPUT, INK, INPUT, LINK, PAPER
from planctl.notation.period import Period
from tests.conftest import TESTS
from tests.contrast import TEXT, contrast
from tests.exchange.asked import FIRST, MARKER, T2, made, rows_of
from tests.exchange.dump import dumped
from tests.exchange.example import example, write_example
from tests.exchange.libreoffice import converted, has_calibri
from tests.exchange.package import faults


@pytest.fixture
def book(tmp_path):
    """The openpyxl workbook of an export."""
    numbers = count()

    def opened(content: bytes):
        path = tmp_path / f"{next(numbers)}.xlsx"
        path.write_bytes(content)
        return load_workbook(path)

    return opened


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("shape", ["sheets", "one-sheet"])
def test_the_whole_workbook(tmp_path, golden, language, shape):
    (tmp_path / "w.xlsx").write_bytes(made(example(tmp_path), language=language, one_sheet=shape == "one-sheet"))
    golden(f"xlsx/{shape}.{language}.txt", dumped(tmp_path / "w.xlsx"))


@pytest.mark.parametrize("period", [Period(2026, "T1"), T2, Period(2026, "year"), Period(2025, "T2")])
@pytest.mark.parametrize("one_sheet", [False, True])
def test_the_package_is_sound(tmp_path, period, one_sheet):
    assert faults(made(example(tmp_path), period=period, one_sheet=one_sheet)) == []


def test_every_cell_but_the_input_is_locked(tmp_path, book):
    for sheet in book(made(example(tmp_path))).worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert [sheet.protection.sort, sheet.protection.autoFilter, sheet.protection.formatColumns] == [False] * 3
        opened = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
        assert all(cell.row >= FIRST for cell in opened)
        inputs = {column.key for table in TABLES for column in table.inputs}
        assert {sheet.cell(MARKER, cell.column).value for cell in opened} <= inputs


def test_what_is_asked_of_each_kpi(tmp_path, book):
    rows = rows_of(book(made(example(tmp_path), "personal"))["Nyckeltal"])
    assert list(rows) == [
        ("personal/sjukfranvaro", ""),
        ("personal/sjukfranvaro", "kvinnor"),
        ("personal/sjukfranvaro", "män"),
        ("personal/langtid", ""),
        ("personal/bedomt", ""),
        ("personal/kostnad", ""),
        ("personal/hme", ""),  # not measured now, but its forecast is asked for; what is measured in 2027 is left out
    ]
    total, women, _, trend, judged, _, yearly = rows.values()
    assert not total["value"].protection.locked
    assert total["analysis"].protection.locked is women["value"].protection.locked is False
    assert women["analysis"].protection.locked
    assert women["forecast"].protection.locked
    assert yearly["value"].protection.locked
    assert not yearly["forecast"].protection.locked
    assert judged["assessment"].protection.locked is False
    assert trend["assessment"].protection.locked


def test_what_is_filed_stands_there_exactly(tmp_path, book):
    rows = rows_of(book(made(example(tmp_path), "personal"))["Nyckeltal"])
    total, women = rows["personal/sjukfranvaro", ""], rows["personal/sjukfranvaro", "kvinnor"]
    assert (total["value"].value, women["value"].value, total["forecast"].value) == (7.125, 7.9, 6.4)
    assert total["comment"].value == "- Förkylningar.\n= Allt annat lika."
    assert rows["personal/kostnad", ""]["value"].value == "sekretess"
    assert rows["personal/kostnad", ""]["reason"].value == "Färre än fem anställda."
    assert rows["personal/bedomt", ""]["assessment"].value == "gul"
    assert (total["previous 2025-T2"].value, total["previous 2025"].value, total["previous 2026-T1"].value) == (6.9, 7, 6.8)
    assert rows["personal/langtid", ""]["previous 2025"].value == "saknas"


def test_at_the_end_of_the_year_there_is_no_forecast(tmp_path, book):
    sheet = book(made(example(tmp_path), "personal", period=Period(2026, "year")))["Nyckeltal"]
    assert "forecast" not in {cell.value for cell in sheet[MARKER]}
    assert ("personal/hme", "") in rows_of(sheet)


def test_texts_are_never_formulas(tmp_path, book):
    rows = rows_of(book(made(example(tmp_path), "personal"))["Nyckeltal"])
    title = rows["personal/langtid", ""]["title"]
    assert (title.data_type, title.quotePrefix, title.value) == ("s", True, "=SUMMA av sjukskrivna mer än sextio dagar")
    comment = rows["personal/sjukfranvaro", ""]["comment"]
    assert (comment.data_type, comment.quotePrefix, comment.number_format) == ("s", True, "@")


def test_what_xml_can_not_hold_is_shown_as_such(tmp_path, book):
    kpi = '{title: "a\\x07b\\uFFFFc", unit: "\\x01", frequency: tertial, target: "#N/A"}'
    rows = rows_of(book(made(example(tmp_path, it=f"kind: plan\nunit: it\nperiod: 2026\nkpis:\n  k: {kpi}\n"), "it"))["Nyckeltal"])
    assert rows["it/k", ""]["title"].value == "a\ufffdb\ufffdc"
    assert rows["it/k", ""]["target"].data_type == "s"
    assert len(str(rows["it/k", ""]["check"].value)) < 8192


def test_a_text_that_no_cell_holds_is_refused(tmp_path):
    plan = f"kind: plan\nunit: it\nperiod: 2026\nservices:\n  s: {{promise: {'x' * 32_768}}}\n"
    with pytest.raises(PlanctlError, match="a cell holds"):
        made(example(tmp_path, it=plan), "it")


def test_activities_that_are_finished_are_left_out_and_assignments_are_not(tmp_path, book):
    rows = rows_of(book(made(example(tmp_path), "personal"))["Aktiviteter"])
    assert [address for address, _ in rows] == ["personal/enkat", "personal/utred", "personal/senare"]
    assert rows["personal/enkat", ""]["before"].value == "pågår, nytt datum 2026-08-31"
    assert rows["personal/utred", ""]["goal"].value == "Uppdrag från Kommunstyrelsen"


def test_every_row_carries_its_marker_and_fingerprint(tmp_path, book):
    for sheet in book(made(example(tmp_path))).worksheets[1:-1]:
        marker = parse_marker(sheet.cell(MARKER, 1).value)
        assert marker is not None
        assert marker[:2] == ("exempel", "2026-T2")
        assert sheet.row_dimensions[MARKER].hidden
        if marker.table == "kpis":
            assert all(re.fullmatch("k[0-9a-f]{16}", str(cells["fingerprint"].value)) for cells in rows_of(sheet).values())


@pytest.mark.parametrize("cell", [None, 7, "", "planctl", "planctl x", "Planctl 1 a b c", "planctl 1 a b", "planctl 1 a b c d"])
def test_what_is_no_marker(cell):
    assert parse_marker(cell) is None


def test_markers_are_read_as_they_are_written():
    marker = Marker("exempel", "2026-T2", "kpis")
    assert parse_marker(str(marker)) == marker
    assert parse_marker(" planctl  2 exempel 2026 riddles ") == Marker("exempel", "2026", "riddles", 2)


def test_the_stamp_tells_what_it_was_made_from(tmp_path, book):
    sheet = book(made(example(tmp_path)))[STAMP_SHEET]
    assert sheet.sheet_state == "hidden"
    head, plans = list(sheet.iter_rows(max_row=4, values_only=True)), list(sheet.iter_rows(min_row=6, values_only=True))
    assert [row[:2] for row in head] == [("format", "1"), ("organisation", "exempel"), ("period", "2026-T2"), ("language", "sv")]
    assert plans[0] == ("unit", "file", "revision", "sha256")
    assert [row[:3] for row in plans[1:]] == [("personal", "personal/plan.yaml", "2"), ("it", "it/plan.yaml", None)]
    assert all(len(str(row[3])) == 64 for row in plans[1:])


def test_units_without_a_plan_are_told_of_on_the_first_sheet(tmp_path, book):
    first = book(made(example(tmp_path))).worksheets[0]
    texts = {str(cell.value) for row in first.iter_rows() for cell in row}
    assert {"En enhet utan plan", "har ingen plan för 2026"} <= texts


def test_a_unit_with_nothing_to_report_is_told_of(tmp_path, book):
    first = book(made(example(tmp_path, it="kind: plan\nunit: it\nperiod: 2026\n"))).worksheets[0]
    assert "har inget att rapportera den här gången" in {cell.value for row in first.iter_rows() for cell in row}


def test_links_lead_to_the_rows_of_the_unit(tmp_path, book):
    workbook = book(made(example(tmp_path), one_sheet=True))
    links = {cell.hyperlink.location for row in workbook.worksheets[0].iter_rows() for cell in row if cell.hyperlink}
    assert "'Nyckeltal'!N13" in links
    assert workbook["Nyckeltal"]["A13"].value == "it/storningar"


def test_a_hundredth_of_what_was_last_reported_is_asked_about(tmp_path, book):
    kpi = 'k: {title: Andel, unit: "%", target: "≥ 80", frequency: tertial, baseline: {2025: 75}}'
    rows = rows_of(book(made(example(tmp_path, it=f"kind: plan\nunit: it\nperiod: 2026\nkpis:\n  {kpi}\n"), "it"))["Nyckeltal"])
    cells = rows["it/k", ""]
    value = cells["reading"].coordinate
    assert f"IF(AND(N({value})<>0,ABS(N({value}))<=1," in str(cells["check"].value)
    assert cells["previous 2025"].value == 75


def test_an_outcome_older_than_those_shown_has_a_column_of_its_own(tmp_path, book):
    kpi = "k: {title: Betyg, target: '≥ 4,0', frequency: tertial, baseline: {2021: 3.8}}"
    rows = rows_of(book(made(example(tmp_path, it=f"kind: plan\nunit: it\nperiod: 2026\nkpis:\n  {kpi}\n"), "it"))["Nyckeltal"])
    assert rows["it/k", ""]["earlier"].value == "2021: 3,8"


@pytest.mark.parametrize("units", [(), ("tom",)])
def test_without_a_plan_in_force_there_is_nothing_to_make(tmp_path, units):
    with pytest.raises(PlanctlError, match="no plan is in force"):
        made(example(tmp_path), *units, period=Period(2031, "T2") if not units else T2)


def test_libreoffice_opens_it_whole_and_says_the_words(tmp_path, book):
    (tmp_path / "w.xlsx").write_bytes(made(example(tmp_path), "personal"))
    (tmp_path / "out").mkdir()
    again = load_workbook(converted(tmp_path / "w.xlsx", "xlsx", tmp_path / "out"), data_only=True)
    mine = load_workbook(tmp_path / "w.xlsx")
    for sheet in mine.worksheets:
        other = again[sheet.title]
        assert other.sheet_state == sheet.sheet_state
        assert other.protection.sheet == sheet.protection.sheet
        assert {table.displayName for table in other.tables.values()} == {table.displayName for table in sheet.tables.values()}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f" and cell.value is not None:
                    assert other[cell.coordinate].value == cell.value
    said = [(row["colour"].value, row["check"].value) for row in rows_of(again["Nyckeltal"]).values()]
    assert said == [
        ("röd", "Fyll i analys och åtgärd"),
        (None, "Klart"),
        (None, "Fyll i utfall"),
        ("–", "Fyll i utfall"),
        ("–", "Klart"),
        ("–", "Klart"),
        (None, "Klart"),
    ]
    assert [row["check"].value for row in rows_of(again["Mål"]).values()] == ["Fyll i analys och åtgärd"]
    assert [row["check"].value for row in rows_of(again["Aktiviteter"]).values()] == [
        "Fyll i nytt datum",
        "Fyll i status",
        "Klart",
    ]
    assert [row["check"].value for row in rows_of(again["Serviceåtaganden"]).values()] == ["Fyll i kommentar", "Fyll i om åtagandet hölls"]


# --- how it looks ---


@pytest.mark.parametrize("one_sheet", [False, True])
def test_every_sheet_prints_large_enough_to_be_read(tmp_path, book, one_sheet):
    """Across A4 there are 791 points, and a character takes at most 5.75."""
    for sheet in book(made(example(tmp_path), one_sheet=one_sheet)).worksheets[1:-1]:
        widths = [0 if dimension.hidden else dimension.width for dimension in sheet.column_dimensions.values()]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == "$5:$5"
        if sheet.page_setup.scale is None:
            assert 791 / (5.75 * sum(widths)) >= 0.6, sheet.title
        else:
            (stop,) = sheet.col_breaks.brk
            repeated = sum(widths[: column_index_from_string(sheet.print_title_cols.split("$")[-1])])
            assert sheet.page_setup.scale >= 60, sheet.title
            assert sheet.page_setup.scale / 100 * 5.75 * max(sum(widths[: stop.id]), repeated + sum(widths[stop.id :])) <= 792


@pytest.mark.skipif(not has_calibri(), reason="no letters as wide as Calibri's are installed")
def test_a_printed_sheet_is_two_pages_wide_and_no_wider(tmp_path):
    (tmp_path / "w.xlsx").write_bytes(made(example(tmp_path / "w"), "it"))
    (tmp_path / "out").mkdir()
    pages = converted(tmp_path / "w.xlsx", "pdf", tmp_path / "out").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pages)) == 1 + 2


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *COLOURS.values(),
        (PAPER, HEAD),
        (PAPER, HEAD_OF_INPUT),
        (INK, INPUT),
        (LINK, PAPER),
        (FAINT, "F6F8FA"),
    ],
)
def test_every_text_can_be_read_on_its_ground(ink, paper):
    assert contrast(ink, paper) >= TEXT


# --- through the executable ---


def export(planctl, folder: Path, *arguments: str, **options):
    return planctl("export", "xlsx", *arguments, cwd=folder, **options)


def test_two_processes_make_the_same_bytes(tmp_path, planctl):
    folder = write_example(tmp_path / "exempel")
    for seed in ("1", "2"):
        run = export(planctl, folder, "--period", "2026-T2", "-o", f"{seed}.xlsx", env={"PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"})
        assert (run.code, run.out, run.err) == (0, "", f"skrev {seed}.xlsx\n")
    elsewhere = planctl(
        "-C", "exempel", "export", "xlsx", "--period", "2026-T2", "-o", "exempel/3.xlsx", "--as-of", "2027-01-01", cwd=tmp_path
    )
    assert elsewhere.code == 0
    first, *others = [(folder / f"{name}.xlsx").read_bytes() for name in (1, 2, 3)]
    assert others == [first, first]
    assert faults(first) == []


def test_the_default_is_the_latest_follow_up_that_has_ended(tmp_path, planctl):
    folder = write_example(tmp_path)
    assert export(planctl, folder, "-o", "w.xlsx", "--as-of", "2026-06-01").code == 0
    assert str(load_workbook(folder / "w.xlsx").worksheets[1]["A4"].value) == "planctl 1 exempel 2026-T1 kpis"


def test_an_unknown_unit_and_an_unknown_period(tmp_path, planctl):
    folder = write_example(tmp_path)
    unknown = export(planctl, folder, "personl", "-o", "w.xlsx")
    assert (unknown.code, "personal" in unknown.err) == (2, True)
    assert export(planctl, folder, "--period", "2026-T9", "-o", "w.xlsx").code == 2
    early = export(planctl, folder, "--period", "2020-T2", "-o", "w.xlsx")
    assert early.code == 2
    assert early.err == "Fel: det finns inget att rapportera för 2020-T2: ingen plan gäller då\nTips: planerna gäller 2025-2027, 2026\n"
    assert not (folder / "w.xlsx").exists()


def test_two_organisations_are_refused(tmp_path, planctl):
    write_example(tmp_path / "a")
    write_example(tmp_path / "b")
    run = export(planctl, tmp_path, "-o", "w.xlsx")
    assert run.code == 2
    assert "xlsx" in run.err


def test_one_sheet_means_nothing_for_csv(tmp_path, planctl):
    run = planctl("-C", write_example(tmp_path), "export", "csv", "--one-sheet")
    assert run.code == 2
    assert "--one-sheet" in run.err


def test_one_sheet_for_all(tmp_path, planctl):
    folder = write_example(tmp_path)
    assert export(planctl, folder, "--one-sheet", "--period", "2026-T2", "-o", "w.xlsx").code == 0
    names = load_workbook(folder / "w.xlsx").sheetnames
    assert names == ["Instruktion", "Nyckeltal", "Mål", "Aktiviteter", "Serviceåtaganden", "planctl"]


def test_the_example_municipality_in_every_period(planctl, tmp_path):
    for period in ("2024", "2025-T2", "2026-T1", "2026-T2"):
        path = tmp_path / f"{period}.xlsx"
        assert planctl("-C", TESTS.parent / "plans", "export", "xlsx", "--period", period, "-o", path).code == 0
        assert faults(path.read_bytes()) == []
