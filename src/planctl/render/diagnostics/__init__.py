"""Diagnostics in the formats of `planctl check`: a module for each, with a function `show`. A new format is a module and its name here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planctl.render.diagnostics.report import Report

FORMATS = ("human", "json", "github", "sarif", "gitlab", "junit", "rdjson")

Show = Callable[["Report"], None]


def format_named(name: str) -> Show:
    """How a format of `FORMATS` shows a report; only its own module is imported."""
    show: Show = import_module(f"planctl.render.diagnostics.{name}").show
    return show
