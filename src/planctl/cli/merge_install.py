"""`planctl merge install`: has git merge plans with planctl."""

from __future__ import annotations

from planctl.cli.session import Session
from planctl.errors import PlanctlError
from planctl.message import Message


def install(session: Session, everywhere: bool) -> None:
    """Sets git up, and says what it has done.

    Raises:
        PlanctlError: there is no git, or no repository to set up.
    """
    from planctl.revisions.merge.install import WorkTree, git_version, set_up

    if git_version() is None:
        raise PlanctlError(Message("there is no git on this computer"), Message("install git: https://git-scm.com"))
    repository = WorkTree.around(session.directory)
    if repository is None and not everywhere:
        message = Message("{path} does not lie in a git repository with files", path=str(session.directory.absolute()))
        raise PlanctlError(message, Message("run git init in the folder of the workspace first"))
    done = set_up(repository, everywhere, session.language.text)
    for message in done or [Message("git is set up already: nothing was changed")]:
        print(session.language.text(message))  # noqa: T201
