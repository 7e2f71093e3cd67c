"""How a text was changed, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LONGEST = 2_000
"""Words: comparing two longer texts would take seconds, so they stand whole."""


class Piece(NamedTuple):
    """A stretch of a text: words that stayed (both), went (before) or came (after)."""

    before: str
    after: str

    @property
    def stayed(self) -> bool:
        return self.before == self.after


def pieces(before: str, after: str) -> list[Piece]:
    """A text before and after as stretches in order. Where little stayed, all of it was replaced: that is easier to read."""
    old, new = _words(before), _words(after)
    if max(len(old), len(new)) > _LONGEST:
        return [Piece(before, after)]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 1 / 3:
        return [Piece(" ".join(before.split()), " ".join(after.split()))]
    return _joined(_stretches(matcher, old, new))


def pieces_of_items(before: Sequence[str], after: Sequence[str], between: str) -> list[Piece]:
    """A list before and after, likewise: an item stays, or goes or comes whole."""
    old, new = _items(before, between), _items(after, between)
    return _stretches(SequenceMatcher(None, old, new, autojunk=False), old, new)


def _stretches(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> list[Piece]:
    return [Piece("".join(old[a:b]), "".join(new[c:d])) for _tag, a, b, c, d in matcher.get_opcodes()]


def _items(items: Sequence[str], between: str) -> list[str]:
    return [part for item in items for part in (between, item)][1:]


def _joined(found: list[Piece]) -> list[Piece]:
    """Changes with nothing but a space between them are one change."""
    joined: list[Piece] = []
    for piece in found:
        if len(joined) > 1 and not piece.stayed and joined[-1].stayed and joined[-1].after.isspace() and not joined[-2].stayed:
            space, last = joined.pop().after, joined.pop()
            piece = Piece(last.before + space + piece.before, last.after + space + piece.after)
        joined.append(piece)
    return joined


def _words(text: str) -> list[str]:
    return _WORDS.findall(" ".join(text.split()))
