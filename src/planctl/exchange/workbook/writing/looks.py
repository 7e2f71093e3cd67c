"""How cells look: one named style for each look and number format, and what colours the words."""

from __future__ import annotations

from copy import copy
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook import Workbook

from planctl.evaluate.status import Status
from planctl.exchange.workbook.sheet_model import TEXT, Look

FONT = "Calibri"
INK, PAPER, FAINT, LINE = "1F2328", "FFFFFF", "57606A", "C9D1D9"
HEAD, HEAD_OF_INPUT, INPUT, CLOSED = "32383F", "0A5C9E", "E3F1FC", "EEF0F2"
LINK = "0A5C9E"
COLOURS = {Status.RED: ("CF222E", "FFF5F5"), Status.YELLOW: ("9A6700", "FFFBEB"), Status.GREEN: ("1A7F37", "F0FBF3")}
"""Ink and tint of each colour: at least 4.5:1 to each other. The word stands in the cell as well."""
ATTENTION = ("6639BA", "FBEFFF")
"""What is to be looked at once more, and so has no colour."""

_FONTS: dict[str, dict[str, Any]] = {
    "title": {"size": 16, "b": True},
    "heading": {"size": 12, "b": True},
    "subtitle": {"color": FAINT},
    "strong": {"b": True},
    "link": {"color": LINK, "u": "single"},
    "header": {"b": True, "color": PAPER},
    "header of input": {"b": True, "color": PAPER},
    "strong line": {"b": True},
    "marker": {"color": FAINT, "size": 8},
    Look.MUTED: {"color": FAINT},
    Look.WORD: {"b": True},
    "attention": {"b": True, "color": ATTENTION[0]},
    **{colour.value: {"b": True, "color": ink} for colour, (ink, _) in COLOURS.items()},
}
_FILLS = {
    "header": HEAD,
    "header of input": HEAD_OF_INPUT,
    Look.INPUT: INPUT,
    "sample of input": INPUT,
    Look.CLOSED: CLOSED,
    Look.MUTED: "F6F8FA",
    "attention": ATTENTION[1],
    **{colour.value: paper for colour, (_, paper) in COLOURS.items()},
}
_FRAMED = (*Look, *COLOURS, "attention", "header", "header of input", "sample of input")
_UNWRAPPED = ("title", "subtitle", "strong line", "heading", "link", "marker")


class Looks:
    """The named styles of a workbook, made as they are needed."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.known: dict[tuple[str, str], StyleArray] = {}

    def dress(self, cell: Cell, look: str, number_format: str = TEXT) -> None:
        """Gives a cell a look. openpyxl takes a style by its name ten times as slowly as by what it has made of it."""
        made = self.known.get((look, number_format))
        if made is None:
            name = f"planctl {look}" if number_format == TEXT else f"planctl {look} {number_format}"
            cell.style = _style(name, look, number_format)
            made = self.known[look, number_format] = copy(cell._style)  # type: ignore[attr-defined]
        cell._style = copy(made)  # type: ignore[attr-defined]


def _style(name: str, look: str, number_format: str) -> NamedStyle:
    style = NamedStyle(name=name, number_format=number_format)
    style.font = Font(**{"name": FONT, "size": 11, "color": INK, **_FONTS.get(look, {})})
    style.alignment = _alignment(look, number_format)
    style.protection = Protection(locked=look != Look.INPUT)
    if look in _FILLS:
        style.fill = PatternFill("solid", fgColor=_FILLS[look])
    if look in _FRAMED:
        line = Side(style="thin", color=LINE)
        style.border = Border(left=line, right=line, top=line, bottom=line)
    return style


def _alignment(look: str, number_format: str) -> Alignment:
    """Words that say a status stand in the middle, numbers to the right and a little away from the text that follows."""
    if look == Look.WORD:
        return Alignment(vertical="top", wrap_text=True, horizontal="center")
    if look in (Look.LOCKED, Look.MUTED, Look.INPUT) and number_format != TEXT:
        return Alignment(vertical="top", horizontal="right", indent=1)
    return Alignment(vertical="top", wrap_text=look not in _UNWRAPPED, indent=look == "prose")


def tint(colours: tuple[str, str]) -> DifferentialStyle:
    """The format of a word that says a colour, or asks for attention: by its ink and its tint."""
    ink, paper = colours
    return DifferentialStyle(font=Font(color=ink, b=True), fill=PatternFill("solid", bgColor=paper))
