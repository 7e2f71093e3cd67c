"""A workspace, a write in it, and faults at the steps of that. As a script: child processes that are killed at every step, one for each.

In a process of its own, since only one without threads may be forked.
"""

from __future__ import annotations

import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from planctl.source.writing.disk import DISK, Disk
from planctl.source.writing.write import Recovery, recover, write_files

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
    """Whether a child process that does something came to the step of a number, and was killed there."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with Faults(at, die):
                action()
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL)
    return status != 0


def recovers(folder: Path, before: Tree, after: Tree, contents: Mapping[Path, bytes]) -> bool:
    """Whether the change is done, after a recovery that leaves all of it or nothing."""
    half = tree(folder)
    assert all(half.get(name) in (before.get(name), content) for name, content in after.items())
    stood = (folder / ".planctl" / "intent.json").exists()
    recovery = recover(folder)
    now = tree(folder)
    assert now in (before, after)
    assert recovery is None or recovery == Recovery(tuple(contents), now == after)
    assert recovery is not None or now == (before if stood else half)
    assert recover(folder) is None
    return now == after


def copied(folder: Path, copy: Path) -> Path:
    return Path(shutil.copytree(folder, copy, symlinks=True))


def reset(folder: Path, content: Tree | Path) -> None:
    """Makes a folder hold what it or another one held."""
    shutil.rmtree(folder)
    if isinstance(content, Path):
        copied(content, folder)
        return
    folder.mkdir()
    for name, text in content.items():
        if name.endswith("/"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(text)


def kill_writes(folder: Path, first: int, stride: int) -> None:
    """Kills a write of 40 files at every so manieth step. Says for each whether it was done in the end."""
    here, at = folder / str(first), first
    made = workspace(here)
    while killed(at, lambda: write_files(here, made[2])):
        done = recovers(here, *made)
        print(int(done))  # noqa: T201
        if done:
            shutil.rmtree(here)
            workspace(here)
        at += stride


def kill_recoveries(folder: Path, percent: int, back: int) -> None:
    """Kills a write at some part of its way, and its recovery at every step. Says for each whether the write was done in the end."""
    here, crashed = folder / "here", folder / "crashed"
    made = workspace(here, 3, 3)
    total = steps(lambda: write_files(here, made[2]))
    reset(here, made[0])
    assert killed(total * percent // 100, lambda: write_files(here, made[2]))
    if back and (here / ".planctl/journal.json").exists():
        (here / ".planctl/back.json").replace(here / ".planctl/journal.json")
    copied(here, crashed)
    at = 1
    while killed(at, lambda: recover(here)):
        print(int(recovers(here, *made)))  # noqa: T201
        reset(here, crashed)
        at += 1


if __name__ == "__main__":
    gc.freeze()
    gc.disable()
    {"writes": kill_writes, "recoveries": kill_recoveries}[sys.argv[1]](Path(sys.argv[2]), *map(int, sys.argv[3:]))
