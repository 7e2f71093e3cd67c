"""Which language to speak: `--lang`, else the organisation's, else English. Known before any help text is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.render.language import Language

CODES = ("sv", "en")
_LINE = re.compile(rb"^language:[ \t]*[\"']?(sv|en)\b", re.MULTILINE)
_MOST_BYTES = 1_000_000


def take_language(arguments: Sequence[str]) -> tuple[list[str], Language | None]:
    """The arguments without `--lang`, wherever it stands, and the language it names.

    Raises:
        PlanctlError: the language is not one that planctl speaks.
    """
    rest: list[str] = []
    code: str | None = None
    waiting = False
    for index, argument in enumerate(arguments):
        if argument == "--":
            rest += arguments[index:]
            break
        if waiting:
            code, waiting = argument, False
        elif argument == "--lang":
            waiting = True
        elif argument.startswith("--lang="):
            code = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    if waiting or (code is not None and code not in CODES):
        raise PlanctlError(Message("--lang takes one of {codes}", codes=CODES))
    return rest, Language.of(code) if code else None


def language_of(organisation: Path) -> Language:
    """The language that an organisation.yaml asks for, read without parsing it; English where it does not say, as in the model."""
    if not organisation.is_file():  # a pipe would be waited for
        return Language.of("en")
    try:
        with organisation.open("rb") as file:
            match = _LINE.search(file.read(_MOST_BYTES))
    except OSError:
        return Language.of("en")
    return Language.of(match[1].decode() if match else "en")


def language_near(folder: Path) -> Language:
    """The language of the workspace that a folder lies in or holds; English outside any."""
    for place in (folder, *folder.absolute().parents):
        if (place / "organisation.yaml").is_file():
            return language_of(place / "organisation.yaml")
    below = next(iter(sorted(folder.glob("*/organisation.yaml"))), None)
    return language_of(below) if below else Language.of("en")
