"""Slips in how lines stand to one another: indentation, tabs, missing colons, what git left behind."""

from __future__ import annotations

import re

from planctl.message import Message
from planctl.source import codes
from planctl.source.entry import quoted, scanned, shortened
from planctl.source.mistake import Mistake, Slip, indent, says_something

_CONFLICT = re.compile(r"<{7}( |$)")
NO_SPACE = re.compile(r"\s*(?:- )*([\w-]+):(?=\S)(?!//)")
_KEY = re.compile(r"\s*(?:- )*([\w-]+|\"[^\"]*\"|'[^']*'):(?:\s|$)")
_OTHER_SPACE = re.compile("[ \t]*(?:- )*(?:[\\w-]+:)?([\u0085\u00a0\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff])")


def conflict(mistake: Mistake) -> Slip | None:
    for number, line in enumerate(mistake.lines, 1):
        if _CONFLICT.match(line):
            hint = Message("keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>")
            return Slip(mistake.whole(number), Message("a merge conflict is left in the file"), hint)
    return None


def tab(mistake: Mistake) -> Slip | None:
    for number in (mistake.line, mistake.line + 1):
        line = mistake.line_at(number)
        lead = line[: len(line) - len(line.lstrip())]
        if "\t" in lead and line.strip():
            hint = Message("replace the tab by spaces, as many as in the lines beside it")
            at = mistake.span(number, lead.index("\t"), lead.index("\t") + 1)
            return Slip(at, Message("the line is indented with a tab"), hint, codes.TAB)
    index = mistake.text.find("\t", max(mistake.column - 2, 0))
    if index >= 0 and mistake.says("tab", "must be followed by a valid YAML whitespace"):
        hint = Message("replace the tab by a space")
        return Slip(mistake.span(mistake.line, index, index + 1), Message("there is a tab where a space is needed"), hint, codes.TAB)
    return None


def other_space(mistake: Mistake) -> Slip | None:
    """A space of another kind in front of a line or after a colon, as text copied from a web page or from Word has it."""
    for number in (mistake.line, mistake.above(mistake.line)):
        if found := _OTHER_SPACE.match(mistake.line_at(number)):
            sign = f"U+{ord(found[1]):04X}"
            message = Message("here is a space that is not an ordinary one ({sign})", sign=sign)
            hint = Message("replace it by an ordinary space: it was probably copied from another program")
            return Slip(mistake.span(number, found.start(1), found.end(1)), message, hint)
    return None


def directive(mistake: Mistake) -> Slip | None:
    """A percent sign first in a line at the top of the file."""
    for number in (mistake.line, mistake.above(mistake.line)):
        line = mistake.line_at(number)
        if line.startswith("%") and mistake.says("directive", "document start"):
            message = Message("a line can't begin with {sign}", sign="%")
            hint = Message("put the text in quotes: {entry}", entry=shortened(quoted(line)))
            return Slip(mistake.whole(number), message, hint)
    return None


def colon_without_space(mistake: Mistake) -> Slip | None:
    if not mistake.says("simple key", "mapping values", "did not find expected key"):
        return None
    number = mistake.above(mistake.line)
    if (found := NO_SPACE.match(mistake.line_at(number))) is None or _KEY.match(mistake.line_at(number)):
        return None
    fixed = f"{found[1]}: {mistake.line_at(number)[found.end() :].strip()}"
    message = Message("there is no space after the colon")
    hint = Message("write {entry}", entry=shortened(fixed))
    return Slip(mistake.span(number, found.start(1), found.end()), message, hint)


def missing_colon(mistake: Mistake) -> Slip | None:
    """A line that is neither a key nor a part of the text above: the parser notices at the next line."""
    if not (mistake.says("simple key") or (mistake.says("mapping values") and _first_colon(mistake) and not _owner(mistake))):
        return None
    number = mistake.above(mistake.line)
    while (above := mistake.above(number)) and indent(mistake.line_at(number)) > indent(mistake.line_at(above)) >= indent(mistake.text):
        number = above
    if not number or _KEY.match(mistake.line_at(number)):
        return None
    message = Message("this line has no colon, so it is neither a key nor a value")
    hint = Message("write it as key: value; if it goes on from the text above, indent it further than the key of that text")
    return Slip(mistake.whole(number), message, hint)


def _first_colon(mistake: Mistake) -> bool:
    """Whether the place is the first colon on its line that ends a key."""
    scan = scanned(mistake.text[: mistake.column - 1])
    return scan.value is None and not scan.opened


def indented_too_far(mistake: Mistake) -> Slip | None:
    """A line indented under a key that already has its value: a key that slid to the right, or text with a colon in it."""
    owner = _owner(mistake) if mistake.says("mapping values") else 0
    if not owner:
        return None
    line = mistake.line_at(owner)
    column = indent(line) + 1
    if _KEY.match(mistake.text):
        message = Message("the line is indented further than the line above it, which is complete")
        hint = Message("begin it in column {column}, straight under line {line}", column=column, line=owner)
    else:
        message = Message("a text that goes on over several lines has a colon and a space in it")
        key = line[: scanned(line).value].strip()
        hint = Message("write {key} >- and begin the text on the next line", key=key)
    return Slip(mistake.whole(mistake.line), message, hint)


def _owner(mistake: Mistake) -> int:
    """The line above, indented less, whose key already has a value on it; 0 when there is none."""
    own = indent(mistake.text)
    number = next((n for n in mistake.upwards(mistake.line) if indent(mistake.line_at(n)) < own), 0)
    line = mistake.line_at(number)
    value = scanned(line).value
    return number if value is not None and says_something(line[value:]) else 0


def first_line_indented(mistake: Mistake) -> Slip | None:
    if not mistake.says("document start"):
        return None
    first = next((n for n, line in enumerate(mistake.lines, 1) if says_something(line)), 0)
    if indent(mistake.line_at(first)) <= indent(mistake.text):
        return None
    message = Message("the first line is indented, and later ones are not")
    return Slip(mistake.whole(first), message, Message("delete the spaces before it"))


def wrong_indent(mistake: Mistake) -> Slip | None:
    """A line that begins in a column where nothing above it begins, or where something of another sort does."""
    if not mistake.says("did not find expected key", "expected '-' indicator", "wrongly indented", "invalid indentation"):
        return None
    own = indent(mistake.text)
    columns = _columns_above(mistake)
    if own not in columns:
        near = tuple(column + 1 for column in sorted(columns)[-2:])
        message = Message("the line begins in column {column}, where nothing above it begins", column=own + 1)
        hint = Message("begin it in the same column as the lines it belongs with: {columns}", columns=near)
    elif mistake.says("expected"):
        message = Message("items of a list and keys stand side by side here")
        hint = Message("keys belong together, and so do items that begin with a dash: indent those that lie below another line")
    else:
        message = Message("the line is not indented far enough")
        hint = Message("indent it further than the key that it belongs to")
    return Slip(mistake.whole(mistake.line), message, hint) if columns else None


def _columns_above(mistake: Mistake) -> set[int]:
    """The columns in which the lines above begin that are still open here."""
    columns: set[int] = set()
    for number in mistake.upwards(mistake.line):
        column = indent(mistake.line_at(number))
        if not columns or column < min(columns):
            columns.add(column)
        if column == 0:
            break
    return columns
