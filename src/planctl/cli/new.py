"""`planctl new`: a further unit, plan or file of outcomes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.ask import asked, asked_or_stop
from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.errors import PlanctlError
from planctl.message import Message

if TYPE_CHECKING:
    from planctl.workspace.entries import Unit
    from planctl.workspace.workspace import Workspace

THINGS = ("unit", "plan", "outcomes")
FROM = ("latest", "none")
_TAKES: Mapping[str, frozenset[str]] = {
    "unit": frozenset(("--title", "--under", "--head")),
    "plan": frozenset(("--years", "--from")),
    "outcomes": frozenset(("--year",)),
}


def new(
    context: typer.Context,
    thing: Annotated[str, typer.Argument(metavar="|".join(THINGS), help=_("What to add."))],
    unit: Annotated[str, typer.Argument(metavar=_("UNIT"), help=_("The id of the new unit, or the unit that it is for."))],
    title: Annotated[str, typer.Option(metavar=_("TITLE"), help=_("unit: what it is called."), show_default=False)] = "",
    under: Annotated[
        str, typer.Option(metavar=_("UNIT"), help=_("unit: the one that it belongs to; else the organisation."), show_default=False)
    ] = "",
    head: Annotated[str, typer.Option(metavar=_("ROLE"), help=_("unit: the role that leads it."), show_default=False)] = "",
    years: Annotated[
        str, typer.Option(metavar=_("YEARS"), help=_("plan: 2028-2030; else those after the last plan."), show_default=False)
    ] = "",
    from_: Annotated[
        str,
        typer.Option("--from", metavar="|".join(FROM), help=_("plan: begin with the unit's latest one, or with none."), show_default=False),
    ] = "",
    year: Annotated[str, typer.Option(metavar=_("YEAR"), help=_("outcomes: the year; else this one."), show_default=False)] = "",
) -> None:
    from planctl.source.writing.write import locked

    session: Session = context.obj
    wanted = one_of(THINGS, thing, _("THING"))
    options = {"--title": title, "--under": under, "--head": head, "--years": years, "--from": from_, "--year": year}
    _refuse_others(wanted, options)
    with locked(session.root().folder):
        path, next_ = {"unit": _unit, "plan": _plan, "outcomes": _outcomes}[wanted](session, unit, options)
    _tell(session, path, next_)


def _refuse_others(thing: str, options: Mapping[str, str]) -> None:
    for option, value in options.items():
        if value and option not in _TAKES[thing]:
            raise PlanctlError(
                Message("planctl new {thing} takes no {option}", thing=thing, option=option),
                Message("it takes {options}", options=tuple(sorted(_TAKES[thing]))),
            )


def _workspace(session: Session) -> Workspace:
    from planctl.cli.places import workspaces

    (workspace,) = workspaces(session, [session.root().folder])
    session.chosen = session.language_in(workspace)
    return workspace


def _unit(session: Session, id_: str, options: Mapping[str, str]) -> tuple[Path, Message]:
    from planctl.adoption.identity import id_or_stop, line_or_stop
    from planctl.adoption.new import UnitOf, add_unit
    from planctl.evaluate.selection import unit_of

    workspace = _workspace(session)
    new_id = id_or_stop(id_, _("UNIT"))
    under = unit_of(workspace, options["--under"]) if options["--under"] else workspace.root
    title = options["--title"] or asked_or_stop(
        session, Message("Name of the unit {id}", id=new_id), "--title", lambda text: line_or_stop(text, "--title")
    )
    head = line_or_stop(options["--head"], "--head") if options["--head"] else ""
    path = add_unit(workspace, UnitOf(new_id, line_or_stop(title, "--title"), head, under))
    return path, Message("next: planctl new plan {unit}", unit=new_id)


def _plan(session: Session, id_: str, options: Mapping[str, str]) -> tuple[Path, Message]:
    from planctl.adoption.new import add_plan
    from planctl.cli.years import LENGTH, years_or_stop
    from planctl.evaluate.selection import unit_of

    workspace = _workspace(session)
    unit = unit_of(workspace, id_)
    begin = one_of(FROM, options["--from"], "--from") if options["--from"] else ""
    _refuse_unread(workspace, unit)
    latest = max((plan for plan in unit.plans if plan.years), key=lambda plan: (plan.years, plan.authority()), default=None)
    if begin == "latest" and latest is None:
        raise PlanctlError(Message("{unit} has no plan to begin with", unit=unit.title), Message("leave out --from, or say --from none"))
    covered = latest.years if latest else None
    first, length = (covered.last + 1, covered.last - covered.first + 1) if covered else (None, LENGTH)
    default = years_or_stop("", first, length)
    said = options["--years"] or asked(session, Message("Years of the plan"), str(default), years_or_stop)
    path = add_plan(workspace, unit, years_or_stop(said), None if begin == "none" else latest, session.language)
    return path, Message("next: write in the plan, run planctl check, and record its decision with planctl decide {unit}", unit=unit.id)


def _outcomes(session: Session, id_: str, options: Mapping[str, str]) -> tuple[Path, Message]:
    from planctl.adoption.new import add_outcomes
    from planctl.cli.day import today
    from planctl.cli.years import year_or_stop
    from planctl.evaluate.selection import unit_of

    workspace = _workspace(session)
    unit = unit_of(workspace, id_)
    _refuse_unread(workspace, unit)
    said = options["--year"] or asked(session, Message("Year of the outcomes"), str(today().year), year_or_stop)
    path = add_outcomes(workspace, unit, year_or_stop(said), session.language)
    return path, Message("next: write in the outcomes as they come, or planctl export xlsx and planctl import")


def _refuse_unread(workspace: Workspace, unit: Unit) -> None:
    """What is new builds on the unit's files, so they must all have been read."""
    from planctl.workspace.loading import file_with_errors

    if files := workspace.broken.get(unit.id):
        raise file_with_errors(files[0])


def _tell(session: Session, path: Path, next_: Message) -> None:
    from planctl.source.walk import name_of

    print(name_of(path))  # noqa: T201
    sys.stdout.flush()
    session.say(next_)
