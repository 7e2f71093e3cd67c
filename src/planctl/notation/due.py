"""Due dates as plans write them: dates, months, seasons, quarters and years, and what is done again and again."""

import datetime
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from planctl.message import Message
from planctl.notation.months import MONTHS, last_day
from planctl.notation.number import normalise
from planctl.notation.period import FIRST_YEAR, LAST_YEAR, Years
from planctl.notation.recurrence import Recurrence, awaited, parse_recurrence
from planctl.notation.refusal import Refusal

__all__ = ["Due", "Recurrence", "parse_day", "parse_due"]

_SEASONS = {5: "vår våren spring", 8: "sommar sommaren summer", 11: "höst hösten autumn fall"}
_NAMED = MONTHS | {name: month for month, names in _SEASONS.items() for name in names.split()}
"""Months and seasons by name → the month in which they end."""
_PARTS = {
    "q": 3, "kv": 3, "kvartal": 3, "kvartalet": 3, "quarter": 3, "t": 4, "tertial": 4, "tertialet": 4, "h": 6, "halvår": 6, "halvåret": 6,
    "half": 6, "half-year": 6,
}  # fmt: skip
"""Parts of a year by name → how many months each has."""
_WINTER = ("vinter", "vintern", "winter")
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_EXAMPLES = Message(
    "write for example {examples}", examples=("2025-12-31", "december 2025", "höst 2025", "löpande", "vid behov", "minst 3 ggr/år")
)


class Due(NamedTuple):
    """Either a last day (`month` and `day`, in `year` or else in the plan's last year), or a recurrence."""

    year: int | None = None
    month: int = 12
    day: int = 31
    recurrence: Recurrence | None = None

    def date(self, years: Years | None = None) -> datetime.date | None:
        """The last day; without a year of its own, in the last year of the plan. None for what recurs."""
        if self.recurrence is not None:
            return None
        year = self.year if self.year is not None else years.last if years else None
        return datetime.date(year, self.month, min(self.day, last_day(year, self.month))) if year else None


@lru_cache(maxsize=16384, typed=True)
def parse_due(text: str | int) -> Due | Refusal:
    """When something is due; a refusal says what can be written."""
    written = str(text)
    plain = " ".join(normalise(unicodedata.normalize("NFC", written)).casefold().split()).removesuffix(".")
    found = _plainest(plain) or _recurring(plain) or _day_or_period(_without_preposition(plain))
    if isinstance(found, Due):
        return found
    message = found or Message("{text} is not a date that can be followed up", text=written)
    return Refusal(message, 0, max(len(written), 1), _EXAMPLES)


_NAMED_DAY = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:den )?[0-9]{1,2}(?::e)? [a-zåäö]+\.?,? [0-9]{4})", re.IGNORECASE)


def parse_day(text: str) -> datetime.date | None:
    """The day that a text names with its year: 2026-08-31, 31 augusti 2026; None where it is anything else, or not one day."""
    plain = " ".join(normalise(text).split()).removesuffix(" 00:00:00")
    found = parse_due(plain) if _NAMED_DAY.fullmatch(plain) else None
    return found.date() if isinstance(found, Due) else None


def _plainest(plain: str) -> Due | Message | None:
    """december 2025 and 2025-12-31, as most due dates are written; without the patterns, for speed."""
    name, _, year = plain.partition(" ")
    if name in MONTHS and len(year) == 4 and year.isdecimal() and year.isascii():
        return _month(year, MONTHS[name])
    digits = plain.split("-")
    if [len(part) for part in digits] == [4, 2, 2] and all(part.isdecimal() for part in digits) and plain.isascii():
        return _day(digits[0], int(digits[1]), int(digits[2]))
    return None


def _recurring(plain: str) -> Due | Message | None:
    recurrence = parse_recurrence(plain)
    if recurrence is Recurrence.EVENT and _day_or_period(_without_preposition(awaited(plain))):
        return Message("before or after a date names no last day: write the last day itself")
    return Due(recurrence=recurrence) if recurrence else None


_BEFORE = (
    r"(?:(?:klart|klar|done|senast|by|no later than|till|t\.o\.m\.|till och med|until|under|during|in|i|on|vid|at|the|den|slutet av"
    r"|end of|år) )+"
)


def _without_preposition(plain: str) -> str:
    """senast i december 2025 → december 2025"""
    match = re.match(_BEFORE, plain)
    return plain[match.end() :] if match else plain


def _day_or_period(plain: str) -> Due | Message | None:
    """The due date, or what is wrong with something that looks like one."""
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", plain):
        return _day(match[1], int(match[2]), int(match[3]))
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{2})", plain):
        return _month(match[1], int(match[2]))
    if match := re.fullmatch(r"[0-9]{4}", plain):
        return _month(plain, 12)
    if match := re.fullmatch(r"([0-9]{1,2})(?::e)? ([a-zåäö]+)\.?(?:,? ([0-9]{4}))?", plain):
        return _day(match[3], MONTHS[match[2]], int(match[1])) if match[2] in MONTHS else None
    if match := re.fullmatch(r"([a-z]+)\.? ([0-9]{1,2})(?:, ?([0-9]{4})| ([0-9]{4}))", plain):
        return _day(match[3] or match[4], MONTHS[match[1]], int(match[2])) if match[1] in MONTHS else _part(plain)
    return _part(plain)


def _part(plain: str) -> Due | Message | None:
    """A month, season, quarter, tertial, half-year or the end of the year, with or without a year before or after it."""
    if (match := re.fullmatch(r"([a-z]+) [0-9]{4} ?[/-] ?(?:20)?([0-9]{2})", plain)) and match[1] in _WINTER:
        return _month(f"20{match[2]}", 2)
    match = re.fullmatch(r"(?:([0-9]{4})[ -]?)?([^0-9]*[^0-9 -] ?[1-4]?)(?:[ -]([0-9]{4}))?", plain)
    if match is None or (match[1] and match[3]):
        return _strange(plain)
    year, name = match[1] or match[3], match[2].strip(" .")
    if name in ("årets slut", "årsslutet", "the year", "year-end", "årets"):
        return _month(year, 12)
    if name in _WINTER:
        return Message("a winter lies in two years: write the month, as in {examples}", examples=("december 2025", "februari 2026"))
    if name in _NAMED:
        return _month(year, _NAMED[name])
    return _part_by_number(year, name) or _strange(plain)


def _part_by_number(year: str | None, name: str) -> Due | Message | None:
    """Q1, kvartal 1, första kvartalet"""
    match = re.fullmatch(r"(?:(?P<ordinal>[a-zåäö]+) )?(?P<part>[a-zåä-]+?) ?(?P<number>[1-4])?", name)
    if match is None or match["part"] not in _PARTS or bool(match["ordinal"]) == bool(match["number"]):
        return None
    number = int(match["number"]) if match["number"] else _ORDINALS.get(match["ordinal"], 5)
    months = _PARTS[match["part"]] * number
    return _month(year, months) if months <= 12 else None


def _strange(plain: str) -> Message | None:
    """Dates in forms that can mean two days, or more than one."""
    if re.fullmatch(r"[0-9]{1,4}[./-][0-9]{1,2}(?:[./ -][0-9]{2,4})?", plain):
        return Message("the order of day and month is not clear: write the date as {example}", example="2025-12-05")
    if re.fullmatch(r"[0-9]{4} ?- ?[0-9]{4}", plain):
        return Message("several years: write the last day, or the year in which it is done")
    if (match := re.fullmatch(r"([a-zåäö]+) ?[/-] ?([a-zåäö]+)(?: [0-9]{4})?", plain)) and {match[1], match[2]} <= _NAMED.keys():
        return Message("several months: write the last of them")
    if re.fullmatch(r"(?:v|vecka|week)\.? ?[0-9]{1,2}.*", plain):
        return Message("a week is not read: write its last day as {example}", example="2025-12-05")
    return None


def _month(year: str | None, month: int) -> Due | Message:
    """The last day of a month."""
    found = _day(year, month, 1)
    return found if isinstance(found, Message) else Due(found.year, month, last_day(found.year or 2024, month))


def _day(year: str | None, month: int, day: int) -> Due | Message:
    number = int(year) if year else None
    if number is not None and not FIRST_YEAR <= number <= LAST_YEAR:
        return Message("the year {year} lies outside what a plan can name", year=year)
    if not 1 <= month <= 12 or not 1 <= day <= last_day(number or 2024, month):
        return Message("there is no such day")
    return Due(number, month, day)
