"""Places where two sides contradict each other, in lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Conflict(NamedTuple):
    """Lines of which a person must choose: ours or theirs."""

    base: Sequence[str]
    ours: Sequence[str]
    theirs: Sequence[str]


Piece = str | Conflict
"""A line of the result, or a conflict in its place."""


class Style(NamedTuple):
    """How conflicts are marked: the length of the markers, and whether the base is shown too."""

    size: int = 7
    with_base: bool = False


def conflict(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Piece]:
    """The lines where the two sides have the same ones, else a conflict."""
    return list(ours) if list(ours) == list(theirs) else [Conflict(base, ours, theirs)]


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, with a conflict for new lines of ours and one for new lines of theirs right after it made one."""
    made: list[Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        if isinstance(piece, Conflict) and isinstance(last, Conflict) and not (last.theirs or piece.ours or last.base or piece.base):
            made[-1] = Conflict((), last.ours, piece.theirs)
        else:
            made.append(piece)
    return made


def chosen(pieces: Iterable[Piece], *, ours: bool) -> list[str]:
    """The lines where one side is chosen in each conflict."""
    lines: list[str] = []
    for piece in pieces:
        lines += [piece] if isinstance(piece, str) else piece.ours if ours else piece.theirs
    return lines


def marked(pieces: Iterable[Piece], style: Style) -> list[str]:
    """The lines with conflicts between markers, as git writes them."""
    lines: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            lines.append(piece)
            continue
        base = ["|" * style.size + " base", *piece.base] if style.with_base else []
        lines += ["<" * style.size + " ours", *piece.ours, *base, "=" * style.size, *piece.theirs, ">" * style.size + " theirs"]
    return lines
