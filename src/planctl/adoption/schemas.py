"""JSON Schemas in the repository, and the line by which an editor finds the one for a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from planctl.model.kinds import KINDS
from planctl.model.schema import Describe, schema_of
from planctl.render.json_output import json_text
from planctl.render.language import Language

FOLDER = "schemas"
"""Where init puts them: beside the workspace, where people and editors see them."""
_LINE = "# yaml-language-server: $schema={path}"


def described(chosen: Language | None) -> Describe:
    """Descriptions in one language, else in both: an editor can't choose."""
    if chosen is not None:
        return chosen.text
    swedish = Language.of("sv")
    return lambda text: f"{text} / {swedish.text(text)}"


def schema_files(kinds: Iterable[str] = KINDS, chosen: Language | None = None) -> Mapping[str, bytes]:
    """The schemas by the names of their files."""
    describe = described(chosen)
    return {file_of(kind): json_text(schema_of(kind, describe)).encode() for kind in kinds}


def file_of(kind: str) -> str:
    return f"{kind}.schema.json"


def schema_line(kind: str, file: PurePosixPath, folder: PurePosixPath) -> str:
    """The line for a file, from which the path to the folder of the schemas goes; both are named from one and the same place."""
    return _LINE.format(path=os.path.relpath(folder / file_of(kind), file.parent).replace(os.sep, "/"))


def line_for(kind: str, file: Path, workspace: Path) -> str:
    """The line for a new file of a workspace; "" where there are no schemas in the workspace's folder or beside it."""
    top = Path(os.path.realpath(workspace))
    for place in (top, top.parent):
        if (place / FOLDER / file_of(kind)).is_file():
            inside = Path(os.path.realpath(file)).relative_to(place)
            return schema_line(kind, PurePosixPath(inside.as_posix()), PurePosixPath(FOLDER))
    return ""
