"""CSV and its kin: texts with a separator, in whatever encoding.

Every cell is a text, or an error value that a workbook showed when it was saved so; what a text means is decided later.
"""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.exchange.reading.cells import Book, Cell, Kind, Row, Sheet, text_cell, without_unseen
from planctl.exchange.reading.content import MAX_BYTES
from planctl.exchange.reading.encoding import decoded
from planctl.exchange.reading.error_values import is_error_value
from planctl.message import Message

DELIMITERS = ";\t,|"
_MAX_ROWS = 200_000
_SAMPLE_LINES = 50


class Dialect(NamedTuple):
    """How a text is written, as far as it is told; what is empty is found out."""

    encoding: str = ""
    delimiter: str = ""


def read_separated(raw: bytes, name: str, dialect: Dialect = Dialect()) -> Book:
    """The one sheet of a text; `name` is what to call it.

    Raises:
        PlanctlError: it is no text, or not in the encoding that is told, or its quotes are not closed.
    """
    text = without_unseen(decoded(raw, name, dialect.encoding))
    if not text.strip():
        raise PlanctlError(Message("{file} is empty", file=name), Message("see whether it was saved or copied whole"))
    csv.field_size_limit(MAX_BYTES)  # what is too long is told by its cell
    delimiter = dialect.delimiter or _delimiter(text)
    lines = _lines(text, name, delimiter)
    if len(lines) > _MAX_ROWS:
        raise PlanctlError(
            Message("{file} has {n} rows; planctl reads at most {limit}", file=name, n=len(lines), limit=_MAX_ROWS),
            Message("take away what are no outcomes"),
        )
    rows = {number: row for number, line in enumerate(lines, 1) if (row := _row(line))}
    widths = {number: len(line) for number, line in enumerate(lines, 1)}
    return Book(name, (Sheet(name, 0, "", rows, delimiter=delimiter, widths=widths),))


def _lines(text: str, name: str, delimiter: str) -> list[list[str]]:
    """The cells of each row; a quoted one may have several lines."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[list[str]] = []
    first = 1
    try:
        for line in reader:
            lines.append(line)
            first = reader.line_num + 1
    except csv.Error as error:
        raise PlanctlError(
            Message("a quotation mark in line {line} of {file} is not closed, or not at the end of its cell", line=first, file=name),
            Message('close it, or take it away; within quotation marks it is written twice: ""'),
        ) from error
    return lines


def _row(line: list[str]) -> Row:
    return {column: cell for column, text in enumerate(line, 1) if (cell := _cell(text))}


def _cell(text: str) -> Cell | None:
    return Cell(Kind.ERROR, text.strip()) if is_error_value(text) else text_cell(text)


def _delimiter(text: str) -> str:
    """The sign that parts most lines into the same number of cells; among equals, the first of `DELIMITERS`."""
    lines = [line for line in text.splitlines() if line.strip()][:_SAMPLE_LINES]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = Counter(len(next(csv.reader([line], delimiter=delimiter), [])) for line in lines)
        cells, often = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        return (often if cells > 1 else 0, cells)

    best = max(DELIMITERS, key=agreement)
    return best if agreement(best)[0] else DELIMITERS[0]
