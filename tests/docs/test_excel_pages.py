"""The pages on Excel and the tutorials: they speak of sheets and cells that are exported, and their profiles are sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml_rs
from openpyxl import load_workbook

from tests.conftest import TESTS, Planctl

REPOSITORY = TESTS.parent
DOCS = REPOSITORY / "docs"
CELL = re.compile(r"\.xlsx!([^!`]+)!([A-Z]+[0-9]+)")
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
TUTORIALS = ("kom-igang.md", "tutorial.md")
PAGES = ("excel.md", "excel.sv.md")


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def exported(folder: Path, into: Path, planctl: Planctl) -> Path:
    done = planctl("-C", folder, "export", "xlsx", "--period", "2026-T2", "-o", into)
    assert done.code == 0, done.err
    return into


def assert_cells_are_filled_in(page: str, book: Path) -> None:
    cells = CELL.findall(page)
    assert cells
    sheets = load_workbook(book)
    for sheet, cell in cells:
        assert not sheets[sheet][cell].protection.locked, f"{sheet}!{cell} is no cell to fill in"


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_names_a_cell_of_its_own_workbook(name: str, tmp_path: Path, planctl: Planctl) -> None:
    page = text_of(name)
    for block in BLOCK.findall(page):
        kind = yaml_rs.loads(block)["kind"]
        path = (
            tmp_path / {"organisation": "organisation.yaml", "plan": "personal/plan.yaml", "outcomes": "personal/outcomes-2026.yaml"}[kind]
        )
        path.parent.mkdir(exist_ok=True)
        path.write_text(block, encoding="utf-8")
    assert_cells_are_filled_in(page, exported(tmp_path, tmp_path / "w.xlsx", planctl))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_cells_and_sheets_of_the_example(name: str, tmp_path: Path, planctl: Planctl) -> None:
    page, book = text_of(name), exported(REPOSITORY / "plans", tmp_path / "w.xlsx", planctl)
    assert_cells_are_filled_in(page, book)
    sheets = set(load_workbook(book).sheetnames)
    named = set(re.findall(r"(?:\*|\| )((?:Personalavdelningen|Gymnasiet…|verksamhetsstod) \w+)(?:\*| \|)", page))
    assert named
    assert named <= sheets


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_of_a_page_are_understood(name: str, tmp_path: Path, planctl: Planctl) -> None:
    commands = re.findall(r"^planctl (export xlsx [^#\n]*?) *(?:#|$)", text_of(name), re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        arguments = command.replace("-o ", f"-o {tmp_path}/").split(" ")
        assert planctl("-C", REPOSITORY / "plans", *filter(None, arguments)).code == 0


@pytest.mark.parametrize("name", PAGES)
def test_the_profiles_of_a_page_are_sound(name: str, tmp_path: Path, planctl: Planctl) -> None:
    profile = next(block for block in BLOCK.findall(text_of(name)) if block.startswith("kind: import-profile"))
    organisation = "kind: organisation\nformat: 1\nid: x\nname: X\nlanguage: sv\nunits: {personal: {title: Personal}}\n"
    (tmp_path / "organisation.yaml").write_text(organisation, encoding="utf-8")
    (tmp_path / "profile.yaml").write_text(profile, encoding="utf-8")
    found = planctl("check", tmp_path / "profile.yaml", cwd=tmp_path)
    assert not re.findall(r"\bF\d{3}\b", found.out), found.out


def test_the_pages_lead_to_each_other() -> None:
    assert "(excel.sv.md)" in text_of("excel.md")
    assert "(excel.md)" in text_of("excel.sv.md")
    assert "(excel.sv.md)" in text_of("kom-igang.md")
    anchors = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in text_of("excel.md").splitlines()
        if line.startswith("#")
    }
    assert set(re.findall(r"excel\.md#([\w-]+)", text_of("excel.sv.md"))) <= anchors
