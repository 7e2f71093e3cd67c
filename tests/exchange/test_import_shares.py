"""A share where per cent is meant: a warning of its own, and none where so small a value is likely."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from planctl.exchange.imports.shares import share_instead_of_percent
from planctl.exchange.reading.cells import Cell, Kind
from planctl.workspace.entries import KpiEntry
from tests.exchange.books import write
from tests.exchange.imported import found, hints, said, take_files, workspace_in
from tests.workspaces import load_workspace, outcomes, plan

PLAN = plan("""
    kpis:
      hog: {title: Hög, unit: "%", scale: 0–100, target: "≥ 80"}
      band: {title: Band, unit: procent, thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}, purpose: trend}
      filad: {title: Filad, unit: "%"}
      bas: {title: Bas, unit: "%", baseline: {2024: 30}}
      sjuk: {title: Sjuk, unit: "%", target: "< 6,5"}
      lag: {title: Låg, unit: "%", target: "≤ 0,5 %"}
      fel: {title: Fel, unit: "%", target: "≤ 2"}
      blandad: {title: Blandad, unit: "%", target: "≥ 80"}
      okand: {title: Okänd, unit: "%"}
      dagar: {title: Tid, unit: dagar, target: "≤ 80"}
      snav: {title: Snäv, unit: "%", scale: 0–50, target: "≥ 40"}
""")
OUTCOMES = outcomes("""
    kpis:
      filad: {T1: 82}
      blandad: {T1: {value: missing, by: {a: 0.4}}}
""")


@pytest.fixture(scope="module")
def kpis(tmp_path_factory: pytest.TempPathFactory) -> dict[str, KpiEntry]:
    (found_,) = load_workspace(tmp_path_factory.mktemp("ws"), {"personal/plan.yaml": PLAN, "personal/outcomes-2026.yaml": OUTCOMES}).plans
    return dict(found_.kpis)


def number(value: float) -> Cell:
    return Cell(Kind.NUMBER, value)


@pytest.mark.parametrize(
    ("cell", "value", "kpi", "doubted"),
    [
        (number(0.82), "0.82", "hog", True),
        (Cell(Kind.TEXT, "0,82"), "0.82", "hog", True),
        (number(0.82), "0.82", "band", True),
        (number(0.82), "0.82", "filad", True),
        (number(0.28), "0.28", "bas", True),
        (number(0.064), "0.064", "sjuk", True),
        (number(0.43), "0.43", "snav", True),
        (number(0.82), "0.82", "snav", False),
        (number(0.01), "0.01", "hog", False),
        (number(0.5), "0.5", "lag", False),
        (number(0.5), "0.5", "fel", False),
        (number(0.82), "0.82", "blandad", False),
        (number(0.82), "0.82", "okand", False),
        (number(0.82), "0.82", "dagar", False),
        (number(0), "0", "hog", False),
        (number(1), "1", "hog", True),
        (number(1), "1", "filad", True),
        (number(1), "1", "sjuk", False),
        (number(1), "1", "fel", False),
        (number(1.01), "1.01", "hog", False),
        (Cell(Kind.TEXT, "1 %"), "1", "hog", False),
        (Cell(Kind.PERCENT, 0.0082), "0.82", "hog", False),
        (Cell(Kind.TEXT, "0,82 %"), "0.82", "hog", False),
        (Cell(Kind.NUMBER, 0.82, "%"), "0.82", "hog", False),
    ],
)
def test_what_is_doubted(cell: Cell, value: str, kpi: str, doubted: bool, kpis: dict[str, KpiEntry]) -> None:
    assert bool(share_instead_of_percent(cell, Decimal(value), kpis[kpi], 2026)) is doubted


def test_a_share_is_named_at_its_cell(tmp_path: Path) -> None:
    profile = "kind: import-profile\nid: p\nmatch: '*.csv'\ncolumns: {kpi: Mått, value: Utfall}\nperiod: 2026-T2\n"
    workspace = workspace_in(tmp_path / "ws", **{"p.yaml": profile})
    taken = take_files(workspace, write(tmp_path, "a.csv", "Mått;Utfall\npersonal/sjukfranvaro;0,064\n"))
    assert [line.removeprefix(f"{tmp_path}/") for line in found(taken)] == [
        "a.csv!B2: 0.064 stands here, of a KPI in per cent: is 6.4 % meant?"
    ]
    assert hints(taken) == ["give the cell the format per cent, or write 6.4; if 0.064 % is right, write it with its sign"]
    assert list(said(taken).values()) == [Decimal("0.064")]
