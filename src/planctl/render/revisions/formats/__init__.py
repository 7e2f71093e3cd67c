"""Diffs in the formats of `planctl diff`: a module for each, with a function `show`. A new format is a module and its name here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from planctl.render.language import Language
    from planctl.revisions.differences import Diff

FORMATS = ("human", "markdown", "json")

Show = Callable[["Sequence[Diff]", "Language", TextIO], None]


def format_named(name: str) -> Show:
    """How a format of `FORMATS` shows diffs; only its own module is imported."""
    show: Show = import_module(f"planctl.render.revisions.formats.{name}").show
    return show
