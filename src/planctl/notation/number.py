"""Numbers as people type them, exactly: decimal comma or point, every minus and dash, spaces between thousands."""

from __future__ import annotations

import math
import re
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

MAX_DIGITS = 18
"""More digits than this are refused."""

EXACT = Context(prec=150)
"""Wide enough for every product and sum of such numbers: nothing is ever rounded but by `round_half_away`."""

_BLANKS = "\t\n\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_PLAIN_FORMS = dict.fromkeys(map(ord, _BLANKS), " ") | dict.fromkeys(map(ord, _DASHES), "-")
NUMBER = r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_WHOLE = re.compile(rf"(?P<open>\()?\s*(?P<sign>[-+])?\s?(?P<number>{NUMBER})\s*(?(open)\))")
_FROM_FILE = re.compile(rf"-?[0-9]{{1,{MAX_DIGITS}}}|-?(?=[0-9.]{{1,{MAX_DIGITS}}}$)[0-9]+\.[0-9]+")
_EITHER_WAY = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")


def normalise(text: str) -> str:
    """The text with one kind of space and one kind of dash; every character keeps its place."""
    return text.translate(_PLAIN_FORMS)


def is_ambiguous(digits: str) -> bool:
    """Whether the mark may part thousands as well as decimals: 1,000 and 12.500 are refused rather than guessed."""
    return _EITHER_WAY.fullmatch(digits) is not None


def digits_to_decimal(digits: str) -> Decimal | None:
    """The value of unsigned digits as matched by `NUMBER`; None where there are more than `MAX_DIGITS`."""
    plain = digits.replace(" ", "").replace(",", ".")
    if len(plain) > MAX_DIGITS:
        return None
    return Decimal(plain)


def parse_number(text: str | int | float) -> Decimal | None:
    """A single number, or None. A float is taken by its shortest decimal form, which is what was written in the file."""
    if isinstance(text, str):
        match = _WHOLE.fullmatch(normalise(text).strip())
        return None if match is None or is_ambiguous(match["number"]) else _signed(match)
    written = repr(text)
    return Decimal(written) if _FROM_FILE.fullmatch(written) else _scientific(written)


def _signed(match: re.Match[str]) -> Decimal | None:
    value = digits_to_decimal(match["number"])
    if value is None or (match["open"] and match["sign"]):
        return None
    return EXACT.minus(value) if match["open"] or match["sign"] == "-" else value


def _scientific(text: str) -> Decimal | None:
    """The form that Python gives a very small or large float (1e-07); refused where it holds too many digits."""
    if re.fullmatch(r"-?[0-9](\.[0-9]+)?e[-+][0-9]{2}", text) is None:
        return None
    value = Decimal(text)
    return value if value.adjusted() < MAX_DIGITS and decimals_of(value) <= MAX_DIGITS else None


def decimals_of(value: Decimal) -> int:
    """How many decimals a number was written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


_ROUNDING = Context(prec=EXACT.prec, rounding=ROUND_HALF_UP)
_STEPS = tuple(Decimal((0, (1,), -decimals)) for decimals in range(MAX_DIGITS + 1))
"""The step of a grid by its decimals: 1, 0.1, 0.01."""


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    """Rounded half away from zero: 6.45 becomes 6.5, -6.45 becomes -6.5; never a minus zero."""
    rounded = value.quantize(_STEPS[decimals], context=_ROUNDING)
    return rounded if rounded else rounded.copy_abs()


def steps_up(value: Decimal | Fraction, decimals: int) -> int:
    """The number of the first grid value (multiples of 10^-decimals) at or above `value`."""
    steps = in_steps(value, decimals)
    return int(steps.to_integral_value(ROUND_CEILING)) if isinstance(steps, Decimal) else math.ceil(steps)


def steps_down(value: Decimal | Fraction, decimals: int) -> int:
    """The number of the last grid value at or below `value`."""
    steps = in_steps(value, decimals)
    return int(steps.to_integral_value(ROUND_FLOOR)) if isinstance(steps, Decimal) else math.floor(steps)


def in_steps(value: Decimal | Fraction, decimals: int) -> Decimal | Fraction:
    """How many steps of the grid a value lies above zero; a whole number where it lies on the grid."""
    if isinstance(value, Decimal):
        return value.scaleb(decimals, EXACT)
    size: int = 10**decimals
    return value * size
