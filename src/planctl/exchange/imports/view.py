"""An import as its user reads it in a terminal: what is wrong, what changes from what to what, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from planctl.evaluate.status import KpiResult, Status
from planctl.exchange.imports.cell_values import LABELS, spoken
from planctl.exchange.imports.edits import NewText
from planctl.exchange.imports.filing import Filing, News
from planctl.exchange.imports.findings import Finding
from planctl.exchange.imports.lookup import title_of
from planctl.exchange.imports.pipeline import Taken
from planctl.exchange.imports.preview import Effect, Effects, Key
from planctl.exchange.imports.wordings import told
from planctl.message import N_, Message, Plural
from planctl.render.language import Language
from planctl.render.terminal import Span, Terminal, clean, fitted, wrapped
from planctl.render.words import SEVERITY_STYLES, SEVERITY_WORDS, STATUS_STYLES, STATUS_WORDS, UNICODE
from planctl.workspace.workspace import Workspace

_INDENT = "  "
_WIDEST_TEXT = 100
_ARROW = {True: "→", False: "->"}


class ImportView:
    """Writes an import to a terminal."""

    def __init__(self, terminal: Terminal, language: Language, workspace: Workspace) -> None:
        self.terminal, self.language, self.workspace = terminal, language, workspace
        self.arrow = _ARROW[terminal.shapes is UNICODE]

    def findings(self, findings: Iterable[Finding]) -> None:
        named: set[str] = set()
        for finding in findings:
            style = SEVERITY_STYLES[finding.severity]
            address = [Span(_INDENT + self.named(finding.address, named), "dim")] if finding.address else []
            word = Span(self.language.text(SEVERITY_WORDS[finding.severity]), style)
            self.terminal.print(Span(clean(str(finding.place)), "bold"), _INDENT, word, *address)
            self.paragraph(self.language.text(finding.message))
            if finding.hint:
                self.paragraph(self.language.text(Message("Hint: {text}", text=finding.hint)))
            self.terminal.print("")

    def named(self, address: str, before: set[str]) -> str:
        """An address, the first time with the title of what it means."""
        entry = None if address in before else self.workspace.resolve(address, "")
        before.add(address)
        title = title_of(entry) if entry else ""
        return clean(self.language.text(Message("{address} “{title}”", address=address, title=title)) if title else address)

    def paragraph(self, text: str) -> None:
        for line in wrapped(clean(text), min(self.terminal.width, _WIDEST_TEXT) - len(_INDENT)):
            self.terminal.print(_INDENT, line)

    def files(self, texts: Iterable[NewText]) -> None:
        """Each file that was written, and how much in it."""
        for text in texts:
            counts = Counter(filing.news for filing in text.filings)
            parts = [Plural("{n} new", "{n} new", n=counts[News.NEW]), Plural("{n} changed", "{n} changed", n=counts[News.OTHER])]
            words = tuple(part for part in parts if part.values["n"])
            self.terminal.print(clean(text.file), _INDENT, Span(self.language.text(Message("{words}", words=words)), "dim"))

    def preview(self, texts: Iterable[NewText], effects: Effects) -> None:
        """Each file that would be written: old and new of every value, and the colours that would change."""
        for text in texts:
            self.terminal.print(Span(clean(text.file), "bold"))
            by_thing: dict[Key, list[Filing]] = {}
            for filing in text.filings:
                by_thing.setdefault((filing.statement.target.address, filing.statement.target.period), []).append(filing)
            for key, filings in by_thing.items():
                self.thing(key, filings, effects.kpis.get(key) if filings[0].statement.target.section == "kpis" else None)
            self.terminal.print("")
        if effects.goals:
            self.goals(effects)

    def goals(self, effects: Effects) -> None:
        """The goals whose colour would change."""
        self.terminal.print(Span(self.language.text(Message("Goals that change colour")), "bold"))
        for (address, period), effect in effects.goals:
            self.head(f"{address} {period}", effect)
        self.terminal.print("")

    def thing(self, key: Key, filings: list[Filing], effect: Effect | None) -> None:
        self.head(f"{key[0]} {key[1]}", effect)
        for filing in filings:
            self.change(filing, effect)

    def head(self, name: str, effect: Effect | None) -> None:
        """A KPI or a goal on one line, with its colours where they change."""
        colours = self.colours(effect) if effect and effect.is_change else []
        room = self.terminal.width - len(_INDENT) * 2 - len(name) - sum(len(span.text) for span in colours)
        title = fitted(clean(effect.result.entry.model.title), max(room, 0), self.terminal.shapes.ellipsis) if effect else ""
        self.terminal.print(_INDENT, name, Span(f"{_INDENT}{title}" if title else "", "dim"), *colours)

    def colours(self, effect: Effect) -> list[Span]:
        return [Span("  "), *self.status(effect.before), Span(f" {self.arrow} "), *self.status(effect.after)]

    def status(self, status: Status) -> list[Span]:
        word = f"{self.terminal.shapes.status[status]} {self.language.text(STATUS_WORDS[status])}"
        return [Span(word, STATUS_STYLES.get(status, "dim"))]

    def change(self, filing: Filing, effect: Effect | None) -> None:
        target = filing.statement.target
        label = f"{self.language.text(LABELS['value'])} {target.group}" if target.group else self.language.text(LABELS[target.field])
        unit = effect.result.entry.model.unit if effect and isinstance(effect.result, KpiResult) else None
        new = self.value(filing.statement.value, target.field, unit)
        old = self.value(filing.filed, target.field, None) + f" {self.arrow} " if filing.filed is not None else ""
        text = f"{clean(label)}: {old}{new}"
        self.terminal.print(_INDENT * 2, fitted(clean(text), self.terminal.width - 4, self.terminal.shapes.ellipsis))

    def value(self, value: Decimal | str | int | float, field: str, unit: str | None) -> str:
        said = spoken(value, field)
        if isinstance(said, Decimal):
            return self.language.quantity(said, unit)
        return self.language.text(said) if isinstance(said, Message) else clean(said)

    def summary(self, taken: Taken, *, written: bool, partial: bool) -> None:
        """All of it in one or two sentences."""
        errors, n = taken.findings.errors, sum(len(text.filings) for text in taken.texts)
        status = Status.RED if errors else Status.YELLOW if taken.findings.warnings else Status.GREEN
        mark = Span(f"{self.terminal.shapes.status[status]} ", status.value)
        self.terminal.print(mark, " ".join(map(self.language.text, _summary(taken, n, written, partial))))


def _summary(taken: Taken, n: int, written: bool, partial: bool) -> list[Message]:
    errors, files = taken.findings.errors, Plural("in {n} file", "in {n} files", n=len(taken.texts))
    parts: list[Message] = []
    if errors:
        parts.append(Plural("{n} error.", "{n} errors.", n=errors))
    if n:
        what = _what([filing for text in taken.texts for filing in text.filings])
        done, would = (
            Message(said, what=what, files=files) for said in (N_("{what} filed {files}."), N_("{what} would be filed {files}."))
        )
        parts.append(done if written else would)
    elif errors and not partial:
        parts.append(Message("Nothing was filed; --partial takes in what is right."))
    elif errors and any(filing.news is News.SAME for filing in taken.filings):
        parts.append(Message("Nothing was filed: all that is right is on file already."))
    elif errors:
        parts.append(Message("Nothing was filed: there is an error in every row that is filled in."))
    elif not taken.filings:
        parts.append(Message("No outcomes are filled in."))
    else:
        parts.append(Message("Nothing to change: all that is filled in is on file already."))
    if n and taken.same:
        parts.append(Plural("{n} was on file already.", "{n} were on file already.", n=taken.same))
    if taken.findings.skipped:
        rows = taken.findings.skipped
        parts.append(Plural("{n} row passed by as the profile says.", "{n} rows passed by as the profile says.", n=rows))
    if words := told(taken.wordings):
        parts.append(words)
    return parts


def _what(filings: list[Filing]) -> Message:
    """How many outcomes, and how much else: forecasts, judgements and texts."""
    n = sum(filing.statement.target.field in ("value", "by") for filing in filings)
    outcomes, rest = Plural("{n} outcome", "{n} outcomes", n=n), len(filings) - n
    if not n:
        return Plural("{n} entry", "{n} entries", n=rest)
    other = Plural("{n} other entry", "{n} other entries", n=rest)
    return Message("{outcomes} and {other}", outcomes=outcomes, other=other) if rest else outcomes
