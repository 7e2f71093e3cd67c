"""`planctl decide`: record that a plan was decided, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.day import parse_day
from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.diagnostics import Severity
from planctl.errors import PlanctlError
from planctl.message import Message, Plural

if TYPE_CHECKING:
    from planctl.revisions.decide import NewDecision
    from planctl.workspace.files import PlanEntry
    from planctl.workspace.workspace import Workspace


def decide(
    context: typer.Context,
    unit: Annotated[str, typer.Argument(metavar=_("UNIT"), help=_("The unit whose plan was decided."))],
    date: Annotated[str, typer.Option(metavar=_("DATE"), help=_("The date of the decision: 2026-11-26."))],
    by: Annotated[str, typer.Option(metavar=_("BODY"), help=_("The body that decided: Kommunstyrelsen."))],
    section: Annotated[str | None, typer.Option(metavar=_("SECTION"), help=_("The section of the minutes: § 187."))] = None,
    reference: Annotated[str | None, typer.Option(metavar=_("NUMBER"), help=_("The registration number: 2026/507-012."))] = None,
    years: Annotated[str, typer.Option(metavar=_("YEARS"), help=_("The plan of these years, where the unit has several."))] = "",
) -> None:
    from planctl.cli.places import workspaces
    from planctl.evaluate.selection import unit_of
    from planctl.revisions.decide import NewDecision, is_decided_so, plan_to_decide
    from planctl.source.writing.write import locked

    session: Session = context.obj
    decision = NewDecision(parse_day(date), by.strip(), section, reference)
    if not decision.by:
        raise PlanctlError(Message("--by names nobody"), Message("name the body that decided, as in --by Kommunstyrelsen"))
    folder = session.root().folder
    with locked(folder):
        (workspace,) = workspaces(session, [folder])
        session.chosen = session.language_in(workspace)
        found = unit_of(workspace, unit)
        _refuse_unread(workspace, found.id)
        plan = plan_to_decide(found, years, decision)
        if is_decided_so(plan, decision):
            session.say(Message("{file} records this decision already", file=plan.file))
            return
        _record(session, workspace, plan, decision)


def _refuse_unread(workspace: Workspace, unit: str) -> None:
    """A file of the unit that can't be read may be the very plan that was decided."""
    from planctl.workspace.loading import file_with_errors

    for file in workspace.broken.get(unit, ()):
        raise file_with_errors(file)


def _record(session: Session, workspace: Workspace, plan: PlanEntry, decision: NewDecision) -> None:
    """Writes the decision into the plan's file.

    Raises:
        PlanctlError: it can't be edited without loss.
    """
    from planctl.revisions.decide import changes
    from planctl.source.editing.edit import UneditableError, edited
    from planctl.source.writing.write import write_files

    path = workspace.sources[plan.file]
    raw = path.read_bytes()
    made = changes(plan, decision)
    try:
        new = edited(raw, made)
    except UneditableError as error:
        raise error.in_file(plan.file) from error
    write_files(workspace.folder, {path: new}, {path: raw})
    revision = next((change.value for change in made if change.path[-1] == "revision"), None)
    session.say(Message("{file}: the decision is recorded, with a hash of what was decided", file=plan.file))
    if revision is not None:
        session.say(
            Message("it is revision {revision}; the earlier decision stands under document.earlier", revision=str(revision)),
        )
    if decision.date > parse_day(None):
        session.say(Message("{date} lies ahead: planctl check says so until then", date=decision.date))
    _say_errors(session, plan.file)
    session.say(Message("commit it, so that what was decided can be found again: git commit"))


def _say_errors(session: Session, file: str) -> None:
    """What the rules find wrong in what was decided: that is to be mended by a decision too."""
    from planctl.rules.check import check

    found = check(session.root(), parse_day(None))
    errors = sum(diagnostic.severity is Severity.ERROR and diagnostic.file == file for diagnostic in found)
    if errors:
        session.say(
            Plural(
                "{n} error stands in what was decided: planctl check {file}",
                "{n} errors stand in what was decided: planctl check {file}",
                n=errors,
                file=file,
            )
        )
