"""What the number format of a cell makes of its number, such as per cent or a date; and the date or time that a number stands for."""

from __future__ import annotations

import datetime
from functools import lru_cache

from planctl.exchange.reading.cells import Cell, Kind
from planctl.exchange.reading.format_code import Look, Shown, shown_by_code

_KINDS = {
    Kind.PERCENT: (9, 10), Kind.DATE: (*range(14, 18), 22, *range(27, 37), *range(50, 59)), Kind.TIME: (*range(18, 22), 45, 47),
    Kind.DURATION: (46,),
}  # fmt: skip
_KIND_BY_ID = {number: kind for kind, numbers in _KINDS.items() for number in numbers}
"""The formats that every program knows by number, and no file spells out."""
_EPOCH, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - a workbook knows no time zones
_LEAP_DAY = 60
"""Excel's calendar has a 29 February 1900: days before it are counted one higher."""
_SECONDS = 86_400
_LAST = 2_958_466


@lru_cache(maxsize=1024)
def shown_by(number: int, code: str | None) -> Shown:
    """What a format makes of numbers: by its number, or by its code where the file spells it out."""
    if code is not None:
        return shown_by_code(code)
    look = Look(_KIND_BY_ID.get(number, Kind.NUMBER))
    return Shown(look, look, look)


def dated(days: float, kind: Kind, since_1904: bool) -> Cell:
    """What a cell shows of a number of days: a date, a time of day, or hours that are counted. What no calendar has is shown as #."""
    date = date_of(days, since_1904)
    if date is None:
        return Cell(Kind.ERROR, "########")
    if kind is Kind.DATE:
        return Cell(kind, date)
    seconds = round(days * _SECONDS)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    shown = f"{hours}" if kind is Kind.DURATION else f"{hours % 24:02}"
    return Cell(kind, f"{shown}:{minutes:02}" + (f":{seconds:02}" if seconds else ""))


def date_of(days: float, since_1904: bool) -> datetime.datetime | None:
    """The day that a number of days stands for; None for one that no calendar has."""
    if not 0 <= days < _LAST:
        return None
    since = datetime.timedelta(days=int(days), seconds=round(days % 1 * _SECONDS))
    if since_1904:
        return _EPOCH_1904 + since
    return _EPOCH + since + datetime.timedelta(days=1 if days < _LEAP_DAY else 0)
