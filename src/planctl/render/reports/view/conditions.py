"""Targets and bands in words: `≤ 6,5` is "högst 6,5 %"."""

from __future__ import annotations

from decimal import Decimal

from planctl.message import N_, Message
from planctl.notation.conditions import Bound, Interval, Simple, Values
from planctl.notation.writer import write
from planctl.render.language import Language

_BETWEEN = {
    (True, True): N_("{low} to {high}"),
    (True, False): N_("at least {low} and less than {high}"),
    (False, True): N_("more than {low} and at most {high}"),
    (False, False): N_("more than {low} and less than {high}"),
}


def in_words(language: Language, condition: Simple, unit: str | None) -> str:
    """A condition in words, with the KPI's unit."""
    if isinstance(condition, Values) and len(condition.intervals) == 1:
        return _interval(language, condition.intervals[0], unit) or write(condition, language.code)
    return write(condition, language.code)


def _interval(language: Language, interval: Interval, unit: str | None) -> str:
    low, high = interval.low, interval.high
    if low and high:
        return _between(language, low, high, unit)
    if low:
        value = _quantity(language, low, unit)
        return language.text(Message("at least {value}", value=value) if low.inclusive else Message("more than {value}", value=value))
    if high:
        value = _quantity(language, high, unit)
        return language.text(Message("at most {value}", value=value) if high.inclusive else Message("less than {value}", value=value))
    return ""


def _between(language: Language, low: Bound, high: Bound, unit: str | None) -> str:
    if low.value == high.value:
        return language.text(Message("exactly {value}", value=_quantity(language, low, unit)))
    values = {"low": _quantity(language, low, None), "high": _quantity(language, high, unit)}
    return language.text(Message(_BETWEEN[low.inclusive, high.inclusive], **values))


def _quantity(language: Language, bound: Bound, unit: str | None) -> str:
    value = bound.value if isinstance(bound.value, Decimal) else Decimal(bound.value.numerator) / Decimal(bound.value.denominator)
    return language.quantity(value, unit)
