"""The words that several tables share."""

from __future__ import annotations

from planctl.evaluate.status import Status
from planctl.message import Message
from planctl.render.language import Language
from planctl.render.words import STATUS_WORDS

NO_COLOUR = "–"
DONE = Message("Done")
AT_IMPORT = Message("decided at import")
WHY = Message("Why it is so. When the colour is red, both an analysis and an action are required.")
WHAT_NEXT = Message("What you do about it, who does it and when. When the colour is red, both an analysis and an action are required.")


def colour_word(language: Language, colour: Status) -> str:
    """The colour as a cell says it."""
    return language.text(STATUS_WORDS[colour])
