"""Writes a file that is made for others: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import name_of

_NEW = 0o666
"""What a new file may be, before the process's own mask takes from it."""


def refuse_unfit(path: Path, ending: str) -> None:
    """Stops early, before the work is done, where an output could not or should not be written.

    A file that exists is replaced only by one of its own sort: a slip of the hand must not cost a plan.

    Raises:
        PlanctlError: there is no such folder, it is a folder itself, or a file without the ending lies there.
    """
    name = name_of(path)
    if path.is_dir():
        raise PlanctlError(
            Message("{path} is a folder", path=name), Message("name a file in it: {example}", example=f"{name.rstrip('/')}/planctl{ending}")
        )
    if not path.parent.is_dir():
        raise PlanctlError(Message("there is no folder {folder}", folder=name_of(path.parent)), Message("make the folder first"))
    if path.is_file() and path.suffix.casefold() != ending:
        raise PlanctlError(
            Message("{path} exists, and its name does not end in {ending}: it is not replaced", path=name, ending=ending),
            Message("choose another name, or delete it first"),
        )


def write_output(path: Path, content: bytes) -> None:
    """Writes a file; where one stands already, readers see the old one or the new one. A pipe or device is written into.

    Raises:
        PlanctlError: it can't be written; what stood there still does.
    """
    with _told_of(path):
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(Path(os.path.realpath(path)), content)  # a link goes on leading to its file


def make_folder(folder: Path) -> None:
    """Makes a folder, and those around it; there may be one already.

    Raises:
        PlanctlError: it can't be made.
    """
    with _told_of(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """The operating system's errors in the words of planctl."""
    try:
        yield
    except PermissionError as error:
        raise PlanctlError(
            Message("you have no permission to write {path}", path=name_of(path)),
            Message("see whether the folder is yours to write in, and whether the file is open in another program"),
        ) from error
    except OSError as error:
        raise PlanctlError(
            Message("{path} can't be written: {reason}", path=name_of(path), reason=error.strerror or type(error).__name__)
        ) from error


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else _NEW & ~_mask()
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
