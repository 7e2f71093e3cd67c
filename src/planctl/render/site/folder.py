"""The folder that a site is written into: refused where it is someone else's, and never left with half a page."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.render.reports.templates import FOLDER as TEMPLATES
from planctl.render.site.manifest import NAME, Manifest, Part, manifest_text, paths_of, read_manifest
from planctl.source.walk import name_of
from planctl.source.writing.disk import DISK, told_of
from planctl.source.writing.home import HOME
from planctl.source.writing.output import make_folder, write_output


def manifest_of(folder: Path, workspace: Path) -> Manifest:
    """What a folder holds of an earlier build; nothing where it is empty, or where there is no such folder yet.

    Raises:
        PlanctlError: no site should be written there.
    """
    with told_of(folder):
        _refuse_unfit(folder, workspace)
        found = read_manifest(folder) if folder.is_dir() else {}
        if found is None and any(folder.iterdir()):
            raise PlanctlError(
                Message("{folder} is not empty, and planctl has not made it: nothing is written there", folder=name_of(folder)),
                Message("name a new folder with -o"),
            )
    return found or {}


def _refuse_unfit(folder: Path, workspace: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise PlanctlError(Message("{path} is not a folder", path=name_of(folder)), Message("name a new folder with -o"))
    real = folder.resolve()
    own = [(workspace / name).resolve() for name in (HOME, TEMPLATES)]
    if real == workspace.resolve() or any(real == kept or kept in real.parents for kept in own):
        raise PlanctlError(
            Message("{folder} is a folder of the workspace's own: a site is not written there", folder=name_of(folder)),
            Message("name a new folder with -o"),
        )


def are_there(folder: Path, pages: Mapping[str, int]) -> bool:
    """Whether pages lie in a folder as they were written, as far as their sizes tell."""
    return all(_size(folder / path) == size for path, size in pages.items())


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def refuse_taken(folder: Path, pages: set[str], manifest: Manifest) -> None:
    """Stops where a page would replace a file that planctl has not made.

    Raises:
        PlanctlError: there is such a file.
    """
    for path in sorted(pages - paths_of(manifest)):
        if os.path.lexists(folder / path):
            raise PlanctlError(
                Message("{path} exists, and planctl has not written it: it is not replaced", path=name_of(folder / path)),
                Message("choose another name, or delete it first"),
            )


def write_pages(folder: Path, pages: Mapping[str, bytes], before: Manifest, after: Manifest) -> int:
    """Writes pages, deletes those that are no longer made, and notes what there is. Returns how many were deleted.

    What is cut off is mended by the next build: until all is written, the manifest names old and new pages, and calls the parts unfinished.

    Raises:
        PlanctlError: something can't be written.
    """
    gone = sorted(paths_of(before) - paths_of(after))
    if not pages and not gone and before == after:
        return 0
    make_folder(folder)
    write_output(folder / NAME, manifest_text(_unfinished(before, after)))
    for path, content in pages.items():
        _put(folder / path, content)
    for path in gone:
        _remove(folder, path)
    write_output(folder / NAME, manifest_text(after))
    return len(gone)


def _unfinished(before: Manifest, after: Manifest) -> Manifest:
    """The parts that stay, and those that change with no key and all their old and new pages."""
    names = sorted({*before, *after})
    empty = Part("", {})
    both = {name: (before.get(name, empty), after.get(name, empty)) for name in names}
    return {name: new if old == new else Part("", {**old.pages, **new.pages}) for name, (old, new) in both.items()}


def _put(path: Path, content: bytes) -> None:
    """Unlike a single file's, its content need not be on the disk at once: the manifest's sizes tell after a power cut."""
    with told_of(path):
        path.parent.mkdir(exist_ok=True)
        temporary = path.with_name(f".{path.name}.tmp")
        DISK.create(temporary, content)
        DISK.replace(temporary, path)


def _remove(folder: Path, name: str) -> None:
    path = folder / name
    with told_of(path):
        DISK.remove(path)
        if path.parent != folder:
            DISK.remove_folder(path.parent)
