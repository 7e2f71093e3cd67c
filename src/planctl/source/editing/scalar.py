"""How a single value is written as YAML, so that the reader reads back the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from planctl.message import Message
from planctl.notation.number import parse_number
from planctl.source.editing.changes import Block, Data, UneditableError
from planctl.source.reader import parse

_ALWAYS_EXACT = 15
"""A binary float gives back every decimal number of so many digits."""

_STRANGE = r"\x00-\x1f\x7f-\x9f\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ud800-\udfff\ufe00-\ufeff\ufffe\uffff"


def _plain(more: str) -> re.Pattern[str]:
    """Text that stays text without quotes, to YAML 1.1 and 1.2, if it holds none of some more signs. There is more such text."""
    may_be_number = r"(?![0-9][-+0-9a-fxo.,:_]*$)"
    may_be_none = r"(?!(?:null|true|false)$)"
    return re.compile(rf"{may_be_number}{may_be_none}(?:[^\W_]|[(«§])[^{_STRANGE}{more}]*", re.IGNORECASE)


_PLAIN_IN_BLOCK = _plain("")
_PLAIN_IN_FLOW = _plain(r",\[\]{}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{4}")
"""A date, a day of the year or a span of years: numbers to no YAML."""
_ENDS_PLAIN = re.compile(r":(?:\s|$)|\s#|\s$")
SPREADABLE = re.compile(rf"(?:\n|[^{_STRANGE}])*")
"""Text that may stand as it is, in lines."""
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


class AsWritten(NamedTuple):
    """A single value that stands as its writer wrote it: 6.90, or an alias."""

    text: str


def data_of(value: Any) -> Data:
    """The value as it will be read back. Numbers that would not come back exactly become text.

    Raises UneditableError for control characters and for numbers that are none.
    """
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, Mapping):
        data = {key if type(key) is int else _text(str(key)): data_of(item) for key, item in value.items()}
        return Block(data) if isinstance(value, Block) else data
    return [data_of(item) for item in value]


def _text(text: str) -> str:
    refused = _REFUSED.search(text)
    if refused is None:
        return str(text)
    message = Message("the text to be written holds an invisible control character ({sign})", sign=f"U+{ord(refused[0]):04X}")
    raise UneditableError(message, Message("delete it where the text comes from"))


def _number(value: int | float | Decimal) -> int | Decimal | str:
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        message = Message("{number} is not a number that can be compared", number=str(value))
        raise UneditableError(message, Message("delete it where the text comes from"))
    written = number_text(exact)
    return exact if len(written) <= _ALWAYS_EXACT or _comes_back(written, exact) else written


def _comes_back(written: str, exact: Decimal) -> bool:
    source = parse(f"x: {written}".encode(), Path("x"), "x")
    found = source.data["x"] if source.data and not source.problems else None
    return isinstance(found, (int, float)) and parse_number(found) == exact


def number_text(number: Decimal) -> str:
    """The number with all its decimals, never in scientific form."""
    return format(number, "f")


def text_of(text: str, *, flow: bool) -> str:
    """The text on one line: without quotes where that is safe. It may hold all signs but surrogates."""
    if _stays_text(text, flow):
        return text
    if "'" not in text and set(_ESCAPED.findall(text)) - {"\\"} == {'"'}:
        return f"'{text}'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _stays_text(text: str, flow: bool) -> bool:
    plain = _PLAIN_IN_FLOW if flow else _PLAIN_IN_BLOCK
    return _DATE.fullmatch(text) is not None or (plain.fullmatch(text) is not None and _ENDS_PLAIN.search(text) is None)


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    return _ESCAPES.get(sign) or (f"\\x{ord(sign):02X}" if ord(sign) < 256 else f"\\u{ord(sign):04X}")


def scalar_of(data: Data, *, flow: bool) -> str:
    """A single value on one line."""
    if isinstance(data, str):
        return text_of(data, flow=flow)
    if isinstance(data, AsWritten):
        return data.text
    if data is None:
        return "null"
    if isinstance(data, bool):
        return "true" if data else "false"
    return number_text(data) if isinstance(data, Decimal) else str(data)


@lru_cache(maxsize=4096, typed=True)
def key_of(key: str | int) -> str:
    """A key, without its colon. Remembered: the keys of reports stand in every one of them."""
    return str(key) if type(key) is int else text_of(str(key), flow=True)
