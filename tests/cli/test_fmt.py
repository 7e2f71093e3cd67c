"""`planctl fmt` through the real executable."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ORGANISATION = "kind: organisation\nformat: 1\nid: ort\nname: Orten\nlanguage: sv\ncalendar:\n  V: {ends: 06-30}\n  year: {ends: 12-31}\n"
UNTIDY = "unit:   ort\nkind: plan # k\nperiod: '2026'\n"
TIDY = 'kind: plan # k\nunit: ort\nperiod: "2026"\n'
OUTCOMES = "kind: outcomes\nunit: ort\nyear: 2026\nsummary: {year: x, V: y}\n"
IN_ORDER = "kind: outcomes\nunit: ort\nyear: 2026\nsummary: {V: y, year: x}\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "organisation.yaml").write_text(ORGANISATION)
    (tmp_path / "plan.yaml").write_text(UNTIDY)
    (tmp_path / "utfall å").mkdir()
    (tmp_path / "utfall å" / "outcomes.yaml").write_text(OUTCOMES)
    return tmp_path


def piped(text: str | bytes, *arguments: str, cwd: Path) -> tuple[int, bytes, str]:
    raw = text if isinstance(text, bytes) else text.encode()
    run = subprocess.run([sys.executable, "-m", "planctl", *arguments], input=raw, capture_output=True, cwd=cwd, check=False)
    return run.returncode, run.stdout, run.stderr.decode()


def test_writes_and_says_what_was_done(planctl, workspace):
    (workspace / "plan.yaml").chmod(0o640)
    run = planctl("fmt", cwd=workspace)
    assert run == (0, "uppställd: plan.yaml\nuppställd: utfall å/outcomes.yaml\n", "2 filer uppställda, 1 fil har redan formen.\n")
    assert (workspace / "plan.yaml").read_text() == TIDY
    assert stat.S_IMODE((workspace / "plan.yaml").stat().st_mode) == 0o640
    assert (workspace / "utfall å" / "outcomes.yaml").read_text() == IN_ORDER
    times = (workspace / "plan.yaml").stat().st_mtime_ns
    assert planctl("fmt", cwd=workspace) == (0, "", "3 filer har redan formen.\n")
    assert (workspace / "plan.yaml").stat().st_mtime_ns == times


def test_check(planctl, workspace):
    run = planctl("--lang", "en", "fmt", "--check", cwd=workspace)
    assert (run.code, run.out) == (1, "would be formatted: plan.yaml\nwould be formatted: utfall å/outcomes.yaml\n")
    assert run.err == "2 files would be formatted, 1 file in the form already.\n"
    assert (workspace / "plan.yaml").read_text() == UNTIDY
    assert planctl("fmt", "--check", "organisation.yaml", cwd=workspace).code == 0


def test_diff_can_be_applied(planctl, workspace):
    (workspace / "plan.yaml").write_text(UNTIDY.rstrip("\n"))
    run = planctl("fmt", "--diff", cwd=workspace)
    assert run.code == 0
    assert "--- a/plan.yaml\n+++ b/plan.yaml\n" in run.out
    assert "\\ No newline at end of file\n" in run.out
    subprocess.run(["git", "apply", "-p1"], input=run.out.encode(), cwd=workspace, check=True, capture_output=True)
    assert (workspace / "plan.yaml").read_text() == TIDY
    assert planctl("fmt", "--check", cwd=workspace).code == 0
    assert planctl("fmt", "--diff", "--check", cwd=workspace) == (0, "", "3 filer har redan formen.\n")


def test_diff_with_check_and_in_colour(planctl, workspace):
    run = planctl("fmt", "--diff", "--check", "plan.yaml", cwd=workspace, env={"FORCE_COLOR": "1"})
    assert run.code == 1
    assert "\x1b[32m+unit: ort" in run.out


def test_a_broken_file_is_left_and_the_others_are_not(planctl, workspace):
    (workspace / "bruten.yaml").write_text("kind: plan\n\tunit: ort\n")
    run = planctl("fmt", cwd=workspace)
    assert run.code == 1
    assert "bruten.yaml:2:1" in run.err
    assert "1 fil lämnad som den är" in run.err
    assert (workspace / "plan.yaml").read_text() == TIDY
    assert (workspace / "bruten.yaml").read_text() == "kind: plan\n\tunit: ort\n"


def test_what_can_not_be_kept_is_refused(planctl, workspace):
    (workspace / "plan.yaml").write_text("%YAML 1.2\n---\nkind: plan\n")
    run = planctl("fmt", "plan.yaml", cwd=workspace)
    assert (run.code, run.out) == (1, "")
    assert "plan.yaml:1:1" in run.err
    assert "ta bort raden" in run.err
    assert (workspace / "plan.yaml").read_text() == "%YAML 1.2\n---\nkind: plan\n"


def test_only_what_is_named(planctl, workspace):
    run = planctl("fmt", "utfall å", cwd=workspace)
    assert run.out == "uppställd: utfall å/outcomes.yaml\n"
    assert (workspace / "plan.yaml").read_text() == UNTIDY


def test_a_file_that_may_not_be_written(planctl, workspace):
    if os.geteuid() == 0:
        pytest.skip("may write everything")
    (workspace / "plan.yaml").chmod(0o400)
    run = planctl("fmt", cwd=workspace)
    assert run.code == 2
    assert (workspace / "utfall å" / "outcomes.yaml").read_text() == OUTCOMES


def test_elsewhere(planctl, tmp_path):
    assert planctl("fmt", cwd=tmp_path).code == 2
    assert planctl("fmt", "nowhere.yaml", cwd=tmp_path).code == 2


def test_standard_input(workspace, tmp_path_factory, planctl):
    assert piped(UNTIDY, "fmt", "-", cwd=workspace) == (0, TIDY.encode(), "")
    assert piped(OUTCOMES, "fmt", "-", cwd=workspace)[1] == IN_ORDER.encode()
    outside = tmp_path_factory.mktemp("outside")
    assert piped("kind: plan\r\nunit:  å\r\n", "fmt", "-", cwd=outside)[1] == "kind: plan\r\nunit: å\r\n".encode()
    assert piped(UNTIDY, "fmt", "-", "--check", cwd=workspace)[:2] == (1, "skulle ställas upp: -\n".encode())
    assert piped(UNTIDY, "fmt", "-", "--diff", cwd=workspace)[0] == 0
    code, out, err = piped(b"kind: plan\nx: \xff\n", "fmt", "-", cwd=workspace)
    assert (code, out) == (1, b"")
    assert "-:2:4" in err
    assert piped("", "fmt", "-", "plan.yaml", cwd=workspace)[0] == 2
