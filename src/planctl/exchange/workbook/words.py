"""The words that several tables share."""

from __future__ import annotations

from planctl.evaluate.status import Status
from planctl.message import Message
from planctl.render.language import Language
from planctl.render.symbols import SYMBOLS
from planctl.render.words import STATUS_WORDS

NO_COLOUR = "–"
DONE = Message("Done")
CHECK = Message("check")
"""Instead of a colour: what stands in the cell can't be taken in as it stands."""
AT_IMPORT = Message("decided at import")
WHY = Message("Why it is so. When the colour is red, both an analysis and an action are required.")
WHAT_NEXT = Message("What you do about it, who does it and when. When the colour is red, both an analysis and an action are required.")


def check_that(what: Message | str) -> Message:
    """What is said of a row in which something may not be taken in as it stands."""
    return Message("Check: {what}", what=what)


def names(code: str, word: str) -> tuple[str, ...]:
    """All that import takes for a word of a list: its code, and the word in every language."""
    return tuple(dict.fromkeys((code, *(Language.of(language).text(word) for language in SYMBOLS))))


def colour_word(language: Language, colour: Status) -> str:
    """The colour as a cell says it."""
    return language.text(STATUS_WORDS[colour])
