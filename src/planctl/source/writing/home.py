"""Where planctl keeps what is its own in a workspace. Every command looks here, so it imports nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HOME = ".planctl"
"""The folder of a workspace in which planctl keeps what is its own."""
LOCK = "lock"
INTENT = "intent.json"
"""Stands as long as a write has not come to its end."""
JOURNAL = "journal.json"
"""Stands while files are put in place."""


def is_unfinished(folder: Path) -> bool:
    """Whether a write in a workspace has not come to its end. Looking is all that other commands pay."""
    return (folder / HOME / INTENT).exists()
