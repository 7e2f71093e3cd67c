"""Numbers in texts that are written as planctl does not read them: what each way is called, and how to write it instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from planctl.message import Message
from planctl.notation.number import parse_number
from planctl.notation.refusal import Refusal

_SCIENTIFIC = re.compile(r"[-+]?[0-9]{1,15}(?:[.,][0-9]{1,15})?[eE][-+]?[0-9]{1,2}")
_BASES = re.compile(r"[-+]?0(?:[xX][0-9a-fA-F]+|[bB][01]+|[oO][0-7]+)")
_MARKED = re.compile(r"[-+]?[0-9]{1,3}(?:(?P<mark>[.,'’])[0-9]{3}(?:(?P=mark)[0-9]{3})*)(?P<decimals>[.,][0-9]+)?")


def otherwise_written(text: str, said: Message) -> Refusal | None:
    """Why a text is no number though it is written as one somewhere; None where it is not. `said` is the text as a message cites it."""
    ways: tuple[Callable[[str, Message], Refusal | None], ...] = (_scientific, _of_base, _marked)
    return next((why for way in ways if (why := way(text, said))), None)


def _scientific(text: str, said: Message) -> Refusal | None:
    if not _SCIENTIFIC.fullmatch(text):
        return None
    value = Decimal(text.replace(",", "."))
    plain = f"{value:f}"
    short = Message("write the number with all its digits, or make the cell a number")
    hint = Message("if {value} is meant, write it so; or make the cell a number", value=value) if len(plain) <= 15 else short
    return Refusal(Message("{value} is written with an exponent, as programs do", value=said), hint=hint)


def _of_base(text: str, said: Message) -> Refusal | None:
    if not _BASES.fullmatch(text):
        return None
    return Refusal(
        Message("{value} is how programmers write numbers, and is not read", value=said),
        hint=Message("write the number with the digits 0 to 9 alone"),
    )


def _marked(text: str, said: Message) -> Refusal | None:
    """Thousands that are parted by marks: 1.250,5 and 1'250; where only one mark stands, as in 1.250, it may be a decimal sign."""
    found = _MARKED.fullmatch(text)
    decimals = (found["decimals"] or "") if found else ""
    if not found or decimals[:1] == found["mark"]:
        return None
    whole = text.removesuffix(decimals).replace(found["mark"], "")
    value = parse_number(whole + decimals)
    hint = Message("if {value} is meant, write it without marks between the thousands; or make the cell a number", value=value)
    return Refusal(Message("{value} has marks between its thousands", value=said), hint=hint) if value is not None else None
