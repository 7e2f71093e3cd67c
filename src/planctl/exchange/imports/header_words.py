"""What the header of a foreign table says of the column below it: a follow-up, a group, a unit, an outcome or a forecast."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from planctl.exchange.imports.names import plain, unit_names
from planctl.notation.due import parse_day
from planctl.notation.number import normalise
from planctl.notation.period import Period, parse_period
from planctl.workspace.workspace import Workspace

_BETWEEN = re.compile(r"[\s,;:()/]+")
_RANGE = re.compile(r"(?<=[^\W\d_])\.?\s*-\s*(?=[^\W\d_])")
_YEAR = re.compile("(?:19|20|21)[0-9]{2}")
_FIELDS = {
    "value": ("utfall", "utfallet", "värde", "resultat", "outcome", "value", "actual", "result"),
    "forecast": ("prognos", "forecast", "årsprognos", "helårsprognos"),
}
_WHOLE_YEAR = ("helår", "helåret", "hela året", "full year", "whole year")
_FILLERS = ("per", "för", "i", "t.o.m", "t.o.m.", "tom", "till och med", "ack", "ack.", "ackumulerat", "period", "perioden", "of", "for")
_SERIES = {
    "tertial": ("t",),
    "kvartal": ("q", "k", "kv"),
    "kv": ("q", "k", "kv"),
    "quarter": ("q",),
    "halvår": ("h",),
    "delår": ("t", "d", "h"),
}
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"
)  # fmt: skip
_LONGEST = 6
"""Words of a phrase."""
_SIGNS = ("-", "%")
"""What stands between words, or for a unit of measure, and says nothing of a column."""
_TIMES = ("name", "period", "year")
"""The kinds of phrases that say which follow-up is meant."""
_STRANGE = "strange"


class Told(NamedTuple):
    """What a text says of a column or a row."""

    period: Period | None = None
    group: str = ""
    unit: str = ""
    field: str = ""
    """value or forecast; empty where it does not say."""


def words_in(header: str) -> list[str]:
    """The words of a header as they are compared; a range, as jan-aug, is one."""
    return _BETWEEN.sub(" ", _RANGE.sub("-", plain(normalise(header)))).split()


class FollowUp(NamedTuple):
    """A follow-up as far as a text names it: its year, its name, or both."""

    year: int | None
    name: str | None

    @property
    def is_year_alone(self) -> bool:
        return self.name is None

    def fits(self, period: Period) -> bool:
        """Whether a text that names it may be of a follow-up."""
        return self.year in (None, period.year) and self.name in (None, period.name)


class Headers:
    """Reads headers with the words of one workspace. `period` is the follow-up that is meant where none is named."""

    def __init__(self, workspace: Workspace, period: Period, as_of: datetime.date) -> None:
        self.calendar, self.period, self.as_of = workspace.calendar, period, as_of
        plans = [plan for unit in workspace.units.values() if (plan := unit.plan_for(period.year))]
        self.groups = list(dict.fromkeys(group for plan in plans for kpi in plan.kpis.values() for group in kpi.groups))
        self.phrases: dict[str, tuple[str, str]] = dict.fromkeys(_FILLERS, ("", ""))
        self.phrases |= {name: ("unit", id_) for name, id_ in unit_names(workspace).items()}
        self.phrases |= {plain(group): ("group", group) for group in self.groups}
        self.phrases |= {word: ("field", field) for field, words in _FIELDS.items() for word in words}
        self.phrases |= {plain(phrase): ("name", name) for phrase, name in self._of_periods()}

    def _of_periods(self) -> Iterator[tuple[str, str]]:
        """The ways to name a follow-up without its year."""
        names = self.calendar.names
        folded = {name.casefold(): name for name in names}
        for series, letters in _SERIES.items():
            for number in range(1, 5):
                found = next((folded[f"{letter}{number}"] for letter in letters if f"{letter}{number}" in folded), None)
                if found:
                    yield f"{series} {number}", found
        months = [int(self.calendar.periods[name].ends[:2]) for name in names]
        for name, month in zip(names, months, strict=True):
            if name != "year":  # a column of that name holds years
                yield name, name
            if title := self.calendar.periods[name].title:
                yield title, name
            long = _MONTHS[month - 1]
            for first, last in (("jan", long[:3]), ("januari", long)):
                yield f"{first}-{last}", name
            if months.count(month) == 1:
                yield from ((long, name), (long[:3], name))
        yield from ((phrase, names[-1]) for phrase in _WHOLE_YEAR)

    def told(self, text: str) -> Told | None:
        """What a text says, where every word of it is known; else None."""
        said, is_known = self._said(text)
        return self._resolved(said) if said and is_known else None

    def loosely(self, text: str) -> Told | None:
        """What a text says that names one follow-up, whatever other words stand beside it; else None."""
        said, _is_known = self._said(text)
        return self._resolved(said) if said and said.keys() & set(_TIMES) else None

    def names_a_time(self, text: str) -> bool:
        """Whether a text names a follow-up or a year, or several."""
        return any(key in _TIMES for key, _said, _end in self._phrases(text))

    def follow_up(self, text: str) -> FollowUp | None:
        """The follow-up that a text names among other words; None where it names none, or several."""
        said: dict[str, set[str]] = {}
        for key, value, _end in self._phrases(text):
            said.setdefault(key, set()).add(value)
        periods = [parse_period(text, self.calendar.names) for text in said.get("period", ())]
        years = {int(year) for year in said.get("year", ())} | {period.year for period in periods if period}
        names = said.get("name", set()) | {period.name for period in periods if period}
        if len(years) > 1 or len(names) > 1 or not (years or names):
            return None
        return FollowUp(next(iter(years), None), next(iter(names), None))

    def _said(self, text: str) -> tuple[dict[str, str] | None, bool]:
        """What the known words of a text say, None where they say two things of one kind; and whether all of its words are known."""
        said: dict[str, str] = {}
        is_known = True
        for key, value, _end in self._phrases(text):
            if key == _STRANGE:
                is_known = False
            elif key and said.setdefault(key, value) != value:
                return None, is_known
        return said, is_known

    def _phrases(self, text: str) -> Iterator[tuple[str, str, int]]:
        """The phrases of a text, each with what it says, and where it ends; a word that is not known by itself."""
        words = [word for word in words_in(text) if word not in _SIGNS]
        at = 0
        while at < len(words):
            found = self._next(words, at)
            if found is None and "-" in words[at]:
                words[at : at + 1] = filter(None, words[at].split("-"))
                continue
            yield found or (_STRANGE, words[at], at + 1)
            at = found[2] if found else at + 1

    def is_without_year(self, text: str) -> bool:
        """Whether a text names a follow-up without its year."""
        told = self.told(text) or self.loosely(text)
        return told is not None and told.period is not None and not _YEAR.search(text)

    def _next(self, words: list[str], at: int) -> tuple[str, str, int] | None:
        """What the longest known phrase from a word on says, and where it ends."""
        for end in range(min(len(words), at + _LONGEST), at, -1):
            phrase = " ".join(words[at:end])
            if phrase in self.phrases:
                return (*self.phrases[phrase], end)
            if _YEAR.fullmatch(phrase):
                return "year", phrase, end
            if period := parse_period(phrase, self.calendar.names) or self._ending(phrase):
                return "period", str(period), end
        return None

    def _resolved(self, said: dict[str, str]) -> Told:
        field = said.get("field", "")
        period = parse_period(said["period"], self.calendar.names) if "period" in said else None
        last = self.calendar.year_end(int(said.get("year", self.period.year)))
        if "name" in said:
            period = Period(last.year, said["name"])
        elif "year" in said and not period:
            period = last if self._has_ended(last) or field == "forecast" else None if field else self.period
        if period == last and not field and not self._has_ended(last):
            field = "forecast"
        return Told(period, said.get("group", ""), said.get("unit", ""), field)

    def _has_ended(self, period: Period) -> bool:
        return self.calendar.end(period) <= self.as_of

    def _ending(self, phrase: str) -> Period | None:
        day = parse_day(phrase)
        return self.period_ending(day) if day else None

    def period_ending(self, day: datetime.date) -> Period | None:
        """The follow-up that ends on a day."""
        ending = [Period(day.year, name) for name in self.calendar.names if self.calendar.end(Period(day.year, name)) == day]
        return ending[0] if ending else None
