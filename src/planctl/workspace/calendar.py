"""The organisation's year of follow-up: which periods there are, when each ends and is reported, and which a KPI is due at."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from planctl.model.organisation import CalendarPeriod
from planctl.notation.months import last_day
from planctl.notation.period import Period

_SERIES = {"month": r"M?(0?[1-9]|1[0-2])", "quarter": r"[QK]V?[1-4]", "tertial": r"T[1-3]", "half-year": r"H[12]"}


class Calendar:
    """The follow-ups of a year in order; the last one reaches the end of the year."""

    def __init__(self, periods: Mapping[str, CalendarPeriod]) -> None:
        self.periods = dict(sorted(periods.items(), key=lambda item: item[1].ends))
        self.names = tuple(self.periods)
        self._order = {name: index for index, name in enumerate(self.names)}

    def key(self, period: Period) -> tuple[int, int]:
        """Sorts periods by time."""
        return (period.year, self._order.get(period.name, len(self.names)))

    def end(self, period: Period) -> datetime.date:
        """The last day of a period."""
        return _day(period.year, self.periods[period.name].ends)

    def report_due(self, period: Period) -> datetime.date:
        """The day the report is due: in the next year where it comes before the period's end; the end itself where none is set."""
        settings = self.periods[period.name]
        if settings.report is None:
            return self.end(period)
        return _day(period.year + (settings.report < settings.ends), settings.report)

    def latest_ended(self, as_of: datetime.date) -> Period:
        """The latest period that ended on or before a day."""
        return next(period for period in self._backwards(as_of.year) if self.end(period) <= as_of)

    def _backwards(self, year: int) -> Iterator[Period]:
        while True:
            yield from (Period(year, name) for name in reversed(self.names))
            year -= 1

    def before(self, period: Period) -> Iterator[Period]:
        """The follow-ups before one, the latest first, without end."""
        return (earlier for earlier in self._backwards(period.year) if self.key(earlier) < self.key(period))

    def year_end(self, year: int) -> Period:
        return Period(year, self.names[-1])

    @lru_cache(maxsize=64)  # noqa: B019 - a calendar lives as long as its workspace
    def due_names(self, frequency: str | None) -> frozenset[str]:
        """The follow-ups of a year at which a KPI of a frequency is due; of an unknown frequency, the whole year."""
        if frequency is None or frequency == "year" or frequency.startswith("every"):
            return frozenset(self.names[-1:])
        named = [name for name in self.names if re.fullmatch(_SERIES[frequency], name, re.IGNORECASE)]
        if named:
            return frozenset((*named, self.names[-1]))
        if frequency == "half-year":
            first_half = next((name for name, period in self.periods.items() if period.ends >= "06-30"), self.names[-1])
            return frozenset((first_half, self.names[-1]))
        return frozenset(self.names)


def _day(year: int, month_day: str) -> datetime.date:
    month, day = int(month_day[:2]), int(month_day[3:])
    return datetime.date(year, month, min(day, last_day(year, month)))
