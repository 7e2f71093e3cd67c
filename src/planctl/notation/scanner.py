"""A threshold's text as tokens, each with its place in the text as written; words that mean something together are one token."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from planctl.message import Message
from planctl.notation.lexicon import COMPARED_WITH, NUMERALS, PHRASES, POINTS, Word
from planctl.notation.number import MAX_DIGITS, NUMBER, digits_to_decimal, is_ambiguous, normalise
from planctl.notation.refusal import Refusal


class Kind(Enum):
    """What sort of token this is; the names of the groups in `_TOKEN`."""

    NUMBER = "number"
    COMPARE = "compare"
    PLUSMINUS = "plusminus"
    DASH = "dash"
    DOTS = "dots"
    PLUS = "plus"
    OPEN = "open"
    CLOSE = "close"
    SLASH = "slash"
    COMMA = "comma"
    WORD = "word"


SIGNS = {
    "<": "<", ">": ">", "=": "=", "==": "=", "<=": "≤", "=<": "≤", ">=": "≥", "=>": "≥",
    "≤": "≤", "⩽": "≤", "≦": "≤", "≥": "≥", "⩾": "≥", "≧": "≥",
}  # fmt: skip
"""Every way to type a comparison → its plain form."""

_TOKEN = re.compile(
    rf"""(?P<number>{NUMBER.replace(" ", "[ ]")})
    |(?P<compare><=|=<|>=|=>|==|[<>=≤≥⩽⩾≦≧])
    |(?P<plusminus>±|\+/-|\+-)
    |(?P<dots>\.\.\.?|…)
    |(?P<stop>\.\s*\Z)
    |(?P<dash>-)
    |(?P<plus>\+)
    |(?P<open>\()
    |(?P<close>\))
    |(?P<slash>/)
    |(?P<comma>[,;])
    |(?P<word>%(?:[ ]?-?enhet(?:er)?\b)?|[‰€]|(?:fr|t)\.\s?o\.\s?m\.|p\.\s?p\.?|[^\W\d_](?:[\w\u0300-\u036f]|[-/:.'’](?=[^\W\d_]))*\.?)
    |(?P<space>\s+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_RUNS_ON = frozenset(".,eE-")
_IN_WORDS = frozenset("-/:.'’_%‰€²³")
_PART = "(?:[kcdm]?m[23]|co2e?|pm10|h2o|no2|n2o|[a-zåäö]+)"
_WITH_DIGITS = rf"{_PART}(?:[-/]{_PART})*"
"""The units and substances that have a digit in their names."""


class Token(NamedTuple):
    """`text` is in its plain form: operators as one sign, words in lower case. `words` are the meanings of a word or phrase."""

    kind: Kind
    text: str
    offset: int
    length: int
    value: Decimal | None = None
    words: frozenset[Word] = frozenset()

    @property
    def end(self) -> int:
        return self.offset + self.length


def looks_like_year(token: Token) -> bool:
    """Four digits without a space, of a year that a plan could name."""
    return token.kind is Kind.NUMBER and len(token.text) == 4 and token.text.isdigit() and "1900" <= token.text <= "2199"


def scan(text: str) -> list[Token] | Refusal:
    """All tokens, or the first place that cannot be one."""
    plain = normalise(text)
    tokens: list[Token] = []
    for match in _TOKEN.finditer(plain):
        name = match.lastgroup
        if name == "space" or name == "stop":
            continue
        token = _token(name or "other", match, plain)
        if isinstance(token, Refusal):
            return token
        tokens.append(token)
    return list(_phrases(tokens))


def _token(name: str, match: re.Match[str], plain: str) -> Token | Refusal:
    text, start = match.group(), match.start()
    if name == "number":
        return _number(text, start, plain)
    if name == "word":
        return _word(text, start)
    if name == "other":
        return _meaningless(text, start)
    return Token(Kind(name), SIGNS.get(text, text), start, len(text))


def _meaningless(character: str, start: int) -> Refusal:
    """Names the character, by its code where nothing would be seen of it."""
    seen = character.isprintable() and not unicodedata.combining(character)
    shown = character if seen else f"U+{ord(character):04X}"
    return Refusal(Message("the character {character} has no meaning in a threshold", character=shown), start)


def _number(digits: str, start: int, plain: str) -> Token | Refusal:
    if plain[start + len(digits) : start + len(digits) + 1] in _RUNS_ON and (refusal := _running_on(digits, start, plain)):
        return refusal
    if is_ambiguous(digits):
        return _thousands_or_decimals(digits, start)
    value = digits_to_decimal(digits)
    if value is None:
        return Refusal(Message("a number can have at most {n} digits", n=MAX_DIGITS), start, len(digits))
    return Token(Kind.NUMBER, digits, start, len(digits), value)


def _running_on(digits: str, start: int, plain: str) -> Refusal | None:
    """What is wrong with a number that runs on in another decimal mark (1.000,50) or an exponent (1e5), or begins a date."""
    end = start + len(digits)
    hint = Message("write the number out, thousands with a space, as in {example}", example="1 000,5")
    if re.match(r"[.,][0-9]", plain[end : end + 2]):
        return Refusal(Message("the number has two decimal marks"), end, hint=hint)
    if re.match(r"[eE][-+]?[0-9]", plain[end : end + 3]):
        return Refusal(Message("a number with an exponent is not read"), end, hint=hint)
    if date := re.match(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])", plain[start:]):
        hint = Message("when something shall be done is written in {key}", key="due")
        return Refusal(Message("a date is not a value"), start, date.end(), hint)
    return None


def _thousands_or_decimals(digits: str, start: int) -> Refusal:
    return Refusal(
        Message("{number} can be thousands or three decimals", number=digits),
        start,
        len(digits),
        Message(
            "write {thousands} for thousands, or {decimals} for decimals",
            thousands=digits.replace(".", " ").replace(",", " "),
            decimals=digits + "0",
        ),
    )


def _word(text: str, start: int) -> Token | Refusal:
    plain = _plain_word(text)
    if plain.isalpha():
        return Token(Kind.WORD, plain, start, len(text))
    odd = next((index for index, character in enumerate(plain) if not (character.isalpha() or character in _IN_WORDS)), None)
    if odd == 0 or plain[0] in "²³":
        return _meaningless(text[0], start)
    if odd is not None and re.fullmatch(_WITH_DIGITS, plain) is None:
        return Refusal(Message("{text} mixes letters and digits", text=text), start, len(text))
    return Token(Kind.WORD, plain, start, len(text))


def _plain_word(text: str) -> str:
    """In lower case, composed, without the full stop of an abbreviation or a sentence."""
    plain = unicodedata.normalize("NFC", text).lower().replace(" ", "")
    if plain[0] == "%" and len(plain) > 1:
        return POINTS
    return plain[:-1] if plain[-1] == "." and plain not in PHRASES else plain


def _phrases(tokens: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        for parts, words in PHRASES.get(token.text, ()) if token.kind is Kind.WORD else ():
            end = at + len(parts)
            if len(parts) == 1 or (_stands(parts, tokens, at) and not _goes_on(words, tokens[end : end + 1])):
                last = tokens[end - 1]
                token = Token(Kind.WORD, " ".join(parts), token.offset, last.end - token.offset, None, words)
                at = end - 1
                break
        yield token
        at += 1


def _stands(parts: tuple[str, ...], tokens: list[Token], at: int) -> bool:
    """Whether the words of a phrase stand at a place."""
    if at + len(parts) > len(tokens) or tokens[at + 1].text != parts[1]:
        return False
    return all(token.text == part and token.kind is Kind.WORD for token, part in zip(tokens[at:], parts, strict=False))


_AFTER_A_NUMBER = frozenset({Word.OR_MORE, Word.OR_LESS})


def _goes_on(words: frozenset[Word], following: list[Token]) -> bool:
    """Whether "eller under", "och mer" are not said of the number before them but begin another comparison: ≥ 60 eller under 40."""
    if not words & _AFTER_A_NUMBER or not following:
        return False
    text = following[0].text
    return following[0].kind in (Kind.NUMBER, Kind.DASH, Kind.PLUS) or text in NUMERALS or text in COMPARED_WITH
