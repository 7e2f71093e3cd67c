"""What is to change in a file, line by line, as `diff -u` and git show it: others can apply it."""

from __future__ import annotations

import difflib
from typing import TextIO

from planctl.render.diagnostics.excerpt import shown
from planctl.render.terminal import Span, Terminal, wants_colour

_STYLES = {"+": "green", "-": "red", "@": "cyan"}
_NO_BREAK = "\\ No newline at end of file\n"


def write_text_diff(before: str, after: str, file: str, stream: TextIO) -> None:
    """Writes the difference, in colour on a terminal."""
    name = file.lstrip("/")
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    if not wants_colour(stream):
        stream.writelines(line if line.endswith("\n") else f"{line}\n{_NO_BREAK}" for line in lines)
        return
    terminal = Terminal.on(stream)
    for line in lines:
        style = "bold" if line.startswith(("+++", "---")) else _STYLES.get(line[0], "")
        terminal.print(Span(shown(line.rstrip("\r\n")), style))


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + [line for line in text.split("\n")[-1:] if line]
