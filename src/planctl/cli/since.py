"""`check --since`: only what a change has to do with."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planctl.diagnostics import Diagnostic
from planctl.message import Message
from planctl.rules.check import Checked, Choice, check_all

if TYPE_CHECKING:
    from planctl.source.walk import Root


def since(checked: Checked, revision: str, places: Sequence[Path], as_of: datetime.date, choice: Choice, at: str | None = None) -> Checked:
    """The findings at lines that were changed after a revision was left, and those that were not there then, wherever they stand: what a
    change breaks elsewhere concerns it too.

    Raises:
        PlanctlError: there is no such revision.
    """
    from planctl.source.git.repository import Repository
    from planctl.source.git.touched import touched
    from planctl.source.git.workspaces import workspaces_of
    from planctl.source.walk import name_of

    repository = Repository(places[0])
    head = repository.commit("HEAD" if at is None else at)
    base = repository.merge_base(repository.commit(revision), head)
    lines = {name_of(repository.top / path): found for path, found in touched(repository, base, "" if at is None else head).items()}
    before: list[Root] = [root for place in places for root in workspaces_of(repository, base, place)]
    known = {_identity(diagnostic) for diagnostic in check_all(before, as_of, choice).diagnostics}

    def concerns(diagnostic: Diagnostic) -> bool:
        start, end = diagnostic.span
        changed = any(stretch.meets(start.line, end.line) for stretch in lines.get(diagnostic.file, ()))
        return changed or _identity(diagnostic) not in known

    new = [diagnostic for diagnostic in checked.diagnostics if concerns(diagnostic)]
    return Checked(checked.files, new, revision, len(checked.diagnostics) - len(new))


def inner_repositories(places: Sequence[Path], roots: Sequence[Root]) -> Iterator[Message]:
    """What is to be said of files that belong to repositories inside the one of the places: its revisions know nothing of them."""
    from planctl.source.git.inner import without_inner
    from planctl.source.git.repository import Repository
    from planctl.source.walk import name_of

    repository = Repository(places[0])
    for path in without_inner(repository, roots)[1]:
        yield Message(
            "{folder} is a repository of its own, a submodule: what is wrong there is shown, new or not; name it with -C",
            folder=name_of(repository.top / path),
        )


def _identity(diagnostic: Diagnostic) -> tuple[str, ...]:
    return (diagnostic.code, diagnostic.file, diagnostic.address, repr(diagnostic.message))
