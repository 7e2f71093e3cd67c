"""`planctl check`: every problem of every file in one run."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.day import parse_day
from planctl.cli.session import Session, say
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.errors import ExitCode
from planctl.render.diagnostics import FORMATS, format_named

if TYPE_CHECKING:
    from planctl.rules.check import Choice


def check(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar=_("PATH"), help=_("Folders or files to check; else this folder."))] = None,
    format_: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help=_("How to write the findings."))] = FORMATS[0],
    strict: Annotated[bool, typer.Option("--strict", help=_("Warnings fail too."))] = False,
    select: Annotated[list[str] | None, typer.Option(metavar=_("CODES"), help=_("Only these rules: T,K001."))] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar=_("CODES"), help=_("Not these rules."))] = None,
    as_of: Annotated[str | None, typer.Option(metavar=_("DATE"), help=_("The day to look from; else today."))] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar=_("REVISION"), help=_("Only what was changed, or is wrong, since this revision of git was left.")),
    ] = None,
    at: Annotated[str | None, typer.Option(metavar=_("REVISION"), help=_("Read from a revision of git instead: HEAD~1, main."))] = None,
) -> None:
    from planctl.cli.scope import within
    from planctl.render.diagnostics.report import Report
    from planctl.rules.check import check_all
    from planctl.source.walk import content_in

    session: Session = context.obj
    session.at = at
    show, choice, day = format_named(one_of(FORMATS, format_, "--format")), _choice(select, ignore), parse_day(as_of)
    roots = session.roots(paths or [])
    checked = within(check_all(roots, day, choice), paths or [], roots)
    if since is not None:
        from planctl.cli.since import inner_repositories
        from planctl.cli.since import since as changed_since

        for message in inner_repositories(paths or [session.directory], roots) if at is None else ():
            say(message, session.language_for(roots))
        checked = changed_since(checked, since, paths or [session.directory], day, choice, at)
    report = Report(checked, session.language_for(roots), sys.stdout, sys.stderr, content_in(roots))
    session.exit_code = ExitCode.FINDINGS if report.errors or (strict and report.warnings) else ExitCode.FINE
    show(report)


def _choice(select: list[str] | None, ignore: list[str] | None) -> "Choice":
    from planctl.cli.codes import known_codes
    from planctl.rules.check import Choice

    return Choice(known_codes(select or ()), known_codes(ignore or ()))
