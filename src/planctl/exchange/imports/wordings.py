"""Which words of cells were read as no value, and as which of planctl's: what is filed of them reads otherwise than what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from planctl.exchange.imports.edits import NewText
from planctl.exchange.imports.filing import Filing
from planctl.exchange.imports.numbers import quoted
from planctl.exchange.reading.cells import Book, Place
from planctl.exchange.workbook.layout import NO_VALUE_WORDS
from planctl.message import Message, Plural, first_few
from planctl.source.entry import shortened

_MOST = 8
Wordings = Mapping[tuple[str, str], int]
"""How many cells, by what is written in them and what it was read as."""


def wordings_of(texts: Iterable[NewText], books: Sequence[Book]) -> Wordings:
    """The words for no value in what is filed."""
    files = {book.name: book for book in books}
    found = [(_written(files, filing.statement.place), filing.statement.value) for filing in _absent(texts)]
    return Counter((written, str(value)) for written, value in found)


def _absent(texts: Iterable[NewText]) -> Iterable[Filing]:
    filings = (filing for text in texts for filing in text.filings)
    return (filing for filing in filings if filing.statement.target.field in ("value", "by") and filing.statement.value in NO_VALUE_WORDS)


def _written(files: Mapping[str, Book], place: Place) -> str:
    sheet = next(sheet for sheet in files[place.file].sheets if sheet.order == place.order)
    return sheet.rows[place.row][place.column].text


def told(wordings: Wordings) -> Message | None:
    """All of them in a sentence; None where there are none."""
    if not wordings:
        return None
    most = sorted(wordings.items(), key=lambda item: (-item[1], item[0]))
    words = [
        Message("{written} ({n}) as {word}", written=quoted(shortened(written)), n=n, word=Message(NO_VALUE_WORDS[word]))
        for (written, word), n in most[:_MOST]
    ]
    return Plural(
        "{n} cell was read as no value: {words}.",
        "{n} cells were read as no value: {words}.",
        n=sum(wordings.values()),
        words=first_few(words, _MOST, len(most)),
    )
