"""The cells that tables are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planctl.evaluate.status import Status
from planctl.exchange.workbook.formulas import first_that_holds, is_blank, is_one_of, quoted
from planctl.exchange.workbook.rows.input_rules import help_rule, list_rule
from planctl.exchange.workbook.sheet_model import GENERAL, Cell, Look
from planctl.exchange.workbook.words import DONE, check_that, names
from planctl.message import Message
from planctl.render.language import Language
from planctl.render.words import STATUS_WORDS


def locked(content: str | None, look: Look = Look.LOCKED) -> Cell:
    """A text to read."""
    return Cell(content or None, look)


def text(language: Language, filed: str | None, prompt: Message) -> Cell:
    """A text to write, with what is filed already."""
    return Cell(filed, Look.INPUT, rule=help_rule(language, prompt))


def choice(language: Language, filed: str | None, words: Mapping[str, str]) -> Cell:
    """One of a few words, by the code that is filed."""
    return Cell(language.text(words[filed]) if filed else None, Look.INPUT, rule=list_rule(language, words))


def check(language: Language, cases: Iterable[tuple[str, Message]]) -> Cell:
    """What the row still lacks, in words; the most pressing first. Every row can reach the word for done."""
    formula = first_that_holds([(condition, language.text(message)) for condition, message in cases], language.text(DONE))
    unreadable = quoted(language.text(check_that(Message("a cell of the row shows an error"))))
    return Cell(f"IFERROR({formula},{unreadable})", Look.WORD, GENERAL, formula=True)


def unlisted(key: str, words: Mapping[str, str]) -> Iterator[tuple[str, Message]]:
    """What stands in the cell of a list must be one of its words."""
    known = [name for code, word in words.items() for name in names(code, word)]
    yield f"NOT(OR({is_blank(key)},{is_one_of(key, known)}))", check_that(Message("choose one of the words of the list"))


def untaken(*keys: str) -> Iterator[tuple[str, Message]]:
    """What import does not take as a text: an error, or what Excel makes of the words for true and false."""
    cells = [f"{{{key}}}" for key in keys]
    yield f"OR({','.join(f'ISERROR({cell})' for cell in cells)})", check_that(Message("a cell of the row shows an error"))
    yield f"OR({','.join(f'ISLOGICAL({cell})' for cell in cells)})", check_that(Message("a cell of the row holds TRUE or FALSE"))


def unexplained(key: str) -> Iterator[tuple[str, Message]]:
    """What is red by the word in a column's cell must have both an analysis and an action."""
    red = is_one_of(key, names(Status.RED.value, STATUS_WORDS[Status.RED]))
    analysis, action = is_blank("analysis"), is_blank("action")
    yield f"AND({red},{analysis},{action})", Message("Fill in analysis and action")
    yield f"AND({red},{analysis})", Message("Fill in the analysis")
    yield f"AND({red},{action})", Message("Fill in the action")
