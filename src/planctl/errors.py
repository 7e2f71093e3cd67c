"""What "cannot continue" means: the exceptions that end a command, and the exit codes of every command."""

from __future__ import annotations

from enum import IntEnum

from planctl.message import Message


class ExitCode(IntEnum):
    """The same for every command: CI can tell findings from a broken call, and a broken call from a broken program."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    INTERNAL = 101


class PlanctlError(Exception):
    """The command cannot continue: one line that says why, and one that says what to do. Ends with `ExitCode.USAGE`."""

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message.msgid)
        self.message = message
        self.hint = hint
