"""Which import profile a file is read by."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from planctl.errors import PlanctlError
from planctl.exchange.reading.cells import Book
from planctl.exchange.reading.separated import Dialect
from planctl.message import Message
from planctl.model.base import as_list
from planctl.model.import_profile import ImportProfile
from planctl.nearest import did_you_mean
from planctl.workspace.workspace import Workspace

_SIGNS = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}


def matches(text: str, patterns: str | list[str]) -> bool:
    """Whether a text fits one of the patterns, in any case."""
    return any(fnmatchcase(text.casefold(), pattern.casefold()) for pattern in as_list(patterns))


def profile_for(book: Book, workspace: Workspace, name: str) -> ImportProfile:
    """The profile of a name; without one, the only profile whose `match` fits the file's name.

    Raises:
        PlanctlError: there is none, or several fit.
    """
    fitting = _fitting(PurePath(book.name).name, workspace, name)
    if len(fitting) == 1:
        return fitting[0]
    ids = tuple(profile.id for profile in fitting)
    if fitting:
        raise PlanctlError(
            Message("several import profiles fit {file}", file=book.name), Message("choose one with --profile: {names}", names=ids)
        )
    if name:
        known = tuple(entry.model.id for entry in workspace.profiles)
        hint = did_you_mean(name, known) or (Message("the profiles are {names}", names=known) if known else None)
        raise PlanctlError(Message("there is no import profile {name}", name=name), hint)
    raise PlanctlError(
        Message("{file} was not made by planctl, and no import profile fits it", file=book.name),
        Message("let planctl write a first profile: {command}", command=f"planctl import --suggest {book.name}"),
    )


def has_profile(book: Book, workspace: Workspace) -> bool:
    """Whether the `match` of a profile fits a file's name."""
    return bool(_fitting(PurePath(book.name).name, workspace, ""))


def dialect_for(path: Path, workspace: Workspace, name: str) -> Dialect:
    """How the profile of a file says that its text is written; nothing where no profile is sure to be meant."""
    fitting = _fitting(path.name, workspace, name)
    if len(fitting) != 1:
        return Dialect()
    return Dialect(fitting[0].encoding or "", _SIGNS.get(fitting[0].delimiter or "", ""))


def _fitting(file: str, workspace: Workspace, name: str) -> list[ImportProfile]:
    models = [entry.model for entry in workspace.profiles]
    return [model for model in models if (model.id == name if name else matches(file, model.match))]
