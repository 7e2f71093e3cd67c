"""The tables of examples beside this file, and messages in plain English."""

from __future__ import annotations

import re
from pathlib import Path

from planctl.message import Message

FOLDER = Path(__file__).parent


def rows(name: str, columns: int) -> list[list[str]]:
    """The rows of a table, each filled up to a number of columns. Lines that begin with "# " are headings."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    found = [[_unescaped(cell) for cell in line.split("\t")] for line in lines if line and not line.startswith("# ")]
    return [row + [""] * (columns - len(row)) for row in found]


def _unescaped(cell: str) -> str:
    r"""\u00a0 → a no-break space"""
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), cell)


def english(message: Message | None) -> str:
    """A message as an Englishman reads it."""
    if message is None:
        return ""
    values = {name: ", ".join(map(str, value)) if isinstance(value, tuple) else value for name, value in message.values.items()}
    return message.msgid.format(**values)
