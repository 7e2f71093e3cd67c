"""`planctl merge install`: has git merge plans with planctl."""

from __future__ import annotations

from planctl.cli.session import Session
from planctl.message import Message


def install(session: Session, everywhere: bool) -> None:
    """Sets git up, and says what it has done.

    Raises:
        GitError: there is no git, or no repository to set up.
    """
    from planctl.setup.install import set_up
    from planctl.source.git.command import GitError
    from planctl.source.git.work_tree import WorkTree

    tree = None
    try:
        tree = WorkTree.around(session.directory.absolute())
    except GitError as error:
        if not (everywhere and error.is_without_files):
            raise
    done = set_up(tree, everywhere, session.language.text)
    for message in done or [Message("git is set up already: nothing was changed")]:
        print(session.language.text(message))  # noqa: T201
