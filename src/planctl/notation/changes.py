"""Conditions relative to an earlier value: increase, decrease, improvement, or neither, since the previous outcome or a base year."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from planctl.message import Message
from planctl.notation.amounts import COMPARISONS, AmountParser, Measure
from planctl.notation.conditions import Change, Interval, Values, above, at_least, at_most, below, exactly
from planctl.notation.lexicon import PERCENT, Word
from planctl.notation.peers import BETTER_WAYS
from planctl.notation.scanner import Kind

ZERO = Decimal(0)
UP = (Word.INCREASE, Word.IMPROVE)
DOWN = (Word.DECREASE, Word.WORSEN)
BETTER = (Word.IMPROVE, Word.WORSEN)
_NOUNS = ("ökning", "minskning", "increase", "decrease")
_YEARLY = frozenset({"per", "årligen", "årlig", "årligt", "varje", "varannan", "yearly", "annually", "every", "each"})


class ChangeParser(AmountParser):
    """The part of the grammar that speaks of earlier values."""

    def relative_to_time(self) -> Change | Values:
        self.label()
        moves: tuple[Callable[[], Change | Values], ...] = (self.level_reached, self.movement, self.kept)
        found = self.first(*moves, self.beyond_earlier, self.around_earlier, self.amount_beyond)
        if isinstance(found, Change) and found.base is None and self.peek():
            found = self.since(found)
        start = self.at
        self.tail()
        if any(token.text in _YEARLY for token in self.tokens[start : self.at]):
            hint = Message("write for example {examples}", examples=("öka med minst 2 %", "öka med minst 2 % från 2023"))
            self.refuse(Message("a change is counted from the previous comparable outcome, or from a year that is named"), hint, start)
        return found

    def level_reached(self) -> Values:
        """öka till 80 %, minska från 7 till 6, får öka till 80: a lone number is the least or the most to reach"""
        up = self.word(Word.INCREASE, Word.DECREASE) is Word.INCREASE
        least = up != self.is_allowed(self.at - 1)
        self.label(Word.FROM, Word.TO)
        before = self.amount()[0] if self.maybe_word(Word.FROM) else None
        self.word(Word.TO)
        start = self.at
        if self.is_bare_year(start):
            self.refuse_year(start, "≥ ")
        measure = self.measure()
        self.require(measure.lone or before is None)
        level = measure.interval.low
        if not measure.lone or level is None:
            return Values((measure.interval,), unit=measure.unit)
        if before is not None and (level.value > before) != up:
            self.refuse(Message("the level named last does not lie that way"), None, start)
        return Values(((at_least if least else at_most)(level.value),), unit=measure.unit)

    def is_allowed(self, at: int) -> bool:
        """Whether the word before a place makes what follows a limit: får öka."""
        return at > 0 and Word.MAY in self.tokens[at - 1].words

    def movement(self) -> Change:
        """öka, ska inte minska, får öka med högst 5 %, förbättras, öka eller vara oförändrad"""
        limited = self.is_allowed(self.at)
        denied = self.maybe_word(Word.NOT) is not None
        move = self.word(*UP, *DOWN)
        rising, better = move in UP, move in BETTER
        if not denied and not limited and self.or_unchanged():
            return Change(((at_least if rising else at_most)(ZERO),), better=better)
        by = self.optional(self.by_amount_of) or self.optional(self.by_amount)
        if denied or limited:
            return self.limited(rising, better, denied, by)
        interval = _outward(by) if by else above(ZERO)
        return _change(interval if rising else interval.mirrored(), by, better)

    def limited(self, rising: bool, better: bool, denied: bool, by: Measure | None) -> Change:
        """A limit to how far the value may move: inte öka med mer än 5 %, får öka med högst 5 %."""
        if by is None:
            self.require(denied)
            return Change(((at_most if rising else at_least)(ZERO),), better=better)
        low, high = by.interval.low, by.interval.high
        if denied and low and not high:
            limit = (below if low.inclusive else at_most)(low.value)
        elif not denied and high and not low:
            limit = by.interval
        else:
            hint = Message("write for example {examples}", examples=("inte öka med mer än 5 %", "får öka med högst 5 %"))
            self.refuse(Message("it is not clear how large a change is allowed"), hint, self.at - 1)
        return _change(limit if rising else limit.mirrored(), by, better)

    def or_unchanged(self) -> bool:
        """öka eller vara oförändrad"""

        def parsed() -> bool:
            self.word(Word.OR)
            while self.maybe_word(Word.FILLER):
                pass
            self.word(Word.UNCHANGED)
            return True

        return self.optional(parsed) is not None

    def by_amount_of(self) -> Measure:
        """antalet besökare med 5 %"""
        self.label(Word.BY)
        self.word(Word.BY)
        start = self.at
        measure = self.moved(start)
        names_a_year = Word.YEAR in self.tokens[start - 1].words and measure.lone and self.is_bare_year(start)
        self.require(not names_a_year)
        return measure

    def by_amount(self) -> Measure:
        """The amount without "med": no year, and not after a sign, for then the change itself may be what is measured (ökning ≥ 25)."""
        start = self.at
        first = self.peek()
        self.require(first is not None and first.kind is not Kind.COMPARE)
        measure = self.moved(start)
        self.require(not (measure.lone and self.is_bare_year(start)))
        if any(Word.TO in token.words for token in self.tokens[start : self.at]):
            hint = Message("write for example {examples}", examples=("öka med 5–10", "öka från 5 till 10"))
            self.refuse(Message("it is not clear whether these are amounts or levels"), hint, start)
        return measure

    def moved(self, start: int) -> Measure:
        measure = self.bounded()
        self.above_zero(measure, start)
        return measure

    def kept(self) -> Change:
        """oförändrad, minst oförändrad, oförändrad eller bättre, oförändrad ±2 %"""
        level = self.maybe_word(Word.AT_LEAST, Word.AT_MOST)
        self.word(Word.UNCHANGED)
        if level:
            return Change((COMPARISONS[level](ZERO),))
        if around := self.optional(self.around_zero):
            return _change(around.interval, around, better=False)
        if other := self.maybe_word(Word.OR_BETTER, Word.OR_WORSE, Word.OR_MORE, Word.OR_LESS):
            rising = other in (Word.OR_BETTER, Word.OR_MORE)
            return Change(((at_least if rising else at_most)(ZERO),), better=other in (Word.OR_BETTER, Word.OR_WORSE))
        if self.maybe_word(Word.OR):
            move = self.word(*UP, *DOWN)
            return Change(((at_least if move in UP else at_most)(ZERO),), better=move in BETTER)
        return Change((exactly(ZERO),))

    def beyond_earlier(self) -> Change:
        """över föregående år, högst 2023 års nivå, bättre än 2023"""
        way = self.way(*COMPARISONS, *BETTER_WAYS)
        base = self.first(self.previous, self.named_year, *((self.year,) if way in BETTER_WAYS else ()))
        return Change(((COMPARISONS | BETTER_WAYS)[way](ZERO),), base=base or None, better=way in BETTER_WAYS)

    def around_earlier(self) -> Change:
        """±2 % jämfört med 2023"""
        around = self.around_zero()
        found = _change(around.interval, around, better=False)
        self.word(Word.COMPARED, Word.FROM)
        return found._replace(base=self.earlier() or None)

    def amount_beyond(self) -> Change:
        """minst 5 % högre än föregående år, minst 10 % ökning"""
        start = self.at
        measure = self.measure()
        way = self.word(Word.MORE, Word.LESS, Word.BETTER, Word.WORSE, Word.INCREASE, Word.DECREASE)
        said = self.tokens[self.at - 1].text
        self.require(way not in (Word.INCREASE, Word.DECREASE) or said in _NOUNS)
        years = (self.previous, self.named_year, self.year) if said.endswith((" än", " than")) else (self.previous, self.named_year)
        base = 0 if said in _NOUNS else self.first(*years)
        self.above_zero(measure, start)
        interval = _outward(measure)
        rising = way in (Word.MORE, Word.BETTER, Word.INCREASE)
        found = _change(interval if rising else interval.mirrored(), measure, way in (Word.BETTER, Word.WORSE))
        return found._replace(base=base or None)

    def since(self, change: Change) -> Change:
        """jämfört med 2023, från föregående år"""

        def parsed() -> int:
            self.word(Word.COMPARED, Word.FROM)
            return self.earlier()

        return change._replace(base=self.optional(parsed) or None)

    def earlier(self) -> int:
        return self.first(self.previous, self.named_year, self.year)

    def previous(self) -> int:
        self.word(Word.PREVIOUS)
        return 0

    def named_year(self) -> int:
        """år 2023, 2023 års nivå"""
        self.maybe_word(Word.FILLER)
        if self.maybe_word(Word.YEAR):
            return self.year()
        year = self.year()
        self.word(Word.LEVEL)
        return year


def _outward(measure: Measure) -> Interval:
    """How far a value moves: a lone number is the least, and no move at all is none."""
    low, high = measure.interval.low, measure.interval.high
    if measure.lone and low:
        return at_least(low.value)
    return measure.interval if low else Interval(above(ZERO).low, high)


def _change(interval: Interval, measure: Measure | None, better: bool) -> Change:
    unit = measure.unit if measure else ""
    percent = unit == PERCENT
    return Change((interval,), percent, "" if percent else unit, better=better)
