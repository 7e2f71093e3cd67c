"""Lines of styled text for a terminal: how wide it is, whether it shows colour, and which shapes it can draw.

Layout is done here on plain text; rich writes the colours, and is imported only where there are any.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, TextIO

from planctl.render.words import shapes_for

NARROWEST = 40
_UNEVEN = re.compile("[^\u0000-\u02ff](?<![\u2000-\u200a])(?<![\u2010-\u22ff])(?<![\u2500-\u25ff])(?<![\u2700-\u27bf])(?<!\u26a0)")
"""Characters that may take no column, or two. (In pieces: a class of all would take longer to compile than a report to measure.)"""
WITHOUT_TERMINAL = 100
_LONGEST_WORD = 200


class Span(NamedTuple):
    """A piece of text in one style; a style is a rich style, or empty."""

    text: str
    style: str = ""


Line = list[Span]


def text_of(line: Iterable[Span]) -> str:
    return "".join(span.text for span in line)


class Terminal:
    """Where lines go: a stream with its width, colour and shapes."""

    def __init__(self, stream: TextIO, width: int, colour: bool) -> None:
        self.stream, self.width, self.colour = stream, width, colour
        self.shapes = shapes_for(getattr(stream, "encoding", None))
        self._print = self._with_rich() if self.colour else self._plain

    @classmethod
    def on(cls, stream: TextIO) -> "Terminal":
        """The terminal behind a stream. NO_COLOR, TERM=dumb and a stream that is no terminal mean no colour, FORCE_COLOR means colour."""
        return cls(stream, terminal_width(stream), wants_colour(stream))

    def print(self, *line: Span | str) -> None:
        """Write one line; what is wider than the terminal is the terminal's to wrap."""
        self._print([Span(part) if isinstance(part, str) else part for part in line])

    def _plain(self, line: Line) -> None:
        self.stream.write(text_of(line).rstrip() + "\n")

    def _with_rich(self) -> Callable[[Line], None]:
        from rich.console import Console
        from rich.text import Text

        console = Console(file=self.stream, width=self.width, force_terminal=True, highlight=False, soft_wrap=True)
        return lambda line: console.print(Text.assemble(*line), soft_wrap=True)


def terminal_width(stream: TextIO) -> int:
    """Columns of the terminal (or of COLUMNS); a fixed width where output goes elsewhere."""
    if not os.environ.get("COLUMNS") and not stream.isatty():
        return WITHOUT_TERMINAL
    return max(NARROWEST, shutil.get_terminal_size((WITHOUT_TERMINAL, 24)).columns)


def wants_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


@lru_cache(maxsize=4096)
def cell_width(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii() or not _UNEVEN.search(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def clean(text: str) -> str:
    """A user's text on one line, without characters that would steer the terminal."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(character if character.isprintable() else " " for character in line)


def fitted(text: str, width: int, ellipsis: str) -> str:
    """The text, cut with an ellipsis where it is wider than `width`."""
    columns = cell_width(text)
    if columns <= width:
        return text
    if columns == len(text):
        return text[: max(0, width - len(ellipsis))].rstrip() + ellipsis if width >= len(ellipsis) else ""
    while text and cell_width(text) + len(ellipsis) > width:
        text = text[: max(0, len(text) - max(1, (cell_width(text) + len(ellipsis) - width) // 2))]
    return text.rstrip() + ellipsis if width >= len(ellipsis) else ""


def padded(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with spaces to `width`; `right` puts it at the right edge."""
    width -= cell_width(text) - len(text)
    return text.rjust(width) if right else text.ljust(width)


def wrapped(text: str, width: int) -> list[str]:
    """The text on as many lines as it needs. An address or a path stays whole, so that it can be copied; what is no word is broken."""
    import textwrap

    is_endless = any(len(word) > _LONGEST_WORD for word in text.split())
    return textwrap.wrap(text, max(width, 10), break_on_hyphens=False, break_long_words=is_endless) or [""]
