"""The merge of three texts by what is in them, and the proof that it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from planctl.message import Message
from planctl.revisions.merge.chunks import Mapping, UnmergeableError
from planctl.revisions.merge.conflict import Conflict, Piece, chosen, joined
from planctl.revisions.merge.data import Forced, merged_data, same, spelled_out
from planctl.revisions.merge.entries import Merger, kept_comments
from planctl.revisions.merge.identity import placement
from planctl.revisions.merge.reading import chunks
from planctl.revisions.merge.relocate import relocate, relocated
from planctl.revisions.merge.soundness import new_problems
from planctl.source.editing.tree import comments
from planctl.source.encoding import decoded, not_utf8
from planctl.source.nodes import all_events
from planctl.source.reader import parse


class Refused(NamedTuple):
    """Why three texts can't be merged by what is in them."""

    reason: Message
    wants_a_look: bool = False
    """Whether someone must look at the file even where git sees no conflict."""


class Merged(NamedTuple):
    """The merged file: its lines and conflicts, and where there are none, what is wrong with it although with neither side it was."""

    pieces: list[Piece]
    problems: list[Message]

    @property
    def has_conflicts(self) -> bool:
        return any(isinstance(piece, Conflict) for piece in self.pieces)


class _File(NamedTuple):
    text: str
    data: Any


_UNSURE = Message("what was merged would not be read as it should be")


def merged_texts(base: bytes, ours: bytes, theirs: bytes) -> Merged | Refused:
    """The three-way merge; an empty base is one that did not exist."""
    ancestor = _read(base, Message("the common ancestor"), may_be_empty=True)
    files = [ancestor, _read(ours, Message("our file")), _read(theirs, Message("their file"))]
    read = [file for file in files if isinstance(file, _File)]
    for file in files:
        if isinstance(file, Refused):
            return file
    try:
        return _merged(read)
    except UnmergeableError:
        return Refused(Message("the files are not mappings in lines of their own"))


def _read(raw: bytes, name: Message, *, may_be_empty: bool = False) -> _File | Refused:
    if b"\0" in raw:
        return Refused(Message("{file} is not text", file=name))
    if any(line.startswith((b"<<<<<<< ", b">>>>>>> ")) for line in raw.splitlines()):
        return Refused(Message("there are conflict markers in {file} already", file=name), wants_a_look=True)
    if (odd := not_utf8(raw, "")) is not None:
        return Refused(Message("{file} can't be read: {reason}", file=name, reason=odd.message), wants_a_look=True)
    text = decoded(raw).replace("\r\n", "\n")
    if may_be_empty and not text.strip():
        return _File("", {})
    source = parse(text.encode(), FilePath("-"), "")
    if source.problems:
        return Refused(Message("{file} can't be read: {reason}", file=name, reason=source.problems[0].message), wants_a_look=True)
    if "\r" in text:
        return Refused(Message("{file} has lines that end in an old way", file=name))
    return _File(text, source.data)


def _merged(files: Sequence[_File]) -> Merged | Refused:
    tops = [chunks(file.text, file.data) if file.text else Mapping(0, {}, []) for file in files]
    places = placement([file.data for file in files], [top.comments_at for top in tops])
    for top, moves in zip(tops, places.moves, strict=True):
        relocate(top, moves)
    merger = Merger(places.held, places.contested, places.names, wrapped=files[1].data.get("kind") == "outcomes")
    pieces = joined(merger.mapping(tops[0], tops[1], tops[2]))
    datas = [relocated(file.data, moves) for file, moves in zip(files, places.moves, strict=True)]
    if not _is_right(pieces, datas, merger.forced, files):
        return Refused(_UNSURE, wants_a_look=True)
    is_clean = not any(isinstance(piece, Conflict) for piece in pieces)
    return Merged(pieces, new_problems(_data(pieces), files[1].data, files[2].data) if is_clean else [])


def _is_right(pieces: list[Piece], datas: Sequence[Any], forced: Forced, files: Sequence[_File]) -> bool:
    """Whether the text, read again with either side chosen in all conflicts, has the data of a plain merge, and every comment."""
    for ours in (True, False):
        source = parse(_text(pieces, ours=ours).encode(), FilePath("-"), "")
        wanted = merged_data(datas[0], datas[1], datas[2], forced, prefer_ours=ours)
        if source.problems or not same(*(spelled_out(data, forced.wrapped) for data in (source.data, wanted))):
            return False
    found = Counter(_comments(_text(pieces, ours=True))) | Counter(_comments(_text(pieces, ours=False)))
    needed = kept_comments(*(_comments(file.text) for file in files))
    if any(isinstance(piece, Conflict) for piece in pieces):
        return all(found[comment] for comment, count in needed.items() if count)
    return all(found[comment] >= count for comment, count in needed.items())


def _text(pieces: list[Piece], *, ours: bool) -> str:
    return "".join(line + "\n" for line in chosen(pieces, ours=ours))


def _comments(text: str) -> list[str]:
    return [comment.strip() for comment in comments(text, all_events(text))]


def _data(pieces: list[Piece]) -> Any:
    return parse(_text(pieces, ours=True).encode(), FilePath("-"), "").data
