"""What is set up in git once the files of a repository lie there. A further step is a function here, and its name in `STEPS`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from planctl.message import Message
from planctl.revisions.merge.install import WorkTree, set_up

Step = Callable[[Path, Callable[[Message], str]], Sequence[Message]]
"""Takes the folder, and what gives a message in the language that is spoken there; says what it has done."""


def merge_driver(folder: Path, text: Callable[[Message], str]) -> Sequence[Message]:
    """As `planctl merge install` does."""
    tree = WorkTree.around(folder)
    return set_up(tree, False, text) if tree else ()


STEPS: tuple[Step, ...] = (merge_driver,)
