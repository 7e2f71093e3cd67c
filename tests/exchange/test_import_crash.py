"""A process that is killed in the middle of an import of forty files: each is old or new, and the next command makes all of them the same.

Every call that changes anything on the disk is a step. A child process runs the command and kills itself at one of them, as a power cut
would.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from planctl.cli.run import run
from tests.exchange.books import own_workbook, write
from tests.workspaces import load_workspace, write_workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

UNITS = 40
STEPS = ("replace", "rename", "fsync", "unlink", "remove", "mkdir", "rmdir", "link", "write", "truncate", "ftruncate")
DAY = ["--as-of", "2026-11-22"]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of forty units, half of them with outcomes on file, and a workbook with an outcome for each."""
    folder = tmp_path_factory.mktemp("original")
    units = "".join(f"  e{number}: {{title: Enhet {number}}}\n" for number in range(UNITS))
    files = {f"e{number}/plan.yaml": f"kind: plan\nunit: e{number}\nperiod: 2026\nkpis:\n  k: {{title: Mått}}\n" for number in range(UNITS)}
    files |= {
        f"e{number}/outcomes-2026.yaml": f"kind: outcomes\nunit: e{number}\nyear: 2026\nkpis:\n  k:\n    T1: 1  # först\n"
        for number in range(0, UNITS, 2)
    }
    organisation = f"kind: organisation\nformat: 1\nid: exempel\nname: Exempel kommun\nunits:\n{units}"
    write_workspace(folder, files, organisation)
    rows = [{"key": f"e{number}/k", "value": number} for number in range(UNITS)]
    write(folder, "u.xlsx", own_workbook(load_workspace(folder, {}, organisation), rows))
    return folder


def outcomes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("outcomes-*.yaml")}


def planctl(folder: Path, *arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = run(["-C", str(folder), "--lang", "en", *arguments])
    return code, out.getvalue()


def counted(at: Callable[[int], None]) -> Iterator[tuple[str, Any]]:
    """The calls that change something on the disk, each with a call of `at` before it."""
    steps = iter(range(10**9))

    def before(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            at(next(steps))
            return real(*args, **options)

        return call

    for name in STEPS:
        if hasattr(os, name):
            yield name, before(getattr(os, name))


def in_child(folder: Path, at: Callable[[int], None]) -> int:
    """How a child process ended that ran the import with `at` before each step: its exit code, or minus its signal."""
    child = os.fork()
    if child == 0:
        try:
            for name, call in counted(at):
                setattr(os, name, call)
            os._exit(planctl(folder, "import", str(folder / "u.xlsx"), *DAY)[0])
        finally:
            os._exit(99)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def kill_at(step: int) -> Callable[[int], None]:
    def at(number: int) -> None:
        if number == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return at


def copied(original: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(original, folder)


def test_killed_at_any_step(original: Path, tmp_path: Path) -> None:
    old = outcomes(original)
    whole = copied(original, tmp_path / "whole")
    assert planctl(whole, "import", str(whole / "u.xlsx"), *DAY)[0] == 0
    new = outcomes(whole)
    assert len(new) == UNITS
    ended: set[str] = set()
    told: set[bool] = set()
    step = 0
    while True:
        folder = copied(original, tmp_path / "killed")
        code = in_child(folder, kill_at(step))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        for name, raw in outcomes(folder).items():
            assert raw in (old.get(name), new[name]), f"{name} is neither old nor new after step {step}"
        told.add("is finished now" in (out := planctl(folder, "check", *DAY)[1]) or "is undone now" in out)
        found = outcomes(folder)
        assert found in (old, new), f"files of both sorts after step {step}"
        ended.add("old" if found == old else "new")
        again = planctl(folder, "import", str(folder / "u.xlsx"), *DAY)
        assert again[0] == 0, again
        assert outcomes(folder) == new
        step += 1 if step < 12 else 7
    assert step > UNITS
    assert ended == {"old", "new"}
    assert told == {False, True}


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_disk_that_fails(error: int, original: Path, tmp_path: Path) -> None:
    """A full disk and the like, at some steps: the command says so, and nothing has changed once the next one has run."""
    old = outcomes(original)
    for step in (0, 3, 25, 60, 100):
        folder = copied(original, tmp_path / "failed")

        def fails(number: int, step: int = step) -> None:
            if number >= step:
                raise OSError(error, os.strerror(error))

        code = in_child(folder, fails)
        assert code in (0, 2), step
        planctl(folder, "check", *DAY)
        found = outcomes(folder)
        assert found == old or set(found) == {f"e{number}/outcomes-2026.yaml" for number in range(UNITS)}
