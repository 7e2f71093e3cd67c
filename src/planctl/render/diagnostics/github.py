"""As workflow commands of GitHub Actions, which shows them at their lines in a pull request."""

from __future__ import annotations

from planctl.diagnostics import Diagnostic
from planctl.render.diagnostics.report import Report

# What would end a command's text, or one of its properties, is written as in an address on the web.
_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _TEXT | str.maketrans({":": "%3A", ",": "%2C"})


def show(report: Report) -> None:
    for diagnostic in report.diagnostics:
        report.out.write(_command(diagnostic, report) + "\n")
    report.err.write(report.summary() + "\n")


def _command(diagnostic: Diagnostic, report: Report) -> str:
    start, end = diagnostic.span
    properties = {
        "file": diagnostic.file,
        "line": start.line,
        "endLine": end.line,
        "col": start.column,
        "endColumn": end.column,
        "title": diagnostic.code,
    }
    listed = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{diagnostic.severity.value} {listed}::{report.whole_text(diagnostic).translate(_TEXT)}"
