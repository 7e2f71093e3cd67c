"""For people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from planctl.evaluate.status import Status
from planctl.render.language import Language
from planctl.render.revisions.details import ARROW, DETAIL_INDENT, DetailView
from planctl.render.revisions.view import Item, Light, View
from planctl.render.status import style_of
from planctl.render.terminal import Span, Terminal, cell_width, clean, fitted, text_of
from planctl.revisions.differences import Diff, What

_MARKS = {What.ADDED: "+", What.REMOVED: "-", What.RENAMED: "=", What.MOVED: ">", What.CHANGED: "~"}
_STYLES = {What.ADDED: "green", What.REMOVED: "red"}
_LEAST_TITLE = 16
"""Columns that are left to a title, however long the rest of the line is."""


def show(diffs: Sequence[Diff], language: Language, out: TextIO) -> None:
    terminal = Terminal.on(out)
    for index, diff in enumerate(diffs):
        if index:
            terminal.print("")
        _View(View(diff, language), terminal).show()


class _View:
    def __init__(self, view: View, terminal: Terminal) -> None:
        self.view, self.terminal = view, terminal
        self.details = DetailView(terminal)

    def show(self) -> None:
        self.terminal.print(Span(clean(self.view.heading()), "bold"))
        for warning in self.view.warnings():
            self.details.paragraph(f"{self.terminal.shapes.warning} {clean(warning)}", "yellow", "")
        for section in self.view.sections():
            self.terminal.print("")
            self.terminal.print(Span(clean(section.title), "bold"))
            for item in section.items:
                self.item(item)
            for light in section.lights:
                self.light(light)
        self.terminal.print("")
        self.details.paragraph(self.view.summary(), "", "")

    def item(self, item: Item) -> None:
        head = f"{item.sort} {item.word}"
        self.details.paragraph(clean(item.title), "", f"  {_MARKS[item.what]} ", _STYLES.get(item.what, ""))
        self.terminal.print(DETAIL_INDENT, Span(f"{head}  {item.address}", "dim"))
        for note in item.notes:
            self.details.paragraph(clean(note), "yellow" if item.alarming else "bold", DETAIL_INDENT)
        for detail in item.details:
            self.details.show(detail, DETAIL_INDENT)

    def light(self, light: Light) -> None:
        colours = [*self.status(light.before, light.before_word), Span(ARROW), *self.status(light.after, light.after_word)]
        rest = [Span(": "), *colours, Span(f"  {light.address}", "dim")]
        room = max(self.terminal.width - cell_width(text_of(rest)), _LEAST_TITLE)
        self.terminal.print(Span(fitted(f"  {light.sort} {clean(light.title)}", room, self.terminal.shapes.ellipsis)), *rest)

    def status(self, status: Status | None, word: str) -> list[Span]:
        if status is None:
            return [Span(word, "dim")]
        return [Span(f"{self.terminal.shapes.status[status]} {word}", style_of(status))]
