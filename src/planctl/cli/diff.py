"""`planctl diff`: what differs between two revisions in meaning, and what that does to the traffic lights."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planctl.cli.day import parse_day
from planctl.cli.session import Session, say
from planctl.cli.texts import _
from planctl.cli.words import one_of
from planctl.errors import ExitCode, PlanctlError
from planctl.message import Message
from planctl.render.revisions.formats import FORMATS, format_named

if TYPE_CHECKING:
    from planctl.source.git.repository import Repository
    from planctl.source.walk import Root


def diff(
    context: typer.Context,
    base: Annotated[
        str | None,
        typer.Argument(metavar=_("BASE"), help=_("The revision to start from; else where the main branch was left."), show_default=False),
    ] = None,
    head: Annotated[
        str | None,
        typer.Argument(metavar=_("HEAD"), help=_("The revision to compare with; else the files as they are."), show_default=False),
    ] = None,
    period: Annotated[
        str,
        typer.Option(metavar=_("PERIOD"), help=_("The follow-up: 2026-T2 or 2026; else the latest that has ended."), show_default=False),
    ] = "",
    as_of: Annotated[str | None, typer.Option(metavar=_("DATE"), help=_("The day to look from; else today."))] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar=_("EVENT,…"),
            help=_(
                "End with exit code 1 where one of these has happened: lowered, raised, ambition, decided, added, removed, renamed, "
                "moved, changed, outcomes, worse, broken, any."
            ),
        ),
    ] = None,
    format_: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help=_("How to write it."))] = FORMATS[0],
) -> None:
    from planctl.revisions.diff import diffs
    from planctl.source.git.repository import Repository

    session: Session = context.obj
    show, day, failing = format_named(one_of(FORMATS, format_, "--format")), parse_day(as_of), _events(fail_on)
    repository = Repository(session.directory)
    before, after, names = _sides(session, repository, base, head)
    language = session.language_for(after or before)
    found = diffs(before, after, names, period, day)
    happened = {event for known in found for event in known.events()}
    unread = bool(failing) and any(known.unread for known in found)  # what can't be read may hold any of them
    session.exit_code = ExitCode.FINDINGS if failing & happened or unread else ExitCode.FINE
    show(found, language, sys.stdout)


def _events(text: str | None) -> frozenset[str]:
    """The words of --fail-on; an empty one, as from a variable that is not set, must not let everything pass."""
    from planctl.revisions.differences import EVENTS

    words = [word for word in ((text or "").split(",")) if word.strip()]
    if text is not None and not words:
        raise PlanctlError(Message("--fail-on names no event"), Message("write for example {example}", example="--fail-on lowered,decided"))
    return frozenset(one_of(EVENTS, word.strip(), "--fail-on") for word in words)


def _sides(session: Session, repository: Repository, base: str | None, head: str | None) -> tuple[list[Root], list[Root], tuple[str, str]]:
    """The workspaces of both sides, and what to call the revisions; the working tree has no name."""
    from planctl.source.discover import no_workspace
    from planctl.source.git.workspaces import workspaces_of

    place = session.directory
    later = repository.commit("HEAD" if head is None else head) if head is not None or repository.is_bare else ""
    if base is None:
        earlier = repository.merge_base(repository.main_branch(), later or repository.commit("HEAD"))
    else:
        earlier = repository.commit(base)
    before = workspaces_of(repository, earlier, place)
    after, inner = (workspaces_of(repository, later, place), []) if later else _in_folders(session, repository, before)
    untold = list(_untold(repository, place, (earlier, later), inner))
    if not before and not after:
        raise PlanctlError(untold[0]) if untold else no_workspace(place)
    for message in untold:
        say(message, session.language_for(after or before))
    return before, after, (_name(base, earlier), _name(head, later))


def _name(said: str | None, commit: str) -> str:
    """What a revision is called: as it was said, but for the whole name of a commit, as CI has it."""
    return commit[:10] if said in (None, commit) else str(said)


def _in_folders(session: Session, repository: Repository, before: list[Root]) -> tuple[list[Root], list[str]]:
    """The workspaces as they are, and what repositories inside this one hold some of their files; none is no error where all that there
    were before are gone.
    """
    from planctl.source.git.inner import without_inner

    try:
        return without_inner(repository, session.roots([session.directory]))
    except PlanctlError:
        if not before or any(root.organisation.exists() for root in before):
            raise
        return [], []


def _untold(repository: Repository, place: Path, commits: tuple[str, str], inner: list[str]) -> Iterator[Message]:
    """What repositories inside this one have to say for themselves: those that hold plans, or between two commits, submodules that
    have changed.
    """
    from planctl.source.walk import name_of

    old, new = (repository.submodules(commit) if commit else {} for commit in commits)
    if commits[1]:
        below = f"{repository.path_of(place)}/".lstrip("/")
        inner = [path for path in {**old, **new} if old.get(path) != new.get(path) and path.startswith(below)]
    for path in inner:
        yield Message(
            "{folder} is a repository of its own, a submodule: what has changed in it is told by {command}",
            folder=(folder := name_of(repository.top / path)),
            command=" ".join(["planctl -C", shlex.quote(folder), "diff", *(names[path][:10] for names in (old, new) if path in names)]),
        )
