"""Periods: a year's follow-ups (2026-T2), whole years (2026) and the years of a plan (2025-2027)."""

import re
from typing import NamedTuple

from planctl.notation.number import normalise

FIRST_YEAR = 1900
LAST_YEAR = 2199
"""What lies outside is a slip of the finger."""
_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:[- ]?(?P<name>[^\W\d_]{1,10}[0-9]{0,2}))?")
_YEARS = re.compile(r"(?P<first>[0-9]{4})(?: ?- ?(?P<last>[0-9]{4}))?")


class Period(NamedTuple):
    """A follow-up of a year, by the name it has in the organisation's calendar."""

    year: int
    name: str

    def __str__(self) -> str:
        return str(self.year) if self.name == "year" else f"{self.year}-{self.name}"


class Years(NamedTuple):
    """The first and last year of a plan."""

    first: int
    last: int

    def __contains__(self, year: object) -> bool:
        return isinstance(year, int) and self.first <= year <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def within(self, last: int) -> range:
        """The years up to a last one."""
        return range(self.first, min(self.last, last) + 1)

    def overlaps(self, other: "Years") -> bool:
        return self.first <= other.last and other.first <= self.last


def parse_period(text: str, names: tuple[str, ...]) -> Period | None:
    """`2026-T2`, `2026 t2` or `2026` (the last of the names, which is the whole year)."""
    match = _PERIOD.fullmatch(normalise(text).strip())
    if match is None or not _is_plausible(int(match["year"])):
        return None
    known = {"år": names[-1], "year": names[-1]} | {name.casefold(): name for name in names}
    name = known.get(match["name"].casefold()) if match["name"] else names[-1]
    return Period(int(match["year"]), name) if name else None


def parse_years(text: str | int) -> Years | None:
    """`2025-2027` or `2025`; None where it is neither, or goes backwards."""
    match = _YEARS.fullmatch(normalise(str(text)).strip())
    if match is None:
        return None
    first = int(match["first"])
    last = int(match["last"] or first)
    return Years(first, last) if first <= last and _is_plausible(first) and _is_plausible(last) else None


def _is_plausible(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR
