"""The revision of a folder in git, where it lies in git and git is at hand."""

from __future__ import annotations

from pathlib import Path

from planctl.source.git.command import GitError, answer
from planctl.source.git.repository import Repository

_SECONDS = 10


def revision(folder: Path) -> str | None:
    """The last commit that changed anything in a folder, with a plus where its files are not as committed; None without git or commits."""
    try:
        last = answer(folder, "log", "-1", "--format=%h", "--abbrev=10", "--", ".", seconds=_SECONDS)
        changed = last and answer(folder, "status", "--porcelain", "--untracked-files=no", "--", ".", seconds=_SECONDS)
    except GitError:
        return None
    return f"{last}+" if changed else last or None


def revision_at(revision: str, place: Path, folder: Path) -> str:
    """The last commit up to a revision that changed anything in a folder, which need not be there; `place` lies in the repository.

    Raises:
        PlanctlError: no repository, or no such revision.
    """
    repository = Repository(place)
    last = ("log", "-1", "--format=%h", "--abbrev=10", repository.commit(revision))
    return answer(repository.place, *last, "--", f":(top,literal){repository.path_of(folder)}", seconds=_SECONDS)
