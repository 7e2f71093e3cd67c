"""A repository of git as planctl reads it: commits, the files in them, and the contents of those, all without touching the working tree."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.content import MAX_BYTES
from planctl.source.git.command import GitError, answer, answer_if_any, git, text_of

_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LINK = "120000"
_REMOTES_OWN = "origin/HEAD"
_MAIN_BRANCHES = (_REMOTES_OWN, "main", "master", "origin/main", "origin/master")


class TreeFile(NamedTuple):
    """A file in a commit. `path` is from the top of the repository, with forward slashes; `size` in bytes."""

    path: str
    id: str
    size: int
    is_link: bool


class Repository:
    """The repository around a place.

    Raises:
        GitError: there is none, or git is missing.
    """

    def __init__(self, place: Path) -> None:
        self.place = nearest_folder(place)
        try:
            bare, self.prefix = self._said("rev-parse", "--is-bare-repository", "--show-prefix").split("\n")[:2]
        except GitError as error:
            raise told_of_place(place, error) from error
        self.is_bare = bare == "true"
        self._contents: dict[str, bytes] = {}
        self._lists: dict[str, list[bytes]] = {}

    def _said(self, *arguments: str) -> str:
        """What git answers here."""
        return answer(self.place, *arguments)

    def path_of(self, place: Path) -> str:
        """The path of a place, which need not be there, from the top of the repository; "" for the top."""
        if self.is_bare:
            below = os.path.relpath(os.path.realpath(place), os.path.realpath(self.top)).replace(os.sep, "/")
            return "" if below == os.curdir or below.split("/")[0] == os.pardir else below
        existing = nearest_folder(place)
        prefix = answer(existing, "rev-parse", "--show-prefix")
        below = os.path.relpath(place, existing).replace(os.sep, "/")
        path = posixpath.normpath(prefix + below)
        return "" if path == os.curdir else path

    @cached_property
    def top(self) -> Path:
        """The folder of the working tree, as one would write it from here; of a bare repository, the folder of git itself."""
        if self.is_bare:
            top = self._said("rev-parse", "--absolute-git-dir")
        else:
            up = [os.pardir] * len(PurePosixPath(self.prefix).parts)
            top = os.path.normpath(os.path.join(os.path.realpath(self.place), *up))  # noqa: PTH118 - the parts are git's
        return Path(top if self.place.is_absolute() else os.path.relpath(top))

    def commit(self, revision: str) -> str:
        """The full name of the commit that a revision means.

        Raises:
            PlanctlError: there is no such revision.
        """
        if not revision.strip():
            raise PlanctlError(Message("the revision is empty"), Message("write for example {example}", example="HEAD~1"))
        if revision.startswith("-") or not revision.isprintable():
            raise self._unknown(revision)
        found = self._finds(revision)
        if not _HASH.fullmatch(found):
            raise self._unknown(revision)
        return found

    def _unknown(self, revision: str) -> PlanctlError:
        commit = Message("commit the plans first: git commit")
        if self.is_empty():
            return PlanctlError(Message("nothing has been committed in this repository yet"), commit)
        if revision == "HEAD":
            return PlanctlError(Message("nothing has been committed on this branch yet"), commit)
        return PlanctlError(Message("there is no revision {revision}", revision=revision), self._hint(revision))

    def _hint(self, revision: str) -> Message:
        name, colon, folder = revision.partition(":")
        if colon and name and folder and self._finds(name):
            return Message("write the revision alone, {revision}, and name the folder with -C {folder}", revision=name, folder=folder)
        if self.is_shallow:
            return Message("the clone holds only the last part of the history: git fetch --unshallow brings all of it")
        return Message("git log --oneline shows the revisions there are; a branch of a colleague comes with git fetch")

    @property
    def is_shallow(self) -> bool:
        """Whether the clone holds only the last part of the history."""
        return self._said("rev-parse", "--is-shallow-repository") == "true"

    def is_empty(self) -> bool:
        """Whether there is no commit at all."""
        return not self._said("rev-list", "--all", "--max-count=1") and not self._finds("HEAD")

    def _finds(self, revision: str) -> str:
        """The commit of a name that may not be there; "" then."""
        wanted = revision if revision.startswith(":/") else f"{revision}^{{commit}}"  # what follows `:/` is looked for as it stands
        return answer_if_any(self.place, "rev-parse", "--verify", "--quiet", wanted) or ""

    def merge_base(self, one: str, other: str) -> str:
        """Where two commits parted.

        Raises:
            PlanctlError: they have nothing in common, as far as the clone reaches.
        """
        try:
            return self._said("merge-base", one, other)
        except GitError as error:
            message = Message("{one} and {other} have no commit in common", one=one[:10], other=other[:10])
            raise PlanctlError(message, Message("where the clone is shallow, git fetch --unshallow brings the rest")) from error

    def main_branch(self) -> str:
        """The commit of the branch that others merge into: the remote's own, else main or master, else the only branch there is.

        Raises:
            PlanctlError: nothing is committed, or none of these is there, as in what a CI service has cloned.
        """
        head = self.commit("HEAD")
        names = [name for name in _MAIN_BRANCHES if name != _REMOTES_OWN or not self._has_one_branch()]
        if found := next((found for name in names if (found := self._finds(name))), ""):
            return found
        if self._said("for-each-ref", "--format=%(objectname)", "refs/heads", "refs/remotes") == head:
            return head
        raise PlanctlError(
            Message("there is no branch main or master here to compare with"),
            Message("name the revision: planctl diff REVISION; a branch that the clone lacks comes with git fetch"),
        )

    def _has_one_branch(self) -> bool:
        """Whether the clone holds one branch of the remote alone: git then takes it for the remote's own, whatever branch it is."""
        try:
            fetched = self._said("config", "--get-all", "remote.origin.fetch")
        except GitError:  # there is no such setting
            return False
        return "*" not in fetched

    def files(self, commit: str) -> list[TreeFile]:
        """All files of a commit; those of submodules are not among them."""
        return [_tree_file(line) for line in self._listed(commit) if not _is_submodule(line)]

    def submodules(self, commit: str) -> dict[str, str]:
        """The submodules of a commit: their paths, and the names of their own commits."""
        found = (line.split(b"\t", 1) for line in self._listed(commit) if _is_submodule(line))
        return {text_of(path): about.split()[2].decode() for about, path in found}

    def _listed(self, commit: str) -> list[bytes]:
        if commit not in self._lists:
            listed = git(self.place, "ls-tree", "-r", "-l", "-z", "--full-tree", commit).split(b"\0")
            kept = list(self._lists.items())[-1:]  # two commits are held against each other
            self._lists = {**dict(kept), commit: [line for line in listed if line]}
        return self._lists[commit]

    def contents(self, ids: Sequence[str]) -> dict[str, bytes]:
        """The contents of files by their ids, all in one run of git; those larger than any plan are left out.

        They are remembered: most files are the same in two revisions.
        """
        wanted = [id_ for id_ in dict.fromkeys(ids) if id_ not in self._contents]
        if wanted:
            output = git(self.place, "cat-file", "--batch", given="".join(f"{id_}\n" for id_ in wanted).encode())
            self._contents |= _batch(output)
        return {id_: self._contents[id_] for id_ in ids if id_ in self._contents}


def nearest_folder(place: Path) -> Path:
    """The place, or the nearest folder above it that is there."""
    return next(path for path in (place, *place.parents, *place.absolute().parents) if path.is_dir())


def _is_submodule(line: bytes) -> bool:
    return b" commit " in line.partition(b"\t")[0]


def _tree_file(line: bytes) -> TreeFile:
    about, path = line.split(b"\t", 1)
    mode, _kind, id_, size = about.decode().split()
    return TreeFile(text_of(path), id_, int(size), mode == _LINK)


def _batch(output: bytes) -> Iterator[tuple[str, bytes]]:
    """What `cat-file --batch` writes: a line with id, kind and size, then the content and a line break."""
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        words = output[at:end].decode().split()
        at = end + 1
        if words[-1] == "missing":
            continue
        size = int(words[2])
        if size <= MAX_BYTES:
            yield words[0], output[at : at + size]
        at += size + 1


def told_of_place(place: Path, error: GitError) -> GitError:
    """An error of git with the place that has no repository, or no files in it, where that is the error."""
    if error.is_outside:
        message = Message("{path} is not in a repository of git", path=os.fspath(place))
        return GitError(message, Message("git init makes one; planctl init does it with all that belongs to it"), error.said)
    if error.is_without_files:
        message = Message("the repository of git at {path} is bare: it has no files beside it", path=os.fspath(place))
        return GitError(message, Message("clone it, and go to the clone"), error.said)
    return error
