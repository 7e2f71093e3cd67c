"""What git itself makes of three files, line by line, and how it is set to mark conflicts."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

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
    done = _git("merge-file", "-p", f"--marker-size={size}", *labels, "--", *map(os.fspath, (ours, base, theirs)))
    if done is not None and 0 <= done.returncode <= _MOST_CONFLICTS:
        return Textual(done.stdout, done.returncode > 0)
    contents = ours.read_bytes(), theirs.read_bytes()
    if any(b"\0" in content for content in contents):
        return Textual(None, True)
    marks = (b"<" * size + b" ours\n", b"=" * size + b"\n", b">" * size + b" theirs\n")
    mine, its = (content + b"\n" if content[-1:] not in (b"\n", b"") else content for content in contents)
    return Textual(marks[0] + mine + marks[1] + its + marks[2], True)


def shows_base() -> bool:
    """Whether git is set to show the base between the markers too."""
    done = _git("config", "--get", "merge.conflictStyle")
    return done is not None and done.stdout.strip() in (b"diff3", b"zdiff3")


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """git with the environment that the git has which calls the driver: it says what is set for this merge."""
    try:
        return subprocess.run(["git", *arguments], capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
