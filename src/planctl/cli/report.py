"""`planctl report`: the documents that people read, in Markdown and HTML."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.day import parse_day
from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.render.reports.names import FORMAT_NAMES, NAMES

if TYPE_CHECKING:
    from planctl.render.reports.reports import Request
    from planctl.workspace.workspace import Workspace


def report(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="|".join(NAMES), help="; ".join(f"{name}: {_(text)}" for name, text in NAMES.items()))],
    units: Annotated[
        list[str] | None,
        typer.Argument(metavar=_("UNIT…"), help=_("Units to write about, with all below them; or folders. For kpi, the KPI's address.")),
    ] = None,
    period: Annotated[
        str,
        typer.Option(metavar=_("PERIOD"), help=_("The follow-up: 2026-T2 or 2026; else the latest that has ended."), show_default=False),
    ] = "",
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMAT_NAMES),
            help=_("How to write it; else as the file is named, else Markdown."),
            show_default=False,
        ),
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar=_("FILE"), help=_("Write into this file; else to standard output."))
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar=_("DATE"), help=_("The date of the report, and the day to look from; else when its period is due.")),
    ] = None,
    at: Annotated[str | None, typer.Option(metavar=_("REVISION"), help=_("Read from a revision of git instead: HEAD~1, main."))] = None,
) -> None:
    from planctl.cli.problems import warn_of_problems
    from planctl.cli.written import file_of, put_out
    from planctl.render.reports.reports import render
    from planctl.source.writing.output import refuse_other_than

    session: Session = context.obj
    session.at = at
    wanted = one_of(tuple(NAMES), name, _("NAME"))
    path = file_of(output)
    format_ = _format(format_, path)
    if path is not None:
        refuse_other_than(path, f".{format_}", b"<!-- planctl report")
    request = requested(session, wanted, units or [], period, date)
    warn_of_problems(request.workspace, request.language)
    put_out(render(request, format_).encode(), path, request.language)


def _format(format_: str, path: Path | None) -> str:
    """The format that is asked for, else that of the file's name, else Markdown."""
    by_name = path.suffix.casefold().removeprefix(".") if path else ""
    if not format_ and by_name in FORMAT_NAMES:
        return by_name
    if not format_ and by_name:
        raise PlanctlError(
            Message("a report is written as {formats}, and not as .{ending}", formats=FORMAT_NAMES, ending=by_name),
            Message("give the file another ending, or say with --format what to write into it"),
        )
    return one_of(FORMAT_NAMES, format_ or FORMAT_NAMES[0], "--format")


def requested(session: Session, name: str, words: list[str], period: str, date: str | None) -> Request:
    """What a report is to be about, from the words of the command line.

    Raises:
        PlanctlError: there is no such thing.
    """
    printed = parse_day(date) if date else None
    request = _of_kpi(session, words, period, printed) if name == "kpi" else _of_units(session, name, words, period, printed)
    day = printed or request.workspace.calendar.report_due(request.period) + datetime.timedelta(days=1)
    return request._replace(as_of=day, date=printed, revision=_revision(session, request.workspace))


def _revision(session: Session, workspace: Workspace) -> str | None:
    """The revision to print: of the files, or the last one that changed them up to that of --at."""
    from planctl.source.git.revision import revision, revision_at

    return revision(workspace.folder) if session.at is None else revision_at(session.at, session.directory, workspace.folder)


def _of_units(session: Session, name: str, words: list[str], period: str, date: datetime.date | None) -> Request:
    from planctl.cli.places import folders_and_units, workspaces
    from planctl.evaluate.period import chosen_period
    from planctl.evaluate.selection import chosen_units
    from planctl.render.reports.reports import Request

    folders, ids = folders_and_units(words)
    workspace = _single(workspaces(session, folders))
    day = date or parse_day(None)
    found = chosen_period(workspace, period, day)
    return Request(name, workspace, found, day, session.language_in(workspace), chosen_units(workspace, ids))


def _of_kpi(session: Session, words: list[str], period: str, date: datetime.date | None) -> Request:
    from planctl.cli.places import workspaces
    from planctl.evaluate.explain.find import find
    from planctl.render.reports.reports import Request
    from planctl.workspace.entries import KpiEntry

    if len(words) != 1:
        raise PlanctlError(
            Message("the report kpi is about one KPI"), Message("write its address: {example}", example="personal/sjukfranvaro")
        )
    day = date or parse_day(None)
    workspace, entry, found = find(workspaces(session, []), words[0], period, day)
    if not isinstance(entry, KpiEntry):
        raise PlanctlError(
            Message("{address} is no KPI", address=entry.address),
            Message("planctl explain {address} tells about it", address=entry.address),
        )
    return Request("kpi", workspace, found, day, session.language_in(workspace), kpi=entry)


def _single(found: list[Workspace]) -> Workspace:
    if len(found) > 1:
        names = tuple(workspace.organisation.name for workspace in found)
        raise PlanctlError(
            Message("a report is about one organisation, and here are {names}", names=names),
            Message("give the folder of one of them with -C"),
        )
    return found[0]
