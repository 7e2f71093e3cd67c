"""What the words in a foreign table mean, as far as it can be guessed: follow-ups, groups, and words for no value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from planctl.exchange.imports.header_words import Headers
from planctl.exchange.imports.names import is_name, is_whole, plain
from planctl.exchange.imports.suggested_columns import Columns, is_abbreviation
from planctl.exchange.reading.cells import Sheet
from planctl.notation.absence import absence
from planctl.notation.due import parse_day
from planctl.notation.period import parse_period

_MOST = 100
_YEAR = re.compile("[0-9]{4}")
_SECRET = ("sekr", "hem")


class Words(NamedTuple):
    """Names in the table, by what the profile says of them."""

    year: int | None
    """The year of the follow-ups, where one is written without."""
    periods: Mapping[str, str]
    groups: Mapping[str, str]
    no_value: Mapping[str, str]
    strange: Mapping[str, tuple[str, ...]]
    """Words that nothing is known of, by the key of the profile under which they belong."""


def words_of(sheet: Sheet, header: int, columns: Columns, headers: Headers) -> Words:
    inputs = [columns.named[key] for key in ("value", "forecast") if key in columns.named] + list(columns.values)
    periods, groups = (_texts(sheet, header, [columns.named[key]] if key in columns.named else []) for key in ("period", "group"))
    absent = [text for text in _texts(sheet, header, inputs) if not any(map(str.isdigit, text)) and absence(text) is None]
    meant = {text: name for text in periods if (name := _period(text, headers)) and plain(name) != plain(text)}
    known = {text: group for text in groups if (group := _group(text, headers.groups)) and plain(group) != plain(text)}
    bare = any(not _YEAR.search(meant.get(text, text)) for text in periods)
    return Words(
        headers.period.year if bare else None,
        meant,
        known,
        {text: "confidential" if plain(text).startswith(_SECRET) else "missing" for text in absent if is_abbreviation(text)},
        {
            "periods": tuple(text for text in periods if not _period(text, headers)),
            "groups": tuple(text for text in groups if not (_group(text, headers.groups) or is_whole(text))),
            "no_value": tuple(text for text in absent if not is_abbreviation(text)),
        },
    )


def _texts(sheet: Sheet, header: int, columns: Iterable[int]) -> list[str]:
    found = (
        sheet.rows[number][column].text for column in columns for number in sheet.rows if number > header and column in sheet.rows[number]
    )
    return list(dict.fromkeys(filter(is_name, found)))[:_MOST]


def _period(text: str, headers: Headers) -> str:
    """A follow-up as a profile names it: without its year where the text has none."""
    names = headers.calendar.names
    if parse_period(text, names) or parse_period(f"{headers.period.year}-{text}", names):
        return text
    if (day := parse_day(text)) and (ending := headers.period_ending(day)):
        return str(ending)
    told = headers.told(text)
    if not told or not told.period:
        return ""
    return str(told.period) if _YEAR.search(text) else told.period.name


def _group(text: str, groups: Iterable[str]) -> str:
    """The group that a text is, or that alone begins with it."""
    known = [group for group in groups if plain(group) == plain(text)] or [
        group for group in groups if plain(group).startswith(plain(text).rstrip("."))
    ]
    return known[0] if len(known) == 1 else ""
