"""Repositories inside the working tree of another: submodules, and clones that lie there. What is in them is no part of its revisions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from planctl.source.git.repository import Repository
from planctl.source.walk import Root


def without_inner(repository: Repository, roots: Sequence[Root]) -> tuple[list[Root], list[str]]:
    """Workspaces in folders as far as they belong to the repository, and the inner ones that hold the rest of their files, by their paths
    from its top.
    """
    owners = _owners(repository, {path.parent for root in roots for path in (root.organisation, *root.files)})
    own = [root for root in roots if owners[root.folder] is None]
    found = [root._replace(files=tuple(path for path in root.files if owners[path.parent] is None)) for root in own]
    top = os.path.realpath(repository.top)
    return found, sorted({os.path.relpath(owner, top).replace(os.sep, "/") for owner in owners.values() if owner is not None})


def _owners(repository: Repository, folders: Iterable[Path]) -> dict[Path, str | None]:
    """For each folder the inner repository that it lies in; None for those of the repository itself."""
    top = os.path.realpath(repository.top)
    known: dict[str, str | None] = {top: None}
    real = {folder: os.path.realpath(folder) for folder in folders}
    below = top.rstrip(os.sep) + os.sep
    return {folder: _owner(path, known) if path.startswith(below) else None for folder, path in real.items()}


def _owner(folder: str, known: dict[str, str | None]) -> str | None:
    if folder not in known:
        above = os.path.dirname(folder)  # noqa: PTH120 - asked of every folder
        is_own_top = os.path.lexists(os.path.join(folder, ".git"))  # noqa: PTH118 - as above
        known[folder] = folder if is_own_top else _owner(above, known)
    return known[folder]
