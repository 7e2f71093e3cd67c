"""What is set up in git once the files of a repository lie there. A further step is a function here, and its name in `STEPS`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from planctl.message import Message

Step = Callable[[Path], Sequence[Message]]
"""Takes the folder, and says what it has done."""


def merge_driver(folder: Path) -> Sequence[Message]:
    """As `planctl merge install` does."""
    if find_spec("planctl.revisions.setup") is None:
        return ()
    setup = import_module("planctl.revisions.setup")
    repository = setup.Repository.around(folder)
    done: Sequence[Message] = setup.set_up(repository, False) if repository else ()
    return done


STEPS: tuple[Step, ...] = (merge_driver,)
