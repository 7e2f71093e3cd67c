"""Moving over tokens: ordered alternatives with backtracking, and the furthest place reached for the error."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from planctl.notation.lexicon import ARTICLES, JOINING, LIGHT, LIGHT_BEFORE, NUMERALS, SMALL, Word
from planctl.notation.refusal import Refusal
from planctl.notation.scanner import Kind, Token

T = TypeVar("T")
_ENDS = frozenset({Word.TARGET, Word.YEAR})


class MismatchError(Exception):
    """This alternative does not fit here; caught by `first` and `optional`."""


class RefusedError(Exception):
    """No alternative can fit, for the text means something impossible or two things; caught at the top of the grammar."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


class Cursor:
    """A place in a list of tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.furthest = 0

    def peek(self, ahead: int = 0) -> Token | None:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    def advance(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        if self.at > self.furthest:
            self.furthest = self.at
        return token

    def maybe(self, kind: Kind) -> Token | None:
        if self.at < len(self.tokens) and self.tokens[self.at].kind is kind:
            return self.advance()
        return None

    def token(self, kind: Kind) -> Token:
        token = self.maybe(kind)
        if token is None:
            raise MismatchError
        return token

    def maybe_word(self, *words: Word) -> Word | None:
        """The first of the meanings that the word here has; the cursor moves past it."""
        said = self.tokens[self.at].words if self.at < len(self.tokens) else None
        if said:
            for word in words:
                if word in said:
                    self.advance()
                    return word
        return None

    def word(self, *words: Word) -> Word:
        found = self.maybe_word(*words)
        if found is None:
            raise MismatchError
        return found

    def require(self, holds: bool) -> None:
        if not holds:
            raise MismatchError

    def first(self, *alternatives: Callable[[], T]) -> T:
        start = self.at
        for alternative in alternatives:
            try:
                return alternative()
            except MismatchError:
                self.at = start
        raise MismatchError

    def optional(self, alternative: Callable[[], T]) -> T | None:
        start = self.at
        try:
            return alternative()
        except MismatchError:
            self.at = start
            return None

    def whole(self, alternative: Callable[[], T]) -> Callable[[], T]:
        """The alternative, where it takes all that is left."""

        def parsed() -> T:
            found = alternative()
            self.require(self.at == len(self.tokens))
            return found

        return parsed

    def label(self, *until: Word) -> bool:
        """Words before a comparison: Total sjukfrånvaro < 6 %. Whether there were any. `until`: what ends it unless a noun follows."""
        start = self.at
        while (token := self.peek()) and (self.is_plain(token, LIGHT_BEFORE) or (token.text != "under" and self.joins_a_noun(token))):
            if not token.words.isdisjoint(until) and not self.stands_before_a_noun():
                break
            self.advance()
        return self.at > start

    def tail(self) -> None:
        """Words after an amount: 90% nöjdhet, minst 50 % av investeringsvärdet."""
        start = self.at
        while (token := self.peek()) and (self.is_plain(token, LIGHT, start) or self.joins_a_noun(token, start)):
            self.advance()
        while self.at > start and self.tokens[self.at - 1].text in JOINING:
            self.at -= 1

    def is_plain(self, token: Token, light: frozenset[Word], after: int | None = None) -> bool:
        """Whether the word here means nothing to the grammar where it stands."""
        if token.kind is not Kind.WORD or token.text == "%" or (token.text in NUMERALS and token.text not in ARTICLES):
            return False
        if token.text in SMALL:
            return not self.leads_on()
        if Word.COMPARATIVE in token.words:
            return self.at != after and self.stands_before_a_noun()
        return token.words <= light

    def leads_on(self) -> bool:
        """Whether a small word is followed by a number, a year or the target, and so belongs to the grammar and not to a label."""
        following = self.peek(1)
        return following is None or following.kind is not Kind.WORD or following.text in NUMERALS or bool(following.words & _ENDS)

    def joins_a_noun(self, token: Token, after: int | None = None) -> bool:
        """A word that means something elsewhere, before a noun: bland deltagande kommuner, per år; "och" and "under" only after
        another noun, since 5 % under budget is a comparison."""
        if token.text in ("år", "year"):
            return self.at > 0 and self.tokens[self.at - 1].text in ("per", "och", "and")
        if Word.AND in token.words or token.text == "under":
            return self.at != after and (self.stands_before_a_noun() or self.stands_before_a_year())
        return token.text in JOINING and token.text not in SMALL and self.stands_before_a_noun()

    def stands_before_a_year(self) -> bool:
        """kronor per invånare och år"""
        following = self.peek(1)
        return following is not None and following.text in ("år", "year") and self.at > 1 and self.tokens[self.at - 2].text == "per"

    def stands_before_a_noun(self) -> bool:
        following = self.peek(1)
        return following is not None and following.kind is Kind.WORD and not following.words and following.text not in NUMERALS
