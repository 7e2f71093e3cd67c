"""`planctl import`: outcomes from workbooks and CSV, each cell into the file where it belongs, or all of them nowhere."""

from __future__ import annotations

import datetime
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.day import parse_day
from planctl.cli.session import Session, say
from planctl.cli.texts import _
from planctl.errors import ExitCode, PlanctlError
from planctl.message import Message

if TYPE_CHECKING:
    from planctl.exchange.imports.pipeline import Options, Taken
    from planctl.source.discover import Root
    from planctl.workspace.workspace import Workspace


def import_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar=_("FILE…"), help=_("Workbooks (.xlsx) or CSV files."), readable=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and write nothing."))] = False,
    update: Annotated[bool, typer.Option("--update", help=_("Change values that are on file already."))] = False,
    partial: Annotated[bool, typer.Option("--partial", help=_("Take in what is right though something else is wrong."))] = False,
    profile: Annotated[
        str, typer.Option(metavar=_("NAME"), help=_("The import profile to read the files by; else the one that fits."), show_default=False)
    ] = "",
    period: Annotated[
        str, typer.Option(metavar=_("PERIOD"), help=_("The follow-up, for files that do not say: 2026-T2 or 2026."), show_default=False)
    ] = "",
    suggest: Annotated[bool, typer.Option("--suggest", help=_("Write a first import profile for a file, and import nothing."))] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar=_("FILE"), help=_("Write the profile into this file; else to standard output."))
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar=_("DATE"), help=_("The day to look from; else today."))] = None,
) -> None:
    from planctl.exchange.imports.pipeline import Options
    from planctl.source.writing.write import locked

    session: Session = context.obj
    given = {"--dry-run": dry_run, "--update": update, "--partial": partial, "--profile": profile, "--period": period}
    _refuse_idle(suggest, [option for option, value in given.items() if value], output)
    options, day = Options(update, partial, profile, period), parse_day(as_of)
    root, paths = session.root(), session.given(files)
    if suggest:
        _suggest(session, root, paths, output, day)
        return
    with nullcontext() if dry_run else locked(root.folder):
        workspace, taken = _taken(session, root, paths, options, day)
        _finish(session, workspace, taken, dry_run, partial, day)


def _refuse_idle(suggest: bool, given: list[str], output: Path | None) -> None:
    """Keeps a user from believing that an option has done something.

    Raises:
        PlanctlError: an option is given that means nothing beside the others.
    """
    if suggest and given:
        raise PlanctlError(
            Message("--suggest imports nothing, so {options} means nothing beside it", options=tuple(given)), Message("leave it out")
        )
    if output is not None and not suggest:
        raise PlanctlError(Message("-o says where --suggest writes, and nothing else is written there"), Message("leave out -o"))


def _taken(session: Session, root: Root, files: list[Path], options: Options, as_of: datetime.date) -> tuple[Workspace, Taken]:
    from planctl.exchange.imports.pipeline import read_all, take_in
    from planctl.render.progress import Progress
    from planctl.workspace.loading import load_or_stop

    workspace = load_or_stop(root)
    language = session.language_in(workspace)
    books, warnings = read_all(files, workspace, options)
    return workspace, take_in(books, workspace, as_of, options, warnings, Progress(language, sys.stderr))


def _finish(session: Session, workspace: Workspace, taken: Taken, dry_run: bool, partial: bool, as_of: datetime.date) -> None:
    from planctl.exchange.imports.preview import effects
    from planctl.exchange.imports.view import ImportView
    from planctl.render.terminal import Terminal
    from planctl.source.writing.write import write_files

    language = session.language_in(workspace)
    view = ImportView(Terminal.on(sys.stdout), language, workspace)
    session.exit_code = ExitCode.FINDINGS if taken.findings.errors else None  # not decided while there is something to write
    view.findings(taken.findings)
    if dry_run:
        view.preview(taken.texts, effects(taken.texts, workspace, as_of))
    elif taken.texts:
        contents = {text.path: text.raw for text in taken.texts}
        write_files(workspace.folder, contents, {text.path: text.before for text in taken.texts})
        session.exit_code = session.exit_code or ExitCode.FINE
        view.files(taken.texts)
    view.summary(taken, written=not dry_run, partial=partial)


def _suggest(session: Session, root: Root, files: list[Path], output: Path | None, as_of: datetime.date) -> None:
    """Writes a first profile for one file.

    Raises:
        PlanctlError: several files are given, or one of which nothing can be said.
    """
    from planctl.cli.written import tell_of_written
    from planctl.exchange.imports.suggest import suggestion
    from planctl.exchange.imports.suggested_text import assumed, not_named, not_read, profile_text, try_it
    from planctl.exchange.reading.read import read_book
    from planctl.source.writing.output import make_folder, write_output
    from planctl.workspace.loading import load_or_stop

    if len(files) > 1:
        raise PlanctlError(Message("--suggest looks at one file"), Message("run it once for each file"))
    workspace = load_or_stop(root)
    language = session.language_in(workspace)
    found = suggestion(read_book(files[0]), workspace, as_of)
    text = profile_text(found, language)
    if output is None:
        sys.stdout.write(text)
        return
    if output.exists():
        raise PlanctlError(Message("{path} exists already", path=str(output)), Message("choose another name, or delete it first"))
    make_folder(output.parent)
    write_output(output, text.encode())
    tell_of_written(output, language)
    for message in filter(None, (assumed(found), not_named(found), not_read(found), try_it(found))):
        say(message, language)
