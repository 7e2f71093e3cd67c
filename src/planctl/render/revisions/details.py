"""Fields that differ, as lines of a terminal."""

from __future__ import annotations

from planctl.render.revisions.view import Detail
from planctl.render.terminal import Span, Terminal, clean, wrapped

DETAIL_INDENT = "      "
ARROW = " → "


class DetailView:
    """Writes fields that differ, and paragraphs."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def show(self, detail: Detail, indent: str) -> None:
        label = f"{clean(detail.label)}: "
        if detail.pieces:
            self.paragraph(label + _word_by_word(detail), "", indent)
        elif not detail.before:
            self.paragraph(label + clean(detail.after), "", indent)
        else:
            self.paragraph(label + clean(detail.before) + ARROW + (clean(detail.after) or "–"), "", indent)

    def paragraph(self, text: str, style: str, indent: str, indent_style: str = "") -> None:
        for index, line in enumerate(wrapped(text, self.terminal.width - len(indent))):
            self.terminal.print(Span(indent if index == 0 else " " * len(indent), indent_style), Span(line, style))


def _word_by_word(detail: Detail) -> str:
    """Words that went and came in brackets, as git's own word diff has them: they are told apart without colour."""
    text = ""
    for piece in detail.pieces:
        if piece.stayed:
            text += piece.after
        else:
            text += (f"[-{piece.before}-]" if piece.before else "") + (f"{{+{piece.after}+}}" if piece.after else "")
    return clean(text)
