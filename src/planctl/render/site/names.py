"""Names of files for ids: safe on every system and in every address on the web, and different for different ids."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256

_LETTERS = {"å": ("a", "1"), "ä": ("a", "2"), "ö": ("o", "1"), "é": ("e", "1"), "ü": ("u", "1")}
_DOTLESS = frozenset("aoeu")
_FIT = re.compile(r"[a-z0-9-]{1,80}")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))})
"""What Windows keeps for devices."""


@cache
def file_name(id_: str) -> str:
    """An id in plain letters: `förskola` as `forskola_1`, since `forskola` may be an id too. The digits say which a, o, e, u had marks."""
    plain = "".join(_LETTERS.get(letter, (letter,))[0] for letter in id_)
    if not _FIT.fullmatch(plain):
        return f"_x{sha256(id_.encode(errors='surrogatepass')).hexdigest()[:20]}"
    marks = "".join(_mark(letter) for letter in id_).rstrip("0")
    return f"{plain}_{marks}" if marks or plain in _RESERVED else plain


def _mark(letter: str) -> str:
    if letter in _LETTERS:
        return _LETTERS[letter][1]
    return "0" if letter in _DOTLESS else ""


def page_of(kind: str, address: str) -> str:
    """The page of a unit, goal or KPI, from the site's folder."""
    unit, _, id_ = address.partition("/")
    return f"{file_name(unit)}/index.html" if kind == "unit" else f"{file_name(unit)}/{kind}-{file_name(id_)}.html"


def services_of(unit: str) -> str:
    """The page of a unit's services, likewise."""
    return f"{file_name(unit)}/services.html"
