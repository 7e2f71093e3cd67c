"""Several files of a workspace change all or none, whatever happens meanwhile: the protocol is described in docs/design.md."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import name_of
from planctl.source.writing.disk import DISK, told_of
from planctl.source.writing.home import HOME
from planctl.source.writing.journal import Direction, FileChange, Intent, Journal, hash_of, kept, staged
from planctl.source.writing.lock import locked
from planctl.source.writing.recovery import Recovery, folders_of, is_finished, recover, recovered, settle, sweep

__all__ = ["Recovery", "locked", "recover", "write_files"]

_NOTHING: Mapping[Path, bytes | None] = MappingProxyType({})


def write_files(folder: Path, contents: Mapping[Path, bytes], expected: Mapping[Path, bytes | None] = _NOTHING) -> None:
    """Writes all of the files or none. Links are written through; files that hold the content already are left alone.

    `expected` holds what the caller read (None: there was no file), of these files or others that the contents build on.

    Raises:
        PlanctlError: a file is no longer as expected, lies outside the folder, or can't be written. Nothing has been changed; or, where
            even undoing failed, the message says so, and the next recovery sees to it.
    """
    with locked(folder):
        recovered(folder)
        _refuse_changed(expected)
        new = _real(folder, contents)
        old = {path: _content(path) for path in new}
        changed = {path: content for path, content in new.items() if old[path] != content}
        if changed:
            _write(folder, changed, old, expected)


def _refuse_changed(expected: Mapping[Path, bytes | None]) -> None:
    for path, content in expected.items():
        if _content(path) != content:
            raise PlanctlError(
                Message("{path} was changed by someone else after planctl read it", path=name_of(path)), Message("run the command again")
            )


def _content(path: Path) -> bytes | None:
    """What stands in a file that may be written; None where there is none."""
    with told_of(path):
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(mode):
            raise PlanctlError(Message("{path} is not an ordinary file", path=name_of(path)), Message("delete it, or give it another name"))
        return path.read_bytes()


def _real(folder: Path, contents: Mapping[Path, bytes]) -> dict[Path, bytes]:
    """The files that the paths lead to."""
    top = Path(os.path.realpath(folder))
    real: dict[Path, bytes] = {}
    for path, content in contents.items():
        place = Path(os.path.realpath(path))
        if not place.is_relative_to(top) or place.relative_to(top).parts[:1] in ((), (HOME,)):
            raise PlanctlError(
                Message("{path} leads out of the workspace {folder}", path=name_of(path), folder=name_of(folder)),
                Message("put the file itself here, or delete the link"),
            )
        if real.setdefault(place, content) != content:
            raise PlanctlError(
                Message("{path} is a link to another file that is to be written, with other content", path=name_of(path)),
                Message("delete the link"),
            )
    return real


def _write(folder: Path, new: Mapping[Path, bytes], old: Mapping[Path, bytes | None], expected: Mapping[Path, bytes | None]) -> None:
    intent = _intent_of(folder, new, old)
    journal = Journal(folder)
    try:
        with told_of(folder):
            journal.begin(intent)
        _stage(folder, intent, new)
        _refuse_changed({path: old[path] for path in new} | dict(expected))  # the disk may have been slow
        with told_of(folder):
            journal.prepare(intent)
            journal.decide(Direction.FORWARD)
        settle(journal, intent, Direction.FORWARD)
    except PlanctlError as error:
        if _undone(journal, intent, error.message):
            raise PlanctlError(Message("{problem}; nothing has been written", problem=error.message), error.hint) from error
    except BaseException:
        _undone(journal, intent, Message("the command was interrupted"))
        raise
    else:
        with suppress(PlanctlError):  # the files are written; what still lies beside them goes with the next recovery
            sweep(journal, intent)


def _intent_of(folder: Path, new: Mapping[Path, bytes], old: Mapping[Path, bytes | None]) -> Intent:
    top = Path(os.path.realpath(folder))
    changes = [
        FileChange(path.relative_to(top).as_posix(), None if (was := old[path]) is None else hash_of(was), hash_of(content))
        for path, content in new.items()
    ]
    parents = {path.parent for path in new}
    around = {folder for parent in parents for folder in (parent, *parent.parents) if folder.is_relative_to(top) and not folder.exists()}
    return Intent(tuple(changes), tuple(path.relative_to(top).as_posix() for path in sorted(around)))


def _stage(folder: Path, intent: Intent, new: Mapping[Path, bytes]) -> None:
    """Puts new and old contents beside their files, on the same disk, so that putting them in place needs no room."""
    for made in intent.folders:
        with told_of(folder / made):
            DISK.make_folder(folder / made)
    for change, content in zip(intent.changes, new.values(), strict=True):
        place = folder / change.path
        with told_of(place):
            _stage_one(place, content, change.old is not None)
    for change in intent.changes:  # only now: a disk takes many files at once faster than one by one
        place = folder / change.path
        with told_of(place):
            DISK.sync(staged(place))
            if change.old is not None:
                DISK.sync(kept(place))
    for path in folders_of(folder, intent):
        with told_of(path):
            DISK.sync_folder(path)


def _stage_one(place: Path, content: bytes, stands: bool) -> None:
    if not stands:
        DISK.create(staged(place), content)
        return
    if not os.access(place, os.W_OK):  # replacing it would work, but someone has said that it shall stay
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    status = place.stat()
    DISK.create(staged(place), content, stat.S_IMODE(status.st_mode))
    DISK.copy(place, kept(place))
    for beside in (staged(place), kept(place)):
        DISK.own(beside, status)


def _undone(journal: Journal, intent: Intent, problem: Message) -> bool:
    """Undoes a write that failed; False where all files were in place already. Leftovers that can't be removed wait for the next recovery.

    Raises:
        PlanctlError: undoing failed as well.
    """
    try:
        if journal.decided():
            with told_of(journal.folder):
                journal.decide(Direction.BACK)
        recovered(journal.folder)
    except PlanctlError as second:
        if journal.decided():
            raise PlanctlError(
                Message(
                    "{problem}; some files may be changed already, and undoing that failed: {second}",
                    problem=problem,
                    second=second.message,
                ),
                Message("set this right, and run planctl again in the workspace: it finishes or undoes the whole before anything else"),
            ) from second
    return not is_finished(journal.folder, intent)
