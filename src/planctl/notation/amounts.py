"""Amounts: numbers with units, compared, ranged or alone."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, NoReturn

from planctl.message import Message
from planctl.notation.conditions import Interval, above, at_least, at_most, below, exactly
from planctl.notation.cursor import Cursor, RefusedError
from planctl.notation.lexicon import AMBIGUOUS_YEARS, JOINING, NUMERALS, PERCENT, POINTS, Word
from planctl.notation.number import EXACT, MAX_DIGITS
from planctl.notation.refusal import Refusal
from planctl.notation.scanner import Kind, looks_like_year

Comparison = Callable[[Decimal], Interval]
SIGN_WORDS = {"≥": Word.AT_LEAST, ">": Word.MORE, "≤": Word.AT_MOST, "<": Word.LESS, "=": Word.EXACTLY}
COMPARISONS: dict[Word, Comparison] = {
    Word.AT_LEAST: at_least,
    Word.AT_MOST: at_most,
    Word.MORE: above,
    Word.LESS: below,
    Word.EXACTLY: exactly,
}


class Measure(NamedTuple):
    """An interval with the unit it is written in, and whether it is a lone number."""

    interval: Interval
    unit: str = ""
    lone: bool = False


class AmountParser(Cursor):
    """The part of the grammar that speaks of numbers."""

    def bounded(self) -> Measure:
        """One measure, or two that limit each other: ≥ 5 och < 10, > 5 < 10."""
        start = self.at
        first = self.measure()
        if first.lone or not self.has_second(start):
            return first
        middle = self.at
        second = self.measure()
        if second.lone:
            self.refuse(Message("it is not said whether this is the least or the most"), None, middle)
        both = first.interval.meet(second.interval)
        opposite = (first.interval.low is None) != (second.interval.low is None)
        if both.empty or not opposite or None in (both.low, both.high):
            self.refuse(Message("the two limits do not make a range"), None, start)
        return Measure(both, self.same_unit({first.unit, second.unit}, middle))

    def has_second(self, start: int) -> bool:
        if self.maybe_word(Word.AND) or self.maybe(Kind.COMMA):
            return True
        following = self.peek()
        return following is not None and following.kind is Kind.COMPARE and self.tokens[start].kind is Kind.COMPARE

    def measure(self) -> Measure:
        return self.first(self.compared, self.between, self.around_zero, self.uncompared)

    def compared(self) -> Measure:
        start = self.at
        way = self.way(*COMPARISONS, Word.WITHIN)
        amount, unit = self.amount()
        said = self.tokens[start].kind is Kind.WORD
        first, last = AMBIGUOUS_YEARS
        if said and way in (Word.MORE, Word.LESS) and self.is_bare_year(self.at - 1) and first <= amount <= last:
            self.refuse_year(self.at - 1, "> " if way is Word.MORE else "< ")
        if way is Word.WITHIN and unit in ("", PERCENT):
            hint = Message("write for example {examples}", examples=("högst 5 %", "inom 5 % från målet", "±5 %"))
            self.refuse(Message("it is not said what this is counted from"), hint, start)
        return Measure(COMPARISONS.get(way, at_most)(amount), unit)

    def way(self, *words: Word) -> Word:
        """A comparison, by its sign or by one of the words."""
        sign = self.maybe(Kind.COMPARE)
        return SIGN_WORDS[sign.text] if sign else self.word(*words)

    def between(self) -> Measure:
        opening = self.word(Word.BETWEEN, Word.FROM)
        low, unit = self.amount()
        start = self.at
        if self.range_mark():
            self.require(not self.is_till_a_year(start, unit))
        else:
            self.require(opening is Word.BETWEEN)
            self.word(Word.AND)
        return self.ranged(low, unit)

    def range_mark(self) -> bool:
        return bool(self.maybe(Kind.DASH) or self.maybe(Kind.DOTS) or self.maybe_word(Word.TO))

    def around_zero(self) -> Measure:
        """±2 dagar"""
        self.maybe_word(Word.WITHIN)
        self.token(Kind.PLUSMINUS)
        amount, unit = self.unsigned(), self.unit()
        return Measure(Interval(at_least(-amount).low, at_most(amount).high), unit)

    def uncompared(self) -> Measure:
        """A number, and what its right side makes of it: 71–79, 80 ± 2, 3,5 % or more, or nothing."""
        amount, unit = self.amount()
        if self.maybe(Kind.PLUSMINUS):
            return self.around(amount, unit)
        more = self.maybe_word(Word.OR_MORE, Word.OR_LESS)
        if more is not None:
            return Measure((at_least if more is Word.OR_MORE else at_most)(amount), unit or self.unit())
        start = self.at
        if self.range_mark() and not self.is_till_a_year(start, unit):
            return self.ranged(amount, unit)
        self.at = start
        return Measure(exactly(amount), unit, lone=True)

    def is_till_a_year(self, mark: int, unit: str) -> bool:
        """80 % till 2027 names a year; 80 till 2027 could be a range as well, and is refused."""
        till = self.tokens[mark].kind is Kind.WORD and self.is_bare_year(self.at)
        if till and unit not in (PERCENT, POINTS):
            self.refuse_year(self.at, "–")
        return till

    def is_bare_year(self, at: int) -> bool:
        """Whether what stands at a place looks like a year, with no unit after it."""
        return at < len(self.tokens) and looks_like_year(self.tokens[at]) and not self.is_unit(at + 1)

    def ranged(self, low: Decimal, unit: str) -> Measure:
        start = self.at
        high, last_unit = self.amount()
        if high < low:
            self.refuse(Message("the range goes backwards"), None, start)
        self.same_unit({unit, last_unit}, start)
        return Measure(Interval(at_least(low).low, at_most(high).high), last_unit or unit)

    def around(self, middle: Decimal, unit: str) -> Measure:
        start = self.at
        amount, last_unit = self.unsigned(), self.unit()
        low, high = EXACT.subtract(middle, amount), EXACT.add(middle, amount)
        if last_unit == PERCENT:
            hint = Message("write both limits, as in {example}", example=f"{low}–{high} {unit}".strip())
            self.refuse(Message("it is not said whether the per cent are of the number or percentage points"), hint, start)
        if max(len(end.as_tuple().digits) for end in (low, high)) >= MAX_DIGITS:
            self.refuse(Message("a number can have at most {n} digits", n=MAX_DIGITS), None, start)
        whole, part = (PERCENT, PERCENT) if last_unit == POINTS and unit in ("", PERCENT) else (unit, last_unit)
        return Measure(Interval(at_least(low).low, at_most(high).high), self.same_unit({whole, part}, start))

    def amount(self) -> tuple[Decimal, str]:
        return self.number(), self.unit()

    def number(self) -> Decimal:
        if self.maybe(Kind.OPEN):
            value = -self.unsigned()
            self.token(Kind.CLOSE)
            return value
        if dash := self.maybe(Kind.DASH):
            following = self.peek()
            if dash.offset == self.tokens[0].offset and following and following.offset > dash.end:
                hint = Message("write {number} without a space for a number below zero", number=f"−{following.text}")
                self.refuse(Message("a dash before the number can be a minus or a list mark"), hint, self.at - 1)
            return -self.unsigned()
        self.maybe(Kind.PLUS)
        return self.unsigned()

    def unsigned(self) -> Decimal:
        token = self.peek()
        if token is not None and token.text in NUMERALS:
            self.advance()
            return Decimal(NUMERALS[token.text])
        value = self.token(Kind.NUMBER).value
        assert value is not None
        return value

    def unit(self) -> str:
        """A per cent sign, or one word that carries no other meaning; with a slash, two: kr / invånare."""
        if self.maybe_word(Word.PERCENT):
            return PERCENT
        if self.maybe_word(Word.POINTS):
            return POINTS
        if not self.is_unit(self.at):
            return ""
        unit = self.advance().text
        slash = self.peek()
        if slash and slash.kind is Kind.SLASH and self.is_unit(self.at + 1):
            self.advance()
            unit = f"{unit}/{self.advance().text}"
        return unit

    def is_unit(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        if token.text in ("år", "year"):
            return not (at + 1 < len(self.tokens) and looks_like_year(self.tokens[at + 1]))
        if token.words & {Word.PERCENT, Word.POINTS}:
            return True
        return token.kind is Kind.WORD and not token.words and token.text not in JOINING and token.text not in NUMERALS

    def year(self) -> int:
        token = self.token(Kind.NUMBER)
        self.require(looks_like_year(token))
        return int(token.text)

    def refuse(self, message: Message, hint: Message | None, at: int) -> NoReturn:
        """Nothing else can be meant: the whole text is refused, at a token."""
        token = self.tokens[min(at, len(self.tokens) - 1)]
        raise RefusedError(Refusal(message, token.offset, token.length, hint))

    def refuse_year(self, at: int, sign: str) -> NoReturn:
        year = self.tokens[at].text
        hint = Message("write {year} for the year, or {value} for the value", year=f"år {year}", value=f"{sign}{year}")
        self.refuse(Message("{text} can be a year or a value", text=year), hint, at)

    def above_zero(self, measure: Measure, at: int) -> None:
        """Amounts that are counted from something are positive; the words say which way."""
        ends = [end.value for end in (measure.interval.low, measure.interval.high) if end]
        if min(ends) < 0 or max(ends) == 0:
            self.refuse(Message("the amount must be above zero"), None, at)

    def same_unit(self, units: set[str], at: int) -> str:
        """The one unit among these; a text that names two is refused."""
        named = sorted(units - {""})
        if len(named) > 1:
            self.refuse(Message("two different units: {units}", units=tuple(named)), None, at)
        return named[0] if named else ""
