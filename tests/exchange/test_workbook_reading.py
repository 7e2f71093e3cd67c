"""What a workbook's formulas read in odd cells is what import reads there; where a formula can't tell, it asks for a look.

Each cell is computed by LibreOffice, and read by import from the very file.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from planctl.exchange.imports.cell_values import read_field
from planctl.exchange.imports.numbers import number_in
from planctl.exchange.reading.cells import Cell
from planctl.exchange.reading.read import read_book
from planctl.exchange.workbook.layout import NO_VALUE_WORDS
from planctl.exchange.workbook.rows.new_date import is_no_date
from planctl.exchange.workbook.rows.reading import UNCLEAR, Reading
from planctl.notation.refusal import Refusal
from planctl.workspace.entries import KpiEntry
from planctl.workspace.files import PlanEntry
from tests.exchange.libreoffice import converted
from tests.workspaces import load_workspace, plan

PLAN = plan("""
    kpis:
      andel: {title: Andel, unit: "%", scale: 0–100}
      procent: {title: Andel, unit: procent}
      dagar: {title: Tid, unit: dagar}
      bar: {title: Antal}
      betyg: {title: Betyg, unit: HME-index, scale: 1–100}
    activities:
      enkat: {title: Enkäten, due: 2026-06-30}
""")
CLEAR = ("5", "5,5", "-5.5", "1 250,5", "12 500 000", "1\u00a0250", " 79.6 ", "0,125", "1250,5", "007")
"""What formulas read too, of a KPI without unit and scale."""
ODD = (
    "1e1", "1E1", "1E+3", "1e-2", "0e105", "12 50", "1 2 3", "1 25", "1000 000", "12 3456789", "1 250 1", "1\n2", "5.", "5,", ".5", ",5",
    "-,5", "+5", "--5", "5-", "(5)", "- 5", "5 ,5", "5, 5", "1,000", "-1,000", "12.500", "1,2,3", "1.250,5", "1'250", "1_000", "0x10",
    "1/2", "1:30", "2026-01-05", "5 %", "5%", "5 % %", "%", "5 procent", "5 procent%", "5 dagar", "5dagar", "5 Dagar.", "dagar 5",
    "1 2dagar", "1 000 dagar", "5 dagar dagar", "5 HME-index", "5 index", "5 kr", "$5", "5|", "٣", "５", "−5", "5–7", "5 (prel)",
    "ungefär 5", "∞", "NaN", "SANT", "TRUE", "Saknas", "saknas.", "EJ AKTUELLT.", "sekretess", "-", "..", "…", "x", "#N/A", "#REF!",
)  # fmt: skip
_PIECES = (
    "1",
    "12",
    "250",
    "1250",
    "0",
    "05",
    " ",
    "  ",
    ",",
    ".",
    "-",
    "+",
    "%",
    "e1",
    "E",
    "(",
    ")",
    "dagar",
    " %",
    "\u00a0",
    "kr",
    "'",
    "/",
    "¦",
)
VALUES = (True, False, 5, 7.25, 1e20, -3)


def pieced_together(number: int) -> Iterable[str]:
    chance = random.Random(3)
    texts = ("".join(chance.choices(_PIECES, k=chance.randint(2, 4))) for _ in range(number))
    return (text for text in texts if text.strip())


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> PlanEntry:
    (found,) = load_workspace(tmp_path_factory.mktemp("ws"), {"personal/plan.yaml": PLAN}).plans
    return found


def computed(contents: Iterable[object], formula: str, folder: Path) -> list[tuple[object, object, Cell | None]]:
    """Each content with what LibreOffice makes of a formula of its cell, `{value}`, and with the cell as import finds it."""
    kept = list(contents)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, content in enumerate(kept, 1):
        cell = sheet.cell(row, 1)
        cell.value = content
        if isinstance(content, str):
            cell.data_type, cell.quotePrefix, cell.number_format = "s", True, "@"
        sheet.cell(row, 2).value = "=" + formula.format(value=f"A{row}")
    folder.mkdir()
    book.save(folder / "b.xlsx")
    (folder / "out").mkdir()
    result = load_workbook(converted(folder / "b.xlsx", "xlsx", folder / "out"), data_only=True).active
    rows = read_book(folder / "b.xlsx").sheets[0].rows
    return [(content, result.cell(row, 2).value, rows.get(row, {}).get(1)) for row, content in enumerate(kept, 1)]


def is_taken(shown: object, kpi: KpiEntry) -> bool:
    """Whether the workbook shows a colour, or a word for no value, for what it reads."""
    scale = kpi.scheme(2026).scale
    if isinstance(shown, int | float) and not isinstance(shown, bool):
        return scale is None or scale.holds(Decimal(repr(shown)))
    return shown in NO_VALUE_WORDS


@pytest.mark.parametrize("id_", ["andel", "procent", "dagar", "bar", "betyg"])
def test_no_outcome_is_read_otherwise_than_import_does(id_: str, entries: PlanEntry, tmp_path: Path) -> None:
    kpi = entries.kpis[id_]
    contents = [*CLEAR, *ODD, *VALUES, *pieced_together(150)]
    wrong = []
    for content, shown, cell in computed(contents, Reading(kpi, 2026).outcome("value"), tmp_path / "n"):
        taken = number_in(cell, kpi, 2026) if cell else None
        expected = float(taken) if isinstance(taken, Decimal) else taken
        if is_taken(shown, kpi) and shown != expected:
            wrong.append((content, shown, taken))
        if id_ == "bar" and content in CLEAR and shown == UNCLEAR:
            wrong.append((content, shown, taken))
    assert wrong == []


@pytest.mark.parametrize("id_", ["andel", "bar"])
def test_no_forecast_passes_that_import_refuses(id_: str, entries: PlanEntry, tmp_path: Path) -> None:
    kpi = entries.kpis[id_]
    found = computed([*CLEAR, *ODD, *VALUES], Reading(kpi, 2026).is_no_number("value"), tmp_path / "n")
    taken = [content for content, asks, cell in found if cell and not asks]
    refused = [content for content, _asks, cell in found if cell and not isinstance(number_in(cell, kpi, 2026), Decimal)]
    assert [content for content in taken if content in refused and not isinstance(content, bool)] == []
    assert all(asks for content, asks, _cell in found if isinstance(content, bool))
    assert "5,5" in taken


DATES = (
    "2026-12-31", "2026-02-29", "2028-02-29", "2026-13-01", "2026-00-10", "2026-1-5", "1899-12-31", "2199-12-31", "2200-01-01",
    "2026/12/31", "december 2026", "Dec 2026", "May 2027", "decembr 2026", "* 2026", "? 2026", "2026", "2200", "19e2", "maj 19e2",
    "nästa år", "i höst", "nästa år 2027", "löpande", "Efter 2026", "15 oktober 2026", "december", "5/12 2026", "snart", "-", "saknas",
)  # fmt: skip
DAYS = (datetime.date(2026, 12, 31), datetime.datetime(2027, 1, 15, 12, 30), 2027, 2027.5, 1899, 5, -1, True, False, 0)


@pytest.mark.parametrize("filed", [None, "löpande", 'i "höst"', ""])
def test_no_new_date_passes_that_import_refuses(filed: str | None, entries: PlanEntry, tmp_path: Path) -> None:
    entry = entries.activities["enkat"]
    found = computed([*DATES, *DAYS], is_no_date("value", filed), tmp_path / "d")
    taken = [content for content, asks, cell in found if cell and not asks]
    refusals = [content for content, _asks, cell in found if cell and isinstance(read_field(cell, "due", entry, 2026), Refusal)]
    assert [content for content in taken if content in refusals] == []
    assert {"2026-12-31", "december 2026", "2026", 2027, *DAYS[:2]} <= set(taken)
    assert ("löpande" in taken) is (filed == "löpande")
