"""Entries taken out of the text of a file, with the comments that belong to them; everything else is left to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any

from planctl.diagnostics import Path
from planctl.message import Message
from planctl.source.editing.changes import BY_HAND, UneditableError, same
from planctl.source.editing.tree import Branch, tree
from planctl.source.encoding import decoded
from planctl.source.nodes import all_events, extent
from planctl.source.reader import parse

_LINE_END = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_COMMENT_LINE = re.compile(r"^[ \t]*#[^\r\n]*(?:\r\n|\r|\n)\Z", re.MULTILINE)
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))+")
_ANYWHERE = FilePath("-")
_Pieces = list[tuple[int, int]]


def without(raw: bytes, paths: Iterable[Path]) -> bytes:
    """The file's bytes without the entries of mappings at the paths, and without what holds nothing else than such entries.

    A comment goes with its entry when it stands behind it, inside it, or in the lines straight above it.

    Raises:
        UneditableError: the text can't be changed safely.
    """
    source = parse(raw, _ANYWHERE, "")
    for problem in source.problems:
        raise UneditableError(problem.message, problem.hint or BY_HAND)
    gone = _widened(source.data, set(paths))
    if not gone:
        return raw
    text = decoded(raw)
    top = tree(text, all_events(text))
    if top is None:
        raise UneditableError(_UNSURE)
    pieces = [_piece(text, top, path, gone) for path in gone]
    mark = raw[: len(raw) - len(text.encode())]
    made = mark + _cut(text, pieces).encode()
    left = parse(made, _ANYWHERE, "")
    if left.problems or not same(left.data, _left(source.data, gone)):
        raise UneditableError(_UNSURE)
    return made


_UNSURE = Message("the text without these entries would not be read as it should be")


def _widened(data: Any, paths: set[Path]) -> set[Path]:
    """The paths that are there, with that of a mapping in the place of those of all its entries."""
    there = {path for path in paths if _value(data, path) is not _NOTHING}
    for path in sorted(there, key=len, reverse=True):
        parent = path[:-1]
        if parent and path in there and all((*parent, key) in there for key in _value(data, parent)):
            there.add(parent)
            return _widened(data, there - {(*parent, key) for key in _value(data, parent)})
    return {path for path in there if not any(path[:depth] in there for depth in range(1, len(path)))}


_NOTHING = object()


def _value(data: Any, path: Path) -> Any:
    for part in path:
        if not isinstance(data, dict) or part not in data:
            return _NOTHING
        data = data[part]
    return data


def _left(data: Any, gone: set[Path], at: Path = ()) -> Any:
    if not isinstance(data, dict):
        return data
    return {key: _left(item, gone, (*at, key)) for key, item in data.items() if (*at, key) not in gone}


def _piece(text: str, top: Branch, path: Path, gone: set[Path]) -> tuple[int, int]:
    """Where an entry begins and ends, with what goes with it."""
    parent = top
    for part in path[:-1]:
        if part not in parent.children:
            raise UneditableError(_UNSURE)
        parent = parent.children[part]
    branch = parent.children.get(path[-1])
    if branch is None or branch.key is None or branch.is_marked:
        raise UneditableError(_UNSURE)
    if parent.is_flow:
        return _in_braces(parent, branch, [child for key, child in parent.children.items() if (*path[:-1], key) not in gone])
    return _in_lines(text, branch)


def _in_braces(parent: Branch, branch: Branch, staying: list[Branch]) -> tuple[int, int]:
    """An entry with the comma after it; behind the last one that stays, with the comma before it."""
    begin = extent(branch.key)[0]
    if staying and staying[-1].end <= begin:
        return staying[-1].end, branch.end
    order = list(parent.children.values())
    return begin, extent(order[order.index(branch) + 1].key)[0]


def _in_lines(text: str, branch: Branch) -> tuple[int, int]:
    """An entry in lines of its own, from the first comment straight above it to the end of its last line."""
    key = extent(branch.key)[0]
    begin = max(text.rfind("\n", 0, key), text.rfind("\r", 0, key)) + 1
    column = key - begin
    while (above := _COMMENT_LINE.search(text, 0, begin)) and text.index("#", above.start()) - above.start() == column:
        begin = above.start()
    last = branch.end - 1 if text[branch.end - 1] in "\r\n" else branch.end
    line = _LINE_END.match(text, last)
    return begin, len(text) if line is None else line.end()


def _cut(text: str, pieces: _Pieces) -> str:
    """The text without the pieces; blank lines on both sides of one become those on one side."""
    parts: list[str] = []
    last = 0
    for begin, end in sorted(pieces):
        parts.append(text[last : max(begin, last)])
        last = max(last, end)
        blank = _BLANK_LINES.match(text, last)
        before = "".join(parts)
        if blank and _begins_a_line(before) and (not before or before.endswith(("\n\n", "\r\n\r\n", "\r\r"))):
            last = blank.end()
    kept = "".join((*parts, text[last:]))
    return kept.rstrip("\r\n") + text[len(text.rstrip("\r\n")) :] if kept.strip() else kept


def _begins_a_line(text: str) -> bool:
    return not text or text[-1] in "\r\n"
