"""The texts of help, in the language chosen for this run: `choose` before the commands are imported, since typer takes texts then."""

from __future__ import annotations

from planctl.render.language import Language

_language = Language.of("en")


def choose(language: Language) -> None:
    global _language
    _language = language


def _(text: str) -> str:
    """A help text in the language of this run."""
    return _language.text(text)
