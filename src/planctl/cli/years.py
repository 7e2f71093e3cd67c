"""The years of a plan, as they are said on the command line."""

from __future__ import annotations

from planctl.cli.day import today
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.notation.period import Years, parse_years

LENGTH = 3
"""How many years a plan holds where nobody says."""


def years_or_stop(text: str, first: int | None = None, length: int = LENGTH) -> Years:
    """The years that are said; else some from a first one, or from this year.

    Raises:
        PlanctlError: they can't be read.
    """
    if not text:
        first = today().year if first is None else first
        return Years(first, first + length - 1)
    years = parse_years(text)
    if years is None:
        raise PlanctlError(Message("{text} are no years of a plan", text=text), Message("write them as {example}", example="2028-2030"))
    return years


def year_or_stop(text: str) -> int:
    """A single year.

    Raises:
        PlanctlError: it is none.
    """
    years = parse_years(text)
    if years is None or years.first != years.last:
        raise PlanctlError(Message("{text} is no year", text=text), Message("write it as {example}", example="2027"))
    return years.first
