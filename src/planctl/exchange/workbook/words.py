"""The words that several tables share."""

from __future__ import annotations

from planctl.evaluate.status import Status
from planctl.message import Message
from planctl.render.language import Language
from planctl.render.words import STATUS_WORDS

NO_COLOUR = "–"
DONE = Message("Done")
NOTHING_NOW = Message("Nothing now")
WHY = Message("Why it is so. Required when the colour is red.")
WHAT_NEXT = Message("What you do about it, who does it and when. Required when the colour is red.")
EXPLAIN = Message("Fill in analysis and action")


def colour_word(language: Language, colour: Status) -> str:
    """The colour as a cell says it: Röd."""
    return language.text(STATUS_WORDS[colour]).capitalize()
