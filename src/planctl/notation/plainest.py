"""A short cut for speed: a number, a comparison or a range as most are written, without the grammar. The tests prove that both agree."""

import re
from decimal import Decimal

from planctl.notation.amounts import COMPARISONS, SIGN_WORDS
from planctl.notation.conditions import Bound, Interval, ShareOfTarget, Values, exactly
from planctl.notation.lexicon import PERCENT
from planctl.notation.number import NUMBER, digits_to_decimal, is_ambiguous, normalise
from planctl.notation.scanner import SIGNS

_WORDS = {"minst": ">=", "högst": "<=", "över": ">", "under": "<", "fler än": ">", "färre än": "<"}
_FOUR_DIGITS = re.compile("[0-9]{4}")
_SIGN = "|".join((*sorted(SIGNS, key=len, reverse=True), *_WORDS))
_AMOUNT = rf"-?(?:{NUMBER})"
_PLAINEST = re.compile(
    rf"(?:(?P<sign>{_SIGN}) ?)?(?P<low>{_AMOUNT}) ?(?P<unit>%)?(?: ?(?:-|\.\.) ?(?P<high>{_AMOUNT}) ?(?P<last>%)?)?(?P<target> av målet)?"
)
_COMPARED = {sign: COMPARISONS[SIGN_WORDS[plain]] for sign, plain in SIGNS.items()}
_COMPARED |= {word: _COMPARED[sign] for word, sign in _WORDS.items()}


def parse_plainest(text: str) -> Values | ShareOfTarget | None:
    """The condition, or None where the grammar must look at the text."""
    match = _PLAINEST.fullmatch(normalise(text))
    interval = _interval(match) if match else None
    if match is None or interval is None:
        return None
    unit = match["last"] or match["unit"] or ""
    lone = not (match["sign"] or match["high"])
    if match["target"] is None:
        return Values((interval,), lone=lone, unit=unit)
    above_zero = all(end is None or end.value > 0 for end in (interval.low, interval.high))
    return ShareOfTarget((interval,)) if above_zero and not lone and unit == PERCENT else None


def _interval(match: re.Match[str]) -> Interval | None:
    sign, low, high = match["sign"], _number(match["low"]), match["high"]
    if sign in _WORDS and _FOUR_DIGITS.fullmatch(match["low"]):  # it may be a year
        return None
    if low is None or high is None:
        return low if low is None else _COMPARED[sign](low) if sign else exactly(low)
    top = _number(high)
    if sign or top is None or top < low:
        return None
    return Interval(Bound(low, True), Bound(top, True))


def _number(text: str) -> Decimal | None:
    digits = text.lstrip("-")
    value = None if is_ambiguous(digits) else digits_to_decimal(digits)
    return -value if value is not None and digits != text else value
