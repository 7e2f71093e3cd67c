"""Two revisions of one workspace, compared without git."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from planctl.revisions.diff import diff
from planctl.revisions.differences import Diff, Difference, What
from planctl.source.discover import find_workspaces
from planctl.workspace.loading import load
from planctl.workspace.workspace import Workspace
from tests.workspaces import ORGANISATION, TODAY, write_workspace

Files = dict[str, str]


class Side(NamedTuple):
    files: Files
    organisation: str = ORGANISATION


def loaded(folder: Path, side: Files | Side) -> Workspace:
    """A workspace in the folder, which is empty again when it has been read: so the files of both sides have the same names."""
    files, organisation = side if isinstance(side, Side) else (side, ORGANISATION)
    write_workspace(folder, files, organisation)
    (root,) = find_workspaces([folder])
    workspace = load(root)
    for path in root.files:
        path.unlink()
    assert isinstance(workspace, Workspace), workspace
    return workspace


def compared(folder: Path, before: Files | Side, after: Files | Side, period: str = "") -> Diff:
    """What differs between the files of two sides."""
    return diff(loaded(folder, before), loaded(folder, after), ("a", "b"), period, TODAY)


def told(differences: tuple[Difference, ...]) -> list[str]:
    """Each difference in a line: `renamed kpi personal/ny (was personal/gammal): title`."""
    return [_line(known) for known in differences]


def _line(known: Difference) -> str:
    line = ("moved and " if known.moved and known.what is What.RENAMED else "") + f"{known.what.value} {known.sort.value} {known.address}"
    line += f" {known.period}" if known.sort.value == "outcome" else ""
    line += f" (was {known.former})" if known.former else ""
    line += f" from {known.former_parent or '-'} to {known.parent or '-'}" if known.parent or known.former_parent else ""
    line += f" holds {dict(known.holds)}" if known.holds else ""
    fields = ", ".join(field.name for field in known.fields) if known.what.value not in ("added", "removed") else ""
    return line + (f": {fields}" if fields else "") + (" DECIDED" if known.decided else "")
