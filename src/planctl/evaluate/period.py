"""Which period to look at."""

from __future__ import annotations

import datetime
import re

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.notation.period import Period, parse_period
from planctl.workspace.calendar import Calendar
from planctl.workspace.workspace import Workspace


def chosen_period(workspace: Workspace, text: str, as_of: datetime.date) -> Period:
    """The period that is asked for; else the latest that has ended while a plan was in force.

    Without any plan in force it is simply the latest that has ended. So a plan for 2023 that nobody has followed with another still shows.

    Raises:
        PlanctlError: the calendar has no such period.
    """
    calendar = workspace.calendar
    if not text:
        latest = calendar.latest_ended(as_of)
        years = [year for plan in workspace.plans if plan.years for year in plan.years.within(latest.year)]
        return latest if not years or max(years) == latest.year else calendar.year_end(max(years))
    period = parse_period(text, calendar.names)
    if period is None:
        raise PlanctlError(*unknown_period(text, calendar, as_of))
    return period


def unknown_period(text: str, calendar: Calendar, as_of: datetime.date) -> tuple[Message, Message]:
    """What is wrong with a text that names no follow-up, and what to write."""
    written = re.search(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])", text)
    year = int(written[0]) if written else as_of.year
    parts = tuple(str(Period(year, name)) for name in calendar.names[:-1])
    hint = Message("write {parts}, or {year} for the whole year", parts=parts, year=str(year))
    return Message("{period} is not a follow-up in the calendar", period=text), hint if parts else Message("write {year}", year=str(year))


def unended(period: Period, calendar: Calendar, as_of: datetime.date) -> Message | None:
    """A word on a follow-up that has not ended: it may be meant, or be a slip."""
    end = calendar.end(period)
    return Message("{period} has not ended: the follow-up goes on until {date}", period=str(period), date=end) if end > as_of else None
