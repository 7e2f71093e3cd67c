"""A process that is killed in the middle of an import of forty files: each is old or new, and the next command makes all of them the same.

Every call that changes anything on the disk is a step. The command reads all it needs once; then, for each step, a child process writes
what the command would, and kills itself there, as a power cut would. At some steps the command itself is killed, and the next one run.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from planctl.cli.run import run
from planctl.source.writing import write as module
from tests.exchange.books import own_workbook, write
from tests.workspaces import load_workspace, write_workspace

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

UNITS = 40
MEMORY = "/dev/shm"
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
    """The calls that change something on the disk, each with a call of `at` before it. Nothing waits for the disk: a killed process takes
    nothing back that it has written.
    """
    steps = iter(range(10**9))

    def before(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            at(next(steps))
            return real(*args, **options) if real is not os_fsync else None

        return call

    os_fsync = os.fsync
    for name in STEPS:
        if hasattr(os, name):
            yield name, before(getattr(os, name))


def in_child(action: Callable[[], int], at: Callable[[int], None]) -> int:
    """How a child process ended that does something with `at` before each step: its exit code, or minus its signal."""
    child = os.fork()
    if child == 0:
        try:
            for name, call in counted(at):
                setattr(os, name, call)
            os._exit(action())
        finally:
            os._exit(99)
    _pid, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def importing(folder: Path) -> int:
    return planctl(folder, "import", str(folder / "u.xlsx"), *DAY)[0]


def kill_at(step: int) -> Callable[[int], None]:
    def at(number: int) -> None:
        if number == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return at


def copied(original: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(original, folder)


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a workspace, but for the lock, which may stay."""
    paths = [Path(place, name) for place, _folders, names in os.walk(folder) for name in names if name != "lock"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def put_back(folder: Path, found: dict[str, bytes], files: dict[str, bytes]) -> None:
    """Makes the files that are there those that were there."""
    for name, raw in found.items():
        if name not in files:
            (folder / name).unlink()
        elif raw != files[name]:
            (folder / name).write_bytes(files[name])


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder in memory, where the system has one: several hundred times forty files are written there."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as made:
        yield Path(made)


@pytest.fixture
def writing(original: Path, in_memory: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Callable[[], int]]:
    """A copy of the workspace, and what the command does there once it has read everything."""
    folder, written = copied(original, in_memory / "killed"), []
    with monkeypatch.context() as patch:
        patch.setattr(module, "write_files", lambda *args: written.append(args))
        assert importing(folder) == 0
    (arguments,) = written

    def write_all() -> int:
        with module.locked(folder):
            module.write_files(*arguments)
        return 0

    return folder, write_all


def test_killed_at_any_step(writing: tuple[Path, Callable[[], int]], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, write_all = writing
    monkeypatch.setattr(os, "fsync", lambda _file: None)  # nor does recovering wait for it
    old = tree(folder)
    assert write_all() == 0
    new = tree(folder)
    outcome_files = outcomes(folder)
    assert len(outcome_files) == UNITS
    ended: list[bool] = []
    told: set[bool] = set()
    found = new
    for step in count():
        put_back(folder, found, old)
        if in_child(write_all, kill_at(step)) == 0:
            break
        for name in outcome_files:
            raw = (folder / name).read_bytes() if (folder / name).exists() else None
            assert raw in (old.get(name), new[name]), f"{name} is neither old nor new after step {step}"
        told.add(module.recover(folder) is not None)
        found = tree(folder)
        assert found in (old, new), f"files of both sorts, or others, after step {step}"
        ended.append(found == new)
    assert step > 4 * UNITS
    assert ended == sorted(ended), "once it is decided it stays so"
    assert set(ended) == told == {False, True}


def test_the_next_command_mends_what_a_killed_one_has_left(original: Path, tmp_path: Path) -> None:
    old = outcomes(original)
    whole = copied(original, tmp_path / "whole")
    assert importing(whole) == 0
    new = outcomes(whole)
    ended: set[str] = set()
    told: set[bool] = set()
    for step in count(0, 29):
        folder = copied(original, tmp_path / "killed")
        code = in_child(lambda folder=folder: importing(folder), kill_at(step))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        out = planctl(folder, "check", *DAY)[1]
        told.add("is finished now" in out or "is undone now" in out)
        found = outcomes(folder)
        assert found in (old, new), f"files of both sorts after step {step}"
        ended.add("old" if found == old else "new")
        assert importing(folder) == 0
        assert outcomes(folder) == new
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

        code = in_child(lambda folder=folder: importing(folder), fails)
        assert code in (0, 2), step
        planctl(folder, "check", *DAY)
        found = outcomes(folder)
        assert found == old or set(found) == {f"e{number}/outcomes-2026.yaml" for number in range(UNITS)}
