"""The few file-system operations that writing is made of. All go through `DISK`, so that a test can let each of them fail."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import name_of

_NO_SYNC = (errno.EINVAL, errno.ENOTSUP)
"""How network file systems say that folders need no syncing."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
_NOT_EMPTY = (errno.ENOTEMPTY, errno.EEXIST)


class Disk:
    """Each method is one step on the disk: done whole or not at all, but for `create` and `copy`, which may leave half a file.

    All raise OSError.
    """

    def create(self, path: Path, content: bytes, mode: int | None = None) -> None:
        """A new file, in place of one that may lie there; a link is replaced, not followed. Without a mode it gets that of any new file."""
        self.remove(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o666 if mode is None else 0o600), "wb") as file:
            file.write(content)
        if mode is not None:
            path.chmod(mode)

    def copy(self, path: Path, copied: Path) -> None:
        """A second file with the content, mode and times of the first one."""
        import shutil  # slow to import, and used only here

        self.create(copied, b"", 0o600)  # no one shall read it before it has the mode of the first
        shutil.copy2(path, copied)

    def own(self, path: Path, like: os.stat_result) -> None:
        """Gives a file the group and owner of another one, where it has others and the system lets us."""
        now = path.stat()
        for owner, group in ((-1, like.st_gid), (like.st_uid, -1)):
            if owner not in (-1, now.st_uid) or group not in (-1, now.st_gid):
                with suppress(PermissionError):
                    os.chown(path, owner, group)

    def replace(self, path: Path, target: Path) -> None:
        path.replace(target)

    def remove(self, path: Path) -> None:
        """There may be none."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """There may be one already."""
        path.mkdir(exist_ok=True)

    def remove_folder(self, path: Path) -> None:
        """There may be none, and one that holds something stays."""
        try:
            path.rmdir()
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno not in _NOT_EMPTY:
                raise

    def sync(self, path: Path) -> None:
        """Waits until a file's content is on the disk."""
        handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def sync_folder(self, path: Path) -> None:
        """Waits until the names in a folder are on the disk. Windows has no such thing."""
        if os.name == "nt":
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_SYNC:
                raise
        finally:
            os.close(handle)


DISK = Disk()


def write_whole(path: Path, content: bytes) -> None:
    """Writes one file: readers see what stood there or the new content, also after a power cut. A file that stands there gives its mode.

    Raises:
        OSError: it can't be written; what stood there still does.
    """
    temporary = path.with_name(f".{path.name[:40]}.{os.getpid()}.tmp")
    try:
        DISK.create(temporary, content, stat.S_IMODE(path.stat().st_mode) if path.exists() else None)
        DISK.sync(temporary)
        DISK.replace(temporary, path)
        DISK.sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            DISK.remove(temporary)
        raise


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """The operating system's errors as those of planctl: which file could not be written, why, and what to do."""
    try:
        yield
    except OSError as error:
        raise PlanctlError(*_told(name_of(path), error)) from error


def _told(name: str, error: OSError) -> tuple[Message, Message]:
    if error.errno in _FULL:
        return Message("there is no room on the disk for {path}", path=name), Message("free some space, and run the command again")
    if error.errno == errno.EROFS:
        return Message("{path} lies on a disk that can only be read", path=name), Message("copy the folder to where you may write")
    if isinstance(error, PermissionError):
        return (
            Message("you have no permission to write {path}", path=name),
            Message("see whether the folder is yours to write in, and close the file if it is open in another program"),
        )
    return (
        Message("{path} can't be written: {reason}", path=name, reason=error.strerror or type(error).__name__),
        Message("see whether the disk or the network folder works, and run the command again"),
    )
