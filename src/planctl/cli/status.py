"""`planctl status`: the traffic lights."""

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.day import parse_day
from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.errors import ExitCode, PlanctlError
from planctl.message import Message

if TYPE_CHECKING:
    from planctl.evaluate.selection import Selection
    from planctl.evaluate.status import Evaluation, Status
    from planctl.render.language import Language
    from planctl.workspace.workspace import Workspace


FORMATS = ("human", "json")


def status(
    context: typer.Context,
    units: Annotated[
        list[str] | None, typer.Argument(metavar=_("UNIT…"), help=_("Units to show, with all below them; or folders."))
    ] = None,
    only: Annotated[str, typer.Option(metavar=_("STATUS,…"), help=_("Only KPIs with these statuses: red,yellow."))] = "",
    goal: Annotated[str, typer.Option(metavar=_("ADDRESS"), help=_("Only one goal."))] = "",
    kpi: Annotated[str, typer.Option(metavar=_("ADDRESS"), help=_("Only one KPI."))] = "",
    owner: Annotated[str, typer.Option(metavar=_("ROLE"), help=_("Only what this role answers for."))] = "",
    period: Annotated[
        str, typer.Option(metavar=_("PERIOD"), help=_("The follow-up: 2026-T2 or 2026; else the latest that has ended."))
    ] = "",
    missing: Annotated[bool, typer.Option("--missing", help=_("Only what is missing and overdue."))] = False,
    fail_on: Annotated[
        str | None, typer.Option(metavar=_("STATUS,…"), help=_("End with exit code 1 where a KPI shown has one of these statuses."))
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar=_("DATE"), help=_("The day to look from; else today."))] = None,
    at: Annotated[str | None, typer.Option(metavar=_("REVISION"), help=_("Read from a revision of git instead: HEAD~1, main."))] = None,
    format_: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help=_("How to write it."))] = FORMATS[0],
) -> None:
    from planctl.cli.places import folders_and_units
    from planctl.evaluate.selection import Selection

    session: Session = context.obj
    session.at = at
    wanted = one_of(FORMATS, format_, "--format")
    folders, ids = folders_and_units(units or [])
    selection = Selection(tuple(ids), frozenset(_statuses(only)), goal, kpi, owner, missing)
    failing = _statuses(fail_on or "")
    if fail_on is not None and not failing:
        raise PlanctlError(Message("--fail-on names no status"), Message("write for example {example}", example="--fail-on red"))
    found = _evaluated(session, folders, period, parse_day(as_of), selection)
    session.exit_code = ExitCode.FINDINGS if _fails(found, failing) else ExitCode.FINE
    _show(session, found, wanted, missing)


def _fails(found: "list[tuple[Workspace, Evaluation]]", failing: "list[Status]") -> bool:
    """Whether a KPI has one of the statuses; a file that can't be read may hold one that has."""
    unread = bool(failing) and any(workspace.problems for workspace, _evaluation in found)
    return unread or any(result.status in failing for _workspace, evaluation in found for result in evaluation.kpis())


def _statuses(text: str) -> "list[Status]":
    """Statuses by their codes, or by their words in any language."""
    from planctl.cli.language import CODES
    from planctl.evaluate.status import Status
    from planctl.nearest import did_you_mean
    from planctl.render.language import Language
    from planctl.render.words import STATUS_WORDS

    known = {Language.of(code).text(STATUS_WORDS[status]).casefold(): status for code in CODES for status in Status}
    known |= {status.value: status for status in Status}
    found = []
    for word in filter(None, (part.strip().casefold() for part in text.split(","))):
        if word not in known:
            hint = did_you_mean(word, known) or Message("write one or more of {words}", words=tuple(status.value for status in Status))
            raise PlanctlError(Message("{word} is not a status", word=word), hint)
        found.append(known[word])
    return found


def _evaluated(
    session: Session, folders: list[Path], period: str, as_of: datetime.date, selection: "Selection"
) -> "list[tuple[Workspace, Evaluation]]":
    from planctl.cli.places import workspaces
    from planctl.evaluate.evaluation import evaluate
    from planctl.evaluate.period import chosen_period
    from planctl.evaluate.selection import selected

    found = []
    for workspace in workspaces(session, folders):
        evaluation = evaluate(workspace, chosen_period(workspace, period, as_of), as_of)
        found.append((workspace, selected(evaluation, workspace, selection)))
    return found


def _show(session: Session, found: "list[tuple[Workspace, Evaluation]]", format_: str, missing: bool) -> None:
    from planctl.cli.problems import warn_of_problems

    language = session.language_in(found[0][0])
    for workspace, _evaluation in found:
        warn_of_problems(workspace, language)
    if format_ == "json":
        _show_json(language, found)
    else:
        _show_lights(language, found, missing)


def _show_json(language: "Language", found: "list[tuple[Workspace, Evaluation]]") -> None:
    from planctl.render.json_output import FORMAT, write_json
    from planctl.render.status_json import status_json
    from planctl.source.places import line_of

    documents = [status_json(workspace, evaluation, language, line_of(workspace.text_of)) for workspace, evaluation in found]
    write_json(documents[0] if len(documents) == 1 else {"format": FORMAT, "organisations": documents}, sys.stdout)


def _show_lights(language: "Language", found: "list[tuple[Workspace, Evaluation]]", missing: bool) -> None:
    from planctl.render.terminal import Terminal

    terminal = Terminal.on(sys.stdout)
    if len(found) == 1:
        from planctl.render.status import StatusView

        StatusView(terminal, language, found[0][0]).show(found[0][1], missing)
    else:
        from planctl.render.organisations import show_organisations

        show_organisations(terminal, language, found)
