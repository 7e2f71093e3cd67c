"""As GitLab's Code Quality report, which merge requests show beside their lines."""

from __future__ import annotations

from typing import Any

from planctl.diagnostics import Diagnostic, Severity
from planctl.render.diagnostics.fingerprints import fingerprints
from planctl.render.diagnostics.report import Report
from planctl.render.json_output import write_json

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor"}


def show(report: Report) -> None:
    marks = fingerprints(report.diagnostics)
    write_json([_issue(diagnostic, mark, report) for diagnostic, mark in zip(report.diagnostics, marks, strict=True)], report.out)


def _issue(diagnostic: Diagnostic, mark: str, report: Report) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": diagnostic.code,
        "description": report.whole_text(diagnostic),
        "severity": _SEVERITIES[diagnostic.severity],
        "fingerprint": mark,
        "location": {"path": diagnostic.file, "lines": {"begin": diagnostic.span.start.line, "end": diagnostic.span.end.line}},
    }
