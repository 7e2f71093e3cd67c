"""Conditions relative to the target: a share of it, or a distance from it to one side or both."""

from __future__ import annotations

from decimal import Decimal

from planctl.message import Message
from planctl.notation.amounts import AmountParser, Measure
from planctl.notation.conditions import FromTarget, Interval, ShareOfTarget, Side, above, at_least, exactly
from planctl.notation.lexicon import PERCENT, Word
from planctl.notation.scanner import Kind

ZERO = Decimal(0)
SIDES = {
    Word.FROM: Side.EITHER,
    Word.WORSE: Side.WORSE,
    Word.BETTER: Side.BETTER,
    Word.MORE: Side.ABOVE,
    Word.LESS: Side.BELOW,
}
_BEYOND = {
    Word.AT_LEAST: FromTarget(Side.ABOVE, (at_least(ZERO),)),
    Word.MORE: FromTarget(Side.ABOVE, (above(ZERO),)),
    Word.AT_MOST: FromTarget(Side.BELOW, (at_least(ZERO),)),
    Word.LESS: FromTarget(Side.BELOW, (above(ZERO),)),
    Word.EXACTLY: FromTarget(Side.EITHER, (exactly(ZERO),)),
    Word.BETTER: FromTarget(Side.BETTER, (above(ZERO),)),
    Word.WORSE: FromTarget(Side.WORSE, (above(ZERO),)),
    Word.NOT_WORSE: FromTarget(Side.BETTER, (at_least(ZERO),)),
    Word.NOT_BETTER: FromTarget(Side.WORSE, (at_least(ZERO),)),
}


class TargetParser(AmountParser):
    """The part of the grammar that speaks of the target."""

    def relative_to_target(self) -> ShareOfTarget | FromTarget:
        return self.first(self.target_met, self.beyond_target, self.around_target, self.amount_of_target)

    def target_met(self) -> FromTarget:
        if self.maybe_word(Word.REACH):
            self.word(Word.TARGET)
            return _BEYOND[Word.NOT_WORSE]
        self.word(Word.TARGET)
        reached = self.word(Word.NOT_REACHED, Word.REACHED)
        return _BEYOND[Word.NOT_WORSE if reached is Word.REACHED else Word.WORSE]

    def beyond_target(self) -> FromTarget:
        """över målet, ≥ målet, bättre än målet"""
        way = self.way(*_BEYOND)
        self.word(Word.TARGET)
        return _BEYOND[way]

    def around_target(self) -> FromTarget:
        """inom 5 % från målet, ±2 dagar från målet"""
        within = self.maybe_word(Word.WITHIN)
        if not self.maybe(Kind.PLUSMINUS):
            self.require(within is not None)
        amount, unit = self.unsigned(), self.unit()
        self.word(Word.FROM, Word.OF)
        self.word(Word.TARGET)
        return self.from_target(Side.EITHER, Measure(Interval(None, exactly(amount).high), unit))

    def amount_of_target(self) -> ShareOfTarget | FromTarget:
        """minst 95 % av målet, högst 5 % under målet"""
        self.label()
        start = self.at
        measure = self.bounded()
        side = self.word(Word.OF, *SIDES)
        self.word(Word.TARGET)
        if measure.lone:
            hint = Message("write for example {examples}", examples=("minst 95 % av målet", "högst 5 % under målet"))
            self.refuse(Message("it is not said whether this is the least or the most"), hint, start)
        self.above_zero(measure, start)
        if side is not Word.OF:
            return self.from_target(SIDES[side], measure)
        self.require(measure.unit == PERCENT)
        self.maybe_word(Word.REACHED)
        return ShareOfTarget((measure.interval,))

    def from_target(self, side: Side, measure: Measure) -> FromTarget:
        """Counted outwards from the target: a lower end left out is the target itself, which only the distance to both sides includes."""
        interval = measure.interval
        if interval.low is None:
            interval = Interval((exactly if side is Side.EITHER else above)(ZERO).low, interval.high)
        percent = measure.unit == PERCENT
        return FromTarget(side, (interval,), percent, "" if percent else measure.unit)
