"""Finds workspaces and their files: every `organisation.yaml` roots one, down to the next one below it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import ORGANISATION, Root, name_of, walk

__all__ = ["ORGANISATION", "Root", "covering", "find_workspaces", "holds_workspace", "name_of"]


def find_workspaces(paths: Sequence[Path] = ()) -> list[Root]:
    """The workspaces that the paths lead to, each once: those below a folder, or else the one around it; the one around a file.

    Raises:
        PlanctlError: a path does not exist, can't be read, or leads to no workspace.
    """
    found: dict[Path, Root] = {}
    for path in paths or [Path()]:
        try:
            for root in _led_to(path):
                found.setdefault(root.folder.resolve(), root)
        except OSError as error:
            raise PlanctlError(
                Message("{path} can't be read", path=name_of(path)), Message("see whether you have the right to read the folder")
            ) from error
    return list(found.values())


def _led_to(path: Path) -> list[Root]:
    if not path.exists():
        raise PlanctlError(Message("{path} does not exist", path=name_of(path)), Message("look at how the name is spelt"))
    if not path.is_dir():
        return [_around_file(path)]
    if not os.access(path, os.R_OK | os.X_OK):
        raise PermissionError(path)
    return [found.root() for found in walk(os.fspath(path), nested=True)] or [_around(path, path)]


def holds_workspace(folder: Path) -> bool:
    """Whether there is a workspace in a folder or below it."""
    return folder.is_dir() and bool(walk(os.fspath(folder), nested=True))


def covering(paths: Iterable[Path]) -> Callable[[str], bool]:
    """A function that says whether a file, by its name, is one of the paths or lies in one of them."""
    asked = [os.path.realpath(path) for path in paths]

    def covered(file: str) -> bool:
        real = os.path.realpath(file)
        return any(real == path or real.startswith(path.rstrip(os.sep) + os.sep) for path in asked)

    return covered


def _around_file(path: Path) -> Root:
    root = _around(path.parent, path)
    if not any(path.samefile(file) for file in root.files if file.name == path.name):
        raise no_file_of(root, path)
    return root


def no_file_of(root: Root, path: Path) -> PlanctlError:
    return PlanctlError(
        Message("{path} is not a file of the workspace {folder}", path=name_of(path), folder=name_of(root.folder)),
        Message("its files end in .yaml, and neither they nor their folders begin with a dot; what is in templates is none of them"),
    )


def _around(folder: Path, given: Path) -> Root:
    """The nearest workspace upwards."""
    inside = folder.resolve()
    outer = next((outer for outer in (inside, *inside.parents) if (outer / ORGANISATION).is_file()), None)
    if outer is None:
        raise _no_workspace(inside, given)
    return walk(os.fspath(outer) if folder.is_absolute() else os.path.relpath(outer), nested=False)[0].root()


def _no_workspace(inside: Path, given: Path) -> PlanctlError:
    folder = next((path for outer in (inside, *inside.parents) if (path := outer / ORGANISATION).is_dir()), None)
    if folder is not None:
        return PlanctlError(
            Message("{path} is a folder, and must be a file", path=name_of(os.path.relpath(folder))),
            Message("give the folder another name, and write the organisation's file anew"),
        )
    return no_workspace(given)


def no_workspace(given: Path) -> PlanctlError:
    """That there is none where one was looked for."""
    return PlanctlError(
        Message("no organisation.yaml found in or above {path}", path=name_of(given)),
        Message("run the command in the folder of a workspace, or give its path with -C"),
    )
