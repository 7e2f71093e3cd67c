"""What spreadsheets make of text that they read, and how to keep them from it."""

from __future__ import annotations

import re

_FORMULA = re.compile("'*(?:[\t\r\n]|[\\s\u200b\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20])")
"""Programs pass by blanks of any sort before the sign that begins a formula."""
_DAY = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")
EN_DASH = "\u2013"


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run a text as a formula, now or when somebody edits the cell."""
    return _FORMULA.match(text) is not None


def defused(text: str) -> str:
    """Text that a spreadsheet would run as a formula, with an apostrophe before it.

    Text that begins with apostrophes and then such a sign gets one more: so taking one away, where such text begins with one, gives
    back exactly what there was.
    """
    return "'" + text if is_formula(text) else text


def as_typed_in_swedish(text: str) -> str:
    """A band written 6-10 would become the tenth of June, and a target written 6.5 a date or a text: a dash and a comma prevent it."""
    if _DAY.fullmatch(text):
        return text.replace("-", EN_DASH)
    return text.replace(".", ",") if _NUMBER.fullmatch(text) else text
