"""From a cell to what its column asks for: a number, one of a few words, a day, or a text. An empty cell says nothing."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from planctl.exchange.imports.numbers import number_in, plain_date, quoted, refused, unusable
from planctl.exchange.reading.cells import Cell, Kind
from planctl.exchange.workbook.layout import ASSESSMENT_WORDS, KEPT_WORDS, NO_VALUE_WORDS, TABLES
from planctl.exchange.workbook.words import names
from planctl.message import N_, Message
from planctl.nearest import did_you_mean
from planctl.notation.due import parse_due
from planctl.notation.number import parse_number
from planctl.notation.refusal import Refusal
from planctl.render.words import ACTIVITY_WORDS
from planctl.source.entry import shortened
from planctl.workspace.entries import AnyEntry, KpiEntry

NUMBERS = ("value", "forecast", "by")
WORDS: Mapping[str, Mapping[str, str]] = {"assessment": ASSESSMENT_WORDS, "status": ACTIVITY_WORDS, "kept": KEPT_WORDS}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "kpis": ("value", "by", "forecast", "assessment", "reason", "comment", "analysis", "action"),
    "goals": ("assessment", "analysis", "action", "comment"),
    "activities": ("status", "due", "comment"),
    "assignments": ("status", "due", "comment"),
    "services": ("kept", "comment"),
}
"""What can be said of each sort of thing."""
LABELS: Mapping[str, str] = {column.key: column.header for table in TABLES for column in table.inputs} | {"due": N_("New date")}
"""How each is called: as in the workbook."""
_WRITE_DATE = Message("write the new date as {example}", example="2026-12-31")
_BREAK = re.compile("\r\n?|[\u0085\u2028\u2029]")


def spoken(value: Decimal | str | int | float, field: str) -> Decimal | str | Message:
    """A value of a field as a user reads it: a number, the word for a code, or a text that is not too long."""
    if field in NUMBERS and (number := parse_number(value) if not isinstance(value, Decimal) else value) is not None:
        return number
    words = NO_VALUE_WORDS if field in NUMBERS else WORDS.get(field, {})
    return Message(words[value]) if isinstance(value, str) and value in words else shortened(str(value))


def cited(value: Decimal | str | int | float, field: str) -> Decimal | Message:
    """The same within a sentence: texts between quotation marks."""
    said = spoken(value, field)
    return quoted(said) if isinstance(said, str) else said


def read_field(cell: Cell, field: str, entry: AnyEntry, year: int) -> Decimal | str | Refusal | None:
    """What a cell says, read as a field of an entry; None where it says nothing."""
    if field in NUMBERS:
        assert isinstance(entry, KpiEntry)
        found = number_in(cell, entry, year)
        if field == "forecast" and isinstance(found, str):
            return refused(Message("{value} is no forecast", value=quoted(cell.text)), Message("write a number, or leave the cell empty"))
        return found
    if field in WORDS:
        return _word(cell, WORDS[field])
    return _day(cell) if field == "due" else _text(cell)


def _word(cell: Cell, words: Mapping[str, str]) -> str | Refusal | None:
    """One of a few words, in any language that planctl speaks, or by its code."""
    if cell.kind is not Kind.TEXT:
        return unusable(cell, Message("one of the words of the list"))
    known = _known(tuple(words.items()))
    code = known.get(cell.text.casefold())
    if code is not None:
        return code
    near = did_you_mean(cell.text.casefold(), known)
    nearest = Message("did you mean {word}?", word=Message(words[known[near.values["word"]]])) if near else None
    hint = nearest or Message("write one of {allowed}", allowed=tuple(map(Message, words.values())))
    return refused(Message("{value} is not one of the words that can stand here", value=quoted(cell.text)), hint)


@cache
def _known(words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name.casefold(): code for code, text in words for name in names(code, text)}


def _day(cell: Cell) -> str | Refusal | None:
    """A new date as due dates are written: a date of Excel's becomes 2026-12-31, a text must be one that planctl reads."""
    if cell.kind is Kind.DATE and isinstance(cell.value, datetime.datetime):
        return cell.value.date().isoformat()
    if cell.kind is Kind.NUMBER and isinstance(cell.value, int) and 1900 <= cell.value < 2200:
        return str(cell.value)
    if cell.kind is not Kind.TEXT:
        return unusable(cell, Message("a date"))
    found = parse_due(cell.text)
    return refused(found.message, _WRITE_DATE) if isinstance(found, Refusal) else cell.text


def _text(cell: Cell) -> str | Refusal | None:
    """A text as it was typed, with its lines; a number or a date in a column of texts is what it shows."""
    match cell.kind:
        case Kind.TEXT:
            return _lines(str(cell.value)) or None
        case Kind.NUMBER:
            return str(cell.value)
        case Kind.DATE | Kind.TIME | Kind.DURATION:
            return plain_date(cell)
    return unusable(cell, Message("a text"))


def _lines(text: str) -> str:
    """Lines without spaces at their ends, and without signs that steer a machine."""
    kept = "".join(" " if unicodedata.category(sign) == "Cc" and sign != "\n" else sign for sign in _BREAK.sub("\n", text))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()
