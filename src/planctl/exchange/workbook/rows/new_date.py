"""What import would make of the new date of an activity, as a formula: a day that it can follow up, or not.

Plans write dates in more ways than a formula can read: of those that are not here the row asks for a look, though import takes them.
"""

from __future__ import annotations

from planctl.exchange.workbook.characters import storable
from planctl.exchange.workbook.formulas import is_blank, quoted, trimmed
from planctl.notation.months import MONTHS
from planctl.notation.period import FIRST_YEAR, LAST_YEAR

_DAYS = (20_090, 109_575)
"""The numbers of days from 1955 to 2199. Not every program tells formulas that a number is shown as a date."""
_LONGEST = 60


def is_no_date(key: str, filed: str | None) -> str:
    """The condition that something stands in a column's cell, but neither a date that import takes nor what is filed already."""
    text = trimmed(key)
    ways = [_is_day(text), _is_month(text), _is_year(text)]
    if filed and len(filed) <= _LONGEST and storable(filed) == filed:
        ways.append(f"{text}={quoted(' '.join(filed.split()))}")
    written = ",".join(f"IFERROR({way},FALSE)" for way in ways)
    is_date = f"IF(ISTEXT({{{key}}}),OR({written}),{_is_number(key)})"
    return f"AND(NOT({is_blank(key)}),NOT({is_date}))"


def _is_number(key: str) -> str:
    """A date of the program's own, or a whole year."""
    cell = f"{{{key}}}"
    is_day = f"AND({cell}>={_DAYS[0]},{cell}<{_DAYS[1]})"
    is_year = f"AND({cell}=INT({cell}),{_within_years(cell)})"
    return f"IF(AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell}))),OR({is_day},{is_year}),FALSE)"


def _within_years(year: str) -> str:
    return f"{year}>={FIRST_YEAR},{year}<={LAST_YEAR}"


def _is_year(text: str) -> str:
    """A year in four digits: to formulas 19e2 is a number too."""
    value = f"VALUE({text})"
    return f'AND(TEXT({value},"0")={text},{_within_years(value)})'


def _is_day(text: str) -> str:
    """2026-12-31: a day that there is."""
    year, month, day = (f"VALUE(MID({text},{start},{length}))" for start, length in ((1, 4), (6, 2), (9, 2)))
    marks = f'LEN({text})=10,MID({text},5,1)="-",MID({text},8,1)="-"'
    return f'AND({marks},{_within_years(year)},TEXT(MONTH(DATE({year},{month},{day})),"00")=MID({text},6,2))'


def _is_month(text: str) -> str:
    """december 2026"""
    months = ";".join(map(quoted, MONTHS))
    return f"AND({_is_year(f'RIGHT({text},4)')},OR(TRIM(LEFT({text},LEN({text})-5))={{{{{months}}}}}))"
