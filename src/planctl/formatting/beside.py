"""Comments behind what they are about: one blank away, or in a column with others where their writer has put them so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planctl.formatting.laying import Line


def joined(lines: Sequence[Line]) -> list[str]:
    """The lines with their comments. A column is kept that two or more comments stand in, where their lines leave it free."""
    fitting = Counter(line.beside.column for line in lines if line.beside is not None and len(line.text) < line.beside.column)
    return [_joined(line, fitting) for line in lines]


def _joined(line: Line, fitting: Counter[int]) -> str:
    if line.beside is None:
        return line.text
    column = line.beside.column
    kept = fitting[column] > 1 and len(line.text) < column
    return line.text.ljust(column if kept else len(line.text) + 1) + line.beside.text
