"""The door to the threshold language: text to condition, or a refusal that says where and what to write instead."""

from __future__ import annotations

from functools import lru_cache

from planctl.message import Message
from planctl.notation.conditions import Condition, Values, exactly
from planctl.notation.number import parse_number
from planctl.notation.parser import ConditionParser
from planctl.notation.plainest import parse_plainest
from planctl.notation.refusal import Refusal
from planctl.notation.scanner import scan

MAX_LENGTH = 300
ACCEPTED = Message(
    "write for example {examples}; a target that a person judges is written {text}",
    examples=("≥ 80", "71–79", "minst 95 %"),
    text="{text: …}",
)


def parse(text: str | int | float) -> Condition | Refusal:
    """What a target, band or scale says. A plain number from the file is a lone number."""
    if isinstance(text, str):
        return _parse(text)
    number = parse_number(text)
    if number is None:
        return Refusal(Message("{value} is not a number that can be compared", value=str(text)), hint=ACCEPTED)
    return Values((exactly(number),), lone=True)


@lru_cache(maxsize=65536)
def _parse(text: str) -> Condition | Refusal:
    found = parse_plainest(text) or parse_by_grammar(text)
    return found._replace(hint=ACCEPTED) if isinstance(found, Refusal) and found.hint is None else found


def parse_by_grammar(text: str) -> Condition | Refusal:
    """The same for any text, without memory and without the short cut for the plainest ones."""
    if len(text) > MAX_LENGTH:
        return Refusal(Message("a threshold can have at most {n} characters", n=MAX_LENGTH), MAX_LENGTH)
    tokens = scan(text)
    if isinstance(tokens, Refusal):
        return tokens
    if not tokens:
        return Refusal(Message("the threshold is empty"), 0, max(len(text), 1))
    return ConditionParser(tokens).condition()
