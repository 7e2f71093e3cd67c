"""A file for others is written whole, or stays as it was."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from planctl.errors import PlanctlError
from planctl.source.writing.disk import DISK
from planctl.source.writing.output import make_folder, refuse_unfit, write_output

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and pipes as POSIX has them")


def test_a_new_file(tmp_path):
    write_output(tmp_path / "a.csv", b"\r\n\xff")
    assert (tmp_path / "a.csv").read_bytes() == b"\r\n\xff"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o666 & ~mask


def test_another_in_its_place_keeps_its_mode(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_output(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)


def test_behind_a_link(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_output(tmp_path / "link.csv", b"new")
    assert (tmp_path / "real.csv").read_bytes() == b"new"
    assert (tmp_path / "link.csv").is_symlink()


def test_a_device_stays_one(tmp_path):
    write_output(Path(os.devnull), b"gone")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("step", ["create", "sync", "replace"])
def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch, step):
    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(DISK, step, fail)
    with pytest.raises(PlanctlError) as stopped:
        write_output(path, b"new")
    assert stopped.value.message.msgid == "there is no room on the disk for {path}"
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupt(_path):
        raise KeyboardInterrupt

    monkeypatch.setattr(DISK, "sync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_output(tmp_path / "a.csv", b"new")
    assert [file.name for file in tmp_path.iterdir()] == []


def test_no_permission(tmp_path, monkeypatch):
    def refuse(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(DISK, "create", refuse)
    with pytest.raises(PlanctlError) as stopped:
        write_output(tmp_path / "a.csv", b"new")
    assert stopped.value.message.msgid == "you have no permission to write {path}"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("folder", "{path} is a folder"),
        ("nowhere/a.csv", "there is no folder {folder}"),
        ("plan.yaml", "{path} exists, and its name does not end in {ending}: it is not replaced"),
        ("new.txt", "{path} would be a file of another sort: its name should end in {ending}"),
        ("plan.yaml/a.csv", "there is no folder {folder}"),
        ("x" * 300 + ".csv", "{path} can't be written: {reason}"),
    ],
)
def test_what_is_refused_before_the_work(tmp_path, name, message):
    (tmp_path / "folder").mkdir()
    (tmp_path / "plan.yaml").write_bytes(b"kind: plan")
    with pytest.raises(PlanctlError) as stopped:
        refuse_unfit(tmp_path / name, ".csv")
    assert stopped.value.message.msgid == message


@pytest.mark.parametrize("name", ["new", "new.csv", "new.CSV", "old.csv", "old.CSV"])
def test_what_is_not(tmp_path, name):
    for old in ("old.csv", "old.CSV"):
        (tmp_path / old).write_bytes(b"")
    refuse_unfit(tmp_path / name, ".csv")


def test_a_folder_below_a_file(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PlanctlError):
        make_folder(tmp_path / "file" / "folder")
