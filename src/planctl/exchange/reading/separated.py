"""CSV and its kin: texts with a separator, in whatever encoding. Every cell is a text; what it means is decided later."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.exchange.reading.cells import Book, Cell, Kind, Row, Sheet
from planctl.message import Message

DELIMITERS = ";\t,|"
_MAX_ROWS = 200_000
_MAX_FIELD = 100_000
_SAMPLE_LINES = 50
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Dialect(NamedTuple):
    """How a text is written, as far as it is told; what is empty is found out."""

    encoding: str = ""
    delimiter: str = ""


def read_separated(raw: bytes, name: str, dialect: Dialect = Dialect()) -> Book:
    """The one sheet of a text; `name` is what to call it.

    Raises:
        PlanctlError: it is no text, or not in the encoding that is told, or its quotes are not closed.
    """
    text = _decoded(raw, name, dialect.encoding)
    if not text.strip():
        raise PlanctlError(Message("{file} is empty", file=name), Message("see whether it was saved or copied whole"))
    delimiter = dialect.delimiter or _delimiter(text)
    csv.field_size_limit(_MAX_FIELD)
    try:
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise PlanctlError(
            Message("{file} can't be parted into cells: {reason}", file=name, reason=str(error)),
            Message("look for a quotation mark that is not closed"),
        ) from error
    if len(lines) > _MAX_ROWS:
        raise PlanctlError(
            Message("{file} has {n} rows; planctl reads at most {limit}", file=name, n=len(lines), limit=_MAX_ROWS),
            Message("take away what are no outcomes"),
        )
    rows = {number: row for number, line in enumerate(lines, 1) if (row := _row(line))}
    return Book(name, (Sheet(name, 0, "", rows),))


def _row(line: list[str]) -> Row:
    return {column: Cell(Kind.TEXT, text) for column, text in enumerate(line, 1) if text.strip()}


def _decoded(raw: bytes, name: str, told: str) -> str:
    encoding = told or next((known for mark, known in _MARKS if raw.startswith(mark)), "") or _encoding(raw)
    try:
        text = raw.decode("utf-8-sig" if encoding.casefold() in ("utf-8", "utf8") else encoding)
    except (UnicodeDecodeError, LookupError) as error:
        if not told:
            raise _no_text(name) from error
        raise PlanctlError(
            Message("{file} is not in the encoding {encoding}", file=name, encoding=encoding),
            Message("take encoding: out of the profile, and planctl finds out"),
        ) from error
    if _CONTROL.search(text):
        raise _no_text(name)
    return text


def _no_text(name: str) -> PlanctlError:
    return PlanctlError(
        Message("{file} is neither a workbook nor a text", file=name), Message("name an Excel workbook (.xlsx) or a CSV file")
    )


def _encoding(raw: bytes) -> str:
    """UTF-8 where it can be; else what Swedish Windows writes. Two bytes a letter without a mark show by their zeros."""
    if raw[1::2].count(0) * 2 > len(raw) // 2:
        return "utf-16-le"
    if raw[::2].count(0) * 2 > len(raw) // 2:
        return "utf-16-be"
    try:
        raw.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(text: str) -> str:
    """The sign that parts most lines into the same number of cells; among equals, the first of `DELIMITERS`."""
    lines = [line for line in text.splitlines() if line.strip()][:_SAMPLE_LINES]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = Counter(len(next(csv.reader([line], delimiter=delimiter), [])) for line in lines)
        cells, often = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        return (often if cells > 1 else 0, cells)

    best = max(DELIMITERS, key=agreement)
    return best if agreement(best)[0] else DELIMITERS[0]
