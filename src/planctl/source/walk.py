"""Walks through folders and sorts their files into workspaces."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from planctl.diagnostics import START, Problem
from planctl.message import Message
from planctl.source import codes
from planctl.source.content import content, folder_as_file, unreadable
from planctl.source.reader import Source, read

ORGANISATION = "organisation.yaml"
TEMPLATES = "templates"
_ENDINGS = (".yaml", ".yml")


class Root(NamedTuple):
    """A workspace: its folder, its files in order, and what is wrong with those that can't be taken."""

    folder: Path
    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()
    contents: Mapping[Path, bytes | Problem] | None = None
    """What the files hold, for a workspace that is not read from its folder: one of an earlier revision."""

    @property
    def organisation(self) -> Path:
        return self.folder / ORGANISATION

    def name_of(self, path: Path) -> str:
        """What to call a file of the workspace."""
        return name_of(path)

    def content(self, path: Path) -> bytes | Problem:
        """The bytes of a file, or why they cannot be had."""
        return content(path, name_of(path)) if self.contents is None else self._held(path, self.contents)

    def read(self, path: Path, raw: bytes | Problem | None = None, *, trusting: bool = False) -> Source:
        """A file as data; `raw` is its content, where that is known already, and `trusting` as for `parse`."""
        if raw is None and self.contents is not None:
            raw = self._held(path, self.contents)
        return read(path, name_of(path), raw, trusting=trusting)

    def _held(self, path: Path, contents: Mapping[Path, bytes | Problem]) -> bytes | Problem:
        """What a file of an earlier revision holds. An organisation's file may be a link that is not followed."""
        return contents[path] if path in contents else unreadable(name_of(path), FileNotFoundError())


def name_of(path: Path | str) -> str:
    """A path as its user would write it, with forward slashes: from the working directory, unless it is a full path to elsewhere."""
    text = os.fspath(path)
    if text.startswith(os.pardir):
        text = os.path.relpath(text)
    elif os.path.isabs(text):  # noqa: PTH117 - asked of every file, and a Path takes ten times as long
        text = text.removeprefix(os.getcwd().rstrip(os.sep) + os.sep)  # noqa: PTH109 - as above
    return text.replace(os.sep, "/")


def content_in(roots: Sequence[Root]) -> Callable[[str], bytes | Problem]:
    """A function from the name that a file of these workspaces is shown with to its bytes."""
    held = {name_of(path): raw for root in roots for path, raw in (root.contents or {}).items()}
    return lambda file: held[file] if file in held else content(Path(file), file)


class Found:
    """A workspace while it is walked through."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.files: list[str] = []
        self.folders: list[str] = [folder]
        self.links: list[str] = []
        self.problems: list[Problem] = []

    def root(self) -> Root:
        """The workspace, when all of it has been walked through."""
        if self.links:
            self._follow_links()
        return Root(Path(self.folder), tuple(map(Path, sorted(self.files))), tuple(self.problems))

    def take(self, entry: "os.DirEntry[str]", path: str, top: bool) -> bool:
        """Takes in a file or a link; whether it is a folder to go through instead."""
        if entry.is_symlink():
            self.links.append(path)
        elif entry.is_dir():
            if not is_yaml(path):
                return not (top and entry.name == TEMPLATES)
            self.problems.append(folder_as_file(name_of(path)))
        elif is_yaml(path):
            self.files.append(path)
        return False

    def _follow_links(self) -> None:
        """Takes in what links lead to inside the workspace, unless it has been taken in already: so nothing goes round in circles."""
        top = Path(self.folder).resolve()
        seen = {Path(path).resolve() for path in self.files + self.folders}
        while self.links:
            link = Path(self.links.pop())
            target = Path(os.path.realpath(link))  # resolve() does not take links that lead to themselves
            if target in seen or not (target.is_dir() or is_yaml(link.name)):
                continue
            seen.add(target)
            if not target.is_relative_to(top):
                self.problems.append(link_out(link))
            elif not target.is_dir():
                self.files.append(os.fspath(link))
            elif not (target / ORGANISATION).is_file():
                seen |= self._follow_folder(os.fspath(link))

    def _follow_folder(self, link: str) -> set[Path]:
        """Walks through a folder that a link leads to: the real paths of all that is in it."""
        files, folders = len(self.files), len(self.folders)
        walk(link, nested=False, owner=self)
        return {Path(path).resolve() for path in self.files[files:] + self.folders[folders:]}


def walk(folder: str, *, nested: bool, owner: Found | None = None) -> list[Found]:
    """The workspaces in a folder and below it, in order of their paths. What lies in none of them belongs to the owner, if there is one.

    Without `nested`, workspaces inside a workspace are passed by.
    """
    found: list[Found] = []
    waiting = [(folder, owner)]
    while waiting:
        current, owner = waiting.pop()
        try:
            with os.scandir(current) as scan:
                entries = [entry for entry in scan if not entry.name.startswith(".")]
        except OSError as error:
            if owner is not None:
                owner.problems.append(unreadable(name_of(current), error))
            continue
        if any(entry.name == ORGANISATION and not entry.is_dir() for entry in entries):
            if owner is not None and not nested:
                continue
            owner = Found(current)
            found.append(owner)
        waiting += [(path, owner) for path in _folders(entries, current, owner)]
    return found


def _folders(entries: list[os.DirEntry[str]], current: str, owner: Found | None) -> list[str]:
    """The folders to go through, the last one first. All else is given to the workspace."""
    prefix = "" if current in ("", os.curdir) else current.rstrip(os.sep) + os.sep
    if owner is None:
        return sorted((prefix + entry.name for entry in entries if entry.is_dir(follow_symlinks=False)), reverse=True)
    top = current == owner.folder
    below = sorted((path for entry in entries if owner.take(entry, path := prefix + entry.name, top)), reverse=True)
    owner.folders += below
    return below


def is_yaml(path: str) -> bool:
    return path.lower().endswith(_ENDINGS)


def link_out(link: Path) -> Problem:
    message = Message("the link leads out of the workspace, and is not followed")
    hint = Message("put the file itself here, or delete the link")
    return Problem(codes.LINK_OUT, name_of(link), (), message, hint, span=START)
