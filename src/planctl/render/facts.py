"""The facts of an explanation as a language writes them."""

from __future__ import annotations

import datetime
from typing import Any

from planctl.evaluate.explain.explanation import Count, Meaning, Quantity, Text, Word
from planctl.evaluate.status import Change, Status
from planctl.message import N_, Message, Plural
from planctl.notation.conditions import PeerRank, PeerShare, Values
from planctl.notation.placement import Axis
from planctl.notation.writer import write
from planctl.render.language import Language
from planctl.render.words import ACTIVITY_WORDS, CHANGE_WORDS, DOCUMENT_WORDS, KEPT_WORDS, ROLLUP_WORDS, STATUS_WORDS, counted

_STAGES = {**DOCUMENT_WORDS, "decided": N_("decided"), "superseded": N_("superseded")}
_WORDS = {"rollup": ROLLUP_WORDS, "activity": ACTIVITY_WORDS, "kept": KEPT_WORDS, "document": _STAGES}


def fact(text: Text, language: Language) -> str:
    """A fact in words and figures."""
    match text:
        case Quantity():
            return language.quantity(text.value, text.unit, text.decimals, text.sign)
        case Meaning():
            return _meaning(text, language)
        case Word():
            return language.text(_WORDS[text.kind][text.name])
        case Count():
            return language.text(counted(text.status, text.n))
        case Status():
            return language.text(STATUS_WORDS[text])
        case Change():
            return language.text(CHANGE_WORDS[text])
        case Message():
            return language.text(_filled(text, language))
        case datetime.date():
            return language.date(text)
        case tuple():
            return ", ".join(fact(part, language) for part in text)
    return str(text)


def _meaning(meaning: Meaning, language: Language) -> str:
    intervals = meaning.placement.intervals
    if meaning.placement.axis is Axis.RANK:
        return write(PeerRank(intervals), language.code)
    if meaning.placement.axis is Axis.SHARE:
        return write(PeerShare(intervals), language.code)
    return write(Values(intervals, unit=meaning.unit or ""), language.code)


def _filled(message: Message, language: Language) -> Message:
    """A message whose fields hold nothing that only this module can write."""
    values: dict[str, Any] = {name: value if type(value) is int else fact(value, language) for name, value in message.values.items()}
    if isinstance(message, Plural):
        return Plural(message.msgid, message.many, **values)
    return Message(message.msgid, **values)
