"""Sets git up to merge plans with planctl, in a repository or for all of a user's."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.setup.attributes import add_attributes
from planctl.setup.driver import is_same, wanted_settings
from planctl.source.git.command import answer_if_any
from planctl.source.git.work_tree import WorkTree
from planctl.source.walk import walk


def set_up(tree: WorkTree | None, everywhere: bool, text: Callable[[Message], str]) -> list[Message]:
    """Sets up what is not, and says what has been done; `text` gives a message in the language that git is to speak of it.

    Raises:
        PlanctlError: git does not take a setting, or .gitattributes can't be written.
    """
    done = _configure(tree, everywhere, wanted_settings(text))
    if tree:
        for found in walk(os.fspath(tree.top), nested=True):
            done += add_attributes(tree, Path(found.folder))
    return done


def _configure(tree: WorkTree | None, everywhere: bool, wanted: Mapping[str, str]) -> list[Message]:
    place = "--global" if everywhere else "--local"
    where = Message("git's settings of this user") if everywhere else Message("git's settings of this repository")
    folder = tree.top if tree else Path()
    done = []
    for name, value in wanted.items():
        if not is_same(answer_if_any(folder, "config", place, "--get", name) or "", value):
            if answer_if_any(folder, "config", place, "--replace-all", name, value) is None:
                message = Message("git does not take the setting {name}", name=name)
                raise PlanctlError(message, Message("see whether its settings can be written"))
            done.append(Message("set in {place}: {name}", place=where, name=name))
    return done
