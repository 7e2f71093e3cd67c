"""git's merge driver: three files of which the second becomes the merged one.

From the first moment on in which anything may fail, the file holds what git's own merge makes of the three, with its markers. Only a
result that has been read again and proved takes its place.
"""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.revisions.merge.conflict import Piece, Style, marked
from planctl.revisions.merge.semantic import Merged, Refused, merged_texts
from planctl.revisions.merge.textual import merged_by_git, shows_base
from planctl.source.discover import name_of
from planctl.source.writing.disk import told_of, write_whole


class Outcome(NamedTuple):
    """How a merge ended, and what is to be said of it."""

    has_conflicts: bool
    messages: Sequence[Message] = ()


def merge_files(base: Path, ours: Path, theirs: Path, size: int, name: str, result: Path | None = None) -> Outcome:
    """Merges three files into the second, or into a file of its own, which is there only when it holds a merge.

    `name` is what to call them.

    Raises:
        PlanctlError: one of them can't be read or written.
    """
    contents = [_content(path) for path in (base, ours, theirs)]
    textual = merged_by_git(base, ours, theirs, size)
    target, there = (ours, contents[1]) if result is None else (result, None)
    if textual.content is None:
        _put(target, there, contents[1])
        return Outcome(True, (Message("{path}: the file is not text, and was not merged: choose one of the two", path=name),))
    _put(target, there, textual.content)
    merged = _merged(*contents)
    if isinstance(merged, Refused):
        return Outcome(textual.has_conflicts or merged.wants_a_look, (_fallen_back(name, merged.reason),))
    style = Style(size, merged.has_conflicts and shows_base())
    _put(target, textual.content, _written(merged.pieces, style, like=contents[1]))
    return Outcome(merged.has_conflicts or bool(merged.problems), [_new(name, problem) for problem in merged.problems])


def _merged(base: bytes, ours: bytes, theirs: bytes) -> Merged | Refused:
    try:
        return merged_texts(base, ours, theirs)
    except Exception as error:  # whatever it is: git's own merge stands in the file
        if os.environ.get("PLANCTL_DEBUG"):
            raise
        return Refused(Message("planctl failed: {error}", error=f"{type(error).__name__}: {error}"))


def _fallen_back(name: str, reason: Message) -> Message:
    return Message("{path}: merged line by line, as git does, since {reason}", path=name, reason=reason)


def _new(name: str, problem: Message) -> Message:
    return Message("{path}: the two sides are both merged, but together they make a new problem: {problem}", path=name, problem=problem)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = Message("{path} can't be read: {reason}", path=name_of(path), reason=error.strerror or type(error).__name__)
        raise PlanctlError(message, Message("git calls this command with three files: see planctl merge --help")) from error


def _put(path: Path, there: bytes | None, content: bytes) -> None:
    if content != there:
        with told_of(path):
            write_whole(path, content)


def _written(pieces: Sequence[Piece], style: Style, like: bytes) -> bytes:
    """The lines as bytes: with the byte order mark and the line ends of another file, and with or without a line end behind the last."""
    newline = "\r\n" if like.count(b"\r\n") * 2 > like.count(b"\n") else "\n"
    text = "".join(line + newline for line in marked(pieces, style))
    if like[-1:] != b"\n" and pieces and isinstance(pieces[-1], str):
        text = text.removesuffix(newline)
    return (BOM_UTF8 if like.startswith(BOM_UTF8) else b"") + text.encode()
