"""Workspaces as they were at a revision, read from git's objects: no file of the working tree is looked at or touched."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from planctl.diagnostics import Problem
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.content import MAX_BYTES, too_large
from planctl.source.git.repository import Repository, TreeFile
from planctl.source.walk import ORGANISATION, TEMPLATES, Root, is_yaml, link_out, name_of


def workspaces_at(revision: str, places: Sequence[Path]) -> list[Root]:
    """The workspaces that the places lead to at a revision, as `find_workspaces` finds them in folders.

    Raises:
        PlanctlError: no repository, no such revision, or no workspace there.
    """
    found: dict[Path, Root] = {}
    for place in places:
        repository = Repository(place)
        for root in _Revision(repository, repository.commit(revision), revision).led_to(repository.path_of(place), place):
            found.setdefault(root.folder, root)
    return list(found.values())


def workspaces_of(repository: Repository, commit: str, place: Path) -> list[Root]:
    """As `workspaces_at`, of a commit that is known; no workspace is no error here: it may be about to begin."""
    return _Revision(repository, commit, commit).below_or_around(repository.path_of(place))


class _Revision:
    """One commit: its YAML files, and the folders of its organisations."""

    def __init__(self, repository: Repository, commit: str, name: str) -> None:
        self.repository, self.name = repository, name
        self.files = [file for file in repository.files(commit) if is_yaml(file.path)]
        self.by_path = {file.path: file for file in self.files}
        self.folders = sorted({posixpath.dirname(path) for path in self.by_path if posixpath.basename(path) == ORGANISATION})

    def led_to(self, path: str, place: Path) -> list[Root]:
        found = self.below_or_around(path)
        if not found:
            message = Message("no organisation.yaml found in or above {path} at {revision}", path=name_of(place), revision=self.name)
            raise PlanctlError(message, Message("see what was there then: git ls-tree -r --name-only {revision}", revision=self.name))
        return found

    def below_or_around(self, path: str) -> list[Root]:
        below = [folder for folder in self.folders if _is_in(folder, path) and not _is_hidden(folder, path)]
        folders = below or [folder for folder in self.folders if _is_in(path, folder)][-1:]
        return [self._root(folder) for folder in folders]

    def _root(self, folder: str) -> Root:
        """The workspace of a folder, down to the next one below it."""
        inner = [other for other in self.folders if other != folder and _is_in(other, folder)]
        owned = [file for file in self.files if _belongs(file.path, folder) and not any(_is_in(file.path, other) for other in inner)]
        links = {file.path: target for file, target in self._targets(owned)}
        outward = tuple(link_out(self._place(link)) for link, target in links.items() if not _is_in(target, folder))
        hidden = {link: self.by_path[target] for link, target in links.items() if _is_in(target, folder) and target in self.by_path}
        taken = {file.path: file for file in owned if file.path not in links}
        taken |= {link: file for link, file in hidden.items() if file not in owned and not file.is_link}
        contents = self._contents(taken)
        return Root(self._place(folder), tuple(sorted(contents)), outward, contents)

    def _place(self, path: str) -> Path:
        return self.repository.top / path

    def _contents(self, files: Mapping[str, TreeFile]) -> dict[Path, bytes | Problem]:
        raw = self.repository.contents([file.id for file in files.values() if file.size <= MAX_BYTES])
        return {
            (place := self._place(path)): raw[file.id] if file.id in raw else too_large(name_of(place), file.size)
            for path, file in files.items()
        }

    def _targets(self, files: Iterable[TreeFile]) -> Iterator[tuple[TreeFile, str]]:
        """The links among the files, and where they lead."""
        links = [file for file in files if file.is_link]
        raw = self.repository.contents([file.id for file in links])
        for file in links:
            target = raw[file.id].decode("utf-8", "surrogateescape").replace(os.sep, "/")
            yield file, posixpath.normpath(posixpath.join(posixpath.dirname(file.path), target))


def _is_in(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")


def _belongs(path: str, folder: str) -> bool:
    """Whether a workspace takes a file below its folder: not from hidden folders, nor from its own templates."""
    if not _is_in(path, folder):
        return False
    below = path[len(folder) :].lstrip("/").split("/")
    return below[0] != TEMPLATES and not any(part.startswith(".") for part in below)


def _is_hidden(folder: str, above: str) -> bool:
    return any(part.startswith(".") for part in folder[len(above) :].lstrip("/").split("/"))
