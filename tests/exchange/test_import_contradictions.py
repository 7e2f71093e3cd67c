"""Cells that say different things of one thing: all are named, in as few findings as can be read, and none of their rows is taken in."""

from __future__ import annotations

from pathlib import Path

from planctl.exchange.imports.pipeline import Taken
from planctl.workspace.workspace import Workspace
from tests.exchange.books import write
from tests.exchange.imported import found, said, take_files, workspace_in
from tests.workspaces import plan

PROFILE = "kind: import-profile\nid: p\nmatch: '*.csv'\ncolumns: {kpi: Mått, value: Utfall}\nperiod: 2026-T2\n"
THINGS = 33


def workspace_of(folder: Path) -> Workspace:
    kpis = "".join(f"  k{number:02}: {{title: Mått {number}}}\n" for number in range(THINGS))
    return workspace_in(folder / "ws", **{"p.yaml": PROFILE, "lon/plan.yaml": plan(f"kpis:\n{kpis}", unit="lon")})


def taken(folder: Path, *files: str, **options: object) -> Taken:
    paths = [write(folder, f"{number}.csv", f"Mått;Utfall\n{rows}") for number, rows in enumerate(files, 1)]
    return take_files(workspace_of(folder), *paths, **options)


def test_more_than_two_cells_are_named_together(tmp_path: Path) -> None:
    rows = ["lon/k01;1", "lon/k01;1", "lon/k01;2", "lon/k02;7"]
    result = taken(tmp_path, "\n".join(rows), "lon/k01;3\n", partial=True)
    assert [line.removeprefix(f"{tmp_path}/") for line in found(result)] == [
        f"1.csv!B2: 4 cells say different things of one thing: 1 in B2, 1 in B3, 2 in B4, 3 in {tmp_path}/2.csv!B2"
    ]
    assert [filing.statement.target.id for text in result.texts for filing in text.filings] == ["k02"]


def test_a_thing_of_which_thousands_of_cells_speak_is_told_once(tmp_path: Path) -> None:
    result = taken(tmp_path, "".join(f"lon/k01;{number}\n" for number in range(5000)))
    (line,) = found(result)
    assert line.endswith("10 in B12, 11 in B13, and 4988 more")
    assert len(said(result)) == 1


def test_every_value_is_named_though_most_cells_say_the_same(tmp_path: Path) -> None:
    result = taken(tmp_path, "lon/k01;1\n" * 500 + "lon/k01;2\n")
    (line,) = found(result)
    assert line.endswith("1 in B11, 1 in B12, 2 in B502, and 489 more")


def test_of_many_things_the_first_are_told_one_by_one(tmp_path: Path) -> None:
    rows = [f"lon/k{number:02};{value}" for value in (1, 2) for number in range(THINGS)]
    lines = found(taken(tmp_path, "\n".join(rows)))
    assert len(lines) == 2 * 20 + 1
    (rest,) = (line for line in lines if "of 13 more things" in line)
    assert rest.removeprefix(f"{tmp_path}/").startswith("1.csv!B22: ")
    assert rest.endswith("the first cell of each: B22, B23, B24, B25, B26, B27, B28, B29, B30, B31, B32, B33, and 1 more")
