"""The cells that tables are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planctl.exchange.workbook.cells import GENERAL, Cell, Look, first_that_holds
from planctl.exchange.workbook.rules import help_rule, list_rule
from planctl.message import Message
from planctl.render.language import Language


def locked(content: str | None, look: Look = Look.LOCKED) -> Cell:
    """A text to read."""
    return Cell(content or None, look)


def text(language: Language, filed: str | None, prompt: Message) -> Cell:
    """A text to write, with what is filed already."""
    return Cell(filed, Look.INPUT, rule=help_rule(language, prompt))


def choice(language: Language, filed: str | None, words: Mapping[str, str]) -> Cell:
    """One of a few words, by the code that is filed."""
    return Cell(language.text(words[filed]) if filed else None, Look.INPUT, rule=list_rule(language, words))


def check(language: Language, cases: Iterable[tuple[str, Message]], otherwise: Message) -> Cell:
    """What the row still lacks, in words; the most pressing first."""
    formula = first_that_holds([(condition, language.text(message)) for condition, message in cases], language.text(otherwise))
    return Cell(formula, Look.WORD, GENERAL, formula=True)
