"""Several files of a workspace change all or none: whatever fails, and whenever the process is killed."""

from __future__ import annotations

import errno
import os
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planctl.errors import PlanctlError
from planctl.source.disk import DISK, Disk
from planctl.source.discover import find_workspaces
from planctl.source.write import Recovery, locked, recover, write_files

STEPS = [name for name in vars(Disk) if not name.startswith("_")]
OWN = {".planctl", ".planctl/.gitignore", ".planctl/lock"}
"""What planctl keeps in a workspace when nothing is going on."""
Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """All below a folder but planctl's own; folders end in a slash."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {name + "/" * path.is_dir(): b"" if path.is_dir() else path.read_bytes() for name, path in found.items() if name not in OWN}


def workspace(folder: Path, changed: int = 20, new: int = 20) -> tuple[Tree, Tree, dict[Path, bytes]]:
    """A workspace as it is, as it shall be, and the contents that make it so."""
    contents = {}
    for number in range(changed):
        path = folder / f"unit{number % 4}" / f"plan{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"old %d\n" % number)
        contents[path] = b"new %d\n" % number * 100
    (folder / "aside.yaml").write_bytes(b"aside\n")
    for number in range(new):
        contents[folder / f"unit{number % 7}" / "deep" / f"outcomes{number}.yaml"] = b"added %d\n" % number
    before = tree(folder)
    after = before | {path.relative_to(folder).as_posix(): content for path, content in contents.items()}
    folders = {parent for path in contents for parent in path.parents if parent != folder and parent.is_relative_to(folder)}
    return before, after | {f"{path.relative_to(folder).as_posix()}/": b"" for path in folders}, contents


class Faults:
    """Counts the steps on the disk, and does something instead of the one with a number (or of all from there on)."""

    def __init__(self, at: int = 0, act: Callable[[Path], None] | None = None, lasting: bool = False) -> None:
        self.count, self.at, self.act, self.lasting = 0, at, act, lasting

    def __enter__(self) -> Faults:
        for name in STEPS:
            setattr(DISK, name, self._wrapped(name))
        return self

    def __exit__(self, *_: object) -> None:
        for name in STEPS:
            delattr(DISK, name)

    def _wrapped(self, name: str) -> Callable[..., None]:
        def step(path: Path, *rest: object) -> None:
            self.count += 1
            if self.act and (self.count == self.at or (self.lasting and self.count > self.at)):
                if name in ("create", "copy"):  # half a file
                    half = path if name == "create" else rest[0]
                    assert isinstance(half, Path)
                    half.unlink(missing_ok=True)
                    half.write_bytes(b"ne")
                self.act(path)
            if not name.startswith("sync"):  # a killed process takes nothing back that it has written
                getattr(Disk, name)(DISK, path, *rest)

        return step


def steps(action: Callable[[], object]) -> int:
    with Faults() as faults:
        action()
    return faults.count


def die(_: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(at: int, action: Callable[[], object]) -> bool:
    """Whether a child process that does something was killed at a step."""
    child = os.fork()
    if child == 0:
        with Faults(at, die):
            action()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def test_files_are_written(tmp_path):
    _, after, contents = workspace(tmp_path)
    write_files(tmp_path, contents)
    assert tree(tmp_path) == after
    assert recover(tmp_path) is None


@needs_fork
def test_a_write_that_is_killed_at_any_step_is_finished_or_undone(tmp_path):
    total = steps(lambda: write_files(tmp_path / "count", workspace(tmp_path / "count")[2]))
    assert total > 200
    outcomes = []
    for at in range(1, total + 1):
        folder = tmp_path / str(at)
        before, after, contents = workspace(folder)
        assert killed(at, lambda folder=folder, contents=contents: write_files(folder, contents))
        half = tree(folder)
        assert all(half.get(name) in (before.get(name), content) for name, content in after.items())
        stood = (folder / ".planctl" / "intent.json").exists()
        recovery = recover(folder)
        now = tree(folder)
        assert now in (before, after)
        assert recovery is None or recovery == Recovery(tuple(contents), now == after)
        assert recovery is not None or not stood or now == before
        assert recover(folder) is None
        outcomes.append(now == after)
    assert outcomes == sorted(outcomes)
    assert {True, False} == set(outcomes)
