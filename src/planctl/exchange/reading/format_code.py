"""The code of a number format: what its sections show of a number, and whether that is the number itself."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from planctl.exchange.reading.cells import Kind

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<width>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<end>;)'
    r"|(?P<general>general|standard)|(?P<exponent>e[-+])|(?P<day>[yd])|(?P<minutes>m)|(?P<clock>[hs])|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 255
"""Signs: what Excel takes."""
_ELAPSED = re.compile("h+|m+|s+", re.IGNORECASE)
"""[h]:mm counts hours."""
_CURRENCY = re.compile(r"\$([^-]*)")
_RED = re.compile("red|color ?3", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]{1,20}(?:\.[0-9]{1,20})?)")
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip

_ROLES = {"0": "0", "#": "#", "?": "#", ".": ".", ",": ",", "/": "/", "%": "%", "@": "@"}
"""What a sign does that stands in a code by itself: `0` and `#` are digits of the number."""
_LOOKS = dict.fromkeys("0123456789<>≤≥", "D") | dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2212", "M") | dict.fromkeys(".,'’", "P")
_LOOKS |= {"+": "A", "(": "(", ")": ")"}
"""What a sign looks like that is shown as it stands: a digit, a minus, a mark within a number; L is anything else."""
_TIMES = {"T": Kind.DATE, "H": Kind.DURATION, "C": Kind.TIME, "N": Kind.DATE}
_NUMBER = re.compile(
    r"(?P<before>[DMPLA()% ]*)(?P<number>[0#](?:,?[0#])*(?:\.[0#]*)?(?:E[0#]+)?|\.[0#]+(?:E[0#]+)?|[0#]+/[0#D]+)(?P<after>[DMPLA()% ]*)"
)
_BETWEEN_DIGITS = re.compile("(?<=[0#/]) +(?=[0#/])")
_MORE_DIGITS = re.compile(" *P? *D")
_DASH = re.compile("[L ]*M[# ]*[L ]*")
"""Zero as Excel's own formats for money show it."""
_BESIDES = " -\u2010\u2011\u2012\u2013\u2014\u2212+.,:;'’()"
"""What stands around words without being one."""
_IS_WORD = re.compile("[^\\W\\d_]|[%‰°€$£]")


class Look(NamedTuple):
    """What a format makes of a number, and the words that it shows beside it."""

    kind: Kind
    words: str = ""


class Shown(NamedTuple):
    """What a format makes of zero, of a number above it, and of one below it: in the order that the signs 0, 1 and -1 index."""

    zero: Look
    positive: Look
    negative: Look
    text: str = ""
    """The words that it shows beside a text."""


class _Condition(NamedTuple):
    test: Callable[[Decimal, Decimal], bool]
    limit: Decimal

    def holds(self, sign: int) -> bool:
        return self.test(Decimal(sign), self.limit)


_DISGUISED = Look(Kind.DISGUISED)
_ABOVE, _FROM_ZERO, _BELOW = (_Condition(_TESTS[sign], Decimal(0)) for sign in (">", ">=", "<"))


class _Section(NamedTuple):
    """`shape` is a letter for each sign: its role, or what it looks like; `words` are the signs shown.

    T stands for years and days, N for months or minutes, C for hours and seconds of a clock, H for those that are counted.
    """

    shape: str
    words: str = ""
    condition: _Condition | None = None
    is_red: bool = False


def shown_by_code(code: str) -> Shown:
    """What a code makes of numbers. Where only those above or below zero are in per cent, the latter may not be meant so."""
    if len(code) > _LONGEST:
        return Shown(_DISGUISED, _DISGUISED, _DISGUISED)
    sections = list(_sections(code or "General"))
    numbers = _of_numbers(sections)
    zero, positive, negative = (_shown(numbers, sign) for sign in (0, 1, -1))
    is_mixed = {positive.kind, negative.kind} == {Kind.NUMBER, Kind.PERCENT}
    return Shown(zero, positive, _DISGUISED if is_mixed else negative, sections[-1].words if "@" in sections[-1].shape else "")


def _sections(code: str) -> Iterator[_Section]:
    section = _Section("")
    for token in _TOKEN.finditer(code):
        role = str(token.lastgroup)
        if role == "end":
            yield _closed(section)
            section = _Section("")
        else:
            section = _with(section, role, token[role])
    yield _closed(section)


def _closed(section: _Section) -> _Section:
    words = " ".join(section.words.split()).strip(_BESIDES)
    return _Section(_BETWEEN_DIGITS.sub("", section.shape.strip()), words if _IS_WORD.search(words) else "", *section[2:])


def _with(section: _Section, role: str, text: str) -> _Section:
    if role == "bracket" and (found := _CONDITION.fullmatch(text)):
        return section._replace(condition=_Condition(_TESTS[found[1]], Decimal(found[2])))
    if role == "bracket" and _RED.fullmatch(text):
        return section._replace(is_red=True)
    return section._replace(shape=section.shape + _shape(role, text), words=section.words + _words(role, text))


def _words(role: str, text: str) -> str:
    """What a format shows beside the number, as it stands; a space for all else, since it parts words."""
    if role == "bracket":
        currency = _CURRENCY.match(text)
        return currency[1] if currency else ""
    is_shown = role in ("quoted", "escaped") or (role == "plain" and text not in _ROLES)
    return text if is_shown else " "


def _shape(role: str, text: str) -> str:
    match role:
        case "bracket":
            currency = _CURRENCY.match(text)
            return _looks(currency[1]) if currency else "H" if _ELAPSED.fullmatch(text) else ""
        case "plain":
            return _ROLES.get(text) or _looks(text)
    return {"general": "0", "exponent": "E", "day": "T", "minutes": "N", "clock": "C", "width": " "}.get(role) or _looks(text)


def _looks(text: str) -> str:
    return "".join(" " if sign.isspace() else _LOOKS.get(sign, "L") for sign in text)


def _of_numbers(sections: list[_Section]) -> list[_Section]:
    """The sections without that of texts. A format that is only for texts shows numbers as they are."""
    if len(sections) == 1:
        return [section._replace(shape="0") if "@" in section.shape else section for section in sections]
    has_texts = len(sections) > 3 or "@" in sections[-1].shape
    return sections[: min(3, len(sections) - 1)] if has_texts else sections


def _shown(sections: list[_Section], sign: int) -> Look:
    """What becomes of numbers of one sign. Where it depends on more than that, all sections must agree."""
    if any(section.condition and section.condition.limit for section in sections):
        looks = {_look(section, sign) for section in sections}
        return looks.pop() if len(looks) == 1 and len(sections) > 1 and sign >= 0 else _DISGUISED
    if len(sections) == 1 and not sections[0].condition:
        return _look(sections[0], abs(sign))
    usual = (_ABOVE if len(sections) > 2 else _FROM_ZERO, _BELOW if len(sections) > 2 else None, None)
    tested = [(section, section.condition or condition) for section, condition in zip(sections, usual, strict=False)]
    applied = next((section for section, condition in tested if condition is None or condition.holds(sign)), None)
    return _look(applied, sign) if applied else _DISGUISED


def _look(section: _Section, sign: int) -> Look:
    kind = _kind(section, sign)
    return Look(kind, section.words if kind in (Kind.NUMBER, Kind.PERCENT) else "")


def _kind(section: _Section, sign: int) -> Kind:
    """What a section makes of a number; a minus is shown only where a section for negative numbers has one."""
    time = next((kind for letter, kind in _TIMES.items() if letter in section.shape), None)
    if time is not None:
        return time
    percents = section.shape.count("%")
    if percents > 1 or not _is_true(section, sign):
        return Kind.DISGUISED
    return Kind.PERCENT if percents else Kind.NUMBER


def _is_true(section: _Section, sign: int) -> bool:
    """Whether a section shows the number that the cell holds: its digits, no others beside them, and its sign."""
    found = _NUMBER.fullmatch(section.shape)
    if sign == 0 and _DASH.fullmatch(section.shape):
        return True
    if not found:
        return False
    before, after = found["before"].replace("%", ""), found["after"].replace("%", "")
    if before.rstrip().endswith("D") or before.endswith("P") or _MORE_DIGITS.match(after):
        return False
    is_minus = "M" in before or "(" in before or after.lstrip().startswith("M")
    if sign < 0:
        return (is_minus or section.is_red) and "A" not in before
    return not is_minus if sign else "0" in found["number"] or "/" in found["number"]
