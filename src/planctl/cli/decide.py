"""`planctl decide`: record that a plan was decided, and what was decided."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.day import parse_day
from planctl.cli.session import Session
from planctl.cli.texts import _
from planctl.errors import PlanctlError
from planctl.message import Message

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
        plan = plan_to_decide(unit_of(workspace, unit), years)
        if is_decided_so(plan, decision):
            _say(session, workspace, Message("{file} records this decision already", file=plan.file))
            return
        _record(session, workspace, plan, decision)


def _record(session: Session, workspace: Workspace, plan: PlanEntry, decision: NewDecision) -> None:
    """Writes the decision into the plan's file.

    Raises:
        PlanctlError: there are errors in the file, or it can't be edited without loss.
    """
    from planctl.revisions.decide import changes
    from planctl.source.editing.edit import UneditableError, edited
    from planctl.source.writing.write import write_files

    if any(problem.file == plan.file for problem in workspace.problems):
        raise PlanctlError(
            Message("{file} has errors, and a plan with errors can't be decided", file=plan.file),
            Message("mend what planctl check {file} finds", file=plan.file),
        )
    path = workspace.sources[plan.file]
    raw = path.read_bytes()
    made = changes(plan, decision)
    try:
        new = edited(raw, made)
    except UneditableError as error:
        raise error.in_file(plan.file) from error
    write_files(workspace.folder, {path: new}, {path: raw})
    revision = next((change.value for change in made if change.path[-1] == "revision"), None)
    _say(session, workspace, Message("{file}: the decision is recorded, with a hash of what was decided", file=plan.file))
    if revision is not None:
        _say(
            session,
            workspace,
            Message("it is revision {revision}; the earlier decision stands under document.earlier", revision=str(revision)),
        )
    _say(session, workspace, Message("commit it, so that what was decided can be found again: git commit"))


def _say(session: Session, workspace: Workspace, message: Message) -> None:
    print(session.language_in(workspace).text(message), file=sys.stderr)  # noqa: T201
