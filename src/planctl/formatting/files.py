"""The files of a workspace in their form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from planctl.formatting.form import Formatted, calendar_of, formatted
from planctl.source.content import content
from planctl.source.reader import read
from planctl.source.walk import Root


def formatted_files(root: Root, files: Iterable[Path]) -> dict[Path, Formatted]:
    """Files of a workspace, each in its form or with what is wrong with it."""
    calendar = calendar_in(root)
    return {path: _formatted(path, root.name_of(path), calendar) for path in files}


def calendar_in(root: Root) -> tuple[str, ...]:
    """The names of a workspace's follow-ups, in order; those that are usual where its organisation can't be read."""
    return calendar_of(read(root.organisation, root.name_of(root.organisation)).data)


def _formatted(path: Path, file: str, calendar: tuple[str, ...]) -> Formatted:
    raw = content(path, file)
    return formatted(raw, file, calendar) if isinstance(raw, bytes) else Formatted(file, b"", b"", (raw,))
