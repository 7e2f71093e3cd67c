"""From what is new to the texts that say it: each edited, read again, and held against its model before any is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from planctl.errors import PlanctlError
from planctl.exchange.imports.destination import file_of
from planctl.exchange.imports.filing import Filing, outcomes_of, report_at
from planctl.exchange.imports.findings import Blocked, Findings
from planctl.exchange.imports.statement import Statement, Target
from planctl.message import Message
from planctl.model.base import Model
from planctl.model.outcomes import SECTIONS, Outcomes
from planctl.model.validate import validate
from planctl.render.progress import Progress
from planctl.source.editing.edit import Change, UneditableError, document, edited
from planctl.source.reader import parse
from planctl.workspace.workspace import Workspace

Report = tuple[str, str, str]
"""Where a report stands in a file: section, id and follow-up."""


class NewText(NamedTuple):
    """A file as it will be, and what is filed in it."""

    file: str
    path: Path
    before: bytes | None
    """What stands there now; None where there is no file."""
    raw: bytes
    model: Outcomes
    filings: tuple[Filing, ...]
    reports: Mapping[Report, Sequence[Statement]]
    """What is filed in each report."""

    @property
    def unit(self) -> str:
        return self.model.unit


def new_texts(found: Iterable[Filing], workspace: Workspace, findings: Findings, progress: Progress) -> list[NewText]:
    """The texts that say what is new. A file in which it can't be said is named, with the cells that belong there."""
    by_file: dict[tuple[str, int], list[Filing]] = {}
    for filing in found:
        target = filing.statement.target
        by_file.setdefault((target.unit, target.period.year), []).append(filing)
    groups = progress.track(list(by_file.values()), Message("Filing outcomes"))
    texts = [_text_of(filings, workspace, findings) for filings in groups]
    return [text for text in texts if text is not None]


def _text_of(filings: list[Filing], workspace: Workspace, findings: Findings) -> NewText | None:
    where = file_of(workspace, filings[0].statement.target)
    made = where if isinstance(where, Blocked) else _new_text(*where, filings, workspace)
    if isinstance(made, NewText):
        return made
    for filing in filings:
        findings.refuse(filing.statement.place, made)
    return None


def _new_text(file: str, path: Path, filings: list[Filing], workspace: Workspace) -> NewText | Blocked:
    first = filings[0].statement.target
    reports = _reports(filings)
    before: bytes | None = None
    try:
        if outcomes_of(workspace, first):
            changes = [
                change._replace(section_before=_after(target[0], Outcomes.model_fields))
                for target, said in reports.items()
                for change in _changes(target, said, workspace)
            ]
            before = path.read_bytes()
            raw = edited(before, changes)
        else:
            raw = document(_document(first, reports))
    except UneditableError as error:
        return Blocked(file, error.message, error.hint)
    return NewText(file, path, before, raw, _held_against_model(raw, path, file), tuple(filings), reports)


def _held_against_model(raw: bytes, path: Path, file: str) -> Outcomes:
    """The new text, read again.

    Raises:
        PlanctlError: it would not be a sound file of outcomes, which is a fault in planctl.
    """
    source = parse(raw, path, file, trusting=True)
    model, problems = validate(file, source.data) if isinstance(source.data, Mapping) else (None, [])
    found = [*source.problems, *problems]
    if found or not isinstance(model, Outcomes):
        raise PlanctlError(
            Message("{file} could not be written so that it can be read again", file=file),
            found[0].message if found else Message("nothing was changed; report it"),
        )
    return model


def _reports(filings: Iterable[Filing]) -> dict[Report, list[Statement]]:
    found: dict[Report, list[Statement]] = {}
    for filing in filings:
        target = filing.statement.target
        found.setdefault((target.section, target.id, target.period.name), []).append(filing.statement)
    return found


def _changes(report: Report, said: list[Statement], workspace: Workspace) -> list[Change]:
    """What changes in a file for one report: what is new in it stands before what comes later in the year, or in the model."""
    target = said[0].target
    filed = report_at(outcomes_of(workspace, target), target)
    source = _source(said, filed)
    kept = _kept(filed, said)
    if kept is not None:
        return [Change(report, _mapping(report[0], said, source, kept), _after(target.period.name, workspace.calendar.names))]
    return list(_changed_fields(report, _mapping(report[0], said, source, {}), filed))


def _kept(filed: Any, said: Iterable[Statement]) -> dict[str, Any] | None:
    """What stays of a report that is written whole: a bare value gets keys when more than a value is said. None where only parts change."""
    if filed is None:
        return {}
    if isinstance(filed, str | int | float):
        return {"value": filed}
    return filed.model_dump(exclude_defaults=True, exclude={"reason"}) if _explains_nothing(filed, said) else None


def _changed_fields(report: Report, new: Mapping[str, Any], filed: Model) -> Iterator[Change]:
    for field, value in new.items():
        if field == "by" and getattr(filed, "by", None):
            yield from (Change((*report, "by", group), number) for group, number in value.items())
        else:
            yield Change((*report, field), value, _after(field, SECTIONS[report[0]].model_fields))


def _after(key: str, keys: Iterable[str]) -> tuple[str, ...]:
    """The keys that come after one of them."""
    order = tuple(keys)
    return order[order.index(key) + 1 :]


def _explains_nothing(filed: Any, said: Iterable[Statement]) -> bool:
    """Whether the reason on file, why there is no value, goes out with a value that comes in."""
    fields = {statement.target.field: statement.value for statement in said}
    return getattr(filed, "reason", None) is not None and isinstance(fields.get("value"), Decimal) and "reason" not in fields


def _source(said: Iterable[Statement], filed: Any) -> str:
    """The cell that is kept with a report: that of its value, and where there is none, of its forecast. Groups have cells of their own."""
    places = {statement.target.field: statement.place for statement in reversed(list(said))}
    place = places.get("value")
    has_value = filed is not None and getattr(filed, "value", filed) is not None
    if place is None and not has_value:
        place = places.get("forecast")
    return place.source if place else ""


def _mapping(section: str, said: Iterable[Statement], source: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """A whole report, its keys in the order of the model."""
    found: dict[str, Any] = dict(before)
    for statement in said:
        target = statement.target
        if target.group:
            found.setdefault("by", {})[target.group] = statement.value
        else:
            found[target.field] = statement.value
    if source:
        found["source"] = source
    return {field: found[field] for field in SECTIONS[section].model_fields if field in found}


def _document(target: Target, reports: Mapping[Report, list[Statement]]) -> dict[str, Any]:
    """The data of a new file, with its sections in the order of the model."""
    sections: dict[str, dict[str, dict[str, Any]]] = {}
    for (section, id_, name), said in reports.items():
        sections.setdefault(section, {}).setdefault(id_, {})[name] = _mapping(section, said, _source(said, None), {})
    head: dict[str, Any] = {"kind": "outcomes", "unit": target.unit, "year": target.period.year}
    return head | {section: sections[section] for section in Outcomes.model_fields if section in sections}
