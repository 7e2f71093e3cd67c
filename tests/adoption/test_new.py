"""`planctl new`: further units, plans and outcomes; and how a plan goes on in the next period."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from planctl.source.reader import parse
from tests.conftest import Planctl
from tests.workspaces import ORGANISATION, write_workspace

ROOT = Path(__file__).parent.parent.parent
PLAN = """\
# yaml-language-server: $schema=../../schemas/plan.schema.json
# Kommentaren överst
kind: plan
unit: personal
period: 2025-2027
title: Verksamhetsplan för personalavdelningen 2025–2027
document:
  name: Plan 2025-2027
  status: decided
  decided: 2024-12-10  # beslutsdatum
  decided_by: Kommunstyrelsen
  section: § 214
  reference: 2024/507
  valid_from: 2025-01-01
  valid_to: 2027-12-31
  responsible: HR-chef
  content: sha256-0123456789abcdef0123456789abcdef

services:
  svar:
    promise: Vi svarar  # löftet

goals:
  friska:
    # Om målet
    title: Sjukfrånvaron är under sex procent
    kpis:
      # Om nyckeltalet
      franvaro:
        title: Sjukfrånvaro
        unit: "%"
        decimals: 1
        scale: 0–100
        target:
          2025: "≤ 7"  # det första året
          2027: "≤ 6"
        thresholds:
          2025: {red: "> 9", yellow: 7,1–9, green: "≤ 7"}
          2027: {red: "> 8", yellow: 6,1–8, green: "≤ 6"}
        baseline: {2023: 7.4}
        frequency: tertial
        source: Lönesystemet
      hme:
        title: Medarbetarengagemang
        unit: index
        decimals: 0
        target: {2025: {text: Nöjda}, 2026: {text: Nöjdare}}
        frequency: every 2 years
        measured: [2025, 2027]
        source: Enkäten
      ohotad:
        title: Nyckeltal med kommentar bakom det sista målvärdet
        target:
          2026: "≥ 70"
          2027: "≥ 80"  # efter samtal med facket
    activities:
      # Klar sedan länge
      enkat:
        title: Enkät till alla
        responsible: HR-chef
        due: T1 2025
        evaluated: [T1]
      # Fortsätter
      samtal:
        title: Samtal med alla
        responsible: HR-chef
        due: löpande
        evaluated: [year]

focus:
  2025: [Hälsa]
"""
PLAN = PLAN.replace("yellow: 7,1–9", 'yellow: "7,1–9"').replace("yellow: 6,1–8", 'yellow: "6,1–8"')
OUTCOMES = """\
kind: outcomes
unit: personal
year: 2026
kpis:
  franvaro:
    T1: 6.9
    year: "6,5"
  hme:
    year: {value: missing, reason: Enkäten görs 2027}
activities:
  enkat:
    T1: {status: done, done: 2026-03-01}
  samtal:
    year: {status: ongoing}
"""
NEXT = """\
# yaml-language-server: $schema=../../schemas/plan.schema.json
# Kommentaren överst
kind: plan
unit: personal
period: 2028-2030
title: Verksamhetsplan för personalavdelningen 2028–2030
document:
  name: Plan 2028-2030
  status: draft
  responsible: HR-chef

services:
  svar:
    promise: Vi svarar  # löftet

goals:
  friska:
    # Om målet
    title: Sjukfrånvaron är under sex procent
    kpis:
      # Om nyckeltalet
      franvaro:
        title: Sjukfrånvaro
        unit: "%"
        decimals: 1
        scale: 0–100
        target: "≤ 6"
        thresholds: {red: "> 8", yellow: "6,1–8", green: "≤ 6"}
        baseline: {2023: 7.4, 2026: "6,5"}
        frequency: tertial
        source: Lönesystemet
      hme:
        title: Medarbetarengagemang
        unit: index
        decimals: 0
        target: {text: Nöjdare}
        frequency: every 2 years
        measured: [2029]
        source: Enkäten
      ohotad:
        title: Nyckeltal med kommentar bakom det sista målvärdet
        target: "≥ 80"
            # efter samtal med facket
    activities:
      # Fortsätter
      samtal:
        title: Samtal med alla
        responsible: HR-chef
        due: löpande
        evaluated: [year]
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_workspace(tmp_path / "plans", {"personal/plan.yaml": PLAN, "personal/outcomes-2026.yaml": OUTCOMES})


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_a_plan_goes_on_word_for_word(place: Path, planctl: Planctl) -> None:
    done = planctl("new", "plan", "personal", cwd=place)
    assert (done.code, done.out) == (0, "personal/plan-2028-2030.yaml\n"), done.err
    assert text(place / "personal/plan-2028-2030.yaml") == NEXT
    assert text(place / "personal/plan.yaml") == PLAN


def test_windows_line_ends_stay(place: Path, planctl: Planctl) -> None:
    (place / "personal/plan.yaml").write_bytes(PLAN.replace("\n", "\r\n").encode())
    assert planctl("new", "plan", "personal", cwd=place).code == 0
    raw = (place / "personal/plan-2028-2030.yaml").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 20


@pytest.mark.parametrize("source", ["plans", "examples/leksand-2015-2017", "examples/sorsele-2023"])
def test_every_plan_goes_on_without_errors(source: str, tmp_path: Path, planctl: Planctl) -> None:
    copytree(ROOT / source, tmp_path / "w")
    units = sorted(path.parent.name for path in (tmp_path / "w").glob("*/plan.yaml"))
    for unit in units:
        assert planctl("new", "plan", unit, "--years", "2029-2030", cwd=tmp_path / "w").code == 0, unit
    found = json.loads(planctl("check", "--format", "json", cwd=tmp_path / "w").out)["diagnostics"]
    assert [one for one in found if one["severity"] == "error"] == []
    for unit in units:
        old, new = _last_two(tmp_path / "w" / unit)
        assert new["document"]["status"] == "draft"
        assert "decided" not in new["document"]
        assert {goal: list(about.get("kpis", {})) for goal, about in new["goals"].items()} == {
            goal: list(about.get("kpis", {})) for goal, about in old["goals"].items()
        }
        assert new.get("services") == old.get("services")


def _last_two(folder: Path) -> list[dict[str, Any]]:
    """The data of a unit's last two plans."""
    plans = [parse(file.read_bytes(), file, file.name).data for file in folder.glob("plan*.yaml")]
    return sorted(plans, key=lambda plan: str(plan["period"]))[-2:]


def test_from_none_is_a_first_text(place: Path, planctl: Planctl) -> None:
    assert planctl("new", "plan", "personal", "--from", "none", "--years", "2030", cwd=place).code == 0
    made = text(place / "personal/plan-2030.yaml")
    assert "period: 2030\n" in made
    assert "Personalavdelningen 2030" in made
    assert planctl("check", "--ignore", "D011", cwd=place).code == 0


def test_a_unit_without_a_plan_gets_its_first(place: Path, planctl: Planctl) -> None:
    assert planctl("new", "plan", "lon", cwd=place).out == "lon/plan.yaml\n"
    assert "period: 2026-2028\n" in text(place / "lon/plan.yaml")
    assert planctl("new", "outcomes", "lon", cwd=place).out == "lon/outcomes-2026.yaml\n"
    assert planctl("check", "--ignore", "D011", cwd=place).code == 0


def test_outcomes_name_what_is_due(place: Path, planctl: Planctl) -> None:
    done = planctl("new", "outcomes", "personal", "--year", "2027", cwd=place)
    assert (done.code, done.out) == (0, "personal/outcomes-2027.yaml\n"), done.err
    made = text(place / "personal/outcomes-2027.yaml")
    assert "kind: outcomes\nunit: personal\nyear: 2027\n" in made
    body = made.partition("\n\n")[2]
    read = parse("\n".join(line.removeprefix("# ") for line in body.splitlines()).encode(), Path("x"), "x").data
    assert read["kpis"] == {"franvaro": {"T1": None, "T2": None, "year": None}, "hme": {"year": None}, "ohotad": {"year": None}}
    assert read["activities"] == {"enkat": {"T1": {"status": "ongoing"}}, "samtal": {"year": {"status": "ongoing"}}}
    assert read["services"] == {"svar": {"year": {"kept": "yes"}}}
    assert planctl("check", "--ignore", "D011", cwd=place).code == 0


def test_units_stand_where_they_belong(place: Path, planctl: Planctl) -> None:
    for arguments in (
        ("skola", "--title", "Skolan", "--head", "Rektor"),
        ("kök", "--title", 'Kök: "x" #1', "--under", "skola"),
        ("disk", "--title", "Disk", "--under", "kök"),
        ("rekrytering", "--title", "Rekrytering", "--under", "personal"),
    ):
        done = planctl("new", "unit", *arguments, cwd=place)
        assert (done.code, done.out) == (0, "organisation.yaml\n"), done.err
    assert text(place / "organisation.yaml").replace("'", '"') == ORGANISATION.replace(
        "        title: Löneenheten\n", "        title: Löneenheten\n      rekrytering:\n        title: Rekrytering\n"
    ) + (
        "  skola:\n    title: Skolan\n    head: Rektor\n    units:\n      kök:\n"
        '        title: "Kök: "x" #1"\n        units:\n          disk:\n            title: Disk\n'
    )


def test_the_first_unit_of_an_organisation(tmp_path: Path, planctl: Planctl) -> None:
    write_workspace(tmp_path, {}, "kind: organisation\nformat: 1\nid: a\nname: A\n\nrollup: worst  # sämst\n")
    assert planctl("new", "unit", "b", "--title", "B", cwd=tmp_path).code == 0
    assert text(tmp_path / "organisation.yaml") == (
        "kind: organisation\nformat: 1\nid: a\nname: A\n\nunits:\n  b:\n    title: B\n\nrollup: worst  # sämst\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("unit", "personal", "--title", "X"), "personal"),
        (("unit", "exempel", "--title", "X"), "exempel"),
        (("unit", "Ny enhet", "--title", "X"), "ny-enhet"),
        (("unit", "ny"), "--title"),
        (("unit", "ny", "--title", "X\nY"), "--title"),
        (("unit", "ny", "--title", "X", "--under", "persnal"), "personal"),
        (("unit", "ny", "--title", "X", "--years", "2027"), "--years"),
        (("plan", "persnal"), "personal"),
        (("plan", "personal", "--years", "2025-2027"), "2025-2027"),
        (("plan", "personal", "--years", "snart"), "snart"),
        (("plan", "personal", "--from", "sista"), "--from"),
        (("plan", "lon", "--from", "latest"), "--from none"),
        (("outcomes", "personal", "--year", "2026"), "outcomes-2026.yaml"),
        (("outcomes", "personal", "--year", "2040"), "2040"),
        (("outcomes", "personal", "--year", "2026-2027"), "2026-2027"),
        (("outcomes", "ekonomi"), "planctl new plan ekonomi"),
        (("team", "x"), "team"),
    ],
)
def test_what_is_refused_changes_nothing(place: Path, planctl: Planctl, arguments: tuple[str, ...], said: str) -> None:
    before = {path: path.read_bytes() for path in place.rglob("*.yaml")}
    done = planctl("new", *arguments, cwd=place)
    assert done.code == 2
    assert said in done.err
    assert {path: path.read_bytes() for path in place.rglob("*.yaml")} == before


@pytest.mark.parametrize("file", ["plan.yaml", "outcomes-2026.yaml"])
def test_files_with_errors_are_not_built_on(place: Path, planctl: Planctl, file: str) -> None:
    path = place / "personal" / file
    path.write_text(text(path) + "misson: Vi\n", encoding="utf-8")
    done = planctl("new", "plan", "personal", cwd=place)
    assert done.code == 2
    assert file in done.err
    assert not (place / "personal/plan-2028-2030.yaml").exists()


def test_a_file_in_the_place_is_not_replaced(place: Path, planctl: Planctl) -> None:
    other = "kind: plan\nunit: lon\nperiod: 2026\n"
    (place / "personal/plan-2028-2030.yaml").write_text(other, encoding="utf-8")
    assert planctl("new", "plan", "personal", cwd=place).code == 2
    assert text(place / "personal/plan-2028-2030.yaml") == other


def test_anchors_are_named_with_a_way_out(place: Path, planctl: Planctl) -> None:
    path = place / "personal/plan.yaml"
    path.write_text(text(path).replace("      enkat:\n", "      enkat: &x\n"), encoding="utf-8")
    done = planctl("new", "plan", "personal", cwd=place)
    assert done.code == 2
    assert "--from none" in done.err
    assert planctl("new", "plan", "personal", "--from", "none", cwd=place).code == 0
