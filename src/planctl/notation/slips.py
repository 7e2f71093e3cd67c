"""Why the grammar did not fit, in plain words: what is typed again and again, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from planctl.message import Message
from planctl.notation.lexicon import Word
from planctl.notation.refusal import Refusal
from planctl.notation.scanner import Kind, Token, looks_like_year

Tokens = Sequence[Token]
_EXAMPLES = "write for example {examples}"


def explain(tokens: Tokens, furthest: int) -> Refusal:
    """The first known slip in the text, else the place that the grammar could not get past."""
    stop = min(furthest, len(tokens) - 1)
    for token in (tokens[stop], *tokens):
        for word in sorted(token.words & _WORDS.keys(), key=lambda word: word.value):
            if word in _ANYWHERE or (token is tokens[stop] and (stop or word not in _COMPARING)):
                return _WORDS[word](token)
    return next(chain(_neighbours(tokens), _wholes(tokens), _stops(tokens, furthest)))


def _at(token: Token, message: Message, hint: Message | None = None, last: Token | None = None) -> Refusal:
    return Refusal(message, token.offset, (last or token).end - token.offset, hint)


def _vague(token: Token) -> Refusal:
    hint = Message("write the limit itself, or both limits, as in {examples}", examples=("≥ 80", "78–82"))
    return _at(token, Message("{text} does not say where the limit lies", text=token.text), hint)


def _part(token: Token) -> Refusal:
    hint = Message("write it in per cent or as a decimal number, as in {examples}", examples=("minst 50 %", "≥ 0,5"))
    return _at(token, Message("{text} is not a number that can be compared", text=token.text), hint)


def _none(token: Token) -> Refusal:
    hint = Message("write {zero}, or {text} for a target that a person judges", zero="0", text="{text: …}")
    return _at(token, Message("{text} states no limit", text=token.text), hint)


def _scale(token: Token) -> Refusal:
    hint = Message("write the number out, or with a unit of its own, as in {examples}", examples=("5 000 kr", "5 tkr", "5 mkr"))
    return _at(token, Message("{text} is not read as part of a number", text=token.text), hint)


def _comparative(token: Token) -> Refusal:
    hint = Message(_EXAMPLES, examples=("bättre än medel", "5 % högre än föregående år", "≥ 80"))
    return _at(token, Message("{text} needs something to compare with", text=token.text), hint)


def _attainment(token: Token) -> Refusal:
    hint = Message("write {share} for a share of the target; a plain limit without the word", share="minst 95 % av målet")
    return _at(token, Message("{text} can mean the value or a share of the target", text=token.text), hint)


def _peers(token: Token) -> Refusal:
    hint = Message(_EXAMPLES, examples=("bästa kvartilen", "bästa 25 %", "bland de 10 bästa"))
    return _at(token, Message("it is not clear which of the peers are meant"), hint)


def _level(token: Token) -> Refusal:
    hint = Message(_EXAMPLES, examples=("över medel", "minst medel", "under medianen"))
    return _at(token, Message("it is not said how the value compares with {text}", text=token.text), hint)


def _target(token: Token) -> Refusal:
    hint = Message(_EXAMPLES, examples=("minst målet", "minst 95 % av målet", "högst 5 % under målet"))
    return _at(token, Message("it is not said how the value compares with {text}", text=token.text), hint)


def _beyond(token: Token) -> Refusal:
    hint = Message(_EXAMPLES, examples=("högst 5 % under målet", "5 % högre än föregående år", "≥ 5 och < 10"))
    return _at(token, Message("it is not clear what {text} is counted from", text=token.text), hint)


def _within(token: Token) -> Refusal:
    hint = Message("write one limit here, as in {limit}, and what else must hold in the KPI's title", limit="minst 90 %")
    return _at(token, Message("{text} begins a second limit", text=token.text), hint)


def _places(token: Token) -> Refusal:
    return _at(token, Message("a place among others is not written so"), Message(_EXAMPLES, examples=("plats 1–10", "högst plats 20")))


def _of_year(token: Token) -> Refusal:
    hint = Message(_EXAMPLES, examples=("minst 2023 års nivå", "öka från 2023"))
    return _at(token, Message("only the KPI's own value of a year can be compared with"), hint)


def _not(token: Token) -> Refusal:
    hint = Message(_EXAMPLES, examples=("högst 5", "minst 80", "inte öka"))
    return _at(token, Message("it is not clear what {text} denies", text=token.text), hint)


def _missing(token: Token) -> Refusal:
    return _at(token, Message("something is missing after {text}", text=token.text))


_WORDS: dict[Word, Callable[[Token], Refusal]] = {
    Word.VAGUE: _vague,
    Word.PART: _part,
    Word.HALF: _part,
    Word.NONE: _none,
    Word.SCALE: _scale,
    Word.QUARTILE: _peers,
    Word.BEST: _peers,
    Word.WORST: _peers,
    Word.COMPARATIVE: _comparative,
    Word.ATTAINMENT: _attainment,
    Word.MEAN: _level,
    Word.MEDIAN: _level,
    Word.TARGET: _target,
    Word.MORE: _beyond,
    Word.LESS: _beyond,
    Word.WITHIN: _within,
    Word.RANK: _places,
    Word.OF_YEAR: _of_year,
    Word.NOT: _not,
}
_ANYWHERE = {Word.VAGUE, Word.PART, Word.HALF, Word.NONE, Word.SCALE, Word.QUARTILE, Word.WORST, Word.RANK}
"""These are the reason wherever they stand; the others only where the grammar stops at them."""
_COMPARING = frozenset({
    Word.AT_LEAST, Word.AT_MOST, Word.MORE, Word.LESS, Word.EXACTLY, Word.WITHIN, Word.OR_MORE, Word.OR_LESS, Word.BETWEEN, Word.BETTER,
    Word.WORSE, Word.NOT_BETTER, Word.NOT_WORSE,
})  # fmt: skip
_MOVING = frozenset({Word.INCREASE, Word.DECREASE, Word.IMPROVE, Word.WORSEN})


def _neighbours(tokens: Tokens) -> Iterator[Refusal]:
    """Slips that show in two or three tokens side by side."""
    for at in range(len(tokens)):
        kinds = tuple(following.kind for following in tokens[at : at + 3])
        slip = _THREE.get(kinds) or _TWO.get(kinds[:2])
        if slip and (refusal := slip(*tokens[at : at + 3])):
            yield refusal


def _fraction(one: Token, _slash: Token, other: Token) -> Refusal:
    hint = Message("write it in per cent, as a decimal number, or as the top of a scale: {examples}", examples=("75 %", "0,75", "3 (av 4)"))
    return _at(one, Message("a fraction is not read"), hint, other)


def _comma(one: Token, comma: Token, other: Token) -> Refusal:
    hint = Message("write for example {examples}", examples=(f"{one.text},{other.text}", f"{one.text}–{other.text}"))
    return _at(comma, Message("a comma between two numbers can mean two things"), hint)


def _between(one: Token, link: Token, other: Token) -> Refusal | None:
    if looks_like_year(other) or not (Word.AND in link.words or Word.PERCENT in link.words):
        return None
    hint = Message("write for example {examples}", examples=(f"{one.text}–{other.text}", f"mellan {one.text} och {other.text}"))
    return _at(one, Message("two numbers and no comparison"), hint, other)


def _plus(one: Token, plus: Token, _following: Token | None = None) -> Refusal:
    return _at(plus, Message("a plus after a number is not read"), Message("write {example}", example=f"≥ {one.text}"))


def _side_by_side(_one: Token, other: Token, _following: Token | None = None) -> Refusal | None:
    if looks_like_year(other):
        return None
    hint = Message("write {range} for a range; groups of thousands have three digits, as in {number}", range="80–90", number="10 000")
    return _at(other, Message("two numbers stand side by side"), hint)


def _after(_one: Token, sign: Token, _following: Token | None = None) -> Refusal:
    hint = Message(_EXAMPLES, examples=("≥ 70", "> 70 < 80"))
    return _at(sign, Message("the sign stands after the number; it must stand before"), hint)


def _signs(_one: Token, other: Token, _following: Token | None = None) -> Refusal:
    return _at(other, Message("two signs stand side by side"), Message(_EXAMPLES, examples=("≥ 80", "≤ 80", "71–79")))


_NUMBER = Kind.NUMBER
_Slip = Callable[..., Refusal | None]
_THREE: dict[tuple[Kind, ...], _Slip] = {
    (_NUMBER, Kind.SLASH, _NUMBER): _fraction,
    (_NUMBER, Kind.COMMA, _NUMBER): _comma,
    (_NUMBER, Kind.WORD, _NUMBER): _between,
}
_TWO: dict[tuple[Kind, ...], _Slip] = {
    (_NUMBER, Kind.PLUS): _plus,
    (_NUMBER, Kind.COMPARE): _after,
    (_NUMBER, _NUMBER): _side_by_side,
    (Kind.COMPARE, Kind.COMPARE): _signs,
}


def _wholes(tokens: Tokens) -> Iterator[Refusal]:
    """Slips that show in the text as a whole."""
    first, last = tokens[0], tokens[-1]
    compared = any(token.kind is Kind.COMPARE or token.words & _COMPARING for token in tokens)
    number = next((token for token in tokens if token.kind is Kind.NUMBER), None)
    if number is None and not compared and all(token.kind is Kind.WORD for token in tokens):
        yield _at(first, Message("the words state no value, comparison or change that can be measured"), None, last)
    if number and not looks_like_year(number) and not compared and first.kind is Kind.WORD:
        hint = Message("write {examples}, or the number alone", examples=(f"≥ {number.text}", f"≤ {number.text}"))
        yield _at(number, Message("it is not said how the value compares with {text}", text=number.text), hint)


def _stops(tokens: Tokens, furthest: int) -> Iterator[Refusal]:
    """Where the grammar could not go on."""
    at = min(furthest, len(tokens) - 1)
    token, before, following = tokens[at], tokens[max(at - 1, 0)], tokens[min(at + 1, len(tokens) - 1)]
    if year := next((near for near in (token, following) if looks_like_year(near)), None):
        hint = Message("write {examples} for a limit that holds from a year", examples=("80 % år 2027", "minst 80 år 2027"))
        yield _at(year, Message("{text} looks like a year", text=year.text), hint)
    if token.text in ("år", "year"):
        yield _at(token, Message("a year with four digits is missing after {text}", text=token.text))
    if furthest >= len(tokens):
        yield _missing(token)
    if token.kind is Kind.COMPARE and any(word.words & _MOVING for word in tokens[:at]):
        hint = Message(_EXAMPLES, examples=("öka med minst 25 %", "≥ 25"))
        yield _at(token, Message("it is not clear whether the change or the value is limited"), hint)
    if before.kind is Kind.COMPARE or before.words & _COMPARING:
        yield _missing(before)
    yield _at(token, Message("{text} does not fit here", text=token.text))
