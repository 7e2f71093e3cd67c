"""`planctl merge`: git's merge driver for plans, and how git is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.errors import ExitCode, PlanctlError
from planctl.message import Message

_INSTALL = "install"
_USAGE = Message("git calls planctl merge with three files; planctl merge install tells git to do so")
_MARKERS = 7
"""How long git's markers of conflicts are."""


def merge(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar=_("install | BASE OURS THEIRS [MARKER_SIZE] [PATH]"),
            help=_("install, to set git up; or what git calls it with: three files, of which the second becomes the merged one."),
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar=_("FILE"), help=_("Write the merged file here; else into the second one."))
    ] = None,
    everywhere: Annotated[bool, typer.Option("--global", help=_("With install: for all repositories of this user."))] = False,
) -> None:
    session: Session = context.obj
    if files == [_INSTALL]:
        from planctl.cli.merge_install import install

        install(session, everywhere)
    elif everywhere or not 3 <= len(files) <= 5:
        raise PlanctlError(Message("planctl merge takes three files, and perhaps the size of markers and a path"), _USAGE)
    else:
        _drive(session, output, *files)


def _drive(session: Session, result: Path | None, base: str, ours: str, theirs: str, size: str = "", path: str = "") -> None:
    from planctl.revisions.merge.driver import merge_files

    length = int(size) if size.isdecimal() and 0 < int(size) < 1000 else _MARKERS
    outcome = merge_files(Path(base), Path(ours), Path(theirs), length, path or ours, result)
    for message in outcome.messages:
        session.say(message)
    session.exit_code = ExitCode.FINDINGS if outcome.has_conflicts else ExitCode.FINE
