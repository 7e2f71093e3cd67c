"""What it means that a text cannot be edited."""

from __future__ import annotations

from planctl.errors import PlanctlError
from planctl.message import Message

BY_HAND = Message("make the change by hand, in an editor")


class UneditableError(PlanctlError):
    """A change cannot be made without the risk of losing something in the text. The file's name is for the caller to add."""

    def __init__(self, message: Message, hint: Message = BY_HAND, line: int | None = None) -> None:
        super().__init__(message if line is None else Message("line {line}: {reason}", line=line, reason=message), hint)
        self.line = line
