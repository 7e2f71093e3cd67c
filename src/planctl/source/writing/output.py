"""Writes a file that is made for others: whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import name_of
from planctl.source.writing.disk import told_of, write_whole


def refuse_unfit(path: Path, ending: str) -> None:
    """Stops early, before the work is done, where an output could not or should not be written.

    A file that exists is replaced only by one of its own sort: a slip of the hand must not cost a plan.

    Raises:
        PlanctlError: there is no such folder, it is a folder itself, its name has another ending, or a file without the ending lies there.
    """
    name = name_of(path)
    with told_of(path):
        _refuse(path, name, ending)
        if path.suffix and not path.exists() and path.suffix.casefold() != ending:
            raise PlanctlError(
                Message("{path} would be a file of another sort: its name should end in {ending}", path=name, ending=ending),
                Message("write -o {example}, or ask for the format that the name says", example=name_of(path.with_suffix(ending))),
            )


def refuse_other_than(path: Path, ending: str, mark: bytes) -> None:
    """Likewise for a file that says itself what it is: one that exists is replaced only where its content begins with the mark.

    Raises:
        PlanctlError: there is no such folder, it is a folder itself, or another file lies there.
    """
    name = name_of(path)
    with told_of(path):
        _refuse_place(path, name, ending)
        if path.is_file() and not _begins_with(path, mark):
            raise PlanctlError(
                Message("{path} exists, and planctl has not written it: it is not replaced", path=name),
                Message("choose another name, or delete it first"),
            )


def _begins_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        start = file.read(len(mark))
    return start in (mark, b"")


def _refuse(path: Path, name: str, ending: str) -> None:
    _refuse_place(path, name, ending)
    if path.is_file() and {path.suffix.casefold(), path.resolve().suffix.casefold()} != {ending}:
        raise PlanctlError(
            Message("{path} exists, and its name does not end in {ending}: it is not replaced", path=name, ending=ending),
            Message("choose another name, or delete it first"),
        )


def _refuse_place(path: Path, name: str, ending: str) -> None:
    if path.is_dir():
        raise PlanctlError(
            Message("{path} is a folder", path=name), Message("name a file in it: {example}", example=f"{name.rstrip('/')}/planctl{ending}")
        )
    if not path.parent.is_dir():
        raise PlanctlError(Message("there is no folder {folder}", folder=name_of(path.parent)), Message("make the folder first"))


def write_output(path: Path, content: bytes) -> None:
    """Writes a file; where one stands already, readers see the old one or the new one. A pipe or device is written into.

    Raises:
        PlanctlError: it can't be written; what stood there still does.
    """
    with told_of(path):
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            write_whole(Path(os.path.realpath(path)), content)  # a link goes on leading to its file


def make_folder(folder: Path) -> None:
    """Makes a folder, and those around it; there may be one already.

    Raises:
        PlanctlError: it can't be made.
    """
    with told_of(folder):
        folder.mkdir(parents=True, exist_ok=True)
