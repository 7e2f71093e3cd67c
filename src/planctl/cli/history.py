"""`planctl history`: how one thing's definition and its outcomes have changed over the commits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.session import Session, say
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.nearest import did_you_mean

if TYPE_CHECKING:
    from planctl.workspace.workspace import Workspace

FORMATS = ("human", "json")


def history(
    context: typer.Context,
    address: Annotated[
        str,
        typer.Argument(
            metavar=_("ADDRESS"), help=_("Whose history: personal/sjukfranvaro, an id alone, or a unit for its plan and decisions.")
        ),
    ],
    field: Annotated[str, typer.Option(metavar=_("FIELD"), help=_("Only this field: target, thresholds, title, value."))] = "",
    at: Annotated[str | None, typer.Option(metavar=_("REVISION"), help=_("Up to a revision of git; else HEAD."))] = None,
    format_: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help=_("How to write it."))] = FORMATS[0],
) -> None:
    from planctl.render.revisions.history import history_json, show_history
    from planctl.revisions.asked import fields_to_ask_for, first_part, narrowed
    from planctl.revisions.history import history as events_of
    from planctl.source.git.repository import Repository
    from planctl.workspace.loading import load_or_stop

    session: Session = context.obj
    wanted = one_of(FORMATS, format_, "--format")
    repository = Repository(session.directory)
    until = repository.commit("HEAD" if at is None else at)
    session.at = "HEAD" if at is None and repository.is_bare else at
    workspaces = [load_or_stop(root) for root in session.roots()]
    workspace, whole = _found(workspaces, address)
    if session.at is None and (own := Repository(workspace.folder)).top != repository.top:  # it lies in a submodule
        repository, until = own, own.commit("HEAD")
    told = events_of(repository, repository.path_of(workspace.folder), whole, until)
    if not told.events:
        raise _unknown(workspaces, whole)
    if field and first_part(field) not in (known := fields_to_ask_for(told.events)):
        raise PlanctlError(Message("there is no field {field}", field=field), did_you_mean(field, known))
    language = session.language_in(workspace)
    if repository.is_shallow:
        message = Message(
            "the clone holds only the last part of the history: what was added first here may be older; {command} brings all of it",
            command="git fetch --unshallow",
        )
        say(message, language)
    shown = [narrow for event in told.events if (narrow := narrowed(event, field))] if field else told.events
    if wanted == "json":
        history_json(whole, told._replace(events=shown), sys.stdout)
    else:
        show_history(whole, told._replace(events=shown), language, sys.stdout)


def _found(workspaces: list[Workspace], address: str) -> tuple[Workspace, str]:
    """The workspace of an address, and the whole of it; what is not there any more may still have a history."""
    unit, slash, _id = address.partition("/")
    if slash:
        owner = next((known for known in workspaces if unit in known.units), workspaces[0])
        return owner, address
    owners = [known for known in workspaces if address in known.units]
    if owners:
        return owners[0], address
    matches = [(known, whole) for known in workspaces for whole in known.addresses() if whole.partition("/")[2] == address]
    if len(matches) == 1:
        return matches[0]
    if matches:
        message = Message("several units have {id}", id=address)
        raise PlanctlError(message, Message("write one of {addresses}", addresses=tuple(whole for _known, whole in matches)))
    raise _unknown(workspaces, address)


def _unknown(workspaces: list[Workspace], address: str) -> PlanctlError:
    known = [whole for workspace in workspaces for whole in workspace.addresses()]
    hint = did_you_mean(address, known) or Message("write the whole address, as in {example}", example="personal/sjukfranvaro")
    return PlanctlError(Message("no commit speaks of {address}", address=address), hint)
