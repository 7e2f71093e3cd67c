"""The plan of a unit's next period, made of the text of its last one: what goes on stays word for word, with its comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from planctl.diagnostics import Path
from planctl.model.base import Judged
from planctl.model.outcomes import NO_VALUE
from planctl.model.plan import Bands, Decision, Kpi
from planctl.notation.period import Years
from planctl.source.editing.edit import Change, UneditableError, Value, edited
from planctl.source.editing.removal import without
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import ActivityEntry, AssignmentEntry, KpiEntry
from planctl.workspace.files import PlanEntry

_OF_DECISION = (*Decision.model_fields, "valid_from", "valid_to", "revision", "earlier")
_QUOTED_YEARS = re.compile(rb'^(period:[ ]*)"([0-9]{4}(?:-[0-9]{4})?)"', re.MULTILINE)
"""Years are written without quotes, as everywhere in plans."""
_OVER = ("done", "cancelled")
_AFTER_BASELINE = ("breaks", "by", "numerator", "denominator", "frequency", "measured", "source", "owner", "kkik", "kolada", "weight")
_AFTER_STATUS = ("valid_from", "valid_to", "responsible")


def carried_over(raw: bytes, plan: PlanEntry, years: Years, calendar: Calendar) -> bytes:
    """The text of a plan as a draft for other years.

    Goals, KPIs and services stay as they are written; a path of targets or thresholds ends in what is written for the last year. What was
    done, cancelled or closed is left out, and so is the decision. The latest outcome of a whole year becomes a baseline.

    Raises:
        UneditableError: the text can't be changed safely.
    """
    made = without(raw, _left_out(plan, years, calendar))
    changes = list(_changes(plan, years, calendar))
    try:
        made = edited(made, [*changes, *_of_last_year(plan)])
    except UneditableError:  # an anchor or a comment keeps the last year's target in its path
        made = edited(made, changes)
    return _QUOTED_YEARS.sub(rb"\1\2", made, count=1)


def _left_out(plan: PlanEntry, years: Years, calendar: Calendar) -> Iterator[Path]:
    yield from (("document", key) for key in _OF_DECISION)
    yield ("focus",)
    entries: list[ActivityEntry | AssignmentEntry] = [*plan.activities.values(), *plan.assignments.values()]
    yield from (entry.path for entry in entries if _is_over(entry, calendar))
    for kpi in plan.kpis.values():
        if kpi.model.measured and not _measured(kpi.model, years):
            yield (*kpi.path, "measured")
        for key, by_year in _by_year(kpi.model):
            yield from ((*kpi.path, key, year) for year in by_year if year != max(by_year))


def _is_over(entry: ActivityEntry | AssignmentEntry, calendar: Calendar) -> bool:
    """Whether it was done, cancelled or closed by what was last reported of it."""
    if isinstance(entry, AssignmentEntry) and entry.model.closed:
        return True
    unit = entry.plan.unit
    for year in sorted(unit.outcomes if unit else (), reverse=True):
        source = unit.outcomes[year] if unit else None
        reports = source.reports(entry.section, entry.id) if source else {}
        for name in reversed(calendar.names):
            report = reports.get(name)
            if report is not None and (report.status or report.done):
                return report.status in _OVER or report.done is not None
    return False


def _changes(plan: PlanEntry, years: Years, calendar: Calendar) -> Iterator[Change]:
    model = plan.model
    yield Change(("period",), str(years))
    if model.title and (title := _of_years(model.title, plan, years)) != model.title:
        yield Change(("title",), title)
    yield Change(("document", "status"), "draft", _AFTER_STATUS)
    name = model.document.name
    if name and (renamed := _of_years(name, plan, years)) != name:
        yield Change(("document", "name"), renamed)
    for kpi in plan.kpis.values():
        yield from _changes_of(kpi, years, calendar)


def _of_years(text: str, plan: PlanEntry, years: Years) -> str:
    """A title with the new years where the old ones stood, with the same dash."""
    old = plan.years
    if old is None:
        return text
    if old.first == old.last:
        return re.sub(rf"\b{old.first}\b", str(years).replace("-", "–"), text)
    dash = str(years.first) if years.first == years.last else rf"{years.first}\g<1>{years.last}"
    return re.sub(rf"\b{old.first}( ?[-–] ?){old.last}\b", dash, text)


def _changes_of(kpi: KpiEntry, years: Years, calendar: Calendar) -> Iterator[Change]:
    model = kpi.model
    if model.measured and (measured := _measured(model, years)):
        yield Change((*kpi.path, "measured"), measured)
    latest = _latest(kpi, years, calendar)
    if latest is not None and latest[0] not in model.baseline:
        yield _baseline(kpi, *latest)


def _by_year(model: Kpi) -> Iterator[tuple[str, dict[int, Any]]]:
    """The targets and the bands that are written year by year."""
    for key, value in (("target", model.target), ("thresholds", model.thresholds)):
        if isinstance(value, dict) and value:
            yield key, value


def _of_last_year(plan: PlanEntry) -> Iterator[Change]:
    for kpi in plan.kpis.values():
        for key, by_year in _by_year(kpi.model):
            yield Change((*kpi.path, key), _said(by_year[max(by_year)]))


def _baseline(kpi: KpiEntry, year: int, value: str | int | float) -> Change:
    if kpi.model.baseline:
        return Change((*kpi.path, "baseline", year), value)
    return Change((*kpi.path, "baseline"), {year: value}, _AFTER_BASELINE)


def _said(value: Any) -> Value:
    """What stands for a year, as data."""
    if isinstance(value, Judged):
        return {"text": value.text}
    if isinstance(value, Bands):
        return {key: bands for key in Bands.model_fields if (bands := getattr(value, key)) is not None}
    said: Value = value
    return said


def _measured(model: Kpi, years: Years) -> list[int]:
    """The years of measuring in a new period, at the distance of the last two, or of the frequency; none where neither tells."""
    known = sorted(model.measured)
    words = (model.frequency or "").split()
    step = int(words[1]) if words[:1] == ["every"] else known[-1] - known[-2] if len(known) > 1 else 0
    return [year for year in range(known[-1], years.last + 1, step) if year in years] if step > 0 else []


def _latest(kpi: KpiEntry, years: Years, calendar: Calendar) -> tuple[int, str | int | float] | None:
    """The latest outcome of a whole year before the new period: what becomes comparable with it."""
    unit = kpi.plan.unit
    for year in sorted(unit.outcomes if unit else (), reverse=True):
        report = kpi.report(calendar.year_end(year))
        if year < years.first and report is not None and report.value is not None and report.value not in NO_VALUE:
            return year, report.value
    return None
