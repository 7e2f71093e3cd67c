"""What every format of `planctl export` is given."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.progress import Progress
from planctl.workspace.entries import Unit
from planctl.workspace.workspace import Workspace


class Part(NamedTuple):
    """What is wanted of one organisation."""

    workspace: Workspace
    units: tuple[Unit, ...]
    """In the order of the organisation's file; those below a chosen unit are chosen too."""
    period: Period | None
    """A follow-up of the organisation's calendar; None where none is asked for, which each format takes as fits it."""


class Request(NamedTuple):
    """What is wanted. The same request gives the same bytes."""

    parts: tuple[Part, ...]
    """At least one; exactly one for a format that takes a single organisation."""
    as_of: datetime.date
    language: Language
    progress: Progress
    excel: bool = False
    """--excel: CSV as a Swedish Excel reads it."""
    one_sheet: bool = False
    """--one-sheet: all units on the same sheets of a workbook."""
