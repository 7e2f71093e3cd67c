"""Several files of a workspace change all or none: whatever fails, and whenever the process is killed."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from planctl.errors import PlanctlError
from planctl.source.disk import DISK, Disk
from planctl.source.write import Recovery, recover, write_files

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


def killed(at: Sequence[int], action: Callable[[int], object]) -> None:
    """Child processes do something, each in turn of the numbers, and are killed at the step of their number."""
    children = []
    for number in at:
        child = os.fork()
        if child == 0:
            try:
                with Faults(number, die):
                    action(number)
            finally:
                os._exit(1)
        children.append(child)
    assert {os.waitpid(child, 0)[1] for child in children} == {signal.SIGKILL}


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
    total = steps(lambda: write_files(fast / "count", workspace(fast / "count")[2]))
    assert total > 200
    outcomes = []
    for start in range(1, total + 1, 8):
        batch = {at: workspace(fast / str(at)) for at in range(start, min(start + 8, total + 1))}
        killed(list(batch), lambda at, batch=batch: write_files(fast / str(at), batch[at][2]))
        outcomes += [recovers(fast / str(at), *made) for at, made in batch.items()]
    assert outcomes == sorted(outcomes)
    assert {True, False} == set(outcomes)


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


@needs_fork
@pytest.mark.parametrize("share", [0.1, 0.3, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9])
@pytest.mark.parametrize("back", [False, True])
def test_a_recovery_that_is_killed_at_any_step_is_taken_up_by_the_next(fast, share, back):
    made = workspace(fast, 3, 3)
    total = steps(lambda: write_files(fast, made[2]))
    reset(fast, made[0])
    killed([int(total * share)], lambda _: write_files(fast, made[2]))
    if back and (fast / ".planctl/back.json").exists():
        (fast / ".planctl/back.json").replace(fast / ".planctl/journal.json")
    at, done = 0, False
    crashed = copied(fast, fast.with_name("crashed"))
    while not done:
        at += 1
        reset(fast, crashed)
        child = os.fork()
        if child == 0:
            with Faults(at, die):
                recover(fast)
            os._exit(0)
        done = os.waitpid(child, 0)[1] == 0
        recovers(fast, *made)
    assert at > 5


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
