"""What `planctl check` would say of the outcomes that come in, at their cells: red ones that nobody explains, secrets that are told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from planctl.exchange.imports.edits import NewText
from planctl.exchange.imports.findings import Findings, listed
from planctl.exchange.imports.lookup import title_of
from planctl.exchange.imports.statement import Statement
from planctl.exchange.reading.cells import Place
from planctl.message import Message, Plural, first_few
from planctl.model.outcomes import kpi_outcome
from planctl.rules.outcomes.confidential import told_by_others
from planctl.rules.outcomes.explanations import unexplained
from planctl.rules.review import ReportedKpi, Review
from planctl.workspace.files import OutcomesEntry
from planctl.workspace.workspace import Workspace

_MOST = 12
"""Cells that are listed of a sheet: `planctl check` shows all."""
_BY_ANSWERS = {0: "O006", 1: "O019"}
"""The rules about red outcomes, by how many of the two answers are there: analysis and action."""


class _Red(NamedTuple):
    """A red outcome that lacks an analysis or an action."""

    place: Place
    address: str
    title: str


def remark(texts: Sequence[NewText], workspace: Workspace, as_of: datetime.date, findings: Findings) -> None:
    """Adds a warning for each sheet with red outcomes that lack analysis or action, and one for each secret that is told."""
    review, off = Review(workspace, as_of), {code for code, severity in workspace.organisation.rules.items() if severity == "off"}
    answers = tuple(n for n, code in _BY_ANSWERS.items() if code not in off)
    red: dict[tuple[str, int], list[_Red]] = {}
    with _in_place(texts, workspace) as sources:
        for source, text in zip(sources, texts, strict=True):
            for reported, said in _reported(source, text):
                if (place := _coloured(said)) and (kpi := unexplained(reported, review, answers)):
                    red.setdefault((place.file, place.order), []).append(_Red(place, reported.address, title_of(kpi)))
                if "O020" not in off:
                    _name_told(reported, said, review, findings)
    for cells in red.values():
        _name_unexplained(cells, findings)


def _coloured(said: Sequence[Statement]) -> Place | None:
    """The cell that gives a report its colour, where that is new."""
    return next((statement.place for statement in said if statement.target.field in ("value", "assessment")), None)


def _name_told(reported: ReportedKpi, said: Sequence[Statement], review: Review, findings: Findings) -> None:
    for finding in told_by_others(reported, review):
        cells = [statement.place for statement in said if (statement.target.group or statement.target.field) == finding.path[-1]]
        findings.warning((cells or [said[0].place])[0], finding.message, finding.hint, reported.address)


@contextmanager
def _in_place(texts: Sequence[NewText], workspace: Workspace) -> Iterator[list[OutcomesEntry]]:
    """The new outcomes, while the workspace holds them."""
    sources = [OutcomesEntry(text.file, text.model, workspace.units[text.unit]) for text in texts]
    before = [(workspace.units[source.unit_id].outcomes, source.year) for source in sources]
    kept = [outcomes.get(year) for outcomes, year in before]
    for (outcomes, year), source in zip(before, sources, strict=True):
        outcomes[year] = source
    try:
        yield sources
    finally:
        for (outcomes, year), entry in zip(before, kept, strict=True):
            if entry is None:
                del outcomes[year]
            else:
                outcomes[year] = entry


def _reported(source: OutcomesEntry, text: NewText) -> Iterator[tuple[ReportedKpi, Sequence[Statement]]]:
    """The reports of KPIs in a text that anything new is filed in, and what that is."""
    for (section, id_, name), said in text.reports.items():
        if section == "kpis":
            yield ReportedKpi(source, section, id_, said[0].target.period, kpi_outcome(source.model.kpis[id_][name])), said


def _name_unexplained(cells: list[_Red], findings: Findings) -> None:
    first = sorted(cells)[:_MOST]
    sheet = first[0].place._replace(row=0, column=0)
    places = listed((red.place for red in first), sheet)
    named = [
        Message("{cell} {address} “{title}”", cell=cell, address=red.address, title=red.title)
        for cell, red in zip(places, first, strict=True)
    ]
    findings.warning(
        sheet,
        Plural(
            "{n} red outcome lacks analysis or action: {cells}",
            "{n} red outcomes lack analysis or action: {cells}",
            n=len(cells),
            cells=first_few(named, _MOST, len(cells)),
        ),
        Message("fill them in and import the file again; planctl check says what each of them lacks"),
    )
