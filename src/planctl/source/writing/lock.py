"""One process at a time writes in a workspace. The operating system keeps the lock, and lets go of it when the process ends."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import name_of
from planctl.source.writing.disk import DISK, told_of
from planctl.source.writing.home import HOME, LOCK

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_IGNORED = b"*\n"
_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_held: set[tuple[int, int, str]] = set()
"""Process, thread and folder: who holds a lock here may take it again."""


class HeldError(PlanctlError):
    """Another living process writes in the workspace."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps other processes from writing in a workspace. Who holds the lock already may take it once more.

    Raises:
        HeldError: another process, or another thread of this one, holds it.
        PlanctlError: nothing can be written in the folder.
    """
    holder = (os.getpid(), threading.get_ident(), os.path.realpath(folder))
    if holder in _held:
        yield
        return
    with told_of(folder):
        handle = _opened(folder)
    try:
        with told_of(folder):
            _take_or_refuse(handle, folder)
            _hide(folder / HOME)
        _held.add(holder)
        yield
    finally:
        _held.discard(holder)
        os.close(handle)


def _opened(folder: Path) -> int:
    home = folder / HOME
    if home.is_symlink():  # made by someone else, to have us write elsewhere
        raise PlanctlError(Message("{path} is a link, and is not followed", path=name_of(home)), Message("delete it"))
    DISK.make_folder(home)
    return os.open(home / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)


def _take_or_refuse(handle: int, folder: Path) -> None:
    try:
        _take(handle)
    except OSError as error:
        if error.errno not in _TAKEN:
            raise
        raise HeldError(
            Message("another planctl is writing in {folder}", folder=name_of(folder)),
            Message("wait until it is done, and run the command again"),
        ) from error


def _hide(home: Path) -> None:
    """Keeps the folder out of git."""
    ignore = home / ".gitignore"
    with suppress(FileNotFoundError):
        if ignore.read_bytes() == _IGNORED:
            return
    try:
        DISK.create(ignore, _IGNORED)
    except BaseException:
        with suppress(OSError):
            DISK.remove(ignore)  # half of it would hide nothing
        raise
