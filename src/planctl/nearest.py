"""The nearest of the words that there are to one that there is not: "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from planctl.message import Message


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The nearest match; None where nothing is near."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def meant(word: str) -> Message:
    """The hint with what was probably meant."""
    return Message("did you mean {word}?", word=word)


def did_you_mean(word: str, known: Iterable[str]) -> Message | None:
    """A hint with the nearest match; None where nothing is near."""
    found = nearest(word, known)
    return meant(found) if found else None
