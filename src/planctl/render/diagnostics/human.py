"""For people at a terminal: each finding with its place, the line it is about, and what to do."""

from __future__ import annotations

from planctl.diagnostics import Diagnostic
from planctl.evaluate.status import Status
from planctl.message import Message
from planctl.render.diagnostics.excerpt import Excerpt, Sources
from planctl.render.diagnostics.report import Report
from planctl.render.terminal import Span, Terminal, clean, wrapped
from planctl.render.words import SEVERITY_STYLES, SEVERITY_WORDS, UNICODE

_INDENT = "  "
_NUMBER = 5
_WIDEST_TEXT = 100


def show(report: Report) -> None:
    show_findings(report).summary()


def show_findings(report: Report) -> _View:
    """The findings alone."""
    view = _View(report, Terminal.on(report.out))
    for diagnostic in report.diagnostics:
        view.finding(diagnostic)
    return view


class _View:
    def __init__(self, report: Report, terminal: Terminal) -> None:
        self.report = report
        self.terminal = terminal
        self.text = report.language.text
        self.sources = Sources(report.content, self.written)
        self.bar = "│" if terminal.shapes is UNICODE else "|"

    def finding(self, diagnostic: Diagnostic) -> None:
        style = SEVERITY_STYLES[diagnostic.severity]
        self.head(diagnostic, style)
        self.paragraph(self.text(diagnostic.message), "")
        room = self.terminal.width - _NUMBER - 3
        excerpt = self.sources.excerpt(diagnostic.file, diagnostic.span, room, self.terminal.shapes.ellipsis)
        if excerpt:
            self.excerpt(excerpt, style)
        if diagnostic.hint:
            self.paragraph(self.text(Message("Hint: {text}", text=diagnostic.hint)), "")
        self.terminal.print("")

    def written(self, text: str) -> str:
        """A text as it comes out on the terminal."""
        stream = self.terminal.stream
        encoding = stream.encoding or "utf-8"
        return text.encode(encoding, stream.errors or "replace").decode(encoding)

    def head(self, diagnostic: Diagnostic, style: str) -> None:
        line, column = diagnostic.span.start
        word = self.text(SEVERITY_WORDS[diagnostic.severity])
        address = [Span(_INDENT + diagnostic.address, "dim")] if diagnostic.address else []
        place = Span(f"{clean(diagnostic.file)}:{line}:{column}", "bold")
        code = [Span(f" {diagnostic.code}", style)] if diagnostic.code else []
        self.terminal.print(place, _INDENT, Span(word, style), *code, *address)

    def paragraph(self, text: str, style: str) -> None:
        for line in wrapped(clean(text), min(self.terminal.width, _WIDEST_TEXT) - len(_INDENT)):
            self.terminal.print(_INDENT, Span(line, style))

    def excerpt(self, excerpt: Excerpt, style: str) -> None:
        self.terminal.print(Span(f"{excerpt.number:>{_NUMBER}} {self.bar} ", "dim"), excerpt.text)
        mark = Span(" " * excerpt.before + "^" * excerpt.marked, style)
        self.terminal.print(Span(f"{'':>{_NUMBER}} {self.bar} ", "dim"), mark)

    def summary(self) -> None:
        status = Status.RED if self.report.errors else Status.YELLOW if self.report.warnings else Status.GREEN
        self.terminal.print(Span(f"{self.terminal.shapes.status[status]} ", status.value), clean(self.report.summary_of_new()))
        if self.report.diagnostics:
            code = self.report.diagnostics[0].code
            more = Message("planctl rule and a code, as in planctl rule {code}, shows what a rule means.", code=code)
            self.paragraph(self.text(more), "dim")
