"""The revision of a folder in git, where it lies in git and git is at hand."""

from __future__ import annotations

from pathlib import Path

from planctl.source.git.command import GitError, git

_SECONDS = 10


def revision(folder: Path) -> str | None:
    """The last commit that changed anything in a folder, with a plus where its files are not as committed; None without git or commits."""
    try:
        last = _said(folder, "log", "-1", "--format=%h", "--abbrev=10", "--", ".")
        changed = last and _said(folder, "status", "--porcelain", "--untracked-files=no", "--", ".")
    except GitError:
        return None
    return f"{last}+" if changed else last or None


def _said(folder: Path, *arguments: str) -> str:
    return git(folder, *arguments, seconds=_SECONDS).decode(errors="replace").strip()
