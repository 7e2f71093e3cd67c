"""The revision of a folder in git, where it lies in git and git is at hand."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SECONDS = 10


def revision(folder: Path) -> str | None:
    """The last commit that changed anything in a folder, with a plus where its files are not as committed; None without git or commits."""
    last = _git(folder, "log", "-1", "--format=%h", "--abbrev=10", "--", ".")
    if not last:
        return None
    return last if _git(folder, "status", "--porcelain", "--untracked-files=no", "--", ".") == "" else f"{last}+"


def _git(folder: Path, *arguments: str) -> str | None:
    """What a git command says; None where it fails. Variables that point git elsewhere, as hooks set them, are left out."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "-C", os.fspath(folder), *arguments], env=environment, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else None
