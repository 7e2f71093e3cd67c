"""The nearest of the words that there are to one that there is not: "did you mean"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from planctl.message import Message


def did_you_mean(word: str, known: Iterable[str]) -> Message | None:
    """A hint with the nearest match; None where nothing is near."""
    nearest = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return Message("did you mean {word}?", word=nearest[0]) if nearest else None
