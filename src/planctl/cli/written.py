"""A word on standard error about a file that was written because its name was given with `-o`."""

from __future__ import annotations

import sys
from pathlib import Path

from planctl.message import Message
from planctl.render.language import Language
from planctl.source.discover import name_of


def tell_of_written(path: Path, language: Language) -> None:
    print(language.text(Message("written: {path}", path=name_of(path))), file=sys.stderr)  # noqa: T201
