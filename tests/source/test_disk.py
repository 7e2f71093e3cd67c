"""The steps that writing is made of, and one file written whole."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planctl.errors import PlanctlError
from planctl.source.writing.disk import DISK, told_of, write_whole
from planctl.source.writing.home import HOME
from planctl.source.writing.lock import locked


def test_a_file_is_written_whole_and_keeps_its_mode(tmp_path):
    path = tmp_path / "report.csv"
    write_whole(path, b"first")
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode
    path.chmod(0o640)
    write_whole(path, b"second")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"second", 0o640)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "plain", path]


@pytest.mark.parametrize("step", ["create", "sync", "replace"])
def test_what_can_not_be_written_leaves_what_stood_there(tmp_path, monkeypatch, step):
    path = tmp_path / "report.csv"
    path.write_bytes(b"first")

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(DISK, step, fail)
    with pytest.raises(OSError, match="broken"):
        write_whole(path, b"second")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"first", [path])


def test_new_files_and_copies_follow_no_links(tmp_path):
    outside, old, link = tmp_path / "outside", tmp_path / "old", tmp_path / "link"
    outside.write_bytes(b"theirs")
    old.write_bytes(b"old")
    old.chmod(0o600)
    for act in (lambda: DISK.create(link, b"new"), lambda: DISK.copy(old, link)):
        link.unlink(missing_ok=True)
        link.symlink_to(outside)
        act()
        assert not link.is_symlink()
    assert (outside.read_bytes(), link.read_bytes(), stat.S_IMODE(link.stat().st_mode)) == (b"theirs", b"old", 0o600)


def test_a_group_that_may_not_be_given_is_left(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.touch()
    given = []

    def refuse(_: Path, owner: int, group: int) -> None:
        given.append((owner, group))
        raise PermissionError

    monkeypatch.setattr(os, "chown", refuse)
    DISK.own(path, path.stat())
    assert given == []
    DISK.own(path, os.stat_result((0, 0, 0, 0, 1234, 2345, 0, 0, 0, 0)))
    assert given == [(-1, 2345), (1234, -1)]


def test_folders_are_removed_only_when_empty(tmp_path, monkeypatch):
    folder = tmp_path / "folder"
    DISK.make_folder(folder)
    DISK.make_folder(folder)
    (folder / "a").touch()
    DISK.remove_folder(folder)
    assert folder.is_dir()
    (folder / "a").unlink()
    DISK.remove_folder(folder)
    DISK.remove_folder(folder)
    assert not folder.exists()
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        DISK.remove_folder(tmp_path / "file")


@pytest.mark.parametrize(("code", "fails"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_file_system_may_know_nothing_of_syncing_folders(tmp_path, monkeypatch, code, fails):
    def fsync(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fsync)
    if fails:
        with pytest.raises(OSError, match="Input"):
            DISK.sync_folder(tmp_path)
    else:
        DISK.sync_folder(tmp_path)


def test_errors_without_a_reason_have_one(tmp_path):
    with pytest.raises(PlanctlError) as error, told_of(tmp_path / "a"):
        raise OSError
    assert error.value.message.values["reason"] == "OSError"


def test_looking_for_a_journal_imports_nothing_heavy():
    heavy = "{'hashlib', 'shutil', 'json', 'tempfile'}"
    program = f"import sys; before = set(sys.modules); import planctl.source.writing.write; print({heavy} & (set(sys.modules) - before))"
    source = Path(__file__).parent.parent.parent / "src"
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": os.fspath(source)}, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_a_full_disk_leaves_no_half_of_what_hides_the_folder(tmp_path, monkeypatch):
    def half(path, content, mode=None):
        path.write_bytes(b"")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(DISK, "create", half)
    with pytest.raises(PlanctlError, match="no room on the disk"), locked(tmp_path):
        pass
    assert not (tmp_path / HOME / ".gitignore").exists()
    monkeypatch.undo()
    with locked(tmp_path):
        assert (tmp_path / HOME / ".gitignore").read_bytes() == b"*\n"
