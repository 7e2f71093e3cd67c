"""For people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from planctl.evaluate.status import Status
from planctl.render.language import Language
from planctl.render.revisions.view import Detail, Item, Light, View
from planctl.render.status import style_of
from planctl.render.terminal import Span, Terminal, clean, wrapped
from planctl.revisions.differences import Diff, What

_MARKS = {What.ADDED: "+", What.REMOVED: "-", What.RENAMED: "=", What.MOVED: ">", What.CHANGED: "~"}
_STYLES = {What.ADDED: "green", What.REMOVED: "red"}
_DEEP = "      "


def show(diffs: Sequence[Diff], language: Language, out: TextIO) -> None:
    terminal = Terminal.on(out)
    for index, diff in enumerate(diffs):
        if index:
            terminal.print("")
        _View(View(diff, language), terminal).show()


class _View:
    def __init__(self, view: View, terminal: Terminal) -> None:
        self.view, self.terminal = view, terminal
        self.arrow = " → "

    def show(self) -> None:
        self.terminal.print(Span(clean(self.view.heading()), "bold"))
        for warning in self.view.warnings():
            self.paragraph(f"{self.terminal.shapes.warning} {clean(warning)}", "yellow", "")
        for section in self.view.sections():
            self.terminal.print("")
            self.terminal.print(Span(clean(section.title), "bold"))
            for item in section.items:
                self.item(item)
            for light in section.lights:
                self.light(light)
        self.terminal.print("")
        self.paragraph(self.view.summary(), "", "")

    def item(self, item: Item) -> None:
        head = f"{item.sort} {item.word}"
        self.paragraph(clean(item.title), "", f"  {_MARKS[item.what]} ", _STYLES.get(item.what, ""))
        self.terminal.print(_DEEP, Span(f"{head}  {item.address}", "dim"))
        for note in item.notes:
            self.paragraph(clean(note), "yellow" if item.alarming else "bold", _DEEP)
        for detail in item.details:
            self.detail(detail)

    def detail(self, detail: Detail) -> None:
        if detail.pieces:
            self.paragraph(f"{detail.label}: {self.word_by_word(detail)}", "", _DEEP)
        elif not detail.before:
            self.paragraph(f"{detail.label}: {clean(detail.after)}", "", _DEEP)
        else:
            self.paragraph(f"{detail.label}: {clean(detail.before)}{self.arrow}{clean(detail.after) or '–'}", "", _DEEP)

    def word_by_word(self, detail: Detail) -> str:
        """Words that went and came in brackets, as git's own word diff has them: they are told apart without colour."""
        text = ""
        for piece in detail.pieces:
            if piece.stayed:
                text += piece.after
            else:
                text += (f"[-{piece.before}-]" if piece.before else "") + (f"{{+{piece.after}+}}" if piece.after else "")
        return clean(text)

    def light(self, light: Light) -> None:
        spans = [Span(f"  {light.sort} {clean(light.title)}: "), *self.status(light.before, light.before_word), Span(self.arrow)]
        self.terminal.print(*spans, *self.status(light.after, light.after_word), Span(f"  {light.address}", "dim"))

    def status(self, status: Status | None, word: str) -> list[Span]:
        if status is None:
            return [Span(word, "dim")]
        return [Span(f"{self.terminal.shapes.status[status]} {word}", style_of(status))]

    def paragraph(self, text: str, style: str, indent: str, indent_style: str = "") -> None:
        for index, line in enumerate(wrapped(text, self.terminal.width - len(indent))):
            self.terminal.print(Span(indent if index == 0 else " " * len(indent), indent_style), Span(line, style))
