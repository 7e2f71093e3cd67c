"""As JUnit's XML, which nearly every CI service shows: a test case for each file with findings, and one for all others."""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree

from planctl.diagnostics import Diagnostic, Severity
from planctl.render.diagnostics.report import Report
from planctl.render.reports.escaping import plain

_NAME = "planctl check"


def show(report: Report) -> None:
    suite = ElementTree.Element("testsuite", name=_NAME)
    cases = [_case(suite, file, list(found), report) for file, found in groupby(report.diagnostics, key=lambda known: known.file)]
    if not cases:
        ElementTree.SubElement(suite, "testcase", classname="planctl", name=_NAME)
    suite.set("tests", str(max(len(cases), 1)))
    suite.set("failures", str(sum(cases)))
    suite.set("errors", "0")
    ElementTree.indent(suite)
    text = ElementTree.tostring(suite, encoding="unicode")
    report.out.flush()
    report.out.buffer.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode("utf-8", "replace"))


def _case(suite: ElementTree.Element, file: str, found: list[Diagnostic], report: Report) -> bool:
    """A file's case: it fails where there is an error, and tells its warnings as output. Whether it fails."""
    case = ElementTree.SubElement(suite, "testcase", classname="planctl", name=plain(file), file=plain(file))
    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    if errors:
        failure = ElementTree.SubElement(case, "failure", message=plain(report.text(errors[0].message) or ""), type=errors[0].code)
        failure.text = "\n".join(_line(diagnostic, report) for diagnostic in errors)
    warnings = [diagnostic for diagnostic in found if diagnostic.severity is not Severity.ERROR]
    if warnings:
        ElementTree.SubElement(case, "system-out").text = "\n".join(_line(diagnostic, report) for diagnostic in warnings)
    return bool(errors)


def _line(diagnostic: Diagnostic, report: Report) -> str:
    line, column = diagnostic.span.start
    return plain(f"{diagnostic.file}:{line}:{column}: {diagnostic.code} {report.whole_text(diagnostic)}")
