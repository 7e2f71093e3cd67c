"""A thing to which the two sides have given different ids: the line of its key is in conflict, and what stands below it is merged."""

from __future__ import annotations

from collections.abc import Sequence

from planctl.revisions.merge.chunks import Entry, UnmergeableError
from planctl.revisions.merge.conflict import Conflict, Piece
from planctl.revisions.merge.data import Names
from planctl.source.editing.scalar import key_of


def with_names(pieces: Sequence[Piece], ours: Entry, theirs: Entry, names: Names) -> list[Piece]:
    """The pieces of an entry that has our id in both files, with each side's own where they part.

    Raises:
        UnmergeableError: the line of the key is not found.
    """
    ours_written, theirs_written = _written(ours), _written(theirs)
    heads = (ours_written, key_of(names.ours))
    for at, piece in enumerate(pieces):
        b, o, t = (piece.base, piece.ours, piece.theirs) if isinstance(piece, Conflict) else ([piece], [piece], [piece])
        if any(_says_key(line) for line in o):
            sides = _named(b, heads, key_of(names.base)), _named(o, heads, ours_written), _named(t, heads, theirs_written)
            return [*pieces[:at], Conflict(*sides), *pieces[at + 1 :]]
    raise UnmergeableError


def _written(entry: Entry) -> str:
    """The key as it is written in its own file."""
    key = entry.value.branch.key
    if key is None:
        raise UnmergeableError
    return entry.value.text[key.start_mark.index : key.end_mark.index]


def _says_key(line: str) -> bool:
    """Whether a line is more than the comments and blank lines above a key."""
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _named(lines: Sequence[str], heads: Sequence[str], key: str) -> list[str]:
    """The lines with another key in the first of them that says one."""
    at = next((at for at, line in enumerate(lines) if _says_key(line)), None)
    if at is None:
        return list(lines)
    bare = lines[at].lstrip(" ")
    head = next((head for head in heads if bare.startswith(head) and bare[len(head) :].lstrip(" ").startswith(":")), None)
    if head is None:
        raise UnmergeableError
    return [*lines[:at], lines[at].removesuffix(bare) + key + bare.removeprefix(head), *lines[at + 1 :]]
