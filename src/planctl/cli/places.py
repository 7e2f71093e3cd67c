"""The words that say where to look and at which units: shared by the commands that show a part of the workspaces."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from planctl.cli.session import Session
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.source.walk import name_of
from planctl.workspace.loading import load_or_stop
from planctl.workspace.workspace import Workspace


def folders_and_units(words: Sequence[str]) -> tuple[list[Path], list[str]]:
    """A word that names a folder with a workspace in it, or a path, is a place to look; any other is a unit.

    Raises:
        PlanctlError: a path leads to a part of a workspace: all of the workspace would be shown for it.
    """
    from planctl.source.discover import holds_workspace

    folders = [word for word in words if "/" in word or os.sep in word or holds_workspace(Path(word))]
    for path in map(Path, folders):
        if path.exists() and not holds_workspace(path):
            unit = (path if path.is_dir() else path.absolute().parent).name
            raise PlanctlError(
                Message("{path} holds no whole organisation", path=name_of(path)), Message("name the unit: {unit}", unit=unit)
            )
    return [Path(word) for word in folders], [word for word in words if word not in folders]


def workspaces(session: Session, folders: Sequence[Path]) -> list[Workspace]:
    """The workspaces in the folders, or else in that of the session.

    Raises:
        PlanctlError: there is none, or one of them can't be read.
    """
    return [load_or_stop(root) for root in session.roots(folders)]
