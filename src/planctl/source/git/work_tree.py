"""The working tree of a repository: where its top is, and what git is set to do with the files in it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from planctl.source.git.command import GitError, answer, answer_if_any
from planctl.source.git.repository import nearest_folder, told_of_place

_SECONDS = 20


class WorkTree:
    """The working tree with a top, as git's settings and attributes are told of there."""

    def __init__(self, top: Path) -> None:
        self.top = top

    @classmethod
    def around(cls, folder: Path) -> WorkTree:
        """The one that a folder, which need not be there, lies in.

        Raises:
            GitError: there is none, it belongs to another user, or git is missing.
        """
        try:
            return cls(Path(answer(nearest_folder(folder), "rev-parse", "--show-toplevel", seconds=_SECONDS)))
        except GitError as error:
            raise told_of_place(folder, error) from error

    @property
    def hooks(self) -> Path:
        """The folder of the hooks that git runs."""
        return self.top / (answer_if_any(self.top, "rev-parse", "--git-path", "hooks", seconds=_SECONDS) or ".git/hooks")

    def setting(self, name: str) -> str | None:
        """What git is set to, wherever that is set."""
        return answer_if_any(self.top, "config", "--get", name, seconds=_SECONDS)

    def attributes(self, name: str, files: Sequence[Path]) -> dict[Path, str]:
        """What .gitattributes give each file for an attribute: a word, or `unspecified`, `set` or `unset`."""
        if not files:
            return {}
        top = self.top.resolve()
        paths = "\0".join(Path(os.path.relpath(path.parent.resolve() / path.name, top)).as_posix() for path in files)
        said = answer_if_any(self.top, "check-attr", "-z", "--stdin", name, given=paths + "\0", seconds=_SECONDS)
        return dict(zip(files, (said or "").split("\0")[2::3], strict=False))


def git_version() -> str:
    """The version of the git on this computer.

    Raises:
        GitError: there is none.
    """
    return answer(Path(), "--version", seconds=_SECONDS).removeprefix("git version ")
