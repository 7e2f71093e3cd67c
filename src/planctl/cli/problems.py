"""A word on standard error about files with problems, from the commands that show what could be read of them."""

from __future__ import annotations

from planctl.cli.session import say
from planctl.message import Plural
from planctl.render.language import Language
from planctl.workspace.workspace import Workspace


def warn_of_problems(workspace: Workspace, language: Language) -> None:
    """One line, where some of the workspace's files can't be read whole."""
    problems = workspace.problems
    if problems:
        text = Plural(
            "{n} problem in the files, the first in {file}: run planctl check",
            "{n} problems in the files, the first in {file}: run planctl check",
            n=len(problems),
            file=problems[0].file,
        )
        say(text, language)
