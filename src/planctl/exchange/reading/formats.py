"""What the number format of a cell makes of its number: per cent, a date, or just a number; and the date that a number stands for."""

from __future__ import annotations

import datetime
import re

from planctl.exchange.reading.cells import Kind

_PERCENT_IDS = frozenset((9, 10))
_DATE_IDS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The formats that every program knows by number, and no file spells out."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
"""What is shown as it stands: in `0 "% av"` nothing is in per cent. [h]:mm counts hours, and stays."""
_DATE = re.compile(r"[dmhysDMHYS]")
_GENERAL = re.compile(r"general|standard", re.IGNORECASE)
_EPOCH, _EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - a workbook knows no time zones
_LEAP_DAY = 60
"""Excel's calendar has a 29 February 1900: days before it are counted one higher."""
_LAST = 2_958_466


def kind_of_format(number: int, code: str | None) -> Kind:
    """By the format's number, or by its code where the file spells it out."""
    if code is None:
        return Kind.PERCENT if number in _PERCENT_IDS else Kind.DATE if number in _DATE_IDS else Kind.NUMBER
    shown = _GENERAL.sub("", _LITERAL.sub("", code.partition(";")[0]))
    return Kind.PERCENT if "%" in shown else Kind.DATE if _DATE.search(shown) else Kind.NUMBER


def date_of(days: float, since_1904: bool) -> datetime.datetime | None:
    """The day that a number of days stands for; None for one that no calendar has."""
    if not 0 <= days < _LAST:
        return None
    since = datetime.timedelta(days=int(days), seconds=round(days % 1 * 86_400))
    if since_1904:
        return _EPOCH_1904 + since
    return _EPOCH + since + datetime.timedelta(days=1 if days < _LEAP_DAY else 0)
