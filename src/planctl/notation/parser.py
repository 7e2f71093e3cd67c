"""The grammar of the threshold language: its alternatives in order, the most specific first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planctl.message import Message
from planctl.notation.changes import ChangeParser
from planctl.notation.conditions import Change, Condition, Interval, Simple, Steps, Values
from planctl.notation.cursor import MismatchError, RefusedError
from planctl.notation.lexicon import Word
from planctl.notation.peers import PeerParser
from planctl.notation.refusal import Refusal
from planctl.notation.scanner import Kind, Token, looks_like_year
from planctl.notation.slips import explain
from planctl.notation.targets import TargetParser
from planctl.notation.values import ValueParser

_PEERS = frozenset({Word.MEAN, Word.MEDIAN, Word.BEST, Word.WORST, Word.MIDDLE, Word.RANKED, Word.RANK})
_TIME = frozenset({Word.INCREASE, Word.DECREASE, Word.IMPROVE, Word.WORSEN, Word.UNCHANGED, Word.PREVIOUS})


class ConditionParser(TargetParser, PeerParser, ChangeParser, ValueParser):
    """`condition()` is the whole language."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.years = any(map(looks_like_year, tokens))
        self.alternatives = tuple(self._alternatives())

    def _alternatives(self) -> Iterator[Callable[[], Simple]]:
        """Only those whose words are there at all."""
        said = frozenset(word for token in self.tokens for word in token.words)
        if Word.TARGET in said:
            yield self.relative_to_target
        if said & _PEERS:
            yield self.relative_to_peers
        if said & _TIME or self.years:
            yield self.relative_to_time
        yield self.values

    def condition(self) -> Condition | Refusal:
        paths = (self.whole(self.steps),) if self.years else ()
        try:
            found: Condition = self.first(*paths, *map(self.whole, self.alternatives))
        except RefusedError as refused:
            return refused.refusal
        except MismatchError:
            return explain(self.tokens, self.furthest)
        return self.impossible() if any(interval.empty for interval in _intervals(found)) else found

    def impossible(self) -> Refusal:
        last = self.tokens[-1]
        return Refusal(Message("no value can fit this"), self.tokens[0].offset, last.end - self.tokens[0].offset)

    def steps(self) -> Steps:
        """minst 25 % år 2027 och 30 % år 2030"""
        found = [self.step()]
        while self.separator():
            found.append(self.step())
        years = [year for year, _ in found]
        if years != sorted(set(years)):
            self.refuse(Message("the years of the steps must rise"), None, self.at - 1)
        self.same_unit({condition.unit for _, condition in found if isinstance(condition, Values)}, 0)
        return Steps(tuple((year, _as_first(condition, found[0][1])) for year, condition in found))

    def step(self) -> tuple[int, Simple]:
        condition = self.first(*self.alternatives)
        year = self.first(self.year_in_brackets, self.year_marked, self.year_after_unit)
        return year, self.since(condition) if isinstance(condition, Change) and condition.base is None else condition

    def year_in_brackets(self) -> int:
        self.token(Kind.OPEN)
        year = self.year()
        self.token(Kind.CLOSE)
        return year

    def year_marked(self) -> int:
        self.word(Word.YEAR, Word.TO, Word.FROM)
        self.maybe_word(Word.YEAR)
        return self.year()

    def year_after_unit(self) -> int:
        self.require(self.tokens[self.at - 1].kind is Kind.WORD)
        return self.year()

    def separator(self) -> bool:
        comma = self.maybe(Kind.COMMA)
        return bool(self.maybe_word(Word.AND) or comma)


def _as_first(condition: Simple, first: Simple) -> Simple:
    """A lone number after a comparison means the same comparison: at least 25 % by 2027 and 30 % by 2030."""
    if not (isinstance(condition, Values) and isinstance(first, Values) and condition.lone and not first.lone):
        return condition
    value, pattern = condition.intervals[0].low, first.intervals[0]
    if value is None or (pattern.low and pattern.high):
        return condition
    low = pattern.low and pattern.low._replace(value=value.value)
    high = pattern.high and pattern.high._replace(value=value.value)
    return condition._replace(intervals=(Interval(low, high),), lone=False, unit=condition.unit or first.unit)


def _intervals(condition: Condition) -> Iterator[Interval]:
    if isinstance(condition, Steps):
        for _, step in condition.steps:
            yield from step.intervals
    else:
        yield from condition.intervals
