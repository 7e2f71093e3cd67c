"""`planctl check --since`: only what a change has to do with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Planctl
from tests.repositories import commit_all, git

PLAN = """\
kind: plan
unit: personal
period: 2026
goals:
  friska:
    title: Främja hälsan
  trygga:
    title: Främja tryggheten
    supports: friska
"""
ONLY = ("--select", "G005,R001")


@pytest.fixture
def place(workspace) -> Path:
    """A repository whose plan has two vague goals, with a branch that has left main."""
    folder: Path = workspace({"personal/planen på svenska.yaml": PLAN})
    git(folder, "init", "-q", "-b", "main")
    commit_all(folder, "Planen")
    git(folder, "switch", "-qc", "andring")
    return folder


def plan(place: Path) -> Path:
    return place / "personal/planen på svenska.yaml"


def found(planctl: Planctl, place: Path, *options: str, cwd: str = ".") -> list[tuple[str, int]]:
    run = planctl("check", *ONLY, "--format", "json", *options, cwd=place / cwd)
    assert run.err == "", run.err
    return [(known["code"], known["line"]) for known in json.loads(run.out)["diagnostics"]]


def test_nothing_was_changed(planctl: Planctl, place: Path) -> None:
    assert found(planctl, place) == [("G005", 6), ("G005", 8)]
    assert found(planctl, place, "--since", "main") == []
    assert planctl("check", *ONLY, "--since", "main", cwd=place).out == "✔ Inget nytt sedan main; 2 äldre anmärkningar.\n"
    assert planctl("check", "--select", "R001", "--since", "main", cwd=place).out.startswith("✔ Inga problem")


def test_a_finding_at_a_line_that_was_changed(planctl: Planctl, place: Path) -> None:
    plan(place).write_text(PLAN.replace("Främja tryggheten", "Främja tryggheten mer"), encoding="utf-8")
    assert found(planctl, place, "--since", "main") == [("G005", 8)]
    assert found(planctl, place, "--since", "main", cwd="personal") == [("G005", 8)]
    commit_all(place, "Mer")
    assert found(planctl, place, "--since", "main") == [("G005", 8)]
    assert found(planctl, place, "--since", "main", "--at", "HEAD") == [("G005", 8)]
    assert found(planctl, place, "--since", "HEAD") == []


def test_lines_that_only_moved_do_not_count(planctl: Planctl, place: Path) -> None:
    plan(place).write_text("# en rad till\n" + PLAN, encoding="utf-8")
    assert found(planctl, place, "--since", "main") == []


def test_what_a_change_breaks_elsewhere_counts(planctl: Planctl, place: Path) -> None:
    plan(place).write_text(PLAN.replace("  friska:\n    title: Främja hälsan\n", ""), encoding="utf-8")
    assert found(planctl, place, "--since", "main") == [("R001", 7)]


def test_what_happened_on_main_meanwhile_does_not_count(planctl: Planctl, place: Path) -> None:
    git(place, "switch", "-q", "main")
    plan(place).write_text(PLAN.replace("Främja hälsan", "Främja friskvården"), encoding="utf-8")
    commit_all(place, "Main går vidare")
    git(place, "switch", "-q", "andring")
    assert found(planctl, place, "--since", "main") == []


def test_a_new_file_counts_whole(planctl: Planctl, place: Path) -> None:
    (place / "lon").mkdir()
    (place / "lon/plan.yaml").write_text(
        "kind: plan\nunit: lon\nperiod: 2026\ngoals: {a: {title: Främja allt, supports: personal/friska}}\n", encoding="utf-8"
    )
    assert found(planctl, place, "--since", "main") == [("G005", 4)]


@pytest.mark.parametrize("revision", ["ingen", "--help", ""])
def test_no_such_revision(planctl: Planctl, place: Path, revision: str) -> None:
    run = planctl("check", f"--since={revision}", cwd=place)
    assert run.code == 2
    assert run.out == ""
