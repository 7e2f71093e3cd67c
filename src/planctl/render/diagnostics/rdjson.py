"""As reviewdog's diagnostic format (rdjson), whose columns count bytes of UTF-8."""

from __future__ import annotations

from typing import Any

from planctl.diagnostics import Diagnostic, Position
from planctl.render.diagnostics.report import Report
from planctl.render.json_output import write_json
from planctl.source.positions import lines_of


def show(report: Report) -> None:
    columns = _Columns(report)
    diagnostics = [_diagnostic(diagnostic, columns, report) for diagnostic in report.diagnostics]
    write_json({"source": {"name": "planctl"}, "diagnostics": diagnostics}, report.out)


class _Columns:
    """Columns in bytes; findings come file by file, so that one file's lines are kept at a time."""

    def __init__(self, report: Report) -> None:
        self.content = report.content
        self.file, self.lines = "", list[str]()

    def place(self, file: str, position: Position) -> dict[str, int]:
        if file != self.file:
            raw = self.content(file)
            self.file, self.lines = file, lines_of(raw.decode("utf-8-sig", "replace")) if isinstance(raw, bytes) else []
        line = self.lines[position.line - 1] if position.line <= len(self.lines) else ""
        return {"line": position.line, "column": len(line[: position.column - 1].encode("utf-8", "surrogatepass")) + 1}


def _diagnostic(diagnostic: Diagnostic, columns: _Columns, report: Report) -> dict[str, Any]:
    start, end = (columns.place(diagnostic.file, position) for position in diagnostic.span)
    return {
        "message": report.whole_text(diagnostic),
        "location": {"path": diagnostic.file, "range": {"start": start, "end": end}},
        "severity": diagnostic.severity.value.upper(),
        "code": {"value": diagnostic.code},
    }
