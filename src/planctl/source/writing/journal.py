"""What a write is about to do, on the disk before it is done: so that whoever comes after a crash can finish it or undo it.

Below `.planctl/`: `intent.json` stands from before the first step until after the last one; `journal.json` from the moment the change is
decided until all files are in place. The journals of both directions are written beforehand: turning back needs no room on the disk.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import name_of
from planctl.source.writing.disk import DISK, told_of
from planctl.source.writing.home import HOME, INTENT, JOURNAL, is_unfinished

_FORMAT = 1
_LONGEST = 200
"""Bytes of a name that leave room for what is put around it."""


class Direction(StrEnum):
    FORWARD = "forward"
    BACK = "back"


class FileChange(NamedTuple):
    """A file that changes: its path from the workspace's folder, and the hashes of what stood there (None: no file) and what shall."""

    path: str
    old: str | None
    new: str


class Intent(NamedTuple):
    """All that changes together, and the folders that have to be made for it, the outermost first."""

    changes: tuple[FileChange, ...]
    folders: tuple[str, ...]


def hash_of(content: bytes) -> str:
    from hashlib import sha256  # every command looks for a journal, and hardly any finds one

    return sha256(content).hexdigest()


def hash_at(path: Path) -> str | None:
    """The hash of a file's content; None where there is no file."""
    try:
        return hash_of(path.read_bytes())
    except FileNotFoundError:
        return None


def staged(path: Path) -> Path:
    """Where a file's new content waits."""
    return _beside(path, "new")


def kept(path: Path) -> Path:
    """Where a file's old content is kept."""
    return _beside(path, "old")


def _beside(path: Path, what: str) -> Path:
    name = path.name
    if len(os.fsencode(name)) > _LONGEST:
        name = hash_of(os.fsencode(name))
    return path.with_name(f".{name}.planctl-{what}")


class Journal:
    """The journal of a workspace. Whoever calls anything but `stands` holds the workspace's lock. All but `load` raise OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._home = folder / HOME
        self._intent = self._home / INTENT
        self._journal = self._home / JOURNAL

    def stands(self) -> bool:
        """Whether a write has not come to its end."""
        return is_unfinished(self.folder)

    def decided(self) -> bool:
        """Whether files may have been put in place, and not all of them yet."""
        return self._journal.exists()

    def begin(self, intent: Intent) -> None:
        """Says which files will be touched, before any is."""
        self._write(self._intent, intent, None)
        DISK.sync_folder(self._home)
        DISK.sync_folder(self.folder)  # which may have got its .planctl just now

    def prepare(self, intent: Intent) -> None:
        for direction in Direction:
            self._write(self._prepared(direction), intent, direction)

    def decide(self, direction: Direction) -> None:
        """From here on, this is what comes of the write, whatever happens."""
        DISK.replace(self._prepared(direction), self._journal)
        DISK.sync_folder(self._home)

    def fulfil(self) -> None:
        """All files are in place."""
        DISK.remove(self._journal)

    def end(self) -> None:
        """Nothing is left of the write."""
        DISK.sync_folder(self._home)  # or else a power cut might bring back the journal alone, beside a later intent
        for direction in Direction:
            DISK.remove(self._prepared(direction))
        DISK.remove(self._intent)
        DISK.sync_folder(self._home)

    def load(self) -> tuple[Intent | None, Direction | None]:
        """What was to be done, and in which direction: None before that was decided, or after it was done.

        There is no intent where a process ended while it wrote it: it had not done anything yet.

        Raises:
            PlanctlError: the journal can't be read, or makes no sense.
        """
        import json

        with told_of(self._journal):
            decided = self.decided()
            raw = (self._journal if decided else self._intent).read_bytes()
        try:
            return self._read(json.loads(raw))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if not decided:
                return None, None
            raise PlanctlError(
                Message("{path} makes no sense: it tells how to finish a write that was cut off", path=name_of(self._journal)),
                Message(
                    "upgrade planctl; or compare each file with the one beside it that ends in .planctl-old, and delete the folder .planctl"
                ),
            ) from error

    def _prepared(self, direction: Direction) -> Path:
        return self._home / f"{direction}.json"

    def _write(self, path: Path, intent: Intent, direction: Direction | None) -> None:
        import json

        changes = [change._asdict() for change in intent.changes]
        data = {"format": _FORMAT, "direction": direction, "targets": changes, "folders": intent.folders}
        DISK.create(path, json.dumps(data).encode())
        DISK.sync(path)

    def _read(self, data: dict[str, Any]) -> tuple[Intent, Direction | None]:
        if data["format"] != _FORMAT:
            raise ValueError("another format")
        direction = data["direction"]
        intent = Intent(tuple(FileChange(**change) for change in data["targets"]), tuple(data["folders"]))
        self._refuse_outside([*intent.folders, *(change.path for change in intent.changes)])
        return intent, direction and Direction(direction)

    def _refuse_outside(self, paths: Sequence[str]) -> None:
        """Stops where a path leads out of the workspace: a journal may come from anyone, with a copied folder."""
        top = Path(os.path.realpath(self.folder))
        for path in paths:
            place = top / path
            if top not in place.parents or os.path.realpath(place) != os.fspath(place):
                raise ValueError("outside")
