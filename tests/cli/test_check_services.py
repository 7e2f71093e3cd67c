"""What services of CI want of the formats of `planctl check`, beyond what the golden files show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from planctl.rules.registry import all_rules
from tests.conftest import Planctl

FILE = "personal/plan för å.yaml"
LINE = '    title: Åtta av tio "chefer" <nöjda> 😀 & glada  '
PLAN = f"kind: plan\nunit: personal\nperiod: 2026\ngoals:\n  nöjda:\n{LINE}\n    ownr: A\n    ownr2: A\n"


@pytest.fixture
def place(workspace) -> Path:
    return workspace({FILE: PLAN})


def document(planctl: Planctl, place: Path, form: str, *options: str) -> Any:
    run = planctl("check", "--format", form, *options, cwd=place, encoding="latin-1")
    assert run.err == ""
    return json.loads(run.out.encode("latin-1"))


def test_sarif_names_each_rule_once_and_counts_columns_in_characters(planctl: Planctl, place: Path) -> None:
    (run,) = document(planctl, place, "sarif")["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["ruleId"] in all_rules()
        assert result["level"] in ("error", "warning")
    assert run["columnKind"] == "unicodeCodePoints"
    places = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert "personal/plan%20f%C3%B6r%20%C3%A5.yaml" in places


def marks_of(form: str, found: Any) -> list[str]:
    if form == "sarif":
        return [result["partialFingerprints"]["planctl/v1"] for result in found["runs"][0]["results"]]
    return [issue["fingerprint"] for issue in found]


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_fingerprints_are_unique_and_stay_when_lines_move(planctl: Planctl, place: Path, form: str) -> None:
    first = marks_of(form, document(planctl, place, form))
    assert len(set(first)) == len(first) == 2
    (place / FILE).write_text("# en rad\n\n" + PLAN, encoding="utf-8")
    assert marks_of(form, document(planctl, place, form)) == first


def test_gitlab_takes_paths_as_they_are(planctl: Planctl, place: Path) -> None:
    issues = document(planctl, place, "gitlab")
    assert {issue["location"]["path"] for issue in issues} >= {FILE}
    assert {issue["severity"] for issue in issues} <= {"critical", "minor"}


def test_rdjson_counts_columns_in_bytes(planctl: Planctl, workspace) -> None:
    text = "kind: plan\nunit: personal\nperiod: 2026\ngoals: {nöjda: {title: Åtta av tio chefer är nöjda, ownr: A}}\n"
    place = workspace({"personal/plan.yaml": text})
    (found,) = [known for known in document(planctl, place, "rdjson")["diagnostics"] if "ownr" in known["message"]]
    line = text.splitlines()[3].encode()
    start, end = (found["location"]["range"][side]["column"] - 1 for side in ("start", "end"))
    assert line[start:end] == b"ownr"


def test_junit_fails_where_there_are_errors_and_tells_of_warnings(planctl: Planctl, place: Path) -> None:
    run = planctl("check", "--format", "junit", cwd=place, encoding="latin-1")
    suite = ElementTree.fromstring(run.out.encode("latin-1"))
    cases: Mapping[str | None, Any] = {case.get("name"): case for case in suite}
    assert suite.get("tests") == str(len(cases))
    assert suite.get("failures") == str(len(suite.findall("*/failure")))
    assert f"{FILE}:7:5: F022" in (cases[FILE].findtext("failure") or "")


def test_junit_has_a_case_where_nothing_is_wrong(planctl: Planctl, place: Path) -> None:
    run = planctl("check", "--select", "R", "--format", "junit", cwd=place)
    assert run.code == 0
    suite = ElementTree.fromstring(run.out)
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
    assert [case.get("name") for case in suite] == ["planctl check"]


def test_nothing_found_is_a_whole_document_too(planctl: Planctl, place: Path) -> None:
    assert document(planctl, place, "gitlab", "--select", "R") == []
    assert document(planctl, place, "rdjson", "--select", "R")["diagnostics"] == []
    assert document(planctl, place, "sarif", "--select", "R")["runs"][0]["results"] == []
