"""Words on the command line of which there are few."""

from __future__ import annotations

from collections.abc import Sequence

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.nearest import did_you_mean


def one_of(words: Sequence[str], word: str, option: str) -> str:
    """The word, where it is one of them.

    Raises:
        PlanctlError: it is not.
    """
    if word not in words:
        message = Message("{option} is one of {words}, not {word}", option=option, words=tuple(words), word=word)
        raise PlanctlError(message, did_you_mean(word, words))
    return word
