"""`planctl init`: an empty folder becomes a working repository, or stays as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from planctl.adoption.repository import WORKSPACE, Contents
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.discover import ORGANISATION, name_of
from planctl.source.git.command import GitError, git
from planctl.source.git.work_tree import WorkTree
from planctl.source.walk import walk
from planctl.source.writing.disk import told_of
from planctl.source.writing.home import HOME
from planctl.source.writing.write import locked, write_files


class Place(NamedTuple):
    """A folder to begin in: the workspace that it holds already, and the top of the git repository that it lies in."""

    folder: Path
    workspace: Path | None
    top: Path | None

    @property
    def is_top(self) -> bool:
        """Whether the folder is, or can become, the top of a repository."""
        return self.top is None or os.path.realpath(self.top) == os.path.realpath(self.folder)


class Begun(NamedTuple):
    """The files that were written, and those that were there and have been left alone; by their paths from the folder."""

    written: Sequence[str]
    left: Sequence[str]


def place_of(folder: Path, with_git: bool) -> Place:
    """What is there already.

    Raises:
        PlanctlError: the folder lies inside a workspace, holds several, is a file, or git is missing though it is wanted.
    """
    if folder.exists() and not folder.is_dir():
        raise PlanctlError(Message("{path} is a file", path=name_of(folder)), Message("name a folder"))
    real = Path(os.path.realpath(folder))
    around = next((place for place in (real, *real.parents) if (place / ORGANISATION).is_file()), None)
    if around is not None:
        raise PlanctlError(
            Message("{path} lies in the workspace {folder}", path=name_of(folder), folder=name_of(around)),
            Message("begin in a folder outside it; a further unit is made with planctl new unit"),
        )
    top = _top(folder) if with_git else None
    return Place(folder, _workspace_in(folder), top)


def _workspace_in(folder: Path) -> Path | None:
    if not folder.is_dir():
        return None
    found = [Path(found.folder) for found in walk(os.fspath(folder), nested=True)]
    if len(found) > 1:
        raise PlanctlError(
            Message("{path} holds several workspaces: {names}", path=name_of(folder), names=tuple(map(name_of, found))),
            Message("begin in a folder that holds one of them, or none"),
        )
    own = folder / WORKSPACE
    if not found and own.exists() and (not own.is_dir() or any(own.rglob("*.y*ml"))):
        raise PlanctlError(
            Message("{path} exists, and is no workspace: there is no {file} in it", path=name_of(own), file=ORGANISATION),
            Message("move it out of the way, or begin in another folder"),
        )
    return found[0] if found else None


def _top(folder: Path) -> Path | None:
    """The top of the repository that a folder lies in, which need not be there yet."""
    try:
        return WorkTree.around(folder).top
    except GitError as error:
        if error.is_outside:
            return None
        raise


def begin(place: Place, make: Callable[[], Contents], with_git: bool) -> Begun:
    """Writes what is not there, all of it or nothing.

    Raises:
        PlanctlError: something can't be written. The folder is as it was.
    """
    with _as_it_was(place.folder):
        with told_of(place.folder):
            place.folder.mkdir(parents=True, exist_ok=True)
        with locked(place.folder):
            files = make()
            left = [path for path in files if os.path.lexists(place.folder / path)]
            new = {place.folder / path: content for path, content in files.items() if path not in left}
            if with_git and place.top is None:
                git(place.folder, "init", "--quiet", "--initial-branch=main")
            write_files(place.folder, new, dict.fromkeys(new))
    return Begun([path for path in files if path not in left], left)


@contextmanager
def _as_it_was(folder: Path) -> Iterator[None]:
    """Takes away what was made, where something goes wrong."""
    missing = [path for path in (folder, *folder.absolute().parents) if not path.exists()]
    made = [folder / name for name in (".git", HOME) if not os.path.lexists(folder / name)]
    try:
        yield
    except BaseException:
        for path in made:
            shutil.rmtree(path, ignore_errors=True)
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise


def settings_of(workspace: Path) -> Mapping[str, str]:
    """The name and the language of the organisation of a workspace that is there.

    Raises:
        PlanctlError: its file can't be read.
    """
    from planctl.workspace.loading import load_or_stop

    (found,) = walk(os.fspath(workspace), nested=False)[:1]
    organisation = load_or_stop(found.root()).organisation
    return {"name": organisation.name, "language": organisation.language}
