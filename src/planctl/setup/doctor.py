"""What is set up for working with plans in git, and what is not."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from planctl import __version__
from planctl.message import Message
from planctl.setup.driver import DRIVER, is_as_wanted, settings_of
from planctl.source.discover import Root, name_of
from planctl.source.git.command import GitError
from planctl.source.git.work_tree import WorkTree, git_version

_INSTALL = Message("run planctl merge install")
_MOST_SHOWN = 3
_HOOKS = ("pre-commit", "pre-push")
_HOOK_SETTINGS = (".pre-commit-config.yaml", "lefthook.yml", ".husky/pre-commit")


class Finding(NamedTuple):
    """One thing that is looked at. Without what is `needed`, plans don't merge as they should."""

    name: str
    ok: bool
    message: Message
    hint: Message | None = None
    needed: bool = True


def findings(roots: Sequence[Root], folder: Path, language: str) -> list[Finding]:
    """What is set up, in the order in which what is not had best be mended. `language` is the code of the workspace's."""
    found = [_planctl(), _workspace(roots, folder, language)]
    name = "git"
    try:
        found.append(Finding(name, True, Message("git {version}", version=git_version())))
        name = "repository"
        tree = WorkTree.around(roots[0].folder if roots else folder.absolute())
    except GitError as error:
        return [*found, Finding(name, False, error.message, error.hint)]
    found.append(Finding(name, True, Message("the repository {path}", path=name_of(tree.top))))
    return [*found, _driver(settings_of(tree)), _callable(), *_attributes(tree, roots), _hooks(tree)]


def _planctl() -> Finding:
    message = Message("planctl {version} on Python {python}", version=__version__, python=platform.python_version())
    return Finding("planctl", True, message)


def _workspace(roots: Sequence[Root], folder: Path, language: str) -> Finding:
    if not roots:
        message = Message("no organisation.yaml in or above {path}", path=name_of(folder.absolute()))
        return Finding("workspace", False, message, Message("go to the folder of a workspace, or give its path with -C"))
    folders = [name_of(root.folder) for root in roots]
    shown = tuple(folders if len(folders) <= _MOST_SHOWN else [*folders[:_MOST_SHOWN], "…"])
    files = sum(len(root.files) for root in roots)
    return Finding("workspace", True, Message("{folders}: {n} files, language {code}", folders=shown, n=files, code=language))


def _driver(settings: dict[str, str]) -> Finding:
    command = settings.get(f"merge.{DRIVER}.driver", "")
    if not command:
        return Finding("driver", False, Message("git knows no merge driver {name}", name=DRIVER), _INSTALL)
    if not is_as_wanted(settings):
        return Finding("driver", False, Message("git calls the merge driver in another way than this planctl wants it to"), _INSTALL)
    return Finding("driver", True, Message("git knows the merge driver {name}", name=DRIVER))


def _callable() -> Finding:
    found = shutil.which("planctl")
    if found is None:
        message = Message("git finds no planctl, and merges by itself")
        return Finding("command", False, message, Message("have the folder of the command planctl in PATH"))
    return Finding("command", True, Message("git finds planctl: {path}", path=found.replace(os.sep, "/")))


def _attributes(tree: WorkTree, roots: Sequence[Root]) -> list[Finding]:
    files = [path for root in roots for path in root.files if path.resolve().is_relative_to(tree.top.resolve())]
    if not files:
        return []
    drivers = tree.attributes("merge", files)
    without = [path for path in files if drivers.get(path) != DRIVER]
    if not without:
        return [Finding("attributes", True, Message("all {n} files are merged by planctl", n=len(files)))]
    n, first = len(files) - len(without), name_of(without[0])
    message = Message("{n} of {all} files are merged by planctl, and not {first}", n=n, all=len(files), first=first)
    others = any(drivers.get(path) not in ("unspecified", None) for path in without)
    hint = Message("see what .gitattributes says of merge for it") if others else _INSTALL
    return [Finding("attributes", False, message, hint)]


def _hooks(tree: WorkTree) -> Finding:
    places = [*(tree.hooks / name for name in _HOOKS), *(tree.top / name for name in _HOOK_SETTINGS)]
    for place in places:
        if place.is_file() and b"planctl" in place.read_bytes():
            return Finding("hooks", True, Message("a hook runs planctl: {path}", path=name_of(place)), needed=False)
    message = Message("no hook checks the plans before they are committed")
    return Finding("hooks", False, message, Message("let a pre-commit hook run planctl check"), needed=False)
