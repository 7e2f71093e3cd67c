"""`planctl explain --format json`: format 1, as docs/json.md describes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planctl.diagnostics import Path
from planctl.evaluate.explain.explanation import Explanation, Row, Section, Word
from planctl.render.facts import fact
from planctl.render.json_output import FORMAT
from planctl.render.language import Language

LineOf = Callable[[str, Path], int]


def explain_json(explanation: Explanation, language: Language, line_of: LineOf) -> dict[str, Any]:
    status = explanation.status
    return {
        "format": FORMAT,
        "kind": explanation.kind,
        "address": explanation.address,
        "title": explanation.title,
        "unit": explanation.unit,
        "period": str(explanation.period),
        "as_of": explanation.as_of.isoformat(),
        "status": status.name if isinstance(status, Word) else status and status.value,
        "reason": None if explanation.reason is None else fact(explanation.reason, language),
        "change": explanation.change and explanation.change.value,
        "sections": [_section(section, language, line_of) for section in explanation.sections],
    }


def _section(section: Section, language: Language, line_of: LineOf) -> dict[str, Any]:
    rows = [_row(row, language, line_of) for row in section.rows]
    return {"name": section.name, "title": language.text(section.title), "rows": rows}


def _row(row: Row, language: Language, line_of: LineOf) -> dict[str, Any]:
    """What a row has; the keys of what it has not are left out, but for its name, label and text."""
    found: dict[str, Any] = {"name": row.name, "label": fact(row.label, language), "text": fact(row.text, language)}
    further = {
        "value": row.value,
        "note": None if row.note is None else fact(row.note, language),
        "status": row.status and row.status.value,
        "holds": row.holds,
        "address": row.address or None,
        "file": row.place and row.place.file,
        "line": row.place and line_of(*row.place),
        "level": row.level or None,
    }
    return found | {name: value for name, value in further.items() if value is not None}
