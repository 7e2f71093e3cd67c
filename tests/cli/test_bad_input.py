"""Every file that can't be used gives one clear diagnostic at its place, and the other files are checked all the same."""

from __future__ import annotations

import json
import os
import shutil
import sys
from itertools import pairwise
from typing import NamedTuple

import pytest

from tests.conftest import DATA

HEAD = "kind: plan\nunit: personal\nperiod: 2026\n"
GOAL = HEAD + "goals:\n  malet:\n    title: Ett mål\n"
KPI = GOAL + "    kpis:\n      andel:\n        title: Andel\n"


class Bad(NamedTuple):
    """A file, the code and line of its diagnostic, and words of what is said."""

    text: str | bytes
    code: str
    line: int
    says: str = ""


CASES = {
    "not-yaml": Bad("kind: plan\nunit: [\n", "F001", 2),
    "lost-indent": Bad(GOAL + "   owner: HR-chef\n", "F001", 7),
    "colon-in-a-title": Bad(GOAL.replace("Ett mål", "Mål: ett"), "F001", 6, '"Mål: ett"'),
    "unquoted-target": Bad(KPI + "        target: > 80\n", "F001", 10, '"> 80"'),
    "unquoted-unit": Bad(KPI + "        unit: %\n", "F001", 10, '"%"'),
    "unclosed-quote": Bad(KPI + '        source: "Lönesystemet\n        owner: HR-chef\n', "F001", 10),
    "tab-indent": Bad(HEAD + "goals:\n\tmalet:\n\t\ttitle: Ett mål\n", "F002", 5),
    "latin-1": Bad(GOAL.encode("latin-1"), "F003", 6, "UTF-8"),
    "utf-16": Bad(GOAL.encode("utf-16"), "F003", 1, "UTF-8"),
    "a-nul": Bad(GOAL.replace("Ett", "E\0tt"), "F001", 6),
    "duplicate-key": Bad(GOAL + "    title: Ett annat mål\n", "F004", 7, "6"),
    "empty": Bad("", "F005", 1),
    "only-comments": Bad("# ingenting än\n", "F005", 1),
    "list-at-the-top": Bad("- kind: plan\n- unit: personal\n", "F006", 1),
    "text-at-the-top": Bad("plan\n", "F006", 1),
    "two-documents": Bad(HEAD + "---\n" + HEAD, "F006", 4),
    "anchor-bomb": Bad(
        "a: &a [x, x, x, x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in pairwise("abcdefghi")),
        "F010",
        2,
    ),
    "deep-nesting": Bad("kind: plan\nvalues: " + "[" * 100_000 + "\n", "F010", 2),
    "split-at-comma": Bad(KPI + "        thresholds: {red: ≥ 7,0, green: < 6}\n", "F011", 10, '"≥ 7,0"'),
    "split-beside-a-sign": Bad(KPI + "        thresholds: {red: < 70, yellow: 70,5–79, green: >= 80}\n", "F011", 10, 'yellow: "70,5–79"'),
    "not-a-number": Bad(KPI + "        target: .nan\n", "F013", 10),
    "no-kind": Bad("unit: personal\nperiod: 2026\n", "F020", 1, "kind"),
    "wrong-kind": Bad("kind: plann\nunit: personal\n", "F020", 1, "plan"),
    "unknown-key": Bad(HEAD + "gaols: {}\n", "F022", 4, "goals"),
    "newer-format": Bad(HEAD + "format: 9\n", "F021", 4, "organisation.yaml"),
    "format-of-a-plan": Bad("format: 1\n" + HEAD, "F022", 1, "organisation.yaml"),
    "wrong-type": Bad(HEAD + "goals: [a, b]\n", "F023", 4),
    "no-space-after-a-colon": Bad(GOAL.replace("title: Ett mål", "title:Ett mål"), "F023", 6, "title: Ett mål"),
    "quoted-year": Bad('kind: outcomes\nunit: personal\nyear: "2026"\n', "F023", 3, "2026"),
    "missing-key": Bad("kind: plan\nunit: personal\n", "F024", 1, "period"),
    "wrong-word": Bad(HEAD + "document: {status: decidd}\n", "F025", 4, "decided"),
}
"""Each is a file of its own in one workspace."""


@pytest.fixture(scope="module")
def found(planctl, tmp_path_factory):
    """What one run says of all the files, by their names, and how it ended."""
    folder = tmp_path_factory.mktemp("plans")
    shutil.copy(DATA / "exempel" / "organisation.yaml", folder)
    (folder / "ekonomi.yaml").write_text(GOAL.replace("personal", "ekonomi") + "    supports: ekonomi/b\n", encoding="utf-8")
    for name, bad in CASES.items():
        (folder / f"{name}.yaml").write_bytes(bad.text if isinstance(bad.text, bytes) else bad.text.encode())
    (folder / "a-folder.yaml").mkdir()
    run = planctl("--lang", "en", "check", "--select", "F,R", "--format", "json", cwd=folder)
    diagnostics = {}
    for diagnostic in json.loads(run.out)["diagnostics"]:
        diagnostics.setdefault(diagnostic["file"].removesuffix(".yaml"), []).append(diagnostic)
    return run, diagnostics


def test_the_run_ends_with_findings(found):
    run, _diagnostics = found
    assert (run.code, run.err) == (1, "")


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file(name, found):
    _run, diagnostics = found
    (only,) = diagnostics[name]
    assert (only["code"], only["line"]) == (CASES[name].code, CASES[name].line)
    assert CASES[name].says in f"{only['message']} {only['hint']}"
    assert only["hint"]
    assert "{" not in only["message"] or "{" in str(CASES[name].text)


def test_a_folder_where_a_file_should_be(found):
    (only,) = found[1]["a-folder"]
    assert only["code"] == "F008"


def test_the_other_files_are_checked(found):
    assert [diagnostic["code"] for diagnostic in found[1]["ekonomi"]] == ["R001"]


@pytest.mark.parametrize("name", ["latin-1", "utf-16", "a-nul", "deep-nesting", "empty"])
@pytest.mark.parametrize("form", ["human", "github"])
def test_every_format_can_show_it(name, form, planctl, workspace):
    run = planctl("check", "--select", CASES[name].code, "--format", form, cwd=workspace({"plan.yaml": CASES[name].text}))
    assert run.code == 1
    assert CASES[name].code in run.out
    assert max(map(len, run.out.splitlines())) < 1000


def test_an_unknown_version_of_the_format(planctl, workspace, golden):
    run = planctl("--lang", "en", "check", cwd=workspace({"organisation.yaml": "kind: organisation\nformat: 2\nid: a\nname: A\n"}))
    assert run.code == 1
    golden("check/newer-format.txt", run.out)


def test_crlf_and_bom_leave_lines_and_columns_right(planctl, workspace):
    text = "\ufeff" + (KPI + "        frekvency: year\n").replace("\n", "\r\n")
    run = planctl("--lang", "en", "check", "--select", "F", cwd=workspace({"plan.yaml": text}))
    assert "plan.yaml:10:9" in run.out
    assert "   10 │         frekvency: year\n      │         ^^^^^^^^^\n" in run.out


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everyone may read every file here")
def test_an_unreadable_file(planctl, workspace):
    folder = workspace({"plan.yaml": HEAD})
    (folder / "plan.yaml").chmod(0)
    run = planctl("check", "--select", "F", "--format", "github", cwd=folder)
    assert "title=F007" in run.out


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
@pytest.mark.parametrize("name", ["plan.yaml", "organisation.yaml"])
def test_a_link_to_nothing(planctl, workspace, name):
    folder = workspace({"personal/plan.yaml": HEAD})
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to("gone.yaml")
    run = planctl("--lang", "en", "check", "--select", "F", "--format", "json", cwd=folder)
    (only,) = json.loads(run.out)["diagnostics"]
    assert (only["file"], only["code"], only["message"]) == (name, "F007", "the link leads to gone.yaml, which is not there")


def test_an_organisation_that_is_a_folder(planctl, tmp_path):
    (tmp_path / "organisation.yaml").mkdir()
    (tmp_path / "personal").mkdir()
    for command in ("check", "status"):
        run = planctl("--lang", "en", command, cwd=tmp_path / "personal")
        assert run.code == 2
        assert run.err.startswith("Error: ../organisation.yaml is a folder, and must be a file\nHint: ")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_out_of_the_workspace(planctl, workspace, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "plan.yaml"
    outside.write_text("kind: hemlig\n", encoding="utf-8")
    folder = workspace({"plan.yaml": HEAD})
    (folder / "linked.yaml").symlink_to(outside)
    run = planctl("check", "--select", "F", "--format", "github", cwd=folder)
    assert "file=linked.yaml" in run.out
    assert "title=F009" in run.out
    assert "hemlig" not in run.out


@pytest.mark.parametrize("calendar", ["{}", '{T1: {ends: "02-30"}}'])
def test_a_calendar_that_is_none(planctl, tmp_path, calendar):
    text = f"kind: organisation\nformat: 1\nid: exempel\nname: Exempel\ncalendar: {calendar}\n"
    (tmp_path / "organisation.yaml").write_text(text, encoding="utf-8")
    run = planctl("-C", tmp_path, "check", "--format", "json")
    assert run.code == 1
    assert [found["code"] for found in json.loads(run.out)["diagnostics"]] == ["F025"]


def test_goals_that_all_support_each_other_are_explained_in_time(planctl, tmp_path):
    goals = "".join(f"  g{n}: {{title: Mål {n}, supports: [{', '.join(f'g{m}' for m in range(12) if m != n)}]}}\n" for n in range(12))
    (tmp_path / "organisation.yaml").write_text("kind: organisation\nformat: 1\nid: exempel\nname: Exempel\n", encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(f"kind: plan\nunit: exempel\nperiod: 2026\ngoals:\n{goals}", encoding="utf-8")
    run = planctl("-C", tmp_path, "explain", "g0")
    assert run.code == 0
    assert len(run.out) < 100_000
