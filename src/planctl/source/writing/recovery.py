"""Finishes or undoes what a process that was cut off has left in a workspace. Undoing a write that failed is the same thing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import name_of
from planctl.source.writing.disk import DISK, told_of
from planctl.source.writing.journal import Direction, Journal, Plan, Target, hash_at, kept, staged
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
    plan, direction = journal.load()
    if plan is None:
        with told_of(folder):
            journal.end()
        return None
    if direction:
        direction = _open_way(folder, plan, direction)
        settle(journal, plan, direction)
    finished = is_finished(folder, plan)
    sweep(journal, plan)
    return Recovery(tuple(folder / target.path for target in plan.targets), finished)


def is_finished(folder: Path, plan: Plan) -> bool:
    """Whether all files are as they should be in the end.

    Raises:
        PlanctlError: one of them can't be read.
    """
    with told_of(folder):
        return all(hash_at(folder / target.path) == target.new for target in plan.targets)


def _open_way(folder: Path, plan: Plan, direction: Direction) -> Direction:
    """The direction that can be gone: the one decided, or else the other one.

    Raises:
        PlanctlError: neither can.
    """
    blocked = _blocked(folder, plan, direction)
    if blocked is None:
        return direction
    other = Direction.BACK if direction is Direction.FORWARD else Direction.FORWARD
    if _blocked(folder, plan, other) is None:
        return other
    raise PlanctlError(
        Message("{path} was changed by someone else while planctl was writing it, before it was done", path=name_of(folder / blocked.path)),
        Message("move it out of the workspace and run the command again; then put your changes into what stands there"),
    )


def _blocked(folder: Path, plan: Plan, direction: Direction) -> Target | None:
    """The first target that can't be brought to where it shall be."""
    for target in plan.targets:
        place = folder / target.path
        wanted, source = (target.new, staged(place)) if direction is Direction.FORWARD else (target.old, kept(place))
        with told_of(place):
            now = hash_at(place)
            if now == wanted:
                continue
            if now not in (None, target.old, target.new) or (wanted is not None and hash_at(source) != wanted):
                return target
    return None


def settle(journal: Journal, plan: Plan, direction: Direction) -> None:
    """Puts all files in place and takes the journal away. What is in place already is left alone.

    Raises:
        PlanctlError: a file can't be put in place; the journal stays.
    """
    for target in plan.targets:
        place = journal.folder / target.path
        with told_of(place):
            _place(target, place, direction)
    _sync_folders(journal, plan)
    with told_of(journal.folder):
        journal.fulfil()


def _place(target: Target, place: Path, direction: Direction) -> None:
    wanted = target.new if direction is Direction.FORWARD else target.old
    if hash_at(place) == wanted:
        return
    if wanted is None:
        DISK.remove(place)
    else:
        DISK.replace(staged(place) if direction is Direction.FORWARD else kept(place), place)


def sweep(journal: Journal, plan: Plan) -> None:
    """Removes what was put beside the files, the folders that nothing came into, and at last the intent.

    Raises:
        PlanctlError: something can't be removed; the next recovery tries again.
    """
    folder = journal.folder
    for target in plan.targets:
        place = folder / target.path
        with told_of(place):
            if place.parent.is_dir():
                DISK.remove(staged(place))
                DISK.remove(kept(place))
    for made in reversed(plan.folders):
        with told_of(folder / made):
            DISK.remove_folder(folder / made)
    _sync_folders(journal, plan)
    with told_of(folder):
        journal.end()


def _sync_folders(journal: Journal, plan: Plan) -> None:
    for path in folders_of(journal.folder, plan):
        if path.is_dir():
            with told_of(path):
                DISK.sync_folder(path)


def folders_of(folder: Path, plan: Plan) -> list[Path]:
    """The folders in which names come and go."""
    return sorted({(folder / path).parent for path in (*plan.folders, *(target.path for target in plan.targets))})
