"""What is set up and what is not: as a short list, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planctl.message import N_, Message
from planctl.render.json_output import FORMAT
from planctl.render.language import Language
from planctl.render.terminal import Span, Terminal
from planctl.setup.doctor import Finding

_WORDS = {True: N_("ok"), False: N_("missing")}
_STYLES = {True: "green", False: "red"}


def show_findings(findings: Sequence[Finding], language: Language, terminal: Terminal) -> None:
    """A line for each finding, and one below it that says what to do."""
    words = {ok: language.text(Message(word)) for ok, word in _WORDS.items()}
    width = max(map(len, words.values()))
    for finding in findings:
        mark = terminal.shapes.done if finding.ok else terminal.shapes.lacking
        terminal.print(Span(f"{mark} {words[finding.ok]:{width}}", _STYLES[finding.ok]), f"  {language.text(finding.message)}")
        if finding.hint is not None:
            terminal.print(f"  {'':{width}}  {language.text(finding.hint)}")


def findings_json(findings: Sequence[Finding], language: Language) -> dict[str, Any]:
    checks = [
        {
            "name": finding.name,
            "ok": finding.ok,
            "needed": finding.needed,
            "message": language.text(finding.message),
            "hint": language.text(finding.hint) if finding.hint else None,
        }
        for finding in findings
    ]
    return {"format": FORMAT, "checks": checks}
