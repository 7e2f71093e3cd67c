"""Formulas as texts, as files hold them in every language: `{key}` stands for the cell of that column in the same row."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from planctl.notation.conditions import Interval, Number
from planctl.notation.number import EXACT

END = "CHAR(1)"
"""A sign that no cell holds, for formulas to mark where a text begins or ends."""


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


def trimmed(key: str) -> str:
    """The text of a column's cell with one kind of space, and none at its ends."""
    return f'TRIM(SUBSTITUTE({{{key}}},"\u00a0"," "))'


def numeral(text: str) -> str:
    """The number that a text says, with a decimal comma or point; an error where it is no number, or has a sign after it."""
    return f'_xlfn.NUMBERVALUE(SUBSTITUTE(SUBSTITUTE({text},".",","),"%","x"),","," ")'


def strictly(text: str) -> str:
    """A text in capitals for `numeral`, in which an x, that makes it an error, stands for what NUMBERVALUE takes and import does not.

    That is exponents, several lines, and marks without digits on one side.
    """
    plain = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({END}&{text}&{END},".",","),"E","x"),CHAR(10),"x")'
    after = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({plain},{END}&",","x"),"-,","x"),"+,","x")'
    return f'SUBSTITUTE(SUBSTITUTE({after},","&{END},"x"),{END},"")'


def is_misgrouped(text: str) -> str:
    """The condition that spaces part the digits of a number otherwise than in thousands: NUMBERVALUE looks at none of them.

    That is: the first space comes after three signs at most, one stands right before the last three, and there is none but that, and one
    four signs before it. (More than millions are asked about.)
    """
    mark = f'FIND(",",SUBSTITUTE({text},".",",")&",")'
    others = f'REPLACE(REPLACE({text},MAX(1,{mark}-4),1,""),MAX(1,{mark}-8),1,"")'
    wrong = (f'FIND(" ",{text})>4', f'MID({text},MAX(1,{mark}-4),1)<>" "', f'ISNUMBER(FIND(" ",{others}))')
    return f"IFERROR(OR({','.join(wrong)}),FALSE)"


def within(number: str, scale: Interval | None) -> str:
    """The condition that what a formula gives is a number, and one that a scale holds."""
    return f"AND({','.join([f'ISNUMBER({number})', *_limits(number, scale)])})"


def held_by(number: str, scale: Interval | None) -> str:
    """The same of a long formula that gives a number or an error: an error, or false, where it is not so."""
    return f"AND({','.join(_limits(number, scale) or [f'ISNUMBER({number})'])})"


def _limits(number: str, scale: Interval | None) -> list[str]:
    limits = []
    if scale and scale.low:
        limits.append(number + (">=" if scale.low.inclusive else ">") + plain(scale.low.value))
    if scale and scale.high:
        limits.append(number + ("<=" if scale.high.inclusive else "<") + plain(scale.high.value))
    return limits


def first_that_holds(cases: list[tuple[str, str]], otherwise: str) -> str:
    """A formula: the text of the first condition that holds."""
    formula = quoted(otherwise)
    for condition, text in reversed(cases):
        formula = f"IF({condition},{quoted(text)},{formula})"
    return formula
