"""Real merges by git with the driver: in worktrees and submodules, with paths of all sorts, and where planctl is missing or killed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import SOURCES
from tests.repositories import SETTINGS

PLAN = "kind: plan\nunit: a\nperiod: 2026\nkpis:\n  ett:\n    title: Ett\n    target: 1\n  två:\n    title: Två\n    target: 2\n"
ORGANISATION = "kind: organisation\nformat: 1\nid: a\nname: A\nlanguage: en\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the planctl of these tests is a shell script")


class Repository:
    """A repository with a workspace, and a planctl on PATH that says how it is called."""

    def __init__(self, top: Path, bin_: Path, inside: str) -> None:
        self.top, self.bin, self.folder = top, bin_, top / inside
        self.folder.mkdir(parents=True, exist_ok=True)
        self.plan = self.folder / "plan.yaml"

    def run(self, *command: str, cwd: Path | None = None, path: Sequence[str | Path] = ()) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name != "PYTHONPATH"}
        folders = os.pathsep.join(map(os.fspath, path or [self.bin, os.environ["PATH"]]))
        environment = kept | SETTINGS | {"PATH": folders, "PYTHONPATH": os.fspath(SOURCES)}
        return subprocess.run(command, cwd=cwd or self.top, env=environment, capture_output=True, text=True, check=False, timeout=60)

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        done = self.run("git", *arguments, cwd=cwd)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def write(self, text: str, name: str = "plan.yaml") -> None:
        (self.folder / name).write_bytes(text.encode())

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", "x")

    def branches(self, base: str, ours: str, theirs: str) -> None:
        """A base on main, with ours on it and theirs on a branch."""
        self.write(base)
        self.commit()
        self.git("checkout", "-qb", "theirs")
        self.write(theirs)
        self.commit()
        self.git("checkout", "-q", "main")
        self.write(ours)
        self.commit()


def script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.fixture
def repository(tmp_path):
    """A repository that the driver is set up in; `inside` is the folder of its workspace."""

    def make(inside: str = "plans", *, install: bool = True) -> Repository:
        bin_ = tmp_path / "bin"
        bin_.mkdir()
        script(bin_ / "planctl", f'exec "{sys.executable}" -m planctl "$@"')
        made = Repository(tmp_path / "a repo å", bin_, inside)
        made.git("init", "-qb", "main")
        made.write(ORGANISATION, "organisation.yaml")
        made.write(PLAN)
        if install:
            done = made.run("planctl", "merge", "install")
            assert (done.returncode, done.stderr) == (0, "")
        return made

    return make


OURS, THEIRS = PLAN.replace("target: 1", "target: 3"), PLAN.replace("Ett\n", "Ett A\n")
BOTH = OURS.replace("Ett\n", "Ett A\n")


@pytest.mark.parametrize("inside", [".", "plans", "våra planer [1]/a", "#x"])
def test_neighbouring_lines_merge(inside, repository):
    made = repository(inside)
    made.branches(PLAN, OURS, THEIRS)
    made.git("merge", "theirs")
    assert made.plan.read_bytes().decode() == BOTH
    assert made.git("status", "--porcelain") == ""


def test_bytes_at_the_start_and_line_ends(repository):
    made = repository()
    base, ours, theirs, both = ("\ufeff" + text.replace("\n", "\r\n") for text in (PLAN, OURS, THEIRS, BOTH))
    made.branches(base, ours, theirs)
    made.git("merge", "theirs")
    assert made.plan.read_bytes().decode() == both


def test_a_file_that_both_add(repository):
    made = repository()
    made.plan.unlink()
    made.write("x", "x.txt")
    made.commit()
    made.git("checkout", "-qb", "theirs")
    made.write(PLAN)
    made.commit()
    made.git("checkout", "-q", "main")
    made.write(PLAN + "  tre:\n    title: Tre\n")
    made.commit()
    made.git("merge", "theirs")
    assert made.plan.read_bytes().decode() == PLAN + "  tre:\n    title: Tre\n"


def test_a_file_that_one_renames_and_one_that_one_deletes(repository):
    made = repository()
    made.write(PLAN)
    other = "kind: outcomes\nunit: a\nyear: 2026\nsummary:\n  T1: Bra\n"
    made.write(other, "andra.yaml")
    made.commit()
    made.git("checkout", "-qb", "theirs")
    made.git("mv", "plans/plan.yaml", "plans/nya.yaml")
    made.git("rm", "-q", "plans/andra.yaml")
    made.write(THEIRS, "nya.yaml")
    made.commit()
    made.git("checkout", "-q", "main")
    made.write(OURS)
    made.write(other + "  T2: Bättre\n", "andra.yaml")
    made.commit()
    done = made.run("git", "merge", "theirs")
    assert done.returncode == 1, "edit against delete of a file is git's own to tell"
    assert (made.folder / "nya.yaml").read_bytes().decode() == BOTH
    assert (made.folder / "andra.yaml").read_bytes().decode() == other + "  T2: Bättre\n"


def test_conflicts_in_git_s_own_style(repository):
    made = repository()
    made.branches(PLAN, OURS, PLAN.replace("target: 1", "target: 4").replace("target: 2", "target: 5"))
    done = made.run("git", "-c", "merge.conflictStyle=diff3", "merge", "theirs")
    assert done.returncode == 1
    marked = "<<<<<<< ours\n    target: 3\n||||||| base\n    target: 1\n=======\n    target: 4\n>>>>>>> theirs\n"
    assert made.plan.read_bytes().decode() == PLAN.replace("    target: 1\n", marked).replace("target: 2", "target: 5")
    assert made.git("status", "--porcelain") == "UU plans/plan.yaml\n", "no file is left behind"


def test_in_a_worktree(repository, tmp_path):
    made = repository()
    made.branches(PLAN, OURS, THEIRS)
    tree = tmp_path / "träd 2"
    made.git("worktree", "add", "-q", "-b", "other", os.fspath(tree), "main")
    made.git("merge", "theirs", cwd=tree)
    assert (tree / "plans/plan.yaml").read_bytes().decode() == BOTH
    assert made.run("planctl", "merge", "install", cwd=tree).stdout == "git is set up already: nothing was changed\n"
    assert made.run("planctl", "doctor", cwd=tree).returncode == 0


def test_in_a_submodule(repository, tmp_path):
    made = repository()
    made.branches(PLAN, OURS, THEIRS)
    outer = tmp_path / "outer"
    outer.mkdir()
    made.git("init", "-qb", "main", cwd=outer)
    made.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", os.fspath(made.top), "sub", cwd=outer)
    done = made.run("planctl", "merge", "install", cwd=outer / "sub")
    assert "merge.planctl.driver" in done.stdout
    made.git("merge", "origin/theirs", cwd=outer / "sub")
    assert (outer / "sub/plans/plan.yaml").read_bytes().decode() == BOTH


def folders_without(command: str) -> list[str]:
    return [folder for folder in os.environ["PATH"].split(os.pathsep) if not shutil.which(command, path=folder)]


@pytest.mark.parametrize(
    ("planctl", "why"),
    [
        (None, "plans/plan.yaml: git finds no planctl, and merges the file line by line; have the folder of the command planctl in PATH"),
        ("kill -9 $$", "plans/plan.yaml: planctl has failed, and git merges the file line by line"),
        ("echo '<<<<<<< half' > $3; kill -9 $$", "plans/plan.yaml: planctl has failed, and git merges the file line by line"),
        ("echo why >&2; exit 101", "why\nplans/plan.yaml: planctl has failed, and git merges the file line by line"),
        ("kill -9 $PPID; sleep 1", ""),
        ("exit 2", "plans/plan.yaml: planctl has failed, and git merges the file line by line"),
        ("exit 1", "plans/plan.yaml: planctl has failed, and git merges the file line by line"),
        ("exit 0", "plans/plan.yaml: planctl has failed, and git merges the file line by line"),
        ('exec python3 -c "import nosuch"', "plans/plan.yaml: planctl has failed, and git merges the file line by line"),
    ],
)
def test_git_makes_up_for_a_planctl_that_ends_badly(planctl, why, repository):
    made = repository()
    made.branches(PLAN, OURS, PLAN.replace("target: 1", "target: 4"))
    (made.bin / "planctl").unlink()
    if planctl is not None:
        script(made.bin / "planctl", planctl)
    done = made.run("git", "merge", "theirs", path=[made.bin, *folders_without("planctl")])
    assert (done.returncode, "merge_file" in done.stderr) == (1, False), why
    assert done.stderr.removesuffix("\n").endswith(why)
    assert done.stderr
    marked = "<<<<<<< ours\n    target: 3\n=======\n    target: 4\n>>>>>>> theirs\n"
    assert made.plan.read_bytes().decode() == PLAN.replace("    target: 1\n", marked), why
    assert made.git("status", "--porcelain", "--untracked-files=all") == "UU plans/plan.yaml\n", "no file is left behind"
    assert all(len(line) < 160 for line in done.stderr.splitlines()), "no message is a program"


def test_git_does_not_make_up_for_conflicts(repository):
    """A planctl that ends with 1 and has written a file has written its markers, and they stay."""
    made = repository()
    made.branches(PLAN, OURS, THEIRS)
    script(made.bin / "planctl", 'printf "<<<<<<< x\\n" > "$3"; exit 1')
    assert made.run("git", "merge", "theirs").returncode == 1
    assert made.plan.read_bytes() == b"<<<<<<< x\n"


def test_without_its_script_the_driver_is_git_s_own_merge(repository):
    made = repository()
    made.branches(PLAN, OURS, PLAN.replace("target: 1", "target: 4"))
    made.git("config", "--unset", "merge.planctl.script")
    assert made.run("git", "merge", "theirs").returncode == 1
    assert "=======" in made.plan.read_text(encoding="utf-8")
    assert made.run("planctl", "doctor").returncode == 1


def test_install_changes_only_what_is_missing(repository):
    made = repository(install=False)
    lines = b"* text=auto\r\n*.png -text"
    (made.top / ".gitattributes").write_bytes(lines)
    done = made.run("planctl", "merge", "install")
    assert done.stdout.splitlines() == [
        "set in git's settings of this repository: merge.planctl.name",
        "set in git's settings of this repository: merge.planctl.driver",
        "set in git's settings of this repository: alias.planctl-merge",
        "set in git's settings of this repository: merge.planctl.script",
        "added to .gitattributes: plans/**/*.yaml merge=planctl",
    ]
    after = lines + b"\r\nplans/**/*.yaml merge=planctl\r\n"
    assert (made.top / ".gitattributes").read_bytes() == after
    assert made.run("planctl", "merge", "install").stdout == "git is set up already: nothing was changed\n"
    assert (made.top / ".gitattributes").read_bytes() == after


def test_install_leaves_other_drivers_alone(repository):
    made = repository(install=False)
    (made.top / ".gitattributes").write_text("*.yaml merge=union\n")
    done = made.run("planctl", "merge", "install")
    assert done.stdout.splitlines()[-1] == "left as they are: files in plans, which .gitattributes has merged by union"
    assert (made.top / ".gitattributes").read_text() == "*.yaml merge=union\n"


def test_install_outside_a_repository(planctl, tmp_path):
    run = planctl("--lang", "en", "merge", "install", cwd=tmp_path, env=SETTINGS | {"GIT_CEILING_DIRECTORIES": os.fspath(tmp_path.parent)})
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        f"Error: {tmp_path} is not in a repository of git\nHint: git init makes one; planctl init does it with all that belongs to it\n"
    )


def test_install_in_a_bare_repository(planctl, repository, tmp_path):
    repository().git("init", "-q", "--bare", os.fspath(tmp_path / "bare.git"))
    run = planctl("--lang", "en", "merge", "install", cwd=tmp_path / "bare.git", env=SETTINGS)
    assert run.err.splitlines()[0] == f"Error: the repository of git at {tmp_path / 'bare.git'} is bare: it has no files beside it"
    doctor = planctl("--lang", "en", "doctor", cwd=tmp_path / "bare.git", env=SETTINGS)
    assert (doctor.code, "is bare: it has no files beside it" in doctor.out) == (1, True)


def test_install_for_all_repositories(planctl, tmp_path):
    settings = SETTINGS | {"GIT_CONFIG_GLOBAL": os.fspath(tmp_path / "gitconfig")}
    run = planctl("--lang", "en", "merge", "install", "--global", cwd=tmp_path, env=settings)
    assert run.out.splitlines()[0] == "set in git's settings of this user: merge.planctl.name"
    assert "planctl merge" in (tmp_path / "gitconfig").read_text()


def test_doctor(repository):
    made = repository(install=False)
    done = made.run("planctl", "--lang", "en", "doctor")
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if "missing" in line or line.startswith(" ")] == [
        "✗ missing  git knows no merge driver planctl",
        "           run planctl merge install",
        "✗ missing  0 of 2 files are merged by planctl, and not plans/organisation.yaml",
        "           run planctl merge install",
        "✗ missing  no hook checks the plans before they are committed",
        "           let a pre-commit hook run planctl check",
    ]
    made.run("planctl", "merge", "install")
    assert made.run("planctl", "doctor").returncode == 0


def test_doctor_as_json_without_anything(planctl, tmp_path):
    run = planctl("--lang", "en", "doctor", "--format", "json", cwd=tmp_path, env={"GIT_CEILING_DIRECTORIES": os.fspath(tmp_path.parent)})
    assert run.code == 1
    document = json.loads(run.out)
    assert document["format"] == 1
    assert {check["name"]: check["ok"] for check in document["checks"]} == {
        "planctl": True, "workspace": False, "git": True, "repository": False,
    }  # fmt: skip
