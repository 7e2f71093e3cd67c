"""A file is one mapping: keys with values. This says what it is when it is something else."""

from __future__ import annotations

import re
from typing import Any

from planctl.diagnostics import Position, Problem, Span
from planctl.message import Message
from planctl.source import codes
from planctl.source.entry import shortened
from planctl.source.mistake import says_something
from planctl.source.positions import lines_of
from planctl.source.slips_in_lines import NO_SPACE

_DOCUMENT = re.compile(r"(?:---|\.\.\.)(?:\s|$)")


def no_mapping(text: str, file: str, data: Any) -> Problem:
    """Nothing, a list, one text or number, or several documents, where the keys of a plan should be."""
    lines = lines_of(text)
    first = next((number for number, line in enumerate(lines, 1) if says_something(line)), 1)
    at, code = Position(first, 1), codes.NOT_A_MAPPING
    hint = Message("begin the file with kind: plan, and put every value behind a key and a colon")
    if data is None:
        code = codes.EMPTY
        message = Message("there is nothing in the file") if not text.strip() else Message("there are only comments in the file")
        hint = Message("begin it with kind: plan (or outcomes, or organisation), or delete it")
    elif isinstance(data, list) and (second := _second_document(lines)):
        at = Position(second, 1)
        message = Message("the line {line} divides the file in two", line=lines[second - 1].strip())
        hint = Message("delete the line; one file holds one plan")
    elif isinstance(data, list):
        message = Message("the file is a list, and should consist of keys with values")
    elif found := NO_SPACE.match(lines[first - 1]):
        message = Message("there is no space after the colon")
        hint = Message("write {entry}", entry=shortened(f"{found[1]}: {lines[first - 1][found.end() :].strip()}"))
    else:
        message = Message("the file is a single value, and should consist of keys with values")
    return Problem(code, file, (), message, hint, span=Span(at, at))


def _second_document(lines: list[str]) -> int | None:
    """The line at which a second document begins, or the first one ends; None when there is but one."""
    marks = [number for number, line in enumerate(lines, 1) if _DOCUMENT.match(line)]
    return next((mark for mark in marks if any(says_something(line) and line[0] != "%" for line in _between(lines, marks, mark))), None)


def _between(lines: list[str], marks: list[int], mark: int) -> list[str]:
    """The lines above a mark that are no marks themselves."""
    return [line for number, line in enumerate(lines[: mark - 1], 1) if number not in marks]
