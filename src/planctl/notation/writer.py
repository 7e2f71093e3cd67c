"""Conditions as canonical text in Swedish or English: what `parse` reads back as the same condition."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planctl.notation.conditions import (
    Bound,
    Change,
    Condition,
    FromTarget,
    Interval,
    Number,
    PeerLevel,
    PeerRank,
    PeerShare,
    ShareOfTarget,
    Side,
    Values,
    above,
    at_least,
    at_most,
    below,
    exactly,
)
from planctl.notation.lexicon import AMBIGUOUS_YEARS, POINTS
from planctl.notation.number import is_ambiguous

ZERO = Decimal(0)
_WORDS: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "and": "och", "or": "eller", "of": "av", "by": "år", "target": "målet", "exactly": "exakt", "at least": "minst", "at most": "högst",
        "more": "mer än", "less": "mindre än", "over": "över", "under": "under", "or more": "eller mer", "mean": "medel",
        "median": "medianen", "rank": "plats", "best": "bästa", "worst": "sämsta", "middle": "mellersta", "increase": "öka",
        "decrease": "minska", "improve": "förbättras", "worsen": "försämras", "unchanged": "oförändrat", "not": "inte", "with": "med",
        "since": "jämfört med", "better than": "bättre än", "worse than": "sämre än", "not better": "inte bättre än",
        "not worse": "inte sämre än",
        "met": "målet nått", Side.EITHER: "från målet", Side.ABOVE: "över målet", Side.BELOW: "under målet",
        Side.BETTER: "bättre än målet", Side.WORSE: "sämre än målet", POINTS: "procentenheter",
    },
    "en": {
        "and": "and", "or": "or", "of": "of", "by": "by", "target": "target", "exactly": "exactly", "at least": "at least",
        "at most": "at most", "more": "more than", "less": "less than", "over": "above", "under": "below", "or more": "or more",
        "mean": "mean", "median": "median", "rank": "rank", "best": "best", "worst": "worst", "middle": "middle", "increase": "increase",
        "decrease": "decrease", "improve": "improve", "worsen": "worsen", "unchanged": "unchanged", "not": "not", "with": "by",
        "since": "compared with", "not better": "not better than",
        "not worse": "not worse than", "met": "target met", Side.EITHER: "from target", Side.ABOVE: "above target",
        Side.BELOW: "below target", Side.BETTER: "better than target", Side.WORSE: "worse than target",
        POINTS: "percentage points",
    },
}  # fmt: skip
_AROUND_ZERO = {at_least(ZERO): "at least", above(ZERO): "above", at_most(ZERO): "at most", below(ZERO): "below", exactly(ZERO): "exactly"}
_LEVELS = {"at least": "at least", "above": "over", "at most": "at most", "below": "under", "exactly": "exactly"}
_BETTER_LEVELS = {"at least": "not worse", "above": "better than", "at most": "not better", "below": "worse than", "exactly": "exactly"}
_TARGETS = {
    (Side.ABOVE, "at least"): ("at least", "target"),
    (Side.BELOW, "at least"): ("at most", "target"),
    (Side.WORSE, "at least"): ("not better", "target"),
    (Side.BETTER, "at least"): ("met",),
}


def write(condition: Condition, language: str = "en") -> str:
    """The condition in words and signs of a language, `sv` or `en`."""
    return _Writer(language).condition(condition)


class _Writer:
    def __init__(self, language: str) -> None:
        self.words = _WORDS[language]
        self.comma = language == "sv"

    def condition(self, condition: Condition) -> str:
        match condition:
            case Values():
                return self.values(condition)
            case ShareOfTarget(intervals):
                return self.say(self.signed(intervals[0], "%"), "of", "target")
            case FromTarget():
                return self.from_target(condition)
            case PeerLevel(statistic, intervals, better):
                return self.say((_BETTER_LEVELS if better else _LEVELS)[_AROUND_ZERO[intervals[0]]], statistic)
            case PeerShare(intervals):
                return self.peer_share(intervals[0])
            case PeerRank(intervals):
                return self.say("rank", self.rank(intervals[0]))
            case Change():
                return self.change(condition)
        return f" {self.words['and']} ".join(self.say(self.condition(step), "by", str(year)) for year, step in condition.steps)

    def say(self, *parts: str) -> str:
        """Words by their names, and everything else as it is."""
        return " ".join(self.words.get(part, part) for part in parts if part)

    def number(self, number: Number) -> str:
        plain = f"{_decimal(number):f}"
        if is_ambiguous(plain.lstrip("-")):
            plain += "0"
        plain = plain.replace("-", "\u2212")
        return plain.replace(".", ",") if self.comma else plain

    def amount(self, number: Number, unit: str) -> str:
        shown = self.words[unit] if unit == POINTS else unit
        return f"{self.number(number)} {shown}" if unit else self.number(number)

    def values(self, values: Values) -> str:
        low = values.intervals[0].low
        if values.lone and low:
            text = self.amount(low.value, values.unit)
        else:
            text = f" {self.words['or']} ".join(self.signed(interval, values.unit) for interval in values.intervals)
        return f"{text} ({self.words['of']} {self.number(values.top)})" if values.top is not None else text

    def signed(self, interval: Interval, unit: str) -> str:
        low, high = interval.low, interval.high
        if low and high and low.value == high.value:
            return f"= {self.amount(low.value, unit)}"
        if low and high and low.inclusive and high.inclusive:
            return f"{self.number(low.value)}–{self.amount(high.value, unit)}"
        parts = []
        if low:
            parts.append(f"{'≥' if low.inclusive else '>'} {self.amount(low.value, unit)}")
        if high:
            parts.append(f"{'≤' if high.inclusive else '<'} {self.amount(high.value, unit)}")
        return f" {self.words['and']} ".join(parts)

    def outward(self, interval: Interval, unit: str, includes_zero: bool = False) -> str:
        """An amount counted from zero; the lower end is left out where it is only that. `includes_zero`: zero itself is meant too."""
        low, high = interval.low, interval.high
        if high and low == Bound(ZERO, includes_zero):
            return self.compared("at most" if high.inclusive else "less", high.value, unit)
        if low and not high:
            return self.compared("at least" if low.inclusive else "more", low.value, unit)
        return self.signed(interval, unit)

    def compared(self, way: str, number: Number, unit: str) -> str:
        """In words, but with a sign where "mer än 2027" would be taken for a year."""
        if way in ("more", "less") and not unit and AMBIGUOUS_YEARS[0] <= number <= AMBIGUOUS_YEARS[1]:
            return f"{'>' if way == 'more' else '<'} {self.number(number)}"
        return self.say(way, self.amount(number, unit))

    def from_target(self, condition: FromTarget) -> str:
        interval, side = condition.intervals[0], condition.side
        around = _AROUND_ZERO.get(interval)
        if around == "exactly":
            return self.say("=", "target")
        if around:
            return self.say(*_TARGETS.get((side, around), (side,)))
        return self.say(self.outward(interval, "%" if condition.percent else condition.unit, side is Side.EITHER), side)

    def peer_share(self, interval: Interval) -> str:
        low, high = (_decimal(end.value) if end else ZERO for end in (interval.low, interval.high))
        if interval.low and interval.low.inclusive:
            return self.say("best", self.number(high), "%")
        if high == 100:
            return self.say("worst", self.number(high - low), "%")
        return self.say("middle", self.number(high - low), "%")

    def rank(self, interval: Interval) -> str:
        low, high = interval.low, interval.high
        if low and high and low.value == high.value:
            return self.number(low.value)
        if low and high and not high.inclusive:
            return f"< {self.number(high.value)}"
        return self.signed(interval, "")

    def change(self, change: Change) -> str:
        text = self.movement(change.intervals[0], "%" if change.percent else change.unit, change.better)
        return self.say(text, "since", str(change.base)) if change.base else text

    def movement(self, interval: Interval, unit: str, better: bool) -> str:
        up, down = ("improve", "worsen") if better else ("increase", "decrease")
        plain = {"exactly": ("unchanged",), "at most": ("not", up), "at least": ("not", down), "above": (up,), "below": (down,)}
        if around := _AROUND_ZERO.get(interval):
            return self.say(*plain[around])
        low, high = (_decimal(end.value) if end else None for end in (interval.low, interval.high))
        if low is not None and high is not None and low < 0 < high:
            return self.say("unchanged", f"±{self.amount(high, unit)}")
        if low is None and high is not None and high > 0:
            return self.limited(interval, up, unit)
        if high is None and low is not None and low < 0:
            return self.limited(interval.mirrored(), down, unit)
        rising = low is not None and low >= 0
        return self.say(up if rising else down, "with", self.outward(interval if rising else interval.mirrored(), unit))

    def limited(self, interval: Interval, way: str, unit: str) -> str:
        """inte öka med mer än 5 %"""
        high = interval.high or Bound(ZERO, True)
        if high.inclusive:
            return self.say("not", way, "with", self.compared("more", high.value, unit))
        return self.say("not", way, "with", self.amount(high.value, unit), "or more")


def _decimal(number: Number) -> Decimal:
    """Only conditions that have been placed hold fractions."""
    assert isinstance(number, Decimal)
    return number
