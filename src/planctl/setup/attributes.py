"""The lines of .gitattributes that have git merge the files of a workspace with planctl."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from planctl.message import Message
from planctl.setup.driver import DRIVER
from planctl.source.discover import name_of
from planctl.source.git.work_tree import WorkTree
from planctl.source.walk import walk
from planctl.source.writing.disk import told_of, write_whole

_UNSET = ("unspecified", DRIVER)
_GLOB = re.compile(r"[\[\]*?\\]")


def add_attributes(tree: WorkTree, folder: Path) -> list[Message]:
    """Has the files of the workspace in a folder merged by the driver, unless other lines say what is to merge some of them.

    Raises:
        PlanctlError: .gitattributes can't be written.
    """
    path = tree.top / ".gitattributes"
    lines = attribute_lines(tree.top, folder)
    if path.is_symlink():
        return [_is_a_link(path, lines)]
    files = [file for found in walk(os.fspath(folder), nested=False)[:1] for file in found.root().files]
    drivers = tree.attributes("merge", files)
    if others := _others(drivers):
        return [_merged_by(others, folder)]
    if files and all(driver == DRIVER for driver in drivers.values()):
        return []
    return [Message("added to {path}: {line}", path=name_of(path), line=line) for line in _added(path, lines)]


def _is_a_link(path: Path, lines: Iterable[str]) -> Message:
    return Message(
        "left as it is: {path} is a link, and git reads none there; put the file itself in its place: {line}",
        path=name_of(path),
        line=tuple(lines),
    )


def _others(drivers: Mapping[Path, str]) -> tuple[str, ...]:
    return tuple(sorted({driver for driver in drivers.values() if driver not in _UNSET}))


def _merged_by(others: tuple[str, ...], folder: Path) -> Message:
    return Message(
        "left as they are: files in {folder}, which .gitattributes has merged by {others}", folder=name_of(folder), others=others
    )


def _added(path: Path, lines: Iterable[str]) -> list[str]:
    """Writes the lines that the file lacks behind what is there, with its line ends: those lines."""
    there = path.read_bytes() if path.exists() else b""
    known = there.decode("utf-8", "replace").splitlines()
    missing = [line for line in lines if line not in known]
    newline = b"\r\n" if b"\r\n" in there else b"\n"
    begun = there + newline if there and not there.endswith(b"\n") else there
    if missing:
        with told_of(path):
            write_whole(path, begun + b"".join(line.encode() + newline for line in missing))
    return missing


def attribute_lines(top: Path, folder: Path) -> list[str]:
    """The lines for the workspace in a folder. At the top of a repository, hidden folders are others' affair."""
    inside = Path(os.path.relpath(folder, top)).as_posix()
    if inside == ".":
        return [f"*.yaml merge={DRIVER}", "/.*/**/*.yaml !merge", "/.*.yaml !merge"]
    return [f"{_pattern(inside + '/**/*.yaml')} merge={DRIVER}"]


def _pattern(path: str) -> str:
    """A path in which only the last stars are wild, as .gitattributes wants it."""
    folder, stars = path[: -len("/**/*.yaml")], path[-len("/**/*.yaml") :]
    escaped = _GLOB.sub(r"\\\g<0>", folder) + stars
    if folder[0] in "!#":
        escaped = "/" + escaped
    if not re.search(r'[\s"]', escaped):
        return escaped
    quoted = escaped.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{quoted}"'
