"""The first plan, in both languages: whoever follows the page sees what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import DOCS, SOURCES, TODAY, Planctl
from tests.repositories import SETTINGS

FILES = ("organisation.yaml", "personal/plan.yaml", "personal/outcomes-2026.yaml")
PLAN = FILES[1]
REVISIONS = "\n## 8. "
"""Where the steps with git begin."""
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def halves(page: str) -> tuple[str, str]:
    before, _, after = (DOCS / page).read_text(encoding="utf-8").partition(REVISIONS)
    return before, after


def blocks(text: str, kind: str) -> list[str]:
    return [block for found, block in BLOCK.findall(text) if found == kind]


def write_files(page: str, folder: Path) -> None:
    (folder / "personal").mkdir()
    for name, text in zip(FILES, blocks(page, "yaml"), strict=True):
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("page", "workbook"), [("tutorial.md", "outcomes-t2.xlsx"), ("kom-igang.md", "utfall-t2.xlsx")])
def test_the_steps(page: str, workbook: str, tmp_path: Path, planctl: Planctl) -> None:
    text, _ = halves(page)
    write_files(text, tmp_path)
    checked = planctl("check", cwd=tmp_path)
    assert (checked.code, checked.out.count("D005 ")) == (0, 1)
    assert planctl("status", "--missing", "--fail-on", "missing", cwd=tmp_path).code == 1
    assert planctl("export", "xlsx", "--period", "2026-T2", "-o", workbook, cwd=tmp_path).code == 0
    fill_in(tmp_path / workbook, 5.8)
    shown = planctl("import", workbook, "--dry-run", cwd=tmp_path)
    assert [shown.out.replace("\u00a0", " ")] == blocks(text, "text")
    assert planctl("import", workbook, cwd=tmp_path).code == 0
    assert planctl("status", "--fail-on", "missing", cwd=tmp_path).code == 0
    for line in blocks(text, "console")[-1].splitlines():
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


# --- with git ---


class Controller:
    """Somebody who does what the page says: types its commands, edits the plan, and looks whether what it shows is there."""

    def __init__(self, folder: Path, bin_: Path) -> None:
        bin_.mkdir()
        (bin_ / "planctl").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m planctl "$@"\n', encoding="utf-8")
        (bin_ / "planctl").chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PLANCTL", "LANG", "LC_"))}
        day = f"{TODAY} +0000"
        self.environment = kept | SETTINGS | {
            "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(SOURCES), "SOURCE_DATE_EPOCH": TODAY, "COLUMNS": "80",
            "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day,
        }  # fmt: skip
        self.folder, self.seen = folder, ""
        self.stopped: list[str] = []

    @property
    def plan(self) -> str:
        return (self.folder / PLAN).read_text(encoding="utf-8")

    def do(self, kind: str, block: str) -> None:
        {"console": self._type, "diff": self._edit, "text": self._look}[kind](block)

    def _type(self, block: str) -> None:
        self.seen = ""
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words[0] == "cd":
                self.folder /= words[1]
                continue
            assert words[0] in ("git", "planctl")
            done = subprocess.run(
                words, cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8", check=False, timeout=60
            )
            self.seen += done.stdout
            assert done.returncode in (0, 1), (line, done.stderr)
            if done.returncode:
                self.stopped.append(line)

    def _edit(self, block: str) -> None:
        lines = block.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] != sign) for sign in "+-")
        assert self.plan.count(old) == 1, old
        (self.folder / PLAN).write_text(self.plan.replace(old, new), encoding="utf-8")

    def _look(self, block: str) -> None:
        assert without_names(block) in without_names(self.seen + self.plan)


def without_names(text: str) -> str:
    """Without the names of commits, which come of every byte before them."""
    return re.sub(r"\b[0-9a-f]{10}\b", "0123456789", text.replace("\u00a0", " "))


@pytest.mark.skipif(os.name == "nt", reason="the planctl of this test is a shell script")
@pytest.mark.parametrize(("page", "branch", "report"), [
    ("tutorial.md", "new-title", "decided-plan.md"), ("kom-igang.md", "ny-rubrik", "beslutad-plan.md"),
])  # fmt: skip
def test_the_steps_with_git(page: str, branch: str, report: str, tmp_path: Path) -> None:
    before, after = halves(page)
    (tmp_path / "plan").mkdir()
    write_files(before, tmp_path / "plan")
    outcomes = tmp_path / "plan" / FILES[2]
    outcomes.write_text(outcomes.read_text(encoding="utf-8") + "    T2: 5.8\n", encoding="utf-8")
    controller = Controller(tmp_path / "plan", tmp_path / "bin")
    for kind, block in BLOCK.findall(after):
        controller.do(kind, block)
    assert controller.stopped == [f"git merge {branch}", "planctl check"], "the conflict, and the change after the decision"
    assert "decimals: 1\n" in controller.plan
    assert "status: decided\n" in controller.plan
    assert (tmp_path / "plan" / report).is_file()


@pytest.mark.skipif(os.name == "nt", reason="the planctl of this test is a shell script")
def test_the_beginning_in_the_readme(tmp_path: Path) -> None:
    _, _, after = (DOCS.parent / "README.md").read_text(encoding="utf-8").partition("## Begin with your own plans\n")
    controller = Controller(tmp_path, tmp_path / "bin")
    controller.do(*BLOCK.findall(after)[0])
    assert controller.stopped == []
    assert "D005" in controller.seen
    assert (controller.folder / "README.md").is_file()


def test_both_languages_take_the_same_steps() -> None:
    kinds = [
        [(kind, len(block.splitlines())) for kind, block in BLOCK.findall(halves(page)[1])] for page in ("tutorial.md", "kom-igang.md")
    ]
    assert kinds[0] == kinds[1]
