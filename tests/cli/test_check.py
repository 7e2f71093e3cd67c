"""`planctl check`: its formats, its options and its exit codes."""

from __future__ import annotations

import json
import shutil

import pytest

from planctl.render.diagnostics import FORMATS
from tests.conftest import DATA

QUIET = ("--ignore", "D,E,O")
"""The rules of these families look at the whole organisation, which the small one of these tests is not."""
SOUND = {"personal/plan.yaml": "kind: plan\nunit: personal\nperiod: 2026\n"}
FAULTY = {"personal/plan.yaml": "kind: plan\nunit: personal\nperiod: 2026\ngols: {}\n"}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("form", FORMATS)
def test_formats(form, language, planctl, golden):
    run = planctl("--lang", language, "check", "fel", "--format", form, *QUIET)
    assert run.code == 1
    ending = {"human": "txt", "github": "txt", "junit": "xml"}.get(form, "json")
    golden(f"check/{form}-{language}.{ending}", run.out + (f"--- stderr\n{run.err}" if run.err else ""))


def test_a_narrow_terminal(planctl, golden):
    run = planctl("--lang", "en", "check", "fel", *QUIET, env={"COLUMNS": "60"})
    assert max(map(len, run.out.splitlines())) <= 60
    golden("check/narrow.txt", run.out)


def test_a_cp1252_console(planctl):
    run = planctl("check", "fel", *QUIET, encoding="cp1252")
    assert run.code == 1
    assert "   13 | " in run.out
    assert "x 5 " in run.out


def test_colour_only_where_it_is_wanted(planctl):
    assert "\x1b" not in planctl("check", "fel").out
    assert "\x1b[31m" in planctl("check", "fel", env={"FORCE_COLOR": "1"}).out
    assert "\x1b" not in planctl("check", "fel", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out


def test_json_is_utf8_whatever_the_terminal(planctl, workspace):
    folder = workspace({"personal/plan.yaml": "kind: plan\nunit: personal\nperiod: 2026\nmål: {}\n"})
    run = planctl("check", "--format", "json", cwd=folder, encoding="latin-1")
    document = json.loads(run.out.encode("latin-1"))
    assert "mål" in document["diagnostics"][0]["message"]


def test_nothing_wrong(planctl, workspace):
    run = planctl("--lang", "en", "check", *QUIET, cwd=workspace(SOUND))
    assert (run.code, run.out, run.err) == (0, "✔ No problems found in 2 files.\n", "")


def test_one_error_among_no_warnings(planctl, workspace):
    run = planctl("--lang", "en", "check", *QUIET, cwd=workspace(FAULTY))
    assert run.code == 1
    assert "✖ 1 error in 2 files." in run.out


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 1), (["--strict", "--ignore", "K001"], 0)])
def test_warnings_fail_only_when_strict(options, code, planctl, workspace):
    plan = "kind: plan\nunit: personal\nperiod: 2026\nkpis:\n  a: {title: Antal fall, frequency: year}\n"
    assert planctl("check", "--select", "K001", *options, cwd=workspace({"personal/plan.yaml": plan})).code == code


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "T"], {"T002", "T003"}),
        (["--select", "T002,R"], {"T002", "R001"}),
        (["--select", "t002", "--select", "F022"], {"T002", "F022"}),
        (["--select", "T", "--ignore", "T003"], {"T002"}),
        (["--select", "T003", "--ignore", "T"], set()),
    ],
)
def test_select_and_ignore(options, codes, planctl):
    run = planctl("check", "fel", "--format", "json", *options)
    assert {diagnostic["code"] for diagnostic in json.loads(run.out)["diagnostics"]} == codes


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--select", "T03"], "there is no rule T03"),
        (["--ignore", "K001,X"], "there is no rule X"),
        (
            ["--format", "gitub"],
            "--format is one of human, json, github, sarif, gitlab, junit, rdjson, not gitub\nHint: did you mean github?",
        ),
        (["--as-of", "2026-13-01"], "2026-13-01 is not a date"),
        (["nowhere"], "nowhere does not exist"),
        (["fel/../conftest.py"], "fel/../conftest.py does not exist"),
    ],
)
def test_a_broken_call(arguments, message, planctl):
    run = planctl("--lang", "en", "check", *arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"Error: {message}")


def test_no_workspace_at_all(planctl, tmp_path, golden):
    run = planctl("--lang", "en", "check", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    golden("check/no-workspace.txt", run.err)


class TestScope:
    """A part of a workspace is checked with all of it, and shown alone."""

    @staticmethod
    def found(planctl, *arguments, **settings):
        document = json.loads(planctl("check", "--format", "json", *arguments, **settings).out)
        return {diagnostic["file"] for diagnostic in document["diagnostics"]}, document["summary"]["files"]

    def test_a_file(self, planctl):
        assert self.found(planctl, "fel/ekonomi/plan.yaml", *QUIET) == ({"fel/ekonomi/plan.yaml"}, 1)

    def test_a_file_is_checked_with_the_others(self, planctl):
        run = planctl("check", "fel/ekonomi/plan.yaml", "--select", "R001", "--format", "json")
        assert json.loads(run.out)["diagnostics"][0]["code"] == "R001"

    def test_a_folder_within_a_workspace(self, planctl):
        files, count = self.found(planctl, "fel/ekonomi", *QUIET)
        assert (files, count) == ({"fel/ekonomi/outcomes-2026.yaml", "fel/ekonomi/plan.yaml"}, 2)

    def test_several(self, planctl):
        files, count = self.found(planctl, "fel/ekonomi/plan.yaml", "fel/personal", *QUIET)
        assert (files, count) == ({"fel/ekonomi/plan.yaml", "fel/personal/plan.yaml"}, 2)

    def test_from_within_a_folder(self, planctl):
        files, count = self.found(planctl, "plan.yaml", *QUIET, cwd=DATA / "fel" / "ekonomi")
        assert (files, count) == ({"plan.yaml"}, 1)

    def test_what_C_does_not_move(self, planctl):
        """Who gives paths gives them from where they stand."""
        run = planctl("-C", "exempel", "check", "fel/ekonomi/plan.yaml", "--format", "json", *QUIET)
        assert {diagnostic["file"] for diagnostic in json.loads(run.out)["diagnostics"]} == {"fel/ekonomi/plan.yaml"}
        run = planctl("--lang", "en", "-C", "fel", "check", "ekonomi/plan.yaml")
        assert run.code == 2
        assert run.err == (
            "Error: ekonomi/plan.yaml does not exist\nHint: -C moves no other names, which are those from here: fel/ekonomi/plan.yaml\n"
        )

    def test_all_workspaces_of_a_folder(self, planctl, tmp_path):
        for name in ("a", "b"):
            shutil.copytree(DATA / "fel", tmp_path / name)
        files, count = self.found(planctl, *QUIET, cwd=tmp_path)
        assert {"a/personal/plan.yaml", "b/personal/plan.yaml"} <= files
        assert count == 2 * self.found(planctl, "fel")[1]

    def test_an_organisation_that_cannot_be_read_is_always_told_of(self, planctl, workspace):
        folder = workspace(SOUND | {"organisation.yaml": "kind: organisation\nformat: 1\n  id: x\n"})
        files, _count = self.found(planctl, "personal/plan.yaml", cwd=folder)
        assert files == {"organisation.yaml"}
