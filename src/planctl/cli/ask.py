"""Questions on a terminal. Elsewhere nothing is asked: the default holds, or the option that is missing is named."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from planctl.cli.session import Session
from planctl.errors import PlanctlError
from planctl.message import Message


def can_ask() -> bool:
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def asked(session: Session, question: Message, default: str, fits: Callable[[str], object]) -> str:
    """The answer to a question, asked again until `fits` does not raise; without a terminal, the default."""
    while can_ask():
        try:
            answer: str = typer.prompt(session.language.text(question), default=default or None, err=True)
        except typer.Abort:
            raise KeyboardInterrupt from None
        try:
            fits(answer)
        except PlanctlError as error:
            session.say(error.hint or error.message)
        else:
            return answer.strip()
    return default


def asked_or_stop(session: Session, question: Message, option: str, fits: Callable[[str], object]) -> str:
    """Likewise, for what has no default.

    Raises:
        PlanctlError: there is no terminal to ask on.
    """
    if not can_ask():
        raise PlanctlError(Message("{option} is missing", option=option), Message("give {option}: nobody can be asked here", option=option))
    return asked(session, question, "", fits)
