"""The first plan, in both languages: whoever follows the page sees what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import DOCS, Planctl

FILES = ("organisation.yaml", "personal/plan.yaml", "personal/outcomes-2026.yaml")


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(("page", "workbook"), [("tutorial.md", "outcomes-t2.xlsx"), ("kom-igang.md", "utfall-t2.xlsx")])
def test_the_steps(page: str, workbook: str, tmp_path: Path, planctl: Planctl) -> None:
    (tmp_path / "personal").mkdir()
    for name, text in zip(FILES, blocks(page, "yaml"), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    checked = planctl("check", cwd=tmp_path)
    assert (checked.code, checked.out.count("D005 ")) == (0, 1)
    assert planctl("status", "--missing", "--fail-on", "missing", cwd=tmp_path).code == 1
    assert planctl("export", "xlsx", "--period", "2026-T2", "-o", workbook, cwd=tmp_path).code == 0
    fill_in(tmp_path / workbook, 5.8)
    shown = planctl("import", workbook, "--dry-run", cwd=tmp_path)
    assert [shown.out.replace("\u00a0", " ")] == blocks(page, "text")
    assert planctl("import", workbook, cwd=tmp_path).code == 0
    assert planctl("status", "--fail-on", "missing", cwd=tmp_path).code == 0
    for line in blocks(page, "console")[-1].splitlines():
        command, *words = line.split()
        assert command == "planctl"
        assert planctl(*words, cwd=tmp_path).code == 0
        assert (tmp_path / words[-1]).exists()


def fill_in(path: Path, value: float) -> None:
    book = load_workbook(path)
    sheet = book.worksheets[1]
    (column,) = [cell.column for row in sheet.iter_rows() for cell in row if cell.value == "value"]
    sheet.cell(row=sheet.max_row, column=column, value=value)
    book.save(path)
