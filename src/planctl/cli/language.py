"""Which language to speak: `--lang`, else the organisation's, else English. Known before any help text is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from planctl.diagnostics import Problem
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.render.language import Language
from planctl.source.content import content

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


def language_of(organisation: bytes | Problem) -> Language:
    """The language that an organisation's file asks for, without parsing it; English where it does not say, as in the model."""
    match = _LINE.search(organisation[:_MOST_BYTES]) if isinstance(organisation, bytes) else None
    return Language.of(match[1].decode() if match else "en")


def language_near(folder: Path) -> Language:
    """The language of the workspace that a folder lies in or holds; English outside any."""
    above = (place / "organisation.yaml" for place in (folder, *folder.absolute().parents))
    found = next((file for file in above if file.is_file()), None) or next(iter(sorted(folder.glob("*/organisation.yaml"))), None)
    return language_of(content(found, found.name)) if found else Language.of("en")
