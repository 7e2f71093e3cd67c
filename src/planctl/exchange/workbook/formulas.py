"""Formulas as texts, as files hold them in every language: `{key}` stands for the cell of that column in the same row."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from planctl.notation.conditions import Interval, Number
from planctl.notation.number import EXACT


def quoted(text: str) -> str:
    """A text as a formula holds it."""
    return '"' + text.replace('"', '""').replace("{", "{{").replace("}", "}}") + '"'


def plain(number: Number) -> str:
    """A number with a point, without an exponent; a third with more digits than Excel keeps."""
    exact = number if isinstance(number, Decimal) else EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"{exact:.17f}".rstrip("0").rstrip(".") if exact != exact.to_integral_value() else f"{exact:.0f}"


def is_blank(key: str) -> str:
    """The condition that nothing is written in a column's cell."""
    return f"LEN(TRIM({{{key}}}))=0"


def is_one_of(key: str, texts: Iterable[str]) -> str:
    """The condition that one of a few texts is written there, whatever the case of its letters."""
    return f"OR({','.join(f'TRIM({{{key}}})={quoted(text)}' for text in texts)})"


def numeral(text: str) -> str:
    """The number that a text says, with a decimal comma or point; an error where it is no number, or has a sign after it."""
    return f'_xlfn.NUMBERVALUE(SUBSTITUTE(SUBSTITUTE({text},".",","),"%","x"),","," ")'


def within(number: str, scale: Interval | None) -> str:
    """The condition that what a formula gives is a number, and one that a scale holds."""
    limits = []
    if scale and scale.low:
        limits.append((">=" if scale.low.inclusive else ">") + plain(scale.low.value))
    if scale and scale.high:
        limits.append(("<=" if scale.high.inclusive else "<") + plain(scale.high.value))
    return f"AND({','.join([f'ISNUMBER({number})', *(f'{number}{limit}' for limit in limits)])})"


def first_that_holds(cases: list[tuple[str, str]], otherwise: str) -> str:
    """A formula: the text of the first condition that holds."""
    formula = quoted(otherwise)
    for condition, text in reversed(cases):
        formula = f"IF({condition},{quoted(text)},{formula})"
    return formula
