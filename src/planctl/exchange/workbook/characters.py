"""The characters that a workbook's parts can hold: those of XML 1.0."""

from __future__ import annotations

import re

_UNHELD = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")


def storable(text: str) -> str:
    """The text with one kind of line end, and the sign for an unknown character where it holds one that XML does not know."""
    return _UNHELD.sub("\ufffd", _LINE_END.sub("\n", text))
