"""Changes to values in the text of a file, with everything else in it left to the byte: comments, order, quotes, line ends.

Nothing is written that has not been read again: the new text holds exactly the intended changes and every comment, or there is none.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from planctl.message import Message
from planctl.source.editing.changes import BY_HAND, Block, Change, Data, UneditableError, Value, same, values_of, wanted_of
from planctl.source.editing.editor import Editor
from planctl.source.editing.scalar import data_of
from planctl.source.editing.splice import Splices
from planctl.source.editing.style import sections
from planctl.source.editing.tree import comments, tree
from planctl.source.encoding import decoded
from planctl.source.mistake import says_something
from planctl.source.nodes import all_events
from planctl.source.positions import lines_of
from planctl.source.reader import parse

__all__ = ["Block", "Change", "UneditableError", "Value", "document", "edited"]

_ANYWHERE = Path("-")
_UNSURE = Message("the changed text would not be read as it should be")


def edited(raw: bytes, changes: Sequence[Change]) -> bytes:
    """The file's bytes with the changes made; the same bytes when all of it stands there already. Later changes win.

    Raises UneditableError where the text cannot be changed safely.
    """
    text = decoded(raw)
    wanted = wanted_of([change._replace(value=data_of(change.value)) for change in changes])
    if not wanted:
        return raw
    if not any(map(says_something, lines_of(text))):
        return _appended(raw, text, values_of(wanted))
    old = _read(raw)
    events = all_events(text)
    top = tree(text, events)
    if top is None:
        raise UneditableError(_UNSURE)
    editor = Editor(text, top)
    new = editor.mapping(top, old, wanted, 1)
    return raw if new is old else _verified(raw, editor.result(), new, list(comments(text, events)))


def document(data: Mapping[str, Value]) -> bytes:
    """A new file's text, in the house style: a blank line before each section, and each thing in it in lines of its own."""
    return "".join(line + "\n" for line in sections(data_of(data))).encode()


def _appended(raw: bytes, text: str, data: dict[str | int, Data]) -> bytes:
    """Below nothing but comments."""
    newline = Splices(text).newline
    begun = text + newline if text and text[-1] not in "\r\n" else text
    return _verified(raw, begun + "".join(line + newline for line in sections(data)), data, _comments(text))


def _read(raw: bytes) -> dict[str | int, Any]:
    source = parse(raw, _ANYWHERE, "")
    for problem in source.problems:
        raise UneditableError(problem.message, problem.hint or BY_HAND, problem.span.start.line if problem.span else None)
    data: dict[str | int, Any] = source.data
    return data


def _verified(raw: bytes, result: str, new: dict[str | int, Data], kept: list[str]) -> bytes:
    """The new text as bytes, if it holds the data that it should, and the comments that are to be kept."""
    mark = BOM_UTF8 if raw.startswith(BOM_UTF8) else b""
    made = mark + result.encode()
    source = parse(made, _ANYWHERE, "", trusting=True)  # it is held against the data that it should be
    if source.problems or not same(source.data, new):
        raise UneditableError(_UNSURE)
    if _comments(result) != kept:
        raise UneditableError(Message("a comment in the text to be replaced would be lost"))
    return made


def _comments(text: str) -> list[str]:
    return list(comments(text, all_events(text)))
