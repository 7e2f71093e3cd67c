"""`planctl site`: everything as a static site."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from planctl.cli.session import Session, say
from planctl.cli.texts import _
from planctl.message import Message


def site(
    context: typer.Context,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar=_("FOLDER"), help=_("Build into this folder; a new one, or that of an earlier build."))
    ],
    period: Annotated[
        str,
        typer.Option(metavar=_("PERIOD"), help=_("The follow-up: 2026-T2 or 2026; else the latest that has ended."), show_default=False),
    ] = "",
    date: Annotated[
        str | None,
        typer.Option(metavar=_("DATE"), help=_("The date of the site, and the day to look from; else when its period is due.")),
    ] = None,
) -> None:
    from planctl.cli.problems import warn_of_problems
    from planctl.cli.report import requested
    from planctl.render.progress import Progress
    from planctl.render.site.build import build
    from planctl.source.discover import name_of

    session: Session = context.obj
    request = requested(session, "overview", [], period, date)
    warn_of_problems(request.workspace, request.language)
    built = build(request, output, Progress(request.language, sys.stderr))
    text = Message(
        "{folder}: {written} files written, {unchanged} unchanged, {removed} removed",
        folder=name_of(output),
        written=built.written,
        unchanged=built.unchanged,
        removed=built.removed,
    )
    say(text, request.language)
