"""The way in: a file's bytes in the one form that all files have, or why they can't be had in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from planctl.diagnostics import Problem
from planctl.formatting.beside import joined
from planctl.formatting.laying import laid_out
from planctl.formatting.nodes import RefusedError
from planctl.formatting.order import arrange
from planctl.formatting.proof import is_same
from planctl.formatting.reading import read_layout
from planctl.message import Message
from planctl.model.kinds import KINDS
from planctl.model.validate import wrong_kind
from planctl.source.positions import Lines
from planctl.source.reader import Source, parse

_BREAK = re.compile(r"\r\n|\r|\n")
_MARKS = re.compile(r"(?:^|[\s,\[{])[&*]", re.MULTILINE)
_REPORT = Message("this is a fault in planctl, not in the file: report it")


class Formatted(NamedTuple):
    """A file in its form, or with the problems for which it was left as it was."""

    file: str
    before: bytes
    after: bytes
    problems: tuple[Problem, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


def formatted(raw: bytes, file: str, calendar: Sequence[str] = ()) -> Formatted:
    """A file's bytes in the canonical form: the same data and comments. `calendar` are the names of the follow-ups, in order."""
    source = parse(raw, Path(file), file)
    if source.problems:
        return Formatted(file, raw, raw, source.problems)
    kind = source.data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return Formatted(file, raw, raw, (_placed(wrong_kind(file, source.data, kind), source.text),))
    text = _BREAK.sub("\n", source.text)
    try:
        after = _made(source, text, kind, calendar)
    except RefusedError as error:
        return Formatted(file, raw, raw, (_refused(text, file, error),))
    return Formatted(file, raw, after)


def _made(source: Source, text: str, kind: str, calendar: Sequence[str]) -> bytes:
    head, top = read_layout(text, source.data)
    moved = False if _MARKS.search(text) else arrange(top, kind, calendar)  # an alias must stand below its anchor
    lines = joined(laid_out(head, top))
    first = _BREAK.search(source.text)
    newline = "\r\n" if first is not None and first[0] == "\r\n" else "\n"
    made = "".join(line + newline for line in lines).encode()
    if made != source.raw and not is_same(source, parse(made, source.path, source.file), moved=moved):
        raise RefusedError(0, Message("the text can't be laid out anew with all that it says kept"), _REPORT)
    return made


def _placed(problem: Problem, text: str) -> Problem:
    from planctl.source.locate import Locator

    return problem._replace(span=Locator(text).span(problem.path))


def _refused(text: str, file: str, error: RefusedError) -> Problem:
    return Problem("", file, (), error.message, error.hint, span=Lines(text).span(error.index, error.index + 1))


def calendar_of(data: Any) -> tuple[str, ...]:
    """The names of the follow-ups, in order, from an organisation's data; those that hold where it names none."""
    from planctl.model.organisation import DEFAULT_CALENDAR

    calendar = data.get("calendar", DEFAULT_CALENDAR) if isinstance(data, Mapping) else DEFAULT_CALENDAR
    return tuple(map(str, calendar)) if isinstance(calendar, Mapping) else ()
