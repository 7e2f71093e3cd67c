"""Conditions relative to peers: their mean or median, a share of them, a place among them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from planctl.message import Message
from planctl.notation.amounts import COMPARISONS, AmountParser, Comparison
from planctl.notation.conditions import Interval, PeerLevel, PeerRank, PeerShare, above, at_least, at_most, below, exactly
from planctl.notation.lexicon import PERCENT, Word
from planctl.notation.scanner import Kind

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
BETTER_WAYS: dict[Word, Comparison] = {Word.BETTER: above, Word.WORSE: below, Word.NOT_WORSE: at_least, Word.NOT_BETTER: at_most}
"""What better and worse mean for a difference that is positive where it is better."""
_PLACES: dict[Word, Comparison] = {
    Word.AT_MOST: at_most,
    Word.BETTER: below,
    Word.WORSE: above,
    Word.NOT_WORSE: at_most,
    Word.NOT_BETTER: at_least,
    Word.OR_BETTER: at_most,
    Word.OR_WORSE: at_least,
    Word.EXACTLY: exactly,
}
_UNCLEAR = (Word.AT_LEAST, Word.MORE, Word.LESS, Word.OR_MORE, Word.OR_LESS)
"""At least place 10, over place 10: a higher place has a lower number, so these are said of both sides."""


class PeerParser(AmountParser):
    """The part of the grammar that speaks of peers."""

    def relative_to_peers(self) -> PeerLevel | PeerShare | PeerRank:
        alternatives: tuple[Callable[[], PeerLevel | PeerShare | PeerRank], ...] = (self.peer_level, self.peer_share, self.peer_rank)
        found = self.first(*alternatives)
        self.tail()
        return found

    def among(self) -> None:
        """Words before a share or a place: ska vara bland de"""
        self.label()
        if self.maybe_word(Word.AMONG):
            while self.maybe_word(Word.FILLER):
                pass

    def peer_level(self) -> PeerLevel:
        self.label()
        way = self.way(*COMPARISONS, *BETTER_WAYS)
        statistic = "mean" if self.word(Word.MEAN, Word.MEDIAN) is Word.MEAN else "median"
        if way in BETTER_WAYS:
            return PeerLevel(statistic, (BETTER_WAYS[way](ZERO),), better=True)
        return PeerLevel(statistic, (COMPARISONS[way](ZERO),))

    def peer_share(self) -> PeerShare:
        self.among()
        return self.first(self.best_share, self.share_ranked)

    def best_share(self) -> PeerShare:
        """bästa kvartilen, sämsta 30 %, mellersta hälften"""
        which = self.word(Word.BEST, Word.WORST, Word.MIDDLE)
        if self.maybe_word(Word.QUARTILE):
            self.require(which is not Word.MIDDLE)
            return _share(which, Decimal(25))
        if self.maybe_word(Word.HALF):
            return _share(which, Decimal(50))
        start = self.at
        return self.share(which, self.percent(), start)

    def share_ranked(self) -> PeerShare:
        """bland de 25 % bästa"""
        start = self.at
        share = self.percent()
        which = Word.BEST if self.word(Word.RANKED, Word.RANKED_LAST) is Word.RANKED else Word.WORST
        return self.share(which, share, start)

    def percent(self) -> Decimal:
        share, unit = self.amount()
        self.require(unit == PERCENT)
        return share

    def share(self, which: Word, share: Decimal, at: int) -> PeerShare:
        if not ZERO < share <= HUNDRED:
            self.refuse(Message("a share of the peers lies between 0 and 100 %"), None, at)
        return _share(which, share)

    def peer_rank(self) -> PeerRank:
        self.among()
        return self.first(self.best_places, self.places_ranked, self.compared_place, self.place)

    def best_places(self) -> PeerRank:
        """topp 10, bland de bästa 10"""
        self.word(Word.BEST)
        return _places(at_most(self.place_number()))

    def places_ranked(self) -> PeerRank:
        """bland de tio högst rankade"""
        start = self.at
        last = self.unsigned()
        self.word(Word.RANKED)
        return _places(at_most(self.checked_place(last, start)))

    def compared_place(self) -> PeerRank:
        """högst plats 20, bättre än plats 10"""
        start = self.at
        way = self.way(*_PLACES, *_UNCLEAR)
        self.word(Word.RANK)
        return self.place_by(way, self.place_number(), start)

    def place(self) -> PeerRank:
        """plats 1–10, plats ≤ 10, plats 10 eller bättre"""
        self.word(Word.RANK)
        start = self.at
        if (sign := self.peek()) and sign.kind is Kind.COMPARE:
            return _places(COMPARISONS[self.way()](self.place_number()))
        if way := self.maybe_word(*_PLACES, *_UNCLEAR):
            return self.place_by(way, self.place_number(), start)
        first = self.place_number()
        start = self.at
        if self.range_mark():
            last = self.place_number()
            if last < first:
                self.refuse(Message("the range goes backwards"), None, start + 1)
            return PeerRank((Interval(at_least(first).low, at_most(last).high),))
        return self.place_by(self.maybe_word(*_PLACES, *_UNCLEAR) or Word.EXACTLY, first, start)

    def place_by(self, way: Word, number: Decimal, at: int) -> PeerRank:
        if way in _UNCLEAR:
            hint = Message("write for example {examples}", examples=("högst plats 10", "bättre än plats 10", "plats 10 eller sämre"))
            self.refuse(Message("it is not clear whether better or worse places are meant"), hint, at)
        return _places(_PLACES[way](number))

    def place_number(self) -> Decimal:
        start = self.at
        return self.checked_place(self.unsigned(), start)

    def checked_place(self, number: Decimal, at: int) -> Decimal:
        if number < 1 or number != number.to_integral_value():
            self.refuse(Message("a place is a whole number from 1"), None, at)
        return number


def _places(interval: Interval) -> PeerRank:
    """Places are counted from 1."""
    return PeerRank((Interval(interval.low or exactly(ONE).low, interval.high),))


def _share(which: Word, share: Decimal) -> PeerShare:
    if which is Word.BEST:
        return PeerShare((Interval(exactly(ZERO).low, at_most(share).high),))
    if which is Word.WORST:
        return PeerShare((Interval(above(HUNDRED - share).low, exactly(HUNDRED).high),))
    rest = (HUNDRED - share) / 2
    return PeerShare((Interval(above(rest).low, at_most(HUNDRED - rest).high),))
