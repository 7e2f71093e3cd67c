"""`planctl export`: what the plans and outcomes hold, as files for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.day import parse_day
from planctl.cli.session import Session, say
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.errors import PlanctlError
from planctl.exchange.formats import FORMATS
from planctl.message import Message

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from planctl.exchange.request import Part, Request
    from planctl.notation.period import Period
    from planctl.workspace.workspace import Workspace


def export(
    context: typer.Context,
    format_: Annotated[str, typer.Argument(metavar="|".join(FORMATS), help=_("What to write."))],
    units: Annotated[
        list[str] | None, typer.Argument(metavar=_("UNIT…"), help=_("Units to write, with all below them; or folders."))
    ] = None,
    period: Annotated[
        str,
        typer.Option(
            metavar=_("PERIOD"),
            help=_("The follow-up: 2026-T2 or 2026; else all that are reported, and for a workbook the latest that has ended."),
            show_default=False,
        ),
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar=_("FILE"), help=_("Write into this file; else to standard output."))
    ] = None,
    excel: Annotated[bool, typer.Option("--excel", help=_("CSV that opens right in a Swedish Excel."))] = False,
    one_sheet: Annotated[
        bool, typer.Option("--one-sheet", help=_("A workbook with all units on the same sheets, not a sheet for each."))
    ] = False,
    as_of: Annotated[str | None, typer.Option(metavar=_("DATE"), help=_("The day to look from; else today."))] = None,
) -> None:
    from planctl.cli.written import file_of, put_out
    from planctl.exchange.formats import exported

    session: Session = context.obj
    wanted, day = one_of(tuple(FORMATS), format_, _("FORMAT")), parse_day(as_of)
    path = file_of(output)
    _refuse_early(wanted, path)
    request = _request(session, units or [], period, day)._replace(excel=excel, one_sheet=one_sheet)
    put_out(exported(wanted, request), path, request.language)


def _refuse_early(format_: str, path: Path | None) -> None:
    """Says what stands in the way of the output before the work is done.

    Raises:
        PlanctlError: the output could not be written, or would fill a terminal with bytes.
    """
    from planctl.source.writing.output import refuse_unfit

    if path is not None:
        refuse_unfit(path, f".{format_}")
    elif FORMATS[format_].binary and sys.stdout.isatty():
        raise PlanctlError(
            Message("{format} is not for reading in a terminal", format=format_),
            Message("name a file: {example}", example=f"-o planctl.{format_}"),
        )


def _request(session: Session, words: list[str], period: str, as_of: datetime.date) -> Request:
    from planctl.cli.places import folders_and_units, workspaces
    from planctl.cli.problems import warn_of_problems
    from planctl.exchange.request import Request
    from planctl.render.progress import Progress

    folders, ids = folders_and_units(words)
    found = workspaces(session, folders)
    language = session.language_in(found[0])
    parts = tuple(_part(workspace, ids, period, as_of) for workspace in found)
    for workspace, _units, chosen in parts:
        warn_of_problems(workspace, language)
        for note in _doubts(workspace, ids, chosen, as_of):
            say(note, language)
    return Request(parts, as_of, language, Progress(language, sys.stderr))


def _doubts(workspace: Workspace, ids: list[str], period: Period | None, as_of: datetime.date) -> Iterator[Message]:
    """What is worth a word of a follow-up that is asked for."""
    from planctl.evaluate.period import unended
    from planctl.evaluate.selection import chosen_units

    if period is None:
        return
    if doubt := unended(period, workspace.calendar, as_of):
        yield doubt
    without = [id_ for id_ in ids if not any(unit.plan_for(period.year) for unit in chosen_units(workspace, [id_]))]
    if without:
        yield Message("no plan of {units} covers {year}", units=tuple(without), year=str(period.year))


def _part(workspace: Workspace, ids: list[str], period: str, as_of: datetime.date) -> Part:
    from planctl.evaluate.period import chosen_period
    from planctl.evaluate.selection import chosen_units
    from planctl.exchange.request import Part

    return Part(workspace, chosen_units(workspace, ids), chosen_period(workspace, period, as_of) if period else None)
