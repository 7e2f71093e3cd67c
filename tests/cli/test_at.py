"""`--at REVISION` through the real executable: what was committed is read, whatever lies in the working tree now."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from tests.repositories import Repo, repo_with
from tests.workspaces import ORGANISATION, outcomes, plan, write_workspace

PLAN = """\
goals:
  friska:
    title: Friska medarbetare
    owner: HR-chef
    kpis:
      hme:
        title: Engagemang
        unit: index
        frequency: year
        target: "≥ 80"
        thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}
"""
BEFORE = {"personal/plan.yaml": plan(PLAN.replace("70–79", "71–79")), "personal/u.yaml": outcomes("kpis:\n  hme: {year: 81}\n", year=2025)}
NOW = {
    "personal/plan.yaml": "# En rad till\n" + plan(PLAN.replace("Friska medarbetare", "Friskare medarbetare")),
    "personal/u.yaml": outcomes("kpis:\n  hme: {year: 60}\n", year=2025),
}
PERIOD = ("--period", "2025")


@pytest.fixture(scope="module")
def repo(tmp_path_factory) -> Repo:
    """The tag `before`, a commit after it, and a working tree that holds something else again."""
    repo = repo_with(tmp_path_factory.mktemp("at"), BEFORE)
    repo.git("tag", "before")
    repo.commit(NOW, "Efter")
    repo.write(
        {"personal/plan.yaml": "kind: plan\n  unit: trasig\n", "personal/u.yaml": None, "lon/plan.yaml": plan("goals: {}\n", unit="lon")}
    )
    return repo


@pytest.fixture(scope="module")
def checkout(repo, tmp_path_factory):
    """A working tree as it was at the tag."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.rmtree(folder)
    repo.git("worktree", "add", "--quiet", "--detach", folder, "before")
    return folder


COMMANDS = [
    ("check",),
    ("check", "--format", "json"),
    ("check", "--format", "github"),
    ("status", *PERIOD),
    ("status", "--format", "json", *PERIOD),
    ("explain", "personal/hme", *PERIOD),
    ("explain", "hme", "--format", "json", *PERIOD),
    ("report", "plan", "personal"),
    ("report", "followup", *PERIOD),
    ("report", "kpi", "personal/hme", "--format", "html", *PERIOD),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_as_in_a_checkout(planctl, repo, checkout, command):
    expected = planctl(*command, cwd=checkout)
    assert expected.out
    assert planctl(*command, "--at", "before", cwd=repo.folder) == expected


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_inside_a_hook(planctl, repo, command, tmp_path):
    other = Repo(tmp_path / "other")
    hook = {
        "GIT_DIR": str(other.folder / ".git"),
        "GIT_INDEX_FILE": str(other.folder / ".git" / "index"),
        "GIT_WORK_TREE": str(other.folder),
    }
    expected = planctl(*command, "--at", "before", cwd=repo.folder)
    assert planctl(*command, "--at", "before", cwd=repo.folder, env=hook) == expected


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_in_a_bare_repository(planctl, repo, command, tmp_path):
    bare = tmp_path / "bare.git"
    repo.git("clone", "--quiet", "--bare", repo.folder, bare)
    expected = planctl(*command, "--at", "before", cwd=repo.folder)
    assert planctl(*command, "--at", "before", cwd=bare) == expected


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_in_a_folder_below_and_with_c(planctl, repo, checkout, command):
    expected = planctl(*command, cwd=checkout / "personal")
    assert planctl(*command, "--at", "before", cwd=repo.folder / "personal") == expected
    expected = planctl("-C", "personal", *command, cwd=checkout)
    assert planctl("-C", "personal", *command, "--at", "before", cwd=repo.folder) == expected


def test_the_excerpts_of_check_come_from_the_revision(planctl, repo):
    run = planctl("check", "--at", "before", "--select", "T", cwd=repo.folder)
    assert run.code == 1
    assert re.search(r"\d+ │ +thresholds: \{red: \"< 70\", yellow: 71–79, green: \"≥ 80\"\}", run.out)


def test_the_exit_code_is_that_of_the_revision(planctl, repo):
    assert planctl("check", cwd=repo.folder).code == 1
    assert planctl("check", "--at", "before", cwd=repo.folder).code == 1
    assert planctl("check", "--at", "HEAD", cwd=repo.folder).code == 0
    assert planctl("status", "--at", "before", "--fail-on", "red", *PERIOD, cwd=repo.folder).code == 0
    assert planctl("status", "--at", "HEAD", "--fail-on", "red", *PERIOD, cwd=repo.folder).code == 1


def test_paths_are_those_of_the_revision(planctl, repo):
    assert planctl("check", "personal/u.yaml", "--at", "before", cwd=repo.folder).code == 0
    assert planctl("check", "personal", "--at", "before", cwd=repo.folder).code == 1
    run = planctl("check", "lon/plan.yaml", "--at", "before", "--lang", "en", cwd=repo.folder)
    assert (run.code, run.out) == (2, "")
    assert "lon/plan.yaml does not exist at before" in run.err


def test_the_revision_that_a_report_shows(planctl, repo):
    commits = {name: repo.git("rev-parse", "--short=10", name) for name in ("before", "HEAD")}
    for name, commit in commits.items():
        out = planctl("report", "plan", "--at", name, cwd=repo.folder).out
        assert f"Planernas revision: {commit}" in out
        assert f"{commit}+" not in out
    assert f"{commits['HEAD']}+" in planctl("report", "plan", cwd=repo.folder).out


def test_it_is_that_of_the_folder_and_not_of_its_neighbour(planctl, tmp_path):
    repo = Repo(tmp_path)
    plans = write_workspace(tmp_path / "planer", BEFORE)
    repo.commit(subject="Planer")
    first = repo.git("rev-parse", "--short=10", "HEAD")
    repo.commit({"annat/fil.txt": "x"}, "Annat")
    for folder in (tmp_path, plans):
        assert f"Planernas revision: {first}" in planctl("report", "plan", "--at", "HEAD", cwd=folder).out


@pytest.mark.parametrize("command", [("check",), ("status",), ("explain", "hme"), ("report", "plan"), ("history", "hme")], ids=" ".join)
@pytest.mark.parametrize("revision", ["nej", "", "-p", "--output=x", "HEAD\n"])
def test_what_is_no_revision(planctl, repo, command, revision):
    run = planctl(*command, f"--at={revision}", "--lang", "en", cwd=repo.folder)
    assert (run.code, run.out) == (2, "")
    assert ("there is no revision" if revision else "the revision is empty") in run.err
    assert not (repo.folder / "x").exists()


def test_where_there_was_no_workspace(planctl, tmp_path):
    Repo(tmp_path).commit({"README.md": "x"})
    run = planctl("check", "--at", "HEAD", "--lang", "en", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "no organisation.yaml found in or above . at HEAD" in run.err


def test_names_with_å_and_spaces(planctl, tmp_path):
    Repo(tmp_path).commit({"våra planer/organisation.yaml": ORGANISATION, "våra planer/å.yaml": "kind: plan\n"})
    found = json.loads(planctl("check", "--at", "HEAD", "--format", "json", cwd=tmp_path).out)["diagnostics"]
    assert {known["file"] for known in found} >= {"våra planer/å.yaml"}
