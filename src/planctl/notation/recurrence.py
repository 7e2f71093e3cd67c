"""What is done again and again, or when something else has happened, as plans write it.

Words are looked up in sets, and patterns tried only on texts that hold a word of theirs: most texts need none, and a pattern takes longer
to compile, at every start, than all due dates of a municipality to read.
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

_NO_DATE = r"(?: (?!till\b|t\.o\.m\b|until\b)[^\W\d_][^\d]*)?"
"""More words, but no end: one would be a date to follow up."""
_YEARS = r"(?: (?:hela|under|during|in))?(?: (?:år |åren )?[0-9]{4}(?: ?- ?[0-9]{4})?)?"
_BUT = r",? (?:men|dock|but|and|och) "
_IN_A_MONTH = r" (?:i|in) [a-zåäö]+"
_COUNTS = ("gg", "gn", "gång", "time")
_TIMES = (
    r"(?:(?:minst|ca|cirka|högst|max|at least|about|up to) ?)?(?P<many>[0-9]{1,3}|[a-zåäö]+?) ?(?:ggr?|ggn|gng|gånger|gång|times?)"
    r" ?(?:/|per|om|a|i|under) ?(?P<span>[a-zåäö-]+)"
)
_ONCE = r"(?:(?:once|twice) (?:a|per|every|each)|varannan|vartannat) (?P<span>[a-zåäö-]+)"
_EVERY = r"(?:varje|var|vart|every|each) (?:(?:(?P<number>[0-9]{1,2})(?::?e)?|(?P<ordinal>[a-zåäö]+)) )?(?P<span>[a-zåäö-]+?)s?"
_RHYTHMS = {"once": _ONCE, "twice": _ONCE, "varannan": _ONCE, "vartannat": _ONCE} | dict.fromkeys(
    _words("varje var vart every each"), _EVERY
)
"""The first word → the pattern that the whole text may fit."""
_EVENTS = (
    "snarast", "så snart", "när", "efter", "inför", "före", "innan", "i samband med",
    "as soon as", "when", "after", "before", "ahead of", "in connection with",
)  # fmt: skip


def parse_recurrence(plain: str) -> Recurrence | None:
    """How a text in lower case says that something is done without one date."""
    if plain in _ONGOING:
        return Recurrence.ONGOING
    if _is_repeated(plain):
        return Recurrence.REPEATED
    word, space, rest = plain.partition(" ")
    if word in _ONGOING and (re.fullmatch(_NO_DATE, space + rest) or re.fullmatch(_YEARS, space + rest)):
        return Recurrence.ONGOING
    needed = _needed(plain)
    if needed and re.fullmatch(_NO_DATE, plain.removeprefix(needed)):
        return Recurrence.AS_NEEDED
    return Recurrence.EVENT if awaited(plain) else None


def awaited(plain: str) -> str:
    """What an event waits for: "resultat finns" of "snarast efter resultat finns"."""
    event = next((event for event in _EVENTS if plain.startswith(event + " ")), None)
    return "" if event is None else plain.removeprefix(event + " ").removeprefix("efter ").removeprefix("after ")


def _needed(plain: str) -> str:
    return next((phrase for phrase in _NEEDED if plain.startswith(phrase)), "")


def _is_repeated(plain: str) -> bool:
    """minst 3 ggr/år, varje vecka, årligen i mars, vid behov men minst en gång per år"""
    needed = _needed(plain)
    if needed and needed != plain and (but := re.match(_BUT, plain.removeprefix(needed))):
        plain = plain.removeprefix(needed)[but.end() :]
    if _is_rhythm(plain):
        return True
    rhythm, _, _ = plain.rpartition(" i")
    return _is_rhythm(rhythm) and re.fullmatch(_IN_A_MONTH, plain.removeprefix(rhythm)) is not None


def _is_rhythm(plain: str) -> bool:
    if plain in _ADVERBS:
        return True
    if any(count in plain for count in _COUNTS) and (match := re.fullmatch(_TIMES, plain)):
        return match["span"] in _SPANS and (match["many"].isdigit() or match["many"] in _NUMERALS)
    pattern = _RHYTHMS.get(plain.partition(" ")[0])
    match = re.fullmatch(pattern, plain) if pattern else None
    return match is not None and match["span"] in _SPANS and match.groupdict().get("ordinal") in (None, *_ORDINALS)
