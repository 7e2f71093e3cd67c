"""Finishes or undoes what a process that was cut off has left in a workspace. Undoing a write that failed is the same thing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import name_of
from planctl.source.writing.disk import DISK, told_of
from planctl.source.writing.journal import Direction, FileChange, Intent, Journal, hash_at, kept, staged
from planctl.source.writing.lock import HeldError, locked


class Recovery(NamedTuple):
    """The files that a cut-off write had to do with, and whether it was completed (or else undone)."""

    files: tuple[Path, ...]
    finished: bool


def recover(folder: Path) -> Recovery | None:
    """Finishes or undoes what an ended process has left half done; None where there is nothing, or a living process is at work.

    Raises:
        PlanctlError: a file has been changed by someone else since, or can't be written. All is kept as it is, for the next try.
    """
    if not Journal(folder).stands():
        return None
    try:
        with locked(folder):
            return recovered(folder)
    except HeldError:
        return None


def recovered(folder: Path) -> Recovery | None:
    """Likewise, for one who holds the lock."""
    journal = Journal(folder)
    if not journal.stands():
        return None
    intent, direction = journal.load()
    if intent is None:
        with told_of(folder):
            journal.end()
        return None
    if direction:
        direction = _open_way(folder, intent, direction)
        settle(journal, intent, direction)
    finished = is_finished(folder, intent)
    sweep(journal, intent)
    return Recovery(tuple(folder / change.path for change in intent.changes), finished)


def is_finished(folder: Path, intent: Intent) -> bool:
    """Whether all files are as they should be in the end.

    Raises:
        PlanctlError: one of them can't be read.
    """
    with told_of(folder):
        return all(hash_at(folder / change.path) == change.new for change in intent.changes)


def _open_way(folder: Path, intent: Intent, direction: Direction) -> Direction:
    """The direction that can be gone: the one decided, or else the other one.

    Raises:
        PlanctlError: neither can.
    """
    blocked = _blocked(folder, intent, direction)
    if blocked is None:
        return direction
    other = Direction.BACK if direction is Direction.FORWARD else Direction.FORWARD
    if _blocked(folder, intent, other) is None:
        return other
    raise PlanctlError(
        Message("{path} was changed by someone else while planctl was writing it, before it was done", path=name_of(folder / blocked.path)),
        Message("move it out of the workspace and run the command again; then put your changes into what stands there"),
    )


def _blocked(folder: Path, intent: Intent, direction: Direction) -> FileChange | None:
    """The first change that can't be brought to where it shall be."""
    for change in intent.changes:
        place = folder / change.path
        wanted, source = (change.new, staged(place)) if direction is Direction.FORWARD else (change.old, kept(place))
        with told_of(place):
            now = hash_at(place)
            if now == wanted:
                continue
            if now not in (None, change.old, change.new) or (wanted is not None and hash_at(source) != wanted):
                return change
    return None


def settle(journal: Journal, intent: Intent, direction: Direction) -> None:
    """Puts all files in place and takes the journal away. What is in place already is left alone.

    Raises:
        PlanctlError: a file can't be put in place; the journal stays.
    """
    for change in intent.changes:
        place = journal.folder / change.path
        with told_of(place):
            _place(change, place, direction)
    _sync_folders(journal, intent)
    with told_of(journal.folder):
        journal.fulfil()


def _place(change: FileChange, place: Path, direction: Direction) -> None:
    wanted = change.new if direction is Direction.FORWARD else change.old
    if hash_at(place) == wanted:
        return
    if wanted is None:
        DISK.remove(place)
    else:
        DISK.replace(staged(place) if direction is Direction.FORWARD else kept(place), place)


def sweep(journal: Journal, intent: Intent) -> None:
    """Removes what was put beside the files, the folders that nothing came into, and at last the intent.

    Raises:
        PlanctlError: something can't be removed; the next recovery tries again.
    """
    folder = journal.folder
    for change in intent.changes:
        place = folder / change.path
        with told_of(place):
            if place.parent.is_dir():
                DISK.remove(staged(place))
                DISK.remove(kept(place))
    for made in reversed(intent.folders):
        with told_of(folder / made):
            DISK.remove_folder(folder / made)
    _sync_folders(journal, intent)
    with told_of(folder):
        journal.end()


def _sync_folders(journal: Journal, intent: Intent) -> None:
    for path in folders_of(journal.folder, intent):
        if path.is_dir():
            with told_of(path):
                DISK.sync_folder(path)


def folders_of(folder: Path, intent: Intent) -> list[Path]:
    """The folders in which names come and go."""
    return sorted({(folder / path).parent for path in (*intent.folders, *(change.path for change in intent.changes))})
