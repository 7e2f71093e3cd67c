"""How like two texts are, and which of many names a text is likest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from planctl.exchange.imports.names import plain

LIKE = 0.6
"""From here on two texts are taken to mean the same."""
_WORD = re.compile(r"\w{3,}")


class Likest(NamedTuple):
    """A name, and how like a text it is: from 0 to 1."""

    name: str
    score: float


def likest(text: str, names: Iterable[str], *, least: float = LIKE) -> Likest | None:
    """The name that is most like a text, of those that share a word with it; None where none is like it at all."""
    words = set(_WORD.findall(plain(text)))
    best: Likest | None = None
    for name in names:
        others = set(_WORD.findall(name))
        if words & others or plain(text) == name:
            score = max(SequenceMatcher(None, plain(text), name).ratio(), _shared(words, others))
            if best is None or score > best.score:
                best = Likest(name, score)
    return best if best and best.score >= least else None


def nearest_of(text: str, names: Iterable[str]) -> Likest | None:
    """The name with the most letters in common, however few: a last guess for someone who looks it through."""
    matcher = SequenceMatcher(None, "", plain(text))
    best: Likest | None = None
    for name in names:
        matcher.set_seq1(name)
        least = best.score if best else 0.0
        if matcher.real_quick_ratio() > least and matcher.quick_ratio() > least and (score := matcher.ratio()) > least:
            best = Likest(name, score)
    return best


def _shared(words: set[str], others: set[str]) -> float:
    """How much of two sets of words is common to both."""
    return 2 * len(words & others) / (len(words) + len(others)) if words or others else 0.0
