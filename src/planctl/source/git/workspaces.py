"""Workspaces as they were at a revision, read from git's objects: no file of the working tree is looked at or touched."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from planctl.diagnostics import Problem
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.content import MAX_BYTES, dangling, folder_as_file, too_large
from planctl.source.discover import no_file_of
from planctl.source.git.links import resolved
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
    """One commit: its files, where its links lead, and the folders of its organisations."""

    def __init__(self, repository: Repository, commit: str, name: str) -> None:
        self.repository, self.commit, self.name = repository, commit, name
        everything = repository.files(commit)
        links = [file for file in everything if file.is_link]
        raw = repository.contents([file.id for file in links])
        self.links = {file.path: raw.get(file.id, b"").decode("utf-8", "surrogateescape") for file in links}
        self.by_path = {file.path: file for file in everything if not file.is_link}
        known = [*self.by_path, *self.links]
        self.yaml = [path for path in self.by_path if is_yaml(path)]
        self.tree = {folder for path in known for folder in _above(path)}
        self.folders = sorted({posixpath.dirname(path) for path in known if posixpath.basename(path) == ORGANISATION})

    def led_to(self, path: str, place: Path) -> list[Root]:
        if path and path not in self.tree and path not in self.by_path and path not in self.links:
            message = Message("{path} does not exist at {revision}", path=name_of(place), revision=self.name)
            raise PlanctlError(message, self._hint())
        found = self.below_or_around(path)
        if not found:
            message = Message("no organisation.yaml found in or above {path} at {revision}", path=name_of(place), revision=self.name)
            raise PlanctlError(message, self._hint_of_submodules(path) or self._hint())
        if path and path not in self.tree and self._place(path) not in found[0].files:
            raise no_file_of(found[0], place)
        return found

    def _hint(self) -> Message:
        return Message("see what was there then: git ls-tree -r --name-only {revision}", revision=self.name)

    def _hint_of_submodules(self, path: str) -> Message | None:
        found = tuple(name_of(self._place(inner)) for inner in self.repository.submodules(self.commit) if _is_in(inner, path))
        return Message("what lies in a submodule has revisions of its own: name it with -C: {folders}", folders=found) if found else None

    def below_or_around(self, path: str) -> list[Root]:
        below = [folder for folder in self.folders if _is_in(folder, path) and self._is_reached(folder, path)]
        folders = below or [folder for folder in self.folders if _is_in(path, folder)][-1:]
        return [self._root(folder) for folder in sorted(folders, key=lambda folder: folder.split("/"))]

    def _is_reached(self, folder: str, path: str) -> bool:
        """Whether one comes to a workspace from a path: not through hidden folders, nor what the workspaces on the way do not take."""
        outer = next((other for other in reversed(self.folders) if other != folder and _is_in(folder, other) and _is_in(other, path)), None)
        if outer is None:
            return not any(part.startswith(".") for part in _parts(folder, path))
        return _belongs(f"{folder}/", outer) and self._is_reached(outer, path)

    def _root(self, folder: str) -> Root:
        """The workspace of a folder, down to the next one below it."""
        inner = [other for other in self.folders if other != folder and _is_in(other, folder)]

        def owned(paths: Iterable[str]) -> list[str]:
            return [path for path in paths if _belongs(path, folder) and not any(_is_in(path, other) for other in inner)]

        files: dict[str, TreeFile | Problem] = {path: self.by_path[path] for path in owned(self.yaml)}
        taken, problems = {folder, *files, *owned(self.tree)}, self._folders_as_files(folder, inner)
        for link in owned(self.links):
            target = resolved(link, self.links)
            if is_yaml(link) or target in self.tree:
                if target is None or not _is_in(target, folder):
                    problems.append(link_out(self._place(link)))
                elif target not in taken:
                    taken.add(target)
                    files |= self._linked(link, target)
        contents = self._contents(files)
        return Root(self._place(folder), tuple(sorted(contents, key=os.fspath)), tuple(problems), contents)

    def _linked(self, link: str, target: str) -> dict[str, TreeFile | Problem]:
        """What a link inside a workspace brings into it: a file, or those of a folder that is not walked through anyhow."""
        if target in self.by_path:
            return {link: self.by_path[target]}
        if target not in self.tree:
            return {link: dangling(name_of(self._place(link)), self.links[link])}
        below = [path for path in self.yaml if path.startswith(f"{target}/")]
        inner = [folder for folder in self.folders if _is_in(folder, target)]
        mine = [path for path in below if _is_taken(_parts(path, target)) and not any(_is_in(path, folder) for folder in inner)]
        return {link + path[len(target) :]: self.by_path[path] for path in mine}

    def _folders_as_files(self, folder: str, inner: Sequence[str]) -> list[Problem]:
        known = [path for path in sorted(self.tree) if path != folder and is_yaml(path) and _belongs(path, folder)]
        found = [path for path in known if not any(_is_in(path, other) and path != other for other in inner)]
        return [folder_as_file(name_of(self._place(path))) for path in found]

    def _place(self, path: str) -> Path:
        return self.repository.top / path

    def _contents(self, files: Mapping[str, TreeFile | Problem]) -> dict[Path, bytes | Problem]:
        wanted = [file.id for file in files.values() if isinstance(file, TreeFile) and file.size <= MAX_BYTES]
        raw = self.repository.contents(wanted)
        return {self._place(path): self._content(path, file, raw) for path, file in files.items()}

    def _content(self, path: str, file: TreeFile | Problem, raw: Mapping[str, bytes]) -> bytes | Problem:
        if isinstance(file, Problem):
            return file
        return raw[file.id] if file.id in raw else too_large(name_of(self._place(path)), file.size)


def _above(path: str) -> Iterator[str]:
    """All folders that a path lies in, below the top."""
    while path := posixpath.dirname(path):
        yield path


def _is_in(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")


def _parts(path: str, above: str) -> list[str]:
    return path[len(above) :].lstrip("/").split("/")


def _belongs(path: str, folder: str) -> bool:
    """Whether a workspace takes what is below its folder: not from hidden folders, nor from its own templates."""
    parts = _parts(path, folder)
    return _is_in(path, folder) and parts[0] != TEMPLATES and _is_taken(parts)


def _is_taken(parts: Sequence[str]) -> bool:
    """Whether a walk comes to a path: nothing in it is hidden, and no folder has the name of a file."""
    return not any(part.startswith(".") for part in parts) and not any(is_yaml(part) for part in parts[:-1])
