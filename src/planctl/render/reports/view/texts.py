"""Users' texts before a format holds them, and facts with their labels."""

import datetime
from typing import NamedTuple

from planctl.model.base import as_list
from planctl.render.language import Language
from planctl.render.reports.escaping import one_line, plain


class Fact(NamedTuple):
    """One thing to know, with what it is called."""

    label: str
    """What it is called: Beslutad."""
    text: str
    """What it is: 29 nov. 2024."""


def said(text: str | None) -> str | None:
    """What a user wrote; None where that is nothing to see."""
    return plain(text).strip() or None if text else None


def titled(text: str | None, instead: str) -> str:
    """A title on one line; one that shows nothing is replaced."""
    return one_line(text or "") or instead


def each(texts: str | list[str] | None) -> tuple[str, ...]:
    """A text alone is a list of one."""
    return tuple(line for text in as_list(texts or []) if (line := one_line(text)))


def when(language: Language, text: str | int | None) -> str | None:
    """When something is due, as written; a plain date as the language writes dates."""
    written = said(None if text is None else str(text))
    try:
        return language.date(datetime.date.fromisoformat(written)) if written else None
    except ValueError:
        return written


def facts(*found: tuple[str, str | None]) -> tuple[Fact, ...]:
    """Those that there are."""
    return tuple(Fact(label, text) for label, text in found if text)
