"""How high the rows of a sheet are and how wide its columns, as far as it keeps them from being seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

LAST_COLUMN = 16_384
TRUE = ("1", "true")
_LOWEST = 3.0
"""Points: no text can be read in a row that is lower."""
_NARROWEST = 1.0
"""Widths of a digit, the space around it included: a column that is narrower shows nothing of it."""


class Sizes:
    """Takes in what a sheet's XML says of sizes."""

    def __init__(self) -> None:
        self.hidden_rows: set[int] = set()
        self._hidden: set[int] = set()
        self._shown: list[range] = []
        self._told = 0
        self._default_height, self._default_width = "15", "9"

    def defaults(self, attributes: Mapping[str, str]) -> None:
        """The sizes of rows and columns that have none of their own. `zeroHeight` hides only rows that the file has nothing of."""
        if attributes.get("zeroHeight") not in TRUE:
            self._default_height = attributes.get("defaultRowHeight", self._default_height)
        self._default_width = attributes.get("defaultColWidth", self._default_width)

    def row(self, number: int, attributes: Mapping[str, str]) -> None:
        if attributes.get("hidden") in TRUE or not float(attributes.get("ht", self._default_height)) >= _LOWEST:  # so that NaN is low
            self.hidden_rows.add(number)

    def columns(self, attributes: Mapping[str, str]) -> None:
        """Columns that lie side by side and are equal.

        Raises:
            ValueError: they are none that a sheet has, or are told of again and again.
        """
        first, last = int(attributes["min"]), min(int(attributes["max"]), LAST_COLUMN)
        if first < 1:
            raise ValueError(first)
        self._told += 1 + max(0, last - first)
        if self._told > 2 * LAST_COLUMN:  # a program tells of each column once: a hostile file goes on
            raise ValueError(self._told)
        told = range(first, last + 1)
        if attributes.get("hidden") in TRUE or not float(attributes.get("width", self._default_width)) >= _NARROWEST:
            self._hidden.update(told)
        else:
            self._shown.append(told)

    def hidden_columns(self, rows: Iterable[Iterable[int]]) -> set[int]:
        """The columns that are hidden; where all are that the sheet does not tell of, those that a row has a cell in."""
        if float(self._default_width) >= _NARROWEST:
            return self._hidden
        used: set[int] = set().union(*rows)
        return self._hidden | used.difference(*self._shown)
