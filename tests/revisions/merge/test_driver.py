"""The driver as git calls it: markers stand in the file before anything can fail, and whenever the process is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planctl.errors import PlanctlError
from planctl.revisions.merge import driver
from planctl.revisions.merge.driver import merge_files

ROOT = Path(__file__).parents[3]
BASE = b"kind: import-profile\na: 1\nb: 2\nc: 3\n"
OURS = BASE.replace(b"a: 1", b"a: 4").replace(b"c: 3", b"c: 5")
THEIRS = BASE.replace(b"b: 2", b"b: 6").replace(b"c: 3", b"c: 7")


@pytest.fixture
def files(tmp_path):
    """Writes three files, and returns their paths."""

    def write(*contents: bytes) -> list[Path]:
        paths = [tmp_path / name for name in ("base", "ours", "theirs")]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        return paths

    return write


def test_a_conflict_at_one_value(files):
    paths = files(BASE, OURS, THEIRS)
    outcome = merge_files(*paths, 9, "plan.yaml")
    assert outcome.has_conflicts
    assert paths[1].read_bytes() == (b"kind: import-profile\na: 4\nb: 6\n<<<<<<<<< ours\nc: 5\n=========\nc: 7\n>>>>>>>>> theirs\n")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ("a: 1\nb: 1\n", "a: 2\r\nb: 1\r\n", "a: 1\nb: 2\n", "a: 2\r\nb: 2\r\n"),
        ("a: 1\nb: 1\n", "\ufeffa: 2\nb: 1\n", "a: 1\nb: 2\n", "\ufeffa: 2\nb: 2\n"),
        ("\ufeffa: 1\r\nb: 1\r\n", "a: 2\nb: 1\n", "\ufeffa: 1\r\nb: 2\r\n", "a: 2\nb: 2\n"),
        ("a: 1\nb: 1", "a: 2\nb: 1", "a: 1\nb: 2", "a: 2\nb: 2"),
        ("a: 1\nb: 1\n", "a: 2\nb: 1\n", "a: 1\nb: 2", "a: 2\nb: 2\n"),
        ("a: 1\n", "a: 2", "a: 3", "<<<<<<< ours\na: 2\n=======\na: 3\n>>>>>>> theirs\n"),
    ],
)
def test_marks_and_line_ends_are_those_of_ours(base, ours, theirs, result, files):
    paths = files(base.encode(), ours.encode(), theirs.encode())
    merge_files(*paths, 7, "x")
    assert paths[1].read_bytes() == result.encode()


def test_what_can_not_be_read_is_merged_line_by_line_and_is_to_be_looked_at(files):
    paths = files(b"a: 1\nb: 1\nc: 1\nd: [\n", b"a: 2\nb: 1\nc: 1\nd: [\n", b"a: 1\nb: 1\nc: 1\nd: ]\n")
    outcome = merge_files(*paths, 7, "plan.yaml")
    assert paths[1].read_bytes() == b"a: 2\nb: 1\nc: 1\nd: ]\n"
    assert outcome.has_conflicts
    assert [message.msgid for message in outcome.messages] == ["{path}: merged line by line, as git does, since {reason}"]


def test_what_is_no_text_stays(files):
    paths = files(b"a\0", b"b\0", b"c\0")
    assert merge_files(*paths, 7, "x").has_conflicts
    assert paths[1].read_bytes() == b"b\0"


def test_without_git_all_of_both_stands_between_markers(files, monkeypatch):
    monkeypatch.setenv("PATH", "")
    paths = files(b"a: 1\n", b"a: [\n", b"b")
    assert merge_files(*paths, 7, "x").has_conflicts
    assert paths[1].read_bytes() == b"<<<<<<< ours\na: [\n=======\nb\n>>>>>>> theirs\n"


def test_a_fault_in_planctl_leaves_what_git_makes(files, monkeypatch):
    monkeypatch.setattr(driver, "merged_texts", lambda *_: 1 / 0)
    paths = files(b"a: 1\nb: 2\n", b"a: 2\nb: 2\n", b"a: 3\nb: 2\n")
    outcome = merge_files(*paths, 7, "x")
    assert outcome.has_conflicts
    assert paths[1].read_bytes().startswith(b"<<<<<<< ours\n")


def test_a_new_problem_is_told(files):
    head = b"kind: plan\nunit: a\nperiod: 2026\nkpis:\n  k:\n    title: K\n    target: 5\n"
    bands = b'{red: "< 5", green: "\xe2\x89\xa5 5"}'
    paths = files(head, head + b"    thresholds: " + bands + b"\n", head + b"    thresholds: {2026: " + bands + b"}\n")
    outcome = merge_files(*paths, 7, "x")
    assert outcome.has_conflicts
    assert b"<<<" not in paths[1].read_bytes()
    assert [message.msgid for message in outcome.messages] == [
        "{path}: the two sides are both merged, but together they make a new problem: {problem}"
    ]


def test_a_missing_file(files):
    paths = files(BASE, OURS, THEIRS)
    paths[0].unlink()
    with pytest.raises(PlanctlError):
        merge_files(*paths, 7, "x")
    assert paths[1].read_bytes() == OURS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_killed_at_any_step_markers_stand_in_the_file(tmp_path):
    """Before its first step nothing is written, and git's shell makes up for it: see test_git.py."""
    script = [sys.executable, "-m", "tests.revisions.merge.kills", os.fspath(tmp_path)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([os.fspath(ROOT / "src"), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(script, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    states = done.stdout.split()
    assert states[0] == "untouched"
    assert set(states) == {"untouched", "textual", "merged"}
    assert states == sorted(states, key=["untouched", "textual", "merged"].index)


def test_a_file_of_its_own_holds_the_merge_whatever_it_is(files, tmp_path):
    result = tmp_path / "result"
    for content in (OURS, b"a\0"):
        paths = files(content, content, content)
        merge_files(*paths, 7, "x", result)
        assert (result.read_bytes(), paths[1].read_bytes()) == (content, content)
        result.unlink()


def test_arguments(planctl, files):
    paths = files(b"a: 1\nb: 1\n", b"a: 2\nb: 1\n", b"a: 1\nb: 2\n")
    assert planctl("merge", *paths[:2]).code == 2
    assert planctl("merge", "--global", *paths).code == 2
    assert planctl("merge", "--", *paths, "7", "-x.yaml").code == 0
    assert paths[1].read_bytes() == b"a: 2\nb: 2\n"
    ours = paths[1].read_bytes()
    paths[2].write_bytes(b"a: 1\nb: 3\n")
    assert planctl("merge", "-o", paths[0].with_name("result"), "--", *paths).code == 1
    assert paths[1].read_bytes() == ours
