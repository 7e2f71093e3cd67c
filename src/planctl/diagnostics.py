"""What a check has to say: immutable data, with no knowledge of files' texts, languages or terminals."""

from enum import StrEnum
from typing import NamedTuple

from planctl.message import Message

Path = tuple[str | int, ...]
"""Where in a file's data: keys and list indexes, from the top, as in `("goals", "friska", "kpis", "hme", "thresholds")`."""


class Severity(StrEnum):
    """How bad a finding is; `OFF` only silences a rule in an organisation's settings."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


class Position(NamedTuple):
    """A place in a text: line and column, both from 1, columns in characters."""

    line: int
    column: int


class Span(NamedTuple):
    """A stretch of text, from its first character to just after its last."""

    start: Position
    end: Position


START = Span(Position(1, 1), Position(1, 1))


class Problem(NamedTuple):
    """One thing wrong in one file, as found by the reader, the model or a rule: not yet placed in the text.

    `path` says where in the data; `key` whether the key itself (not its value) is meant. `offset` and `length` narrow the place to
    characters inside a scalar (as a threshold's own error does). `span` is set when the place is already known, as for text that does
    not parse.
    """

    code: str
    file: str
    path: Path
    message: Message
    hint: Message | None = None
    address: str = ""
    key: bool = False
    offset: int | None = None
    length: int = 1
    span: Span | None = None


class Diagnostic(NamedTuple):
    """A problem with its severity and its place: what every output format shows. `file` is as the user would write it."""

    code: str
    severity: Severity
    file: str
    span: Span
    message: Message
    hint: Message | None = None
    address: str = ""

    def sort_key(self) -> tuple[str, Span, str, str]:
        return (self.file, self.span, self.code, self.address)
