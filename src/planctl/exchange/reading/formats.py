"""What the number format of a cell makes of its number, such as per cent or a date; and the date that a number stands for."""

from __future__ import annotations

import datetime
from functools import lru_cache

from planctl.exchange.reading.cells import Kind
from planctl.exchange.reading.format_code import Look, Shown, shown_by_code

_PERCENT_IDS = frozenset((9, 10))
_DATE_IDS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The formats that every program knows by number, and no file spells out."""
_EPOCH, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - a workbook knows no time zones
_LEAP_DAY = 60
"""Excel's calendar has a 29 February 1900: days before it are counted one higher."""
_LAST = 2_958_466


@lru_cache(maxsize=1024)
def shown_by(number: int, code: str | None) -> Shown:
    """What a format makes of numbers: by its number, or by its code where the file spells it out."""
    if code is not None:
        return shown_by_code(code)
    look = Look(Kind.PERCENT if number in _PERCENT_IDS else Kind.DATE if number in _DATE_IDS else Kind.NUMBER)
    return Shown(look, look, look)


def date_of(days: float, since_1904: bool) -> datetime.datetime | None:
    """The day that a number of days stands for; None for one that no calendar has."""
    if not 0 <= days < _LAST:
        return None
    since = datetime.timedelta(days=int(days), seconds=round(days % 1 * 86_400))
    if since_1904:
        return _EPOCH_1904 + since
    return _EPOCH + since + datetime.timedelta(days=1 if days < _LEAP_DAY else 0)
