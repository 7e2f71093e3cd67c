"""From the operating system to a command and back: language, exit codes, and the one place where an exception becomes a message.

Where the reader of the output has seen enough (`planctl check | head -1`), the exit code is what the command knew it to be before it wrote;
else 141, as the shell has it for every program that is cut off in this way. Nothing is said of it.
"""

from __future__ import annotations

import codecs
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import TextIO

from planctl.cli import texts
from planctl.cli.language import language_near, take_language
from planctl.cli.later import load_later
from planctl.cli.session import Session, say
from planctl.errors import ExitCode, PlanctlError
from planctl.message import Message
from planctl.render.language import Language, install

_CUT_OFF = 141
"""128 and the number of SIGPIPE."""


def main() -> None:
    """Run the command of `sys.argv` and leave with its exit code."""
    gc.disable()  # what a command reads it keeps to its end; looking for garbage would only slow the start
    _spare_pydantic_its_plugins()
    load_later()
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - a caller may have closed it
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_a_character(stream)
    code = run(sys.argv[1:])
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)  # nothing is left to do: taking everything apart first would cost a tenth of the time of a short command


def _spare_pydantic_its_plugins() -> None:
    """Keep pydantic from looking for plugins: planctl has none, and the search imports more than a small municipality takes to read.

    A pydantic that looks in another way is not disturbed by this.
    """
    loader = ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(loader.__name__, loader)


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    language, session = Language.of("en"), Session(None)
    try:
        rest, session.chosen = take_language(arguments)
        language = session.chosen or language_near(_folder(rest))
        return _run(rest, session, language)
    except PlanctlError as error:
        return _stopped(error, language)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CUT_OFF if session.exit_code is None else session.exit_code
    except OSError as error:
        return _stopped(_unwritable(error), language)
    except Exception as error:
        if os.environ.get("PLANCTL_DEBUG"):
            raise
        return _broken(error, language)


def _run(arguments: list[str], session: Session, language: Language) -> int:
    texts.choose(language)
    from typer.exceptions import TyperException

    from planctl.cli.app import app_for
    from planctl.render.typer_messages import usage_error

    install(language)
    try:
        code = app_for(arguments)(arguments, prog_name="planctl", obj=session, standalone_mode=False)
    except SystemExit:  # how typer leaves when nobody reads the output any more
        raise BrokenPipeError from None
    except TyperException as error:
        print(usage_error(error), file=sys.stderr)  # noqa: T201
        return error.exit_code
    sys.stdout.flush()
    return int(code or session.exit_code or ExitCode.FINE)


def _folder(arguments: Sequence[str]) -> Path:
    """The folder of -C, before the arguments are parsed."""
    for option, value in pairwise([*arguments, ""]):
        if option == "-C":
            return Path(value)
        if option.startswith("-C"):
            return Path(option.removeprefix("-C"))
    return Path()


def _stopped(error: PlanctlError, language: Language) -> int:
    say(Message("Error: {text}", text=error.message), language)
    if error.hint:
        say(Message("Hint: {text}", text=error.hint), language)
    return ExitCode.USAGE


def _unwritable(error: OSError) -> PlanctlError:
    """What is left of the operating system's errors when the files have been read: the output, on a full disk or a closed one."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PlanctlError(
        Message("the output can't be written: {reason}", reason=error.strerror or str(error)), Message("look whether the disk is full")
    )


def _broken(error: Exception, language: Language) -> int:
    text = Message(
        "planctl failed: {error}. That is a fault in planctl, not in your files. "
        "Run again with PLANCTL_DEBUG=1 to see where, and report it.",
        error=f"{type(error).__name__}: {error}",
    )
    say(text, language)
    return ExitCode.INTERNAL


def _never_fail_on_a_character(stream: TextIO) -> None:
    """What a terminal can't show becomes the nearest that it can: shapes are chosen by what it shows, users' texts are not."""
    if hasattr(stream, "reconfigure"):
        codecs.register_error("planctl", _nearest)
        stream.reconfigure(errors="planctl")


_NEAREST = {"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2026": "...", "≥": ">=", "≤": "<=", "→": "->", "\u202f": " "}


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_NEAREST.get(character, "?") for character in error.object[error.start : error.end]), error.end
