"""`planctl decide`: what it records, what it refuses, and what check says afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Planctl
from tests.repositories import Repo

PLAN = """\
# Planen
kind: plan
unit: personal
period: 2026
document:
  responsible: HR-chef  # svarar för planen
goals:
  friska:
    title: Sjukfrånvaron är under sex procent
    kpis:
      franvaro:
        title: Sjukfrånvaro
        unit: "%"
        scale: 0–100
        target: "≤ 6"
        thresholds: {red: "> 8", yellow: 7–8, green: "≤ 6"}
"""
DECISION = ("--date", "2025-12-09", "--by", "Kommunstyrelsen", "--section", "§ 214", "--reference", "2025/507")


@pytest.fixture
def place(workspace) -> Path:
    return workspace({"personal/plan.yaml": PLAN})


def plan(place: Path) -> str:
    return (place / "personal/plan.yaml").read_text(encoding="utf-8")


def change(place: Path, old: str, new: str) -> None:
    (place / "personal/plan.yaml").write_text(plan(place).replace(old, new), encoding="utf-8")


def test_a_decision_is_recorded_beside_what_stands_there(place: Path, planctl: Planctl) -> None:
    done = planctl("decide", "personal", *DECISION, cwd=place)
    assert done.code == 0, done.err
    (content,) = [line for line in plan(place).splitlines() if "content:" in line]
    recorded = (
        "document:\n  status: decided\n  decided: 2025-12-09\n  decided_by: Kommunstyrelsen\n  section: § 214\n  reference: 2025/507\n"
        f"  responsible: HR-chef  # svarar för planen\n{content}\n"
    )
    assert plan(place) == PLAN.replace("document:\n  responsible: HR-chef  # svarar för planen\n", recorded)
    assert planctl("check", "--select", "D011", cwd=place).code == 0


def test_the_same_decision_twice_changes_nothing(place: Path, planctl: Planctl) -> None:
    planctl("decide", "personal", *DECISION, cwd=place)
    before = plan(place)
    again = planctl("decide", "personal", *DECISION, cwd=place)
    assert (again.code, plan(place)) == (0, before)
    assert "har redan det här beslutet" in again.err


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("# Planen\n", "# En annan kommentar\n", False),
        ('unit: "%"', "unit: '%'", False),
        ("title: Sjukfrånvaron är under sex procent", "title: >-\n      Sjukfrånvaron är\n      under sex procent", False),
        ('target: "≤ 6"', 'target: "≤ 7"', True),
        ("title: Sjukfrånvaro\n", "title: Total sjukfrånvaro\n", True),
        ("responsible: HR-chef", "responsible: Kommundirektör", True),
    ],
)
def test_check_tells_of_changed_content_and_of_nothing_else(place: Path, planctl: Planctl, old: str, new: str, changed: bool) -> None:
    planctl("decide", "personal", *DECISION, cwd=place)
    change(place, old, new)
    assert planctl("check", "--select", "D011", cwd=place).code == int(changed)


def test_check_names_what_was_changed_where_git_knows_what_was_decided(place: Path, planctl: Planctl) -> None:
    planctl("decide", "personal", *DECISION, cwd=place)
    Repo(place).commit(subject="Beslut")
    change(place, 'target: "≤ 6"', 'target: "≤ 7"')
    assert "har ändrats sedan dess: personal/franvaro" in planctl("check", "--select", "D011", cwd=place).out


def test_a_later_decision_makes_a_revision_and_keeps_the_earlier_one(place: Path, planctl: Planctl) -> None:
    planctl("decide", "personal", *DECISION, cwd=place)
    (first,) = [line.strip() for line in plan(place).splitlines() if "content:" in line]
    change(place, 'target: "≤ 6"', 'target: "≤ 7"')
    later = ("--date", "2026-05-12", "--by", "Kommunstyrelsen", "--section", "§ 81", "--reference", "2026/12")
    assert planctl("decide", "personal", *later, cwd=place).code == 0
    earlier = ["1:", "decided: 2025-12-09", "decided_by: Kommunstyrelsen", "section: § 214", "reference: 2025/507", first]
    text = plan(place)
    assert "  revision: 2\n" in text
    assert [line.strip() for line in text.partition("  earlier:\n")[2].splitlines()][:6] == earlier
    assert planctl("check", "--select", "D011", cwd=place).code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (DECISION, "ändrades efter beslutet"),
        (("--date", "2026-05-12", "--by", "Kommunstyrelsen", "--section", "§ 81"), "--reference"),
        (("--date", "2026-05-12", "--by", " "), "--by"),
        (("--date", "i går", "--by", "Kommunstyrelsen"), "i går"),
        (("--date", "2026-05-12", "--by", "Kommunstyrelsen", "--years", "2030"), "2030"),
    ],
)
def test_what_is_refused_changes_nothing(place: Path, planctl: Planctl, options: tuple[str, ...], said: str) -> None:
    planctl("decide", "personal", *DECISION, cwd=place)
    change(place, 'target: "≤ 6"', 'target: "≤ 7"')
    before = plan(place)
    done = planctl("decide", "personal", *options, cwd=place)
    assert done.code == 2
    assert said in done.err
    assert plan(place) == before


def test_a_plan_with_errors_is_not_decided(place: Path, planctl: Planctl) -> None:
    change(place, "unit: personal\n", "unit: personal\nmisson: Vi\n")
    done = planctl("decide", "personal", *DECISION, cwd=place)
    assert done.code == 2
    assert "innehåller fel" in done.err
    assert "status:" not in plan(place)


def test_a_unit_without_a_plan_or_none_at_all(place: Path, planctl: Planctl) -> None:
    assert planctl("decide", "lon", *DECISION, cwd=place).code == 2
    assert "personal" in planctl("decide", "personl", *DECISION, cwd=place).err


def test_a_decision_without_its_hash_is_told_of_where_an_earlier_one_has_it(place: Path, planctl: Planctl) -> None:
    planctl("decide", "personal", *DECISION, cwd=place)
    change(place, 'target: "≤ 6"', 'target: "≤ 7"')
    later = ("--date", "2026-05-12", "--by", "Kommunstyrelsen", "--section", "§ 81", "--reference", "2026/12")
    assert planctl("decide", "personal", *later, cwd=place).code == 0
    lines = plan(place).splitlines(keepends=True)
    (content,) = [line for line in lines if line.startswith("  content:")]
    change(place, content, "")
    change(place, "revision: 2", "revision: 3")
    run = planctl("check", "--select", "D011", cwd=place)
    assert run.code == 1
    assert "ingen kontrollsumma" in run.out


def test_a_revision_in_a_file_of_its_own_needs_a_decision_of_its_own(place: Path, planctl: Planctl) -> None:
    planctl("decide", "personal", *DECISION, cwd=place)
    lines = plan(place).replace('target: "≤ 6"', 'target: "≤ 7"').splitlines(keepends=True)
    unhashed = "".join(line for line in lines if "content:" not in line)
    (place / "personal/plan-2.yaml").write_text(unhashed.replace("document:\n", "document:\n  revision: 2\n"), encoding="utf-8")
    run = planctl("check", "--select", "D011", "--lang", "en", cwd=place)
    assert run.code == 1
    said = " ".join(run.out.split())
    assert "goes before personal/plan.yaml, and has no decision of its own: both are of" in said
    assert "records no content" in said


def test_a_plan_that_cannot_be_read_may_be_the_one_that_was_decided(place: Path, planctl: Planctl) -> None:
    """Nothing is written into another plan instead."""
    other = PLAN.replace("period: 2026", "period: 2022-2024").replace("document:\n", "document:\n  status: superseded\n")
    (place / "personal/plan-2022-2024.yaml").write_text(other, encoding="utf-8")
    (place / "personal/plan.yaml").write_text(PLAN + "x: [\n", encoding="utf-8")
    done = planctl("decide", "personal", *DECISION, cwd=place)
    assert (done.code, "personal/plan.yaml innehåller fel" in done.err) == (2, True)
    (place / "personal/plan.yaml").write_text(PLAN, encoding="utf-8")
    refused = planctl("decide", "personal", *DECISION, "--years", "2022-2024", cwd=place)
    assert (refused.code, "plan-2022-2024.yaml är ersatt" in refused.err) == (2, True)
    assert (place / "personal/plan-2022-2024.yaml").read_text(encoding="utf-8") == other
    assert planctl("decide", "personal", *DECISION, cwd=place).code == 0
    assert "status: decided" in plan(place)


def test_a_decision_with_other_blanks_is_the_same_and_one_of_an_earlier_day_is_refused(place: Path, planctl: Planctl) -> None:
    planctl("decide", "personal", *DECISION, cwd=place)
    before = plan(place)
    again = planctl("decide", "personal", *DECISION[:4], "--section", "§214", "--reference", "2025/507", cwd=place)
    assert (again.code, plan(place)) == (0, before)
    earlier = planctl("decide", "personal", "--date", "2024-01-01", *DECISION[2:], cwd=place)
    assert (earlier.code, plan(place)) == (2, before)
    assert "2025-12-09" in earlier.err


def test_a_decision_is_of_the_plan_that_has_it_not_of_one_that_waits(place: Path, planctl: Planctl) -> None:
    planctl("decide", "personal", *DECISION, cwd=place)
    before = plan(place)
    waiting = PLAN.replace("period: 2026", "period: 2027").replace("document:\n", "document:\n  status: proposed\n")
    (place / "personal/plan-2027.yaml").write_text(waiting, encoding="utf-8")
    assert planctl("decide", "personal", *DECISION, cwd=place).code == 0
    assert (plan(place), (place / "personal/plan-2027.yaml").read_text(encoding="utf-8")) == (before, waiting)


def test_a_decided_plan_is_one_whatever_its_status_says(place: Path, planctl: Planctl) -> None:
    planctl("decide", "personal", *DECISION, cwd=place)
    change(place, 'target: "≤ 6"', 'target: "≤ 7"')
    change(place, "status: decided", "status: proposed")
    assert planctl("check", "--select", "D011", cwd=place).code == 1


def test_what_the_rules_find_in_what_is_decided_is_said(place: Path, planctl: Planctl) -> None:
    change(place, "yellow: 7–8", "yellow: 9–8")
    done = planctl("decide", "personal", *DECISION, cwd=place)
    assert done.code == 0
    assert "planctl check personal/plan.yaml" in done.err
