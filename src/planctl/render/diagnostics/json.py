"""As JSON, format 1: docs/json.md describes it."""

from __future__ import annotations

from typing import Any

from planctl.diagnostics import Diagnostic
from planctl.render.diagnostics.report import Report
from planctl.render.json_output import FORMAT, write_json


def show(report: Report) -> None:
    document = {
        "format": FORMAT,
        "diagnostics": [_diagnostic(diagnostic, report) for diagnostic in report.diagnostics],
        "summary": {"files": report.checked.files, "errors": report.errors, "warnings": report.warnings},
    }
    write_json(document, report.out)


def _diagnostic(diagnostic: Diagnostic, report: Report) -> dict[str, Any]:
    start, end = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": diagnostic.file,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "address": diagnostic.address or None,
        "message": report.text(diagnostic.message),
        "hint": report.text(diagnostic.hint),
    }
