"""Repositories of git for tests: the same files, authors and days give the same names of commits every time."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.workspaces import write_workspace

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test",
    "GIT_COMMITTER_EMAIL": "test@example.org",
}
FIRST_SECOND = 1_767_258_000
"""1 January 2026, 09.00 UTC: the time of the first commit. Each one comes a day after the one before."""
DAY = 86_400


def git(folder: Path, *arguments: str | Path, **variables: str) -> str:
    """What a git command writes in a folder, with settings and authors that are the same on every computer."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    words = ["git", "-C", os.fspath(folder), "-c", "core.autocrlf=false", "-c", "protocol.file.allow=always"]
    done = subprocess.run([*words, *map(os.fspath, arguments)], env=kept | SETTINGS | variables, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def commit_all(folder: Path, subject: str, **variables: str) -> None:
    """Commits everything in a folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", subject, **variables)


class Repo:
    """A repository whose branch is `main`."""

    def __init__(self, folder: Path, *, bare: bool = False) -> None:
        self.folder, self.commits = folder, 0
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", *(["--bare"] if bare else []))

    def git(self, *arguments: str | Path, **variables: str) -> str:
        """What a git command writes."""
        return git(self.folder, *arguments, **(self._dates() | variables))

    def _dates(self) -> dict[str, str]:
        date = f"{FIRST_SECOND + self.commits * DAY} +0000"
        return {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Files below the folder; None takes one away."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, files: Mapping[str, str | bytes | None] | None = None, subject: str = "A change", **variables: str) -> str:
        """Writes files and commits everything: the name of the commit."""
        self.write(files or {})
        commit_all(self.folder, subject, **(self._dates() | variables))
        self.commits += 1
        return self.git("rev-parse", "HEAD")


def repo_with(folder: Path, files: dict[str, str]) -> Repo:
    """A repository with a first commit of a small workspace."""
    repo = Repo(folder)
    write_workspace(folder, files)
    repo.commit(subject="The plans as they were")
    return repo
