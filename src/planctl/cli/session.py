"""What every command shares: the language, and the folder it works in."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planctl.cli.language import language_near, language_of
from planctl.errors import ExitCode, PlanctlError
from planctl.message import Message, Plural
from planctl.render.language import Language

if TYPE_CHECKING:
    from planctl.source.discover import Root
    from planctl.workspace.workspace import Workspace

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that would steer the terminal: a message names what it was given, whatever that holds."""


def say(message: Message, language: Language) -> None:
    """Says something beside the output, on standard error."""
    print(_STEERING.sub(" ", language.text(message)), file=sys.stderr)  # noqa: T201


class Session:
    """One run of planctl."""

    def __init__(self, chosen: Language | None) -> None:
        self.chosen = chosen
        """The language of --lang."""
        self.directory = Path()
        """-C: where to look for the workspace. What else a user names, it does not move: names are completed from where one stands."""
        self.at: str | None = None
        """--at: the revision of git to read the workspaces from; else their folders."""
        self.exit_code: ExitCode | None = None
        """As soon as the command knows it, and before it writes: it counts even where nobody reads to the end."""

    @property
    def language(self) -> Language:
        return self.chosen or language_near(self.directory)

    def say(self, message: Message) -> None:
        """Says something beside the output, in the language of the session."""
        say(message, self.language)

    def language_for(self, roots: Sequence[Root]) -> Language:
        """The language to speak of these workspaces: that of the first, where they differ."""
        return self.chosen or language_of(roots[0].content(roots[0].organisation))

    def language_in(self, workspace: Workspace) -> Language:
        """The language to speak of a workspace that is loaded."""
        return self.chosen or Language.of(workspace.organisation.language)

    def roots(self, paths: Sequence[Path] = ()) -> list[Root]:
        """The workspaces that the paths lead to; without paths, those of the session's folder.

        Raises:
            PlanctlError: there is none.
        """
        if self.at is not None:
            from planctl.source.git.workspaces import workspaces_at

            return workspaces_at(self.at, paths or [self.directory])
        from planctl.source.discover import find_workspaces
        from planctl.source.writing.home import is_unfinished

        places = self.given(paths) or [self.directory]
        roots = find_workspaces(places)
        if any(is_unfinished(root.folder) for root in roots) and self._recover(roots):
            return find_workspaces(places)  # files may have come or gone
        return roots

    def root(self) -> Root:
        """The one workspace that a command writes in.

        Raises:
            PlanctlError: there is none, or there are several.
        """
        roots = self.roots()
        if len(roots) > 1:
            names = tuple(str(root.folder) for root in roots)
            raise PlanctlError(Message("there are several organisations here"), Message("choose one with -C: {names}", names=names))
        return roots[0]

    def given(self, paths: Sequence[Path]) -> list[Path]:
        """Files and folders that a user names to be read.

        Raises:
            PlanctlError: one of them is nowhere but below the folder of -C.
        """
        for path in paths:
            meant = self.directory / path
            if not path.exists() and meant.exists():
                raise PlanctlError(
                    Message("{path} does not exist", path=str(path)),
                    Message("-C moves no other names, which are those from here: {path}", path=str(meant)),
                )
        return list(paths)

    def _recover(self, roots: Sequence[Root]) -> bool:
        """Finishes or undoes what an ended process has left half done, and says so; whether there was anything."""
        from planctl.source.writing.write import recover

        found = [recovery for root in roots if (recovery := recover(root.folder))]
        for files, finished in found:
            done = Plural(
                "a write of {n} file was cut off, and is finished now",
                "a write of {n} files was cut off, and is finished now",
                n=len(files),
            )
            undone = Plural(
                "a write of {n} file was cut off, and is undone now", "a write of {n} files was cut off, and is undone now", n=len(files)
            )
            say(done if finished else undone, self.language_for(roots))
        return bool(found)
