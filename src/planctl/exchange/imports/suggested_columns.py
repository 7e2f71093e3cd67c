"""Which column of a foreign table holds what, as far as its header and its cells tell."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from planctl.exchange.imports.header_words import Headers, Told, words_in
from planctl.exchange.imports.names import is_name, is_whole, plain
from planctl.exchange.reading.cells import Cell, Kind, Row, Sheet, letters
from planctl.notation.absence import absence
from planctl.notation.number import parse_number
from planctl.notation.units import unit_meant

PLACES = ("kpi", "unit", "period", "group")
_ROLES: Mapping[str, tuple[str, ...]] = {
    "unit": ("enhet", "avdelning", "förvaltning", "nämnd", "sektor", "verksamhet", "unit", "department"),
    "period": ("period", "uppföljning", "tertial", "period of", "år", "kvartal", "year"),
    "group": ("kön", "grupp", "uppdelning", "group", "sex", "breakdown"),
    "forecast": ("prognos", "forecast"),
    "value": ("utfall", "värde", "resultat", "outcome", "value", "actual", "result"),
    "analysis": ("analys", "analysis"),
    "action": ("åtgärd", "åtgärder", "action", "actions"),
    "comment": ("kommentar", "comment", "anmärkning", "anm", "notering", "not"),
}
"""How headers begin, by what the column below holds; what is shorter than five letters is a word of its own."""
_WHOLE_WORD = 5
_NOT_OUTCOMES = (
    "mål", "budget", "föreg", "förra", "plan", "diff", "avvik", "förändr", "skillnad", "rank", "nr", "löpnr", "gräns", "+", "±", "δ",
    "target", "previous", "scale", "change", "deviation"
)  # fmt: skip
"""How words begin in headers of numbers that are no outcomes."""
_YEARS = range(1900, 2200)
_ODD_NUMBERS = (Kind.DISGUISED, Kind.UNSTYLED, Kind.ERROR, Kind.UNCALCULATED)


class Columns(NamedTuple):
    """The columns by what they hold."""

    named: Mapping[str, int]
    """By the key of `columns:` in a profile."""
    values: Mapping[int, Told]
    """Those of a wide table."""
    left: tuple[int, ...]
    """Columns of numbers of which nothing is known."""
    loose: frozenset[int]
    """Those of `values` whose headers hold words that are not known."""


def columns_of(sheet: Sheet, header: int, kpi: int, headers: Headers, measures: frozenset[str]) -> Columns:
    """`measures` are the units of measure of KPIs: a column of them is not one of organisational units."""
    row = sheet.rows.get(header, {})
    named, values = {"kpi": kpi}, dict[int, Told]()
    for column in sorted(column for column in row if column != kpi):
        cells = _below(sheet, header, column)
        told, numeric = _told(row[column], headers), _is_numeric(cells)
        if told and numeric and _is_wide(told, named, headers) and told not in values.values():
            values[column] = told
            continue
        role = _role(row[column], told, headers)
        if role and role not in named and _can_hold(role, cells, measures):
            named[role] = column
    unread = [c for c in sorted(row) if c not in (*named.values(), *values) and _has_numbers(_below(sheet, header, c))]
    loose = _loosely(row, unread, named, values, headers)
    values |= loose
    if "value" not in named and not any(told.field != "forecast" and not told.group for told in values.values()):
        first = next((column for column in unread if _may_be_the_value(row[column], headers)), None)
        named |= {"value": first} if first else {}
    left = tuple(column for column in unread if column not in loose and column != named.get("value"))
    return Columns(named, dict(sorted(_with_period(values, named).items())), left, frozenset(loose))


def _loosely(row: Row, unread: Iterable[int], named: dict[str, int], values: Mapping[int, Told], headers: Headers) -> dict[int, Told]:
    """Columns whose headers name a follow-up among words that are not known, each follow-up once; a forecast of this year goes to `named`.

    Where several name the same, the surest is taken.
    """
    found: dict[int, Told] = {}
    for column in sorted(unread, key=lambda column: (_doubt(row[column].text, headers), column)):
        told = headers.loosely(row[column].text)
        if told is None or _is_no_outcome(row[column].text) or told in (*values.values(), *found.values()):
            continue
        if _is_wide(told, named, headers):
            found[column] = told
        elif told.field and told.field not in named:
            named[told.field] = column
    return found


def _below(sheet: Sheet, header: int, column: int) -> list[Cell]:
    return [row[column] for number, row in sheet.rows.items() if number > header and column in row]


def _told(cell: Cell, headers: Headers) -> Told | None:
    if isinstance(cell.value, datetime.datetime):
        period = headers.period_ending(cell.value.date())
        return Told(period) if period else None
    return headers.told(cell.text or str(cell.value))


def _is_wide(told: Told, named: Mapping[str, int], headers: Headers) -> bool:
    """Whether a header says more than a key of `columns:` can: a forecast of this year is one."""
    if not (told.period or told.group or told.unit):
        return False
    this_year = told.period == headers.calendar.year_end(headers.period.year)
    return not (told.field == "forecast" and this_year and not told.group and not told.unit and "forecast" not in named)


def _role(header: Cell, told: Told | None, headers: Headers) -> str | None:
    """A key of `columns:`; none for a text that names a follow-up, a group or a unit itself."""
    if told and told.field:
        return told.field
    if told:
        return None
    words = plain(header.text)
    first = words.partition(" ")[0].rstrip(".:")
    role = next((role for role, starts in _ROLES.items() if any(_begins(words, first, start) for start in starts)), None)
    return None if role in ("value", "forecast") and headers.names_a_time(header.text) else role


def _begins(words: str, first: str, start: str) -> bool:
    return first == start or (len(start) >= _WHOLE_WORD and words.startswith(start))


def _can_hold(role: str, cells: list[Cell], measures: frozenset[str]) -> bool:
    """Whether the cells of a column are such as its role has."""
    numeric = _has_numbers(cells)
    if role in ("value", "forecast"):
        return True
    if role == "unit":
        texts = [plain(cell.text) for cell in cells if cell.text]
        return 2 * sum(text in measures or unit_meant(text) is not None for text in texts) <= len(texts) and not numeric
    if role == "period":
        return not numeric or all(cell.value in _YEARS for cell in cells if cell.kind is Kind.NUMBER)
    return not numeric


def _is_numeric(cells: list[Cell]) -> bool:
    """Whether most of what stands in a column is numbers, or words in their place."""
    return 2 * sum(_is_number(cell) or cell.kind in _ODD_NUMBERS or is_no_value(cell.text) for cell in cells) > len(cells)


def _has_numbers(cells: list[Cell]) -> bool:
    return _is_numeric(cells) and any(map(_is_number, cells))


def _is_number(cell: Cell) -> bool:
    if cell.kind in (Kind.NUMBER, Kind.PERCENT):
        return True
    beginning = cell.text.split(" ", 1)[0].rstrip("%")
    return parse_number(cell.text) is not None or parse_number(beginning) is not None


def is_no_value(text: str) -> bool:
    """Whether a text stands where a number would: a known word for no value, or letters with points as in i.u."""
    return absence(text) is not None or is_abbreviation(text)


def is_abbreviation(text: str) -> bool:
    parts = text.split(".")
    return (
        len(parts) > 1
        and len(text) <= 8
        and all(part.strip().isalpha() for part in parts[:-1])
        and all(len(part.strip()) <= 4 for part in parts)
    )


def _is_no_outcome(header: str) -> bool:
    """Whether a word of a header says that the numbers below it are something else."""
    return any(word.startswith(_NOT_OUTCOMES) for word in words_in(header))


def _doubt(header: str, headers: Headers) -> tuple[bool, bool]:
    """The less, the surer a header is of all of a follow-up: a year alone may be of any, and what has no word for the whole of a part."""
    named = headers.follow_up(header)
    return named is None or named.is_year_alone, not any(map(is_whole, words_in(header)))


def _may_be_the_value(header: Cell, headers: Headers) -> bool:
    """Whether a column may be the one of outcomes: what names a follow-up is of that, and no other."""
    return not _is_no_outcome(header.text) and _told(header, headers) is None and not headers.names_a_time(header.text)


def _with_period(values: Mapping[int, Told], named: Mapping[str, int]) -> dict[int, Told]:
    """Groups without a follow-up of their own are of the one that the other columns are of, where that is one alone."""
    periods = {told.period for told in values.values() if told.period and told.field != "forecast"}
    if len(periods) != 1 or named.keys() & {"period", "value"}:
        return dict(values)
    [only] = periods
    return {column: told if told.period else told._replace(period=only) for column, told in values.items()}


def text_of_header(row: Row, column: int) -> str:
    """What stands in a header, for a message and a list; the letters of its column where nobody would read that."""
    text = row[column].text or str(row[column].value)
    return text if is_name(text) else letters(column)
