"""Several files of a workspace change all or none: whatever fails, and whenever the process is killed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from planctl.errors import PlanctlError
from planctl.source.write import recover, write_files
from tests.source.crashes import Faults, recovers, reset, steps, tree, workspace

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join([os.fspath(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])}
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@pytest.fixture
def fast(tmp_path) -> Iterator[Path]:
    """A folder in memory, where there is such: for the tests that write ten thousands of files."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        (Path(folder) / "workspace").mkdir()
        yield Path(folder) / "workspace"


def test_files_are_written(tmp_path):
    _, after, contents = workspace(tmp_path)
    write_files(tmp_path, contents)
    assert tree(tmp_path) == after
    assert recover(tmp_path) is None


@needs_fork
def test_a_write_that_is_killed_at_any_step_is_finished_or_undone(fast):
    several = [crashes("writes", fast, first, 2) for first in (1, 2)]
    for outcomes in map(ended, several):
        assert len(outcomes) > 100
        assert outcomes == sorted(outcomes), "what has been decided is not taken back"
        assert {True, False} == set(outcomes)


@needs_fork
@pytest.mark.parametrize("back", [0, 1])
@pytest.mark.parametrize("percent", [10, 30, 55, 60, 65, 70, 80, 90])
def test_a_recovery_that_is_killed_at_any_step_is_taken_up_by_the_next(fast, percent, back):
    outcomes = ended(crashes("recoveries", fast, percent, back))
    assert len(outcomes) > 5
    assert len(set(outcomes)) == 1


def crashes(what: str, folder: Path, *numbers: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-m", "tests.source.crashes", what, os.fspath(folder), *map(str, numbers)]
    return subprocess.Popen(arguments, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> list[bool]:
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    return [line == "1" for line in out.split()]


ERRORS = {
    errno.ENOSPC: ("there is no room on the disk for {path}", "free some space, and run the command again"),
    errno.EACCES: (
        "you have no permission to write {path}",
        "see whether the folder is yours to write in, and close the file if it is open in another program",
    ),
    errno.EIO: ("{path} can't be written: {reason}", "see whether the disk or the network folder works, and run the command again"),
}


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_a_step_that_fails_is_undone_and_told(fast, code):
    made = workspace(fast, 3, 3)
    total = steps(lambda: write_files(fast, made[2]))
    done = 0
    for at in range(1, total + 1):
        reset(fast, made[0])
        error = failure(fast, made[2], Faults(at, failing(code)))
        if error is None:
            assert tree(fast).items() >= made[1].items()
            done += 1
        else:
            assert tree(fast) == made[0]
            assert told(error) == ERRORS[code]
            assert not (fast / ".planctl/intent.json").exists()
        recover(fast)
        assert tree(fast) == (made[0] if error else made[1])
    assert 0 < done < total / 2


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
def test_what_can_not_be_undone_is_so_by_the_next_recovery(fast, code):
    made = workspace(fast, 3, 3)
    total = steps(lambda: write_files(fast, made[2]))
    half = 0
    for at in range(1, total + 1):
        reset(fast, made[0])
        error = failure(fast, made[2], Faults(at, failing(code), lasting=True))
        half += error is not None and "undoing that failed" in error.message.msgid
        assert recovers(fast, *made) or error is not None
    assert half > 5


def failing(code: int) -> Callable[[Path], None]:
    def fail(path: Path) -> None:
        raise OSError(code, os.strerror(code), os.fspath(path))

    return fail


def failure(folder: Path, contents: Mapping[Path, bytes], faults: Faults) -> PlanctlError | None:
    with faults:
        try:
            write_files(folder, contents)
        except PlanctlError as error:
            return error
    return None


def told(error: PlanctlError) -> tuple[str, str]:
    message = error.message
    if message.msgid == "{problem}; nothing has been written":
        message = message.values["problem"]
    assert error.hint is not None
    return message.msgid, error.hint.msgid


def test_a_write_that_is_interrupted_is_undone(fast):
    made = workspace(fast, 3, 3)
    total = steps(lambda: write_files(fast, made[2]))

    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    for at in range(10, total, 7):
        reset(fast, made[0])
        try:
            with Faults(at, interrupt):
                write_files(fast, made[2])
        except KeyboardInterrupt:
            assert recover(fast) is None or tree(fast) == made[1]
        assert tree(fast) in made[:2]
