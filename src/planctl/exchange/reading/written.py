"""Numbers and texts as the XML of a workbook writes them."""

from __future__ import annotations

import math
import re

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_SPACES = " \t\r\n"


def unescaped(text: str) -> str:
    """A text in which the signs that XML can't hold are written as `_x000D_`."""
    return _ESCAPED.sub(_sign, text) if "_x" in text else text


def _sign(escaped: re.Match[str]) -> str:
    code = int(escaped[1], 16)
    return escaped[0] if 0xD800 <= code < 0xE000 else chr(code)  # half a sign is none


def number_written(text: str) -> int | float:
    """Whole where it is written so; 6.4000000000000004 is the binary number that 6.4 is, and -0.0 is zero.

    Raises:
        ValueError: it is no number, or none that a cell can hold.
    """
    if _NUMBER.fullmatch(text) is None:
        text = text.strip(_SPACES)
        if _NUMBER.fullmatch(text) is None:
            raise ValueError(text)
    if _INTEGER.fullmatch(text):
        return int(text)
    number = float(text)
    if math.isinf(number):
        raise ValueError(text)
    return number or 0
