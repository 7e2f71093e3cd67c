"""The nearest of the words that there are to one that there is not: "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from planctl.message import Message

_SHORTEST = 3
"""Signs: fewer are a part of too many words."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The nearest match; None where nothing is near. A word that is the beginning or a part of one alone means that one."""
    names = list(known)
    for begins_only in (True, False):
        longer = [name for name in names if _is_part(word, name, begins_only)]
        if len(longer) == 1:
            return longer[0]
    found = get_close_matches(word, names, n=1, cutoff=0.6)
    return found[0] if found else None


def _is_part(word: str, name: str, begins_only: bool) -> bool:
    """Whether a word is a part of a name; of an address, the last part is, below the same unit."""
    of, _, part = word.casefold().rpartition("/")
    others, _, whole = name.casefold().rpartition("/")
    return of == others and len(part) >= _SHORTEST and part != whole and (whole.startswith(part) if begins_only else part in whole)


def meant(word: str) -> Message:
    """The hint with what was probably meant."""
    return Message("did you mean {word}?", word=word)


def did_you_mean(word: str, known: Iterable[str]) -> Message | None:
    """A hint with the nearest match; None where nothing is near."""
    found = nearest(word, known)
    return meant(found) if found else None
