"""What every format is given: what was found, in which language to say it, and where to write."""

from collections.abc import Sequence
from typing import NamedTuple, TextIO

from planctl.diagnostics import Diagnostic, Severity
from planctl.message import Message, Plural
from planctl.render.diagnostics.excerpt import Content
from planctl.render.language import Language
from planctl.rules.check import Checked


class Report(NamedTuple):
    """`out` is for data, `err` for messages about them."""

    checked: Checked
    language: Language
    out: TextIO
    err: TextIO
    content: Content
    """The bytes of each file that was checked."""

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        return self.checked.diagnostics

    @property
    def errors(self) -> int:
        return self.checked.count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        return self.checked.count(Severity.WARNING)

    def text(self, message: Message | str | None) -> str | None:
        return None if message is None else self.language.text(message)

    def whole_text(self, diagnostic: Diagnostic) -> str:
        """What is wrong and what to do, on lines of their own."""
        return "\n".join(filter(None, (self.text(diagnostic.message), self.text(diagnostic.hint))))

    def summary(self) -> str:
        """All of it in one sentence."""
        return self.language.text(_summary(self.checked.files, self.errors, self.warnings))

    def summary_of_new(self) -> str:
        """Likewise; where nothing is new, but something older is wrong, it says so."""
        if self.diagnostics or not self.checked.older:
            return self.summary()
        return self.language.text(_only_older(self.checked.since, self.checked.older))


def _only_older(revision: str, older: int) -> Message:
    return Plural(
        "Nothing new since {revision}; {n} older finding.", "Nothing new since {revision}; {n} older findings.", n=older, revision=revision
    )


def _summary(files: int, errors: int, warnings: int) -> Message:
    if not errors and not warnings:
        return Plural("No problems found in {n} file.", "No problems found in {n} files.", n=files)
    among = Plural("in {n} file", "in {n} files", n=files)
    some_errors = Plural("{n} error", "{n} errors", n=errors)
    some_warnings = Plural("{n} warning", "{n} warnings", n=warnings)
    if not errors or not warnings:
        return Message("{found} {among}.", found=some_errors if errors else some_warnings, among=among)
    return Message("{errors} and {warnings} {among}.", errors=some_errors, warnings=some_warnings, among=among)
