"""The commits that changed files, with the contents' ids before and after: what a history is read from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planctl.source.git.command import git, text_of
from planctl.source.git.repository import Repository

_ABSENT = frozenset("0")
_FORMAT = "%x01%H%n%aI%n%an%n%s"
_PLAIN = ("--encoding=UTF-8", "--no-color", "--no-show-signature")
"""Against what a user's settings of git would put into the output, or take from it."""


class FileChange(NamedTuple):
    """A file that a commit changed: the ids of its contents in each parent and in the commit; "" where it is not there."""

    path: str
    before: tuple[str, ...]
    after: str


class Commit(NamedTuple):
    """A commit: who made it and when, as git has it."""

    id: str
    author: str
    date: str
    """With time and zone, ISO 8601; "" where git can't tell."""
    subject: str
    changes: tuple[FileChange, ...] = ()


def log(repository: Repository, until: str, folder: str) -> list[Commit]:
    """The commits up to one that changed anything in a folder, the newest first. Of a merge, what differs from all of its parents."""
    paths = ("--", f":(top,literal){folder}") if folder else ()
    arguments = ("log", f"--format={_FORMAT}", *_PLAIN, "--raw", "-c", "--no-abbrev", "--no-renames", "-z", until, *paths)
    tokens = text_of(git(repository.place, "-c", "log.showRoot=true", *arguments)).split("\0")
    return list(_commits(iter(tokens)))


def _commits(tokens: Iterator[str]) -> Iterator[Commit]:
    commit: Commit | None = None
    changes: list[FileChange] = []
    for token in tokens:
        text = token.lstrip("\n")
        if text.startswith("\x01"):
            if commit:
                yield commit._replace(changes=tuple(changes))
            id_, date, author, subject = text[1:].split("\n", 3)
            commit, changes = Commit(id_, author, date, subject), []
        elif text.startswith(":"):
            changes.append(_change(text, next(tokens)))
    if commit:
        yield commit._replace(changes=tuple(changes))


def _change(about: str, path: str) -> FileChange:
    """`:mode mode id id A`, with one colon, mode and id more for each further parent."""
    parents = len(about) - len(about.lstrip(":"))
    ids = ["" if _ABSENT.issuperset(id_) else id_ for id_ in about.split()[parents + 1 : 2 * parents + 2]]
    return FileChange(path, tuple(ids[:-1]), ids[-1])
