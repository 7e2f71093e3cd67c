"""What git itself makes of three files, line by line, and how it is set to mark conflicts.

It is asked with the environment of the git that calls the driver, which says what is set for this merge.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from planctl.source.git.command import GitError, answer_if_any, run

_SECONDS = 60
_MOST_CONFLICTS = 127
"""The highest number that `git merge-file` tells; above it, it has failed."""


class Textual(NamedTuple):
    """A merge line by line. `content` is None where there is none, as for files that are no text."""

    content: bytes | None
    has_conflicts: bool


def merged_by_git(base: Path, ours: Path, theirs: Path, size: int) -> Textual:
    """What `git merge-file` makes of the files; without git, all of both sides between markers."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    command = ("merge-file", "-p", f"--marker-size={size}", *labels, "--", *map(os.fspath, (ours, base, theirs)))
    with suppress(GitError):
        ended = run(Path(), *command, seconds=_SECONDS, environment=os.environ)
        if 0 <= ended.code <= _MOST_CONFLICTS:
            return Textual(ended.output, ended.code > 0)
    contents = ours.read_bytes(), theirs.read_bytes()
    if any(b"\0" in content for content in contents):
        return Textual(None, True)
    marks = (b"<" * size + b" ours\n", b"=" * size + b"\n", b">" * size + b" theirs\n")
    mine, its = (content + b"\n" if content[-1:] not in (b"\n", b"") else content for content in contents)
    return Textual(marks[0] + mine + marks[1] + its + marks[2], True)


def shows_base() -> bool:
    """Whether git is set to show the base between the markers too."""
    said = answer_if_any(Path(), "config", "--get", "merge.conflictStyle", seconds=_SECONDS, environment=os.environ)
    return said in ("diff3", "zdiff3")
