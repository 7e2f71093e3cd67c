"""What input cells take, and what they say to those who write something else."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planctl.exchange.workbook.characters import storable
from planctl.exchange.workbook.formulas import is_one_of, numeral, within
from planctl.exchange.workbook.layout import NO_VALUE_WORDS
from planctl.exchange.workbook.sheet_model import Rule
from planctl.message import Message
from planctl.notation.conditions import Interval
from planctl.render.language import Language

LONGEST = 255
"""The most characters of a message that Excel shows."""


def number_rule(language: Language, key: str, scale: Interval | None, unit: str | None, *, words: bool) -> Rule:
    """A number within the scale; with `words`, or one of those that say why there is none.

    A number in a cell that was formatted as text is one too: nobody can change the format of a locked sheet. Excel keeps such a rule to 255
    characters: what it lets by, and import does not take, the row itself names.
    """
    number = _number(scale)
    asked = Message("{number} in the unit {unit}", number=number, unit=unit) if unit else number
    cell = f"{{{key}}}"
    holds = f"{within(cell, scale)},AND(ISTEXT({cell}),ISNUMBER({numeral(cell)}))"
    if not words:
        prompt = Message("Write {what}, with nothing after it.", what=asked)
        error = Message("Here stands {number}, with nothing after it.", number=number)
        return Rule(_fitted(language, prompt), _fitted(language, error), formula=f"OR({holds})")
    known = tuple(map(Message, NO_VALUE_WORDS.values()))
    prompt = Message(
        "Write {what}, with nothing after it. Where there is no value, write one of: {words}.",
        what=asked,
        words=known,
    )
    error = Message("Here stands {number}, with nothing after it, or one of: {words}.", number=number, words=known)
    same = is_one_of(key, map(language.text, NO_VALUE_WORDS.values()))
    return Rule(_fitted(language, prompt), _fitted(language, error), formula=f"OR({holds},{same})")


def _number(scale: Interval | None) -> Message:
    low, high = (end.value if end and isinstance(end.value, Decimal) else None for end in scale or (None, None))
    if low is not None and high is not None:
        return Message("a number from {low} to {high}", low=low, high=high)
    if high is not None:
        return Message("a number that is at most {high}", high=high)
    if low is not None:
        return Message("a number that is at least {low}", low=low)
    return Message("a number")


def list_rule(language: Language, words: Mapping[str, str]) -> Rule:
    """One of a few words."""
    known = tuple(language.text(word) for word in words.values())
    prompt = Message("Choose one of: {words}.", words=known)
    return Rule(_fitted(language, prompt), _fitted(language, prompt), words=known)


def help_rule(language: Language, prompt: Message) -> Rule:
    """Anything may be written; the prompt says what is meant."""
    return Rule(_fitted(language, prompt))


def _fitted(language: Language, message: Message) -> str:
    text = storable(language.text(message))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
