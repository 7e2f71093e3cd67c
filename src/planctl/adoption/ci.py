"""Which service for CI a repository is on, as far as its files and its address tell."""

from __future__ import annotations

from pathlib import Path

from planctl.source.git.command import answer_if_any


def guessed(folder: Path, top: Path | None) -> str:
    """`github`, `gitlab`, or `github` where nothing tells."""
    if (folder / ".gitlab-ci.yml").exists():
        return "gitlab"
    if (folder / ".github").is_dir() or top is None:
        return "github"
    address = answer_if_any(top, "remote", "get-url", "origin", seconds=10)
    return "gitlab" if "gitlab" in (address or "") else "github"
