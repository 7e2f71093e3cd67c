"""What is done again and again, or when something else has happened, as plans write it.

Words are looked up in sets, not written out in the patterns: patterns with many alternatives take long to compile, at every start.
"""

import re
from enum import StrEnum


class Recurrence(StrEnum):
    """How something is done that has no one date."""

    ONGOING = "ongoing"
    AS_NEEDED = "as needed"
    REPEATED = "repeated"
    EVENT = "event"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ONGOING = _words("löpande kontinuerligt fortlöpande pågående alltid ongoing continuously continuous always")
_NEEDED = ("vid behov", "as needed", "when needed", "on demand")
_ADVERBS = _words(
    "årligen årsvis halvårsvis tertialvis kvartalsvis månadsvis månatligen veckovis dagligen terminsvis"
    " yearly annually quarterly monthly weekly daily"
)
_NUMERALS = _words("en ett två tre fyra fem sex tio tolv flera one two three four five six ten twelve several")
_ORDINALS = _words("tredje fjärde femte sjätte second third fourth fifth other")
_SPANS = _words(
    "läsåret läsår halvåret halvår året år månaden månad veckan vecka kvartalet kvartal tertialet tertial terminen termin dagen dag"
    " half-year year month week quarter term day"
)
"""What something is done so many times in, or every one of."""

_NO_DATE = re.compile(r"(?: (?!till\b|t\.o\.m\b|until\b)[^\W\d_][^\d]*)?")
"""More words, but no end: one would be a date to follow up."""
_YEARS = re.compile(r"(?: (?:hela|under|during|in))?(?: (?:år |åren )?[0-9]{4}(?: ?- ?[0-9]{4})?)?")
_BUT = re.compile(r",? (?:men|dock|but|and|och) ")
_IN_A_MONTH = re.compile(r" (?:i|in) [a-zåäö]+")
_TIMES = re.compile(
    r"(?:(?:minst|ca|cirka|högst|max|at least|about|up to) ?)?(?P<many>[0-9]{1,3}|[a-zåäö]+?) ?(?:ggr?|ggn|gng|gånger|gång|times?)"
    r" ?(?:/|per|om|a|i|under) ?(?P<span>[a-zåäö-]+)"
)
_ONCE = re.compile(r"(?:(?:once|twice) (?:a|per|every|each)|varannan|vartannat) (?P<span>[a-zåäö-]+)")
_EVERY = re.compile(r"(?:varje|var|vart|every|each) (?:(?:(?P<number>[0-9]{1,2})(?::?e)?|(?P<ordinal>[a-zåäö]+)) )?(?P<span>[a-zåäö-]+?)s?")
_EVENT = re.compile(
    r"(?:snarast|så snart|när|efter|inför|före|innan|i samband med|as soon as|when|after|before|ahead of|in connection with) (?P<what>.+)"
)


def parse_recurrence(plain: str) -> Recurrence | None:
    """How a text in lower case says that something is done without one date."""
    if _is_repeated(plain):
        return Recurrence.REPEATED
    word, space, rest = plain.partition(" ")
    if word in _ONGOING and (_NO_DATE.fullmatch(space + rest) or _YEARS.fullmatch(space + rest)):
        return Recurrence.ONGOING
    needed = _needed(plain)
    if needed and _NO_DATE.fullmatch(plain, len(needed)):
        return Recurrence.AS_NEEDED
    return Recurrence.EVENT if _EVENT.fullmatch(plain) else None


def awaited(plain: str) -> str:
    """What an event waits for: "resultat finns" of "snarast efter resultat finns"."""
    match = _EVENT.fullmatch(plain)
    return re.sub(r"^(?:efter|after) ", "", match["what"]) if match else ""


def _needed(plain: str) -> str:
    return next((phrase for phrase in _NEEDED if plain.startswith(phrase)), "")


def _is_repeated(plain: str) -> bool:
    """minst 3 ggr/år, varje vecka, årligen i mars, vid behov men minst en gång per år"""
    needed = _needed(plain)
    if needed and (but := _BUT.match(plain, len(needed))):
        plain = plain[but.end() :]
    if _is_rhythm(plain):
        return True
    month = plain.rfind(" i")
    return month > 0 and _IN_A_MONTH.fullmatch(plain, month) is not None and _is_rhythm(plain[:month])


def _is_rhythm(plain: str) -> bool:
    if plain in _ADVERBS:
        return True
    if match := _TIMES.fullmatch(plain):
        return match["span"] in _SPANS and (match["many"].isdigit() or match["many"] in _NUMERALS)
    if match := _ONCE.fullmatch(plain):
        return match["span"] in _SPANS
    match = _EVERY.fullmatch(plain)
    return match is not None and match["span"] in _SPANS and (match["ordinal"] is None or match["ordinal"] in _ORDINALS)
