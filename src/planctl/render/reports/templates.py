"""Where templates are: those that come with planctl, each of which a workspace may replace with its own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import planctl
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.nearest import did_you_mean
from planctl.source.walk import name_of
from planctl.source.writing.output import make_folder, write_output

FOLDER = "templates"
ENDING = ".j2"


class Template(NamedTuple):
    """A template by its name, with its file; `own` where it is the workspace's."""

    name: str
    file: Path
    own: bool


def packaged() -> Path:
    """The folder of planctl's own templates: within the package, or at the top of a source checkout."""
    package = Path(planctl.__file__).parent
    return package / FOLDER if (package / FOLDER).is_dir() else package.parent.parent / FOLDER


def folders(workspace: Path | None) -> list[Path]:
    """Where a template is looked for, in this order."""
    return [*([workspace / FOLDER] if workspace else []), packaged()]


def templates(workspace: Path | None) -> list[Template]:
    """All templates in the order of their names: those in force."""
    found: dict[str, Template] = {}
    for folder in folders(workspace):
        for file in sorted(folder.glob(f"*{ENDING}")):
            found.setdefault(file.name, Template(file.name, file, folder != packaged()))
    return [found[name] for name in sorted(found)]


def copy_templates(names: list[str], folder: Path) -> list[Path]:
    """Copies planctl's own templates of these names, or all of them, for changing. Returns the new files.

    Raises:
        PlanctlError: there is no such template, or the folder holds one of them already; then nothing is copied.
    """
    known = {template.name: template.file for template in templates(None)}
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or Message("planctl templates list shows all of them")
            raise PlanctlError(Message("there is no template {name}", name=name), hint)
    targets = {folder / name: known[name] for name in names or known}
    if taken := next((path for path in targets if path.exists()), None):
        raise PlanctlError(Message("{path} exists, and is not replaced", path=name_of(taken)), Message("delete it first, or name others"))
    make_folder(folder)
    for path, source in targets.items():
        write_output(path, source.read_bytes())
    return list(targets)
