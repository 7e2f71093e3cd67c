"""What the parser says about text that is not YAML, in words for those who do not know the parser."""

from __future__ import annotations

import re

from planctl.diagnostics import START, Problem, Span
from planctl.message import N_, Message
from planctl.source import codes
from planctl.source.mistake import Mistake, Slip, indent
from planctl.source.positions import Lines, lines_of
from planctl.source.slips import recognise

_ALIAS = re.compile(r"(?:^|[-:,\[{])[ \t]*(\*[^\s,\]}]+)", re.MULTILINE)
_PLACE = re.compile(r"YAML parse error at line (\d+), column (\d+)")
_MEANINGS = (
    ("duplicate mapping key", N_("a key stands twice in the same place"), N_("keep one of them, or rename one")),
    ("alias expansion", N_("the names behind * in this file stand for too much text"), N_("write the text itself where it is needed")),
    ("alias replay", N_("the names behind * in this file stand for too much text"), N_("write the text itself where it is needed")),
    ("bracket", N_("a bracket is missing or is one too many"), N_("text that begins with a bracket must be in quotes")),
    ("flow", N_("a comma or a closing bracket is missing"), N_("a list is written [a, b]: look at the brackets above")),
    ("quoted scalar", N_("something is wrong with the quotes"), N_("use single quotes around text with double quotes in it")),
    ("mapping values", N_("a colon stands where none can be"), N_("put text with a colon in quotes; else look at the indentation")),
    ("':'", N_("a colon is missing or stands in the wrong place"), N_("write key: value, with a space after the colon")),
    ("tag", N_("a value that begins with ! must be in quotes"), N_("put the value in quotes")),
    ("anchor", N_("a value that begins with & or * must be in quotes"), N_("put the value in quotes")),
    ("comment", N_("the sign # begins a comment here"), N_("put a space before a comment, and text with # in quotes")),
    ("indent", N_("the line is indented too far or too little"), N_("begin it in the same column as the lines it belongs with")),
    ("block scalar", N_("the text below > or | is not indented as it should be"), N_("begin all its lines in the same column")),
    ("key", N_("a key, or the colon after it, is missing here"), N_("write key: value")),
    ("-", N_("a dash stands where no list can begin"), N_("the items of a list each begin a line of their own, below the key")),
    ("document", N_("something stands outside the keys of the file"), N_("begin every key at the top in the first column")),
)
_UNPLACED = (("alias ", codes.TOO_LARGE), ("duplicate mapping key", codes.DUPLICATE_KEY))
_OTHERWISE = N_("look at this line and the one above it: indentation, colons, quotes and brackets")


def has_place(error: Exception) -> bool:
    """Whether the parser told where it stopped."""
    return _PLACE.match(str(error)) is not None


def problem(text: str, file: str, error: Exception) -> Problem:
    """The one thing that keeps a text from being read."""
    complaint = str(error)
    reason = complaint.rsplit("\n", 1)[-1]
    if (place := _PLACE.match(complaint)) is None:
        message, hint = _meaning(reason)
        code = next((code for part, code in _UNPLACED if part in reason), codes.NOT_YAML)
        return Problem(code, file, (), message, hint, span=_first_alias(text) if code == codes.TOO_LARGE else START)
    mistake = _within(lines_of(text), int(place[1]), int(place[2]), reason)
    slip = recognise(mistake) or _unrecognised(mistake)
    return Problem(slip.code, file, (), slip.message, slip.hint, span=slip.span)


def _first_alias(text: str) -> Span:
    found = _ALIAS.search(text)
    return Lines(text).span(*found.span(1)) if found else START


def _within(lines: list[str], line: int, column: int, reason: str) -> Mistake:
    """The complaint, at a place that exists: a parser that wants more text points behind the last line."""
    if line <= len(lines):
        return Mistake(lines, line, min(column, len(lines[line - 1]) + 1), reason)
    return Mistake([*lines, ""], len(lines) + 1, 1, reason)


def _unrecognised(mistake: Mistake) -> Slip:
    line, start = mistake.line, mistake.column - 1
    if not mistake.text.strip():
        line = mistake.above(mistake.line) or 1
        start = indent(mistake.line_at(line))
    message, hint = _meaning(mistake.reason)
    return Slip(mistake.span(line, start, start + 1), message, hint)


def _meaning(reason: str) -> tuple[Message, Message]:
    for part, message, hint in _MEANINGS:
        if part in reason:
            return Message(message), Message(hint)
    return Message("this is not YAML that can be read: {reason}", reason=reason), Message(_OTHERWISE)
