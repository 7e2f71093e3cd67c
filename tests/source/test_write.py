"""Several files of a workspace change all or none: whatever fails, and whenever the process is killed."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.discover import find_workspaces
from planctl.source.writing import lock
from planctl.source.writing.disk import DISK, Disk
from planctl.source.writing.write import Recovery, locked, recover, write_files
from tests.source.crashes import STEPS, Faults, recovers, reset, steps, tree, workspace

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
@pytest.mark.parametrize(("percent", "back"), [(10, 0), (40, 0), (54, 0), (58, 0), (65, 0), (75, 0), (90, 0), (57, 1), (60, 1), (65, 1)])
def test_a_recovery_that_is_killed_at_any_step_is_taken_up_by_the_next(fast, percent, back):
    outcomes = ended(crashes("recoveries", fast, percent, back))
    assert len(outcomes) > 5
    assert len(set(outcomes)) == 1


def crashes(what: str, folder: Path, *numbers: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-m", "tests.source.crashes", what, os.fspath(folder), *map(str, numbers)]
    untraced = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("COVERAGE")}  # else it takes twice as long
    return subprocess.Popen(arguments, cwd=ROOT, env=untraced, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


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


def made(folder: Path, **files: str) -> list[Path]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return [folder / f"{name}.yaml" for name in files]


def refusal(action: Callable[[], object]) -> str:
    """What an action says when it can't be done."""
    with pytest.raises(PlanctlError) as error:
        action()
    assert error.value.hint is not None
    return f"{in_english(error.value.message)}: {in_english(error.value.hint)}"


def in_english(message: Message) -> str:
    return message.msgid.format(
        **{name: in_english(value) if isinstance(value, Message) else value for name, value in message.values.items()}
    )


def test_modes_owners_and_times_are_kept(tmp_path):
    changed, undone = made(tmp_path, a="old", b="old")
    changed.chmod(0o640)
    undone.chmod(0o604)
    before = undone.stat()
    write_files(tmp_path, {changed: b"new", tmp_path / "c.yaml": b"new"})
    assert stat.S_IMODE(changed.stat().st_mode) == 0o640
    (tmp_path / "plain").touch()
    assert (tmp_path / "c.yaml").stat().st_mode == (tmp_path / "plain").stat().st_mode
    total = steps(lambda: write_files(tmp_path, {undone: b"new"}))
    write_files(tmp_path, {undone: b"old"})
    os.utime(undone, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert failure(tmp_path, {undone: b"new"}, Faults(total * 3 // 4, failing(errno.EIO)))
    assert (undone.stat().st_mode, undone.stat().st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_file_stays_its_owners(tmp_path):
    (path,) = made(tmp_path, a="old")
    os.chown(path, 1234, 2345)
    write_files(tmp_path, {path: b"new"})
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_links_lead_to_the_file_that_is_written(tmp_path):
    (real,) = made(tmp_path, a="old")
    link, dangling = tmp_path / "link.yaml", tmp_path / "dangling.yaml"
    link.symlink_to("a.yaml")
    dangling.symlink_to("new.yaml")
    write_files(tmp_path, {link: b"new", real: b"new", dangling: b"fresh"})
    assert (link.is_symlink(), real.read_bytes(), (tmp_path / "new.yaml").read_bytes()) == (True, b"new", b"fresh")
    assert "is a link to another file" in refusal(lambda: write_files(tmp_path, {link: b"x", real: b"y"}))
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["../out.yaml", ".planctl/journal.json", ".", "link/out.yaml"])
def test_nothing_outside_the_workspace_is_written(tmp_path, name):
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    assert "leads out of the workspace" in refusal(lambda: write_files(folder, {folder / name: b"x"}))
    assert not (tmp_path / "out.yaml").exists()


def test_only_ordinary_files_are_written(tmp_path):
    (tmp_path / "a.yaml").mkdir()
    assert "is not an ordinary file" in refusal(lambda: write_files(tmp_path, {tmp_path / "a.yaml": b"x"}))
    made(tmp_path, file="x")
    assert "can't be written: Not a directory" in refusal(lambda: write_files(tmp_path, {tmp_path / "file.yaml" / "b.yaml": b"x"}))


def test_what_has_changed_since_it_was_read_is_not_written_over(tmp_path):
    a, b, c = made(tmp_path, a="theirs", b="old", c="old")
    new = {b: b"new", c: b"new"}
    since = "was changed by someone else after planctl read it: run the command again"
    assert since in refusal(lambda: write_files(tmp_path, new, {a: b"ours"}))
    assert since in refusal(lambda: write_files(tmp_path, new, {b: None}))
    assert since in refusal(lambda: write_files(tmp_path, new, {tmp_path / "gone.yaml": b""}))
    assert tree(tmp_path) == {"a.yaml": b"theirs", "b.yaml": b"old", "c.yaml": b"old"}
    write_files(tmp_path, new, {a: b"theirs", b: b"old", tmp_path / "gone.yaml": None})
    assert b.read_bytes() == b"new"


def test_what_is_changed_while_it_is_staged_is_not_written_over(tmp_path):
    (path,) = made(tmp_path, a="old")

    def edit(_: Path) -> None:
        path.write_bytes(b"theirs")

    with Faults(8, edit):
        assert "after planctl read it; nothing has been written" in refusal(lambda: write_files(tmp_path, {path: b"new"}))
    assert tree(tmp_path) == {"a.yaml": b"theirs"}


def test_files_that_hold_the_content_already_are_left_alone(tmp_path):
    (path,) = made(tmp_path, a="same")
    before = path.stat()
    write_files(tmp_path, {path: b"same"})
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_names_may_be_as_long_as_the_disk_lets_them(tmp_path):
    path = tmp_path / ("ö" * 125 + ".yaml")
    write_files(tmp_path, {path: b"old"})
    write_files(tmp_path, {path: b"new"})
    assert tree(tmp_path) == {path.name: b"new"}


def test_the_workspace_may_be_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_files(Path(), {Path("sub/a.yaml"): b"new"}, {Path("sub/a.yaml"): None})
    assert (tmp_path / "sub/a.yaml").read_bytes() == b"new"


def test_git_and_planctl_see_nothing_of_the_journal(tmp_path):
    made(tmp_path, organisation="x: 1")
    write_files(tmp_path, {tmp_path / "a.yaml": b"new"})
    (tmp_path / ".planctl/x.yaml").touch()
    (tmp_path / ".a.yaml.planctl-new").touch()
    assert [path.name for path in find_workspaces([tmp_path])[0].files] == ["a.yaml", "organisation.yaml"]
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    seen = subprocess.run(["git", "status", "--porcelain", "-uall", ".planctl"], cwd=tmp_path, check=True, capture_output=True)
    assert seen.stdout == b""


def cut_off(folder: Path) -> tuple[Path, Path]:
    """A write of two files of which one is in place."""
    for at in range(1, 100):
        a, b = made(folder, a="old", b="old")
        failure(folder, {a: b"new", b: b"new"}, Faults(at, failing(errno.EIO), lasting=True))
        if a.read_bytes() != b.read_bytes():
            return a, b
        recover(folder)
    raise AssertionError


@pytest.mark.parametrize("which", [0, 1])
def test_a_file_edited_after_a_crash_is_kept(fast, which):
    files = cut_off(fast)
    edited = files[which]
    edited.write_bytes(b"by hand")
    before = tree(fast)
    said = refusal(lambda: recover(fast))
    assert said.startswith(f"{edited.as_posix()} was changed by someone else while planctl was writing it")
    assert tree(fast) == before
    edited.rename(fast / "moved.yaml")
    assert recover(fast) == Recovery(files, which == 1), "the new content of the first is gone, that of the second is not"
    content = b"new" if which == 1 else b"old"
    assert tree(fast) == {"a.yaml": content, "b.yaml": content, "moved.yaml": b"by hand"}


def test_where_the_one_way_is_closed_the_other_is_gone(fast):
    a, b = cut_off(fast)
    (fast / ".b.yaml.planctl-new").unlink()
    assert recover(fast) == Recovery((a, b), False)
    assert tree(fast) == {"a.yaml": b"old", "b.yaml": b"old"}


def test_a_write_that_fails_when_all_is_in_place_is_done(tmp_path, monkeypatch):
    def remove(path: Path) -> None:
        """As a network folder does that loses the answer."""
        Disk.remove(DISK, path)
        if path.name == "journal.json":
            raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(DISK, "remove", remove)
    write_files(tmp_path, {tmp_path / "a.yaml": b"new"})
    assert tree(tmp_path) == {"a.yaml": b"new"}
    assert recover(tmp_path) is None


def test_a_write_takes_up_what_was_cut_off(fast):
    cut_off(fast)
    write_files(fast, {fast / "c.yaml": b"more"})
    assert tree(fast) == {"a.yaml": b"new", "b.yaml": b"new", "c.yaml": b"more"}


@pytest.mark.parametrize(
    "journal",
    [
        "",
        "{",
        "[]",
        '{"format": 2}',
        '{"format": 1, "direction": "up", "targets": [], "folders": []}',
        '{"format": 1, "direction": "back", "targets": [], "folders": ["../out"]}',
        '{"format": 1, "direction": "back", "targets": [{"path": "/etc/x", "old": null, "new": ""}], "folders": []}',
        '{"format": 1, "direction": "back", "targets": [{"path": "link/x", "old": null, "new": ""}], "folders": []}',
        '{"format": 1, "direction": "back", "targets": [{"path": ".", "old": null, "new": ""}], "folders": []}',
    ],
)
def test_a_journal_without_sense_changes_nothing(tmp_path, journal):
    (tmp_path / "link").symlink_to(tmp_path.parent)
    home = tmp_path / ".planctl"
    home.mkdir()
    for name in ("intent.json", "journal.json"):
        (home / name).write_text(journal)
    assert "journal.json makes no sense" in refusal(lambda: recover(tmp_path))
    assert (home / "journal.json").exists()


def test_a_home_that_is_a_link_is_not_followed(tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / ".planctl").symlink_to(tmp_path)
    assert ".planctl is a link, and is not followed" in refusal(lambda: write_files(folder, {folder / "a.yaml": b"x"}))
    assert list(tmp_path.iterdir()) == [folder]


HOLDER = """
import sys, pathlib
from planctl.source.writing.write import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_process_at_a_time_writes(fast):
    a, b = cut_off(fast)
    before = tree(fast)
    arguments = [sys.executable, "-c", HOLDER, os.fspath(fast)]
    with subprocess.Popen(arguments, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        assert "another planctl is writing in" in refusal(lambda: write_files(fast, {a: b"x"}))
        assert recover(fast) is None
        assert tree(fast) == before
        holder.kill()
    assert recover(fast) == Recovery((a, b), True)


def test_who_holds_the_lock_may_write(tmp_path):
    path = tmp_path / "a.yaml"
    with locked(tmp_path):
        write_files(tmp_path, {path: b"new"})
        with ThreadPoolExecutor(1) as pool:
            assert "another planctl is writing" in pool.submit(refusal, lambda: write_files(tmp_path, {path: b"other"})).result()
        write_files(tmp_path, {path: b"newer"})
    assert path.read_bytes() == b"newer"


def test_a_disk_without_locks_is_told_of(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "_take", lambda _: failing(errno.ENOLCK)(tmp_path))
    assert "can't be written: No locks available" in refusal(lambda: write_files(tmp_path, {tmp_path / "a.yaml": b"new"}))


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """A small disk of its own at a folder, where this may be had."""
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True) if shutil.which("mount") else None
    if done is None or done.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk(tmp_path):
    with mounted(tmp_path, "size=400k"):
        before, _, contents = workspace(tmp_path, 3, 3)
        contents[tmp_path / "unit0" / "large.yaml"] = b"x" * 500_000
        assert "there is no room on the disk for" in refusal(lambda: write_files(tmp_path, contents))
        assert tree(tmp_path) == before
        filler = tmp_path / "filler"
        with suppress(OSError):
            filler.write_bytes(b"x" * 500_000)
        assert "; nothing has been written: free some space" in refusal(lambda: write_files(tmp_path, {tmp_path / "a.yaml": b"x"}))
        filler.unlink()
        assert recover(tmp_path) is None
        assert tree(tmp_path) == before


def test_a_folder_that_can_only_be_read(tmp_path):
    with mounted(tmp_path, "size=400k"):
        (path,) = made(tmp_path, a="old")
        subprocess.run(["mount", "-o", "remount,ro", tmp_path], check=True)
        assert "lies on a disk that can only be read: copy the folder" in refusal(lambda: write_files(tmp_path, {path: b"new"}))
        assert tree(tmp_path) == {"a.yaml": b"old"}


def test_a_file_that_shall_not_be_changed(tmp_path, monkeypatch):
    a, b = made(tmp_path, a="old", b="old")
    monkeypatch.setattr(os, "access", lambda path, _: path != b)  # root may write all
    assert f"you have no permission to write {b.as_posix()}; nothing" in refusal(lambda: write_files(tmp_path, {a: b"new", b: b"new"}))
    assert tree(tmp_path) == {"a.yaml": b"old", "b.yaml": b"old"}


def test_all_is_on_the_disk_before_anything_builds_on_it(tmp_path, monkeypatch):
    """A power cut may undo whatever has not been synced: each step is synced before the next one relies on it."""
    (a,) = made(tmp_path, a="old")
    log: list[tuple[str, ...]] = []
    for name in STEPS:

        def step(*paths: object, name: str = name) -> None:
            log.append((name, *(path.relative_to(tmp_path).as_posix() for path in paths if isinstance(path, Path))))
            getattr(Disk, name)(Disk(), *paths)

        monkeypatch.setattr(DISK, name, step)
    write_files(tmp_path, {a: b"new", tmp_path / "sub/b.yaml": b"new"})
    steps = [" ".join(step) for step in log if step[0] != "own"]
    assert steps[steps.index("create .planctl/intent.json") :] == [
        *("create .planctl/intent.json", "sync .planctl/intent.json", "sync_folder .planctl", "sync_folder ."),
        *("make_folder sub", "create .a.yaml.planctl-new", "copy a.yaml .a.yaml.planctl-old", "create sub/.b.yaml.planctl-new"),
        *("sync .a.yaml.planctl-new", "sync .a.yaml.planctl-old", "sync sub/.b.yaml.planctl-new", "sync_folder .", "sync_folder sub"),
        *("create .planctl/forward.json", "sync .planctl/forward.json", "create .planctl/back.json", "sync .planctl/back.json"),
        *("replace .planctl/forward.json .planctl/journal.json", "sync_folder .planctl"),
        *("replace .a.yaml.planctl-new a.yaml", "replace sub/.b.yaml.planctl-new sub/b.yaml", "sync_folder .", "sync_folder sub"),
        "remove .planctl/journal.json",
        *("remove .a.yaml.planctl-new", "remove .a.yaml.planctl-old", "remove sub/.b.yaml.planctl-new", "remove sub/.b.yaml.planctl-old"),
        *("remove_folder sub", "sync_folder .", "sync_folder sub", "sync_folder .planctl"),
        *("remove .planctl/forward.json", "remove .planctl/back.json", "remove .planctl/intent.json", "sync_folder .planctl"),
    ]
