"""What is done again and again, or when something else has happened, as plans write it."""

from __future__ import annotations

import re
from enum import StrEnum


class Recurrence(StrEnum):
    """How something is done that has no one date."""

    ONGOING = "ongoing"
    AS_NEEDED = "as needed"
    REPEATED = "repeated"
    EVENT = "event"


_NO_DATE = r"(?: (?!till\b|t\.o\.m\b|until\b)[^\W\d_][^\d]*)?"
"""More words, but no end: one would be a date to follow up."""
_YEARS = r"(?: (?:hela|under|during|in))?(?: (?:år |åren )?[0-9]{4}(?: ?- ?[0-9]{4})?)?"
_ONGOING = re.compile(
    rf"(?:löpande|kontinuerligt|fortlöpande|pågående|alltid|ongoing|continuously|continuous|always)(?:{_NO_DATE}|{_YEARS})"
)
_NEEDED = r"(?:vid behov|as needed|when needed|on demand)"
_AS_NEEDED = re.compile(rf"{_NEEDED}{_NO_DATE}")
_EVENT = re.compile(
    r"(?:snarast|så snart|när|efter|inför|före|innan|i samband med|as soon as|when|after|before|ahead of|in connection with) (?P<what>.+)"
)

_COUNT = r"(?:(?:minst|ca|cirka|högst|max|at least|about|up to) ?)?"
_HOW_MANY = r"(?:[0-9]{1,3}|en|ett|två|tre|fyra|fem|sex|tio|tolv|flera|one|two|three|four|five|six|ten|twelve|several)"
_TIMES = r"(?:ggr?|ggn|gng|gånger|gång|times?)"
_SPAN = (
    r"(?:läsåret|läsår|halvåret|halvår|året|år|månaden|månad|veckan|vecka|kvartalet|kvartal|tertialet|tertial|terminen|termin|dagen|dag"
    r"|half-year|year|month|week|quarter|term|day)"
)
_ORDINAL = r"(?:[0-9]{1,2}:?e|[0-9]{1,2}|tredje|fjärde|femte|sjätte|second|third|fourth|fifth|other)"
_TIMES_A_YEAR = rf"{_COUNT}{_HOW_MANY} ?{_TIMES} ?(?:/|per|om|om året|a|i|under) ?{_SPAN}|(?:once|twice) (?:a|per|every|each) {_SPAN}"
_EVERY = rf"(?:varje|var|vart|every|each) (?:{_ORDINAL} )?{_SPAN}s?|(?:varannan|vartannat) {_SPAN}"
_ADVERBS = (
    r"årligen|årsvis|halvårsvis|tertialvis|kvartalsvis|månadsvis|månatligen|veckovis|dagligen|terminsvis"
    r"|yearly|annually|quarterly|monthly|weekly|daily"
)
_REPEATED = re.compile(rf"(?:{_NEEDED},? (?:men|dock|but|and|och) )?(?:{_TIMES_A_YEAR}|{_EVERY}|{_ADVERBS})(?: (?:i|in) [a-zåäö]+)?")


def parse_recurrence(plain: str) -> Recurrence | None:
    """How a text in lower case says that something is done without one date."""
    for pattern, recurrence in (
        (_REPEATED, Recurrence.REPEATED),
        (_ONGOING, Recurrence.ONGOING),
        (_AS_NEEDED, Recurrence.AS_NEEDED),
        (_EVENT, Recurrence.EVENT),
    ):
        if pattern.fullmatch(plain):
            return recurrence
    return None


def awaited(plain: str) -> str:
    """What an event waits for: "resultat finns" of "snarast efter resultat finns"."""
    match = _EVENT.fullmatch(plain)
    return re.sub(r"^(?:efter|after) ", "", match["what"]) if match else ""
