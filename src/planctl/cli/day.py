"""The day that a command looks from."""

from __future__ import annotations

import datetime
import os

from planctl.errors import PlanctlError
from planctl.message import Message

_LAST_SECOND = 7_258_118_399
"""The end of the year 2199, in seconds since 1970."""
_YEARS = range(1900, 2200)


def parse_day(text: str | None) -> datetime.date:
    """A day given on the command line; today where none is.

    Raises:
        PlanctlError: it is not a date.
    """
    if text is None:
        return today()
    try:
        day = datetime.date.fromisoformat(text)
        if day.year not in _YEARS:
            raise ValueError(text)
        return day
    except ValueError:
        raise PlanctlError(
            Message("{value} is not a date", value=text), Message("write the date as year-month-day: {example}", example="2025-12-31")
        ) from None


def today() -> datetime.date:
    """Today in the local time zone; SOURCE_DATE_EPOCH (seconds) stands in for it where output must be reproducible."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isascii() and epoch.isdigit() and int(epoch) <= _LAST_SECOND:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now().astimezone().date()
