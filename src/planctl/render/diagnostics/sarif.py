"""As SARIF 2.1.0 (OASIS), which GitHub and others show as code scanning alerts."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import planctl
from planctl.diagnostics import Diagnostic
from planctl.render.diagnostics.fingerprints import fingerprints
from planctl.render.diagnostics.report import Report
from planctl.render.json_output import write_json
from planctl.rules.registry import Rule, all_rules

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def show(report: Report) -> None:
    codes = sorted({diagnostic.code for diagnostic in report.diagnostics})
    index = {code: number for number, code in enumerate(codes)}
    driver = {"name": "planctl", "version": planctl.__version__, "rules": [_rule(all_rules()[code], report) for code in codes]}
    marks = fingerprints(report.diagnostics)
    results = [_result(diagnostic, index, mark, report) for diagnostic, mark in zip(report.diagnostics, marks, strict=True)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    write_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, report.out)


def _rule(rule: Rule, report: Report) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": report.text(rule.title)},
        "fullDescription": {"text": report.text(rule.reason)},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(diagnostic: Diagnostic, index: dict[str, int], mark: str, report: Report) -> dict[str, Any]:
    start, end = diagnostic.span
    region = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    place: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": quote(diagnostic.file)}, "region": region}}
    if diagnostic.address:
        place["logicalLocations"] = [{"fullyQualifiedName": diagnostic.address}]
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index[diagnostic.code],
        "level": diagnostic.severity.value,
        "message": {"text": report.whole_text(diagnostic)},
        "locations": [place],
        "partialFingerprints": {"planctl/v1": mark},
    }
