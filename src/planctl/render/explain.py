"""An explanation on a terminal: section by section, each fact with the place where it stands."""

from __future__ import annotations

from planctl.evaluate.explain.explanation import Explanation, Row, Section, Word
from planctl.evaluate.status import Status
from planctl.render.explain_json import LineOf
from planctl.render.facts import fact
from planctl.render.language import Language
from planctl.render.terminal import Line, Span, Terminal, cell_width, clean, padded, text_of, wrapped
from planctl.render.words import STATUS_STYLES

_INDENT = "  "
_GAP = "  "
_WIDEST = 100
_WIDEST_LABEL = 26
_STEP = 2


class ExplainView:
    """Shows an explanation."""

    def __init__(self, terminal: Terminal, language: Language, line_of: LineOf) -> None:
        self.terminal = terminal
        self.language = language
        self.line_of = line_of
        self.shapes = terminal.shapes
        self.width = min(terminal.width, _WIDEST)

    def show(self, explanation: Explanation) -> None:
        self.heading(explanation)
        for section in explanation.sections:
            self.terminal.print("")
            self.section(section)

    def heading(self, explanation: Explanation) -> None:
        for line in wrapped(clean(explanation.title), self.width):
            self.terminal.print(Span(line, "bold"))
        self.terminal.print(Span(explanation.address, "dim"), _GAP, Span(str(explanation.period), "dim"))
        lights = self.status(explanation.status) if explanation.status else []
        if explanation.change:
            word = fact(explanation.change, self.language)
            lights.append(Span(f"{_GAP if lights else ''}{self.shapes.change[explanation.change]} {word}"))
        if lights:
            self.terminal.print(*lights)
        if explanation.reason is not None:
            for line in wrapped(clean(fact(explanation.reason, self.language)), self.width):
                self.terminal.print(line)

    def status(self, status: Status | Word) -> Line:
        """The shape and the word of a status, in its colour."""
        word = fact(status, self.language)
        if isinstance(status, Word):
            return [Span(word, "bold")]
        return [Span(f"{self.shapes.status[status]} {word}", STATUS_STYLES.get(status, "dim"))]

    def section(self, section: Section) -> None:
        self.terminal.print(Span(self.language.text(section.title), "bold"))
        labels = [fact(row.label, self.language) for row in section.rows]
        column = min(_WIDEST_LABEL, max(cell_width(label) + self.indent(row) for label, row in zip(labels, section.rows, strict=True)))
        bands = max((cell_width(self.text(row)) for row in section.rows if row.holds is not None), default=0)
        for label, row in zip(labels, section.rows, strict=True):
            self.row(row, clean(label), column, bands)

    def indent(self, row: Row) -> int:
        """How far a row is moved in: below others in a tree, or to leave room for the tick of a band."""
        return row.level * _STEP + (_STEP if row.holds is not None else 0)

    def row(self, row: Row, label: str, column: int, bands: int) -> None:
        tick = self.shapes.tick if row.holds else ""
        lead = padded(padded(tick, self.indent(row)) + label, column)
        room = max(20, self.width - len(_INDENT) - cell_width(lead) - len(_GAP))
        first, *others = self.body(row, room, bands)
        style = STATUS_STYLES.get(row.status, "dim") if row.status and row.holds is not None else "dim"
        self.terminal.print(_INDENT, Span(lead, style), _GAP, *first)
        margin = " " * (len(_INDENT) + cell_width(lead) + len(_GAP))
        for line in others:
            self.terminal.print(margin, *line)

    def body(self, row: Row, room: int, bands: int) -> list[Line]:
        """The text, its note, and where it stands: side by side where there is room, else below each other. Bands are a column."""
        lines: list[Line] = [[Span(line)] for line in wrapped(self.text(row), room)]
        if row.holds is not None:
            lines[-1].append(Span(" " * (bands - cell_width(text_of(lines[-1])))))
        elif row.status:
            lines[0][0] = Span(lines[0][0].text, STATUS_STYLES.get(row.status, "dim"))
        if row.note is not None:
            self.add(lines, clean(fact(row.note, self.language)), room)
        for text in (row.address, self.place(row)):
            if text:
                self.add(lines, text, room)
        return lines

    def text(self, row: Row) -> str:
        text = clean(fact(row.text, self.language))
        if row.status is None or row.holds is not None:
            return text
        word = fact(row.status, self.language)
        return f"{self.shapes.status[row.status]} {word}{_GAP}{text}" if text != word else f"{self.shapes.status[row.status]} {word}"

    def add(self, lines: list[Line], text: str, room: int) -> None:
        """Put a piece after the last one, or on lines of its own."""
        if cell_width(text_of(lines[-1])) + len(_GAP) + cell_width(text) <= room:
            lines[-1].append(Span(_GAP + text, "dim"))
        else:
            lines += [[Span(line, "dim")] for line in wrapped(text, room)]

    def place(self, row: Row) -> str:
        return f"{row.place.file}:{self.line_of(*row.place)}" if row.place else ""
