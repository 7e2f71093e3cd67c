"""Conditions on the value itself: limits, ranges, alternatives, and the top of a scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from planctl.message import Message
from planctl.notation.amounts import AmountParser, Measure
from planctl.notation.conditions import Values
from planctl.notation.lexicon import PERCENT, Word
from planctl.notation.months import MONTHS
from planctl.notation.scanner import Kind


class ValueParser(AmountParser):
    """The part of the grammar that speaks of nothing but the value."""

    def values(self) -> Values:
        """≥ 80, 71–79, HME-index > 80, 8,0 (av 10,0), +25 invånare / 1 nov"""
        labelled = self.label()
        if self.maybe_word(Word.MEAN, Word.MEDIAN):
            labelled = self.label() or True
        start = self.at
        measures = [self.bounded()]
        self.require(not labelled or self.is_stated(start, measures[0]))
        while self.maybe_word(Word.OR):
            measures.append(self.bounded())
        self.stand_apart(measures, start)
        unit = self.same_unit({measure.unit for measure in measures}, start)
        top = self.optional(self.scale_top)
        if top is not None:
            self.fits_below(top, measures, unit, start)
        self.optional(self.measured_at)
        self.tail()
        return Values(tuple(measure.interval for measure in measures), len(measures) == 1 and measures[0].lone, unit, top)

    def is_stated(self, start: int, measure: Measure) -> bool:
        """Whether a limit is said in words or signs: after a label, a bare number or range may be part of a name (åk 7–9)."""
        token = self.tokens[start]
        one_sided = measure.interval.low is None or measure.interval.high is None
        return one_sided or token.kind in (Kind.COMPARE, Kind.PLUSMINUS) or bool(token.words)

    def stand_apart(self, measures: Sequence[Measure], start: int) -> None:
        """Alternatives that share a value are hardly meant: ≥ 60 eller ≤ 80 holds for everything."""
        if len({measure.lone for measure in measures}) > 1:
            self.refuse(Message("some of the alternatives say how the value compares, and some do not"), None, start)
        for number, measure in enumerate(measures):
            if any(not measure.interval.meet(other.interval).empty for other in measures[:number]):
                hint = Message("write {word} between the limits of a range", word="och")
                self.refuse(Message("the alternatives overlap"), hint, start)

    def scale_top(self) -> Decimal:
        """(av 10,0), av 9"""
        opened = self.maybe(Kind.OPEN)
        self.word(Word.OF)
        start = self.at
        top = self.token(Kind.NUMBER).value
        assert top is not None
        following = self.peek()
        if opened:
            self.token(Kind.CLOSE)
        elif following and following.kind is Kind.WORD and not following.words:
            hint = Message("write a share as {share}, or the top of a scale in brackets: {scale}", share="80 %", scale=f"8 (av {top})")
            self.refuse(Message("it is not clear whether this is a share of {number} or a scale that ends there", number=top), hint, start)
        return top

    def fits_below(self, top: Decimal, measures: Sequence[Measure], unit: str, start: int) -> None:
        ends = [end.value for measure in measures for end in (measure.interval.low, measure.interval.high) if end]
        if unit == PERCENT or max(ends) > top:
            self.refuse(Message("{number} can't be the top of a scale for this value", number=top), None, start)

    def measured_at(self) -> None:
        """/ 1 nov: a date of measurement; it is kept in the text, and means nothing for the value."""
        slash = self.token(Kind.SLASH)
        before = self.tokens[self.at - 2]
        self.require(before.kind is not Kind.NUMBER or before.end < slash.offset)
        day = self.token(Kind.NUMBER).value
        self.require(day in range(1, 32) and self.token(Kind.WORD).text in MONTHS)
        self.optional(self.year)
