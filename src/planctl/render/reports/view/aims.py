"""Targets and bands as templates see them: as the plan writes them, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planctl.evaluate.status import COLOURS, Status
from planctl.message import N_
from planctl.model.base import Judged
from planctl.notation.scheme import to_reach
from planctl.render.reports.escaping import one_line
from planctl.render.reports.view.conditions import in_words
from planctl.render.reports.view.marks import Mark
from planctl.render.reports.view.scope import Scope
from planctl.render.reports.view.texts import said
from planctl.render.values import written_text
from planctl.workspace.entries import KpiEntry


class Band(NamedTuple):
    """The values of one colour."""

    mark: Mark
    """The colour."""
    written: str
    """As the plan writes it: ≤ 6,5."""
    words: str | None
    """The same in words, with the unit: högst 6,5 %. None where the plan writes it in those words."""


class Aim(NamedTuple):
    """Target and bands as they hold for some years."""

    years: str
    """The year or years: 2025–2026."""
    target: str | None
    """The target as written; none for a KPI that is followed without one."""
    target_words: str | None
    """The same in words; none where it is written so."""
    green: Band | None
    """The green band; none where the plan has no bands."""
    yellow: Band | None
    """The yellow band."""
    red: Band | None
    """The red band."""
    bands: tuple[Band, ...]
    """Those bands that there are, green first."""
    note: str | None
    """What decides the colour, where there are no bands."""


def aims_of(scope: Scope, entry: KpiEntry) -> Iterator[Aim]:
    """One for each time that target or bands change within the plan's years."""
    years = entry.plan.years
    spans: list[list[int]] = []
    for year in years.within(years.last) if years else ():
        same = spans and _written(entry, spans[-1][0]) == _written(entry, year)
        spans[-1].append(year) if same else spans.append([year])
    for span in spans:
        yield aim_of(scope, entry, span[0], f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]))


def _written(entry: KpiEntry, year: int) -> tuple[object, object]:
    return (entry.target_in(year), entry.bands_in(year))


def aim_of(scope: Scope, entry: KpiEntry, year: int, years: str) -> Aim:
    """Target and bands of a year, said to hold for some years."""
    scheme, target, language = entry.scheme(year), entry.target_in(year), scope.language
    written = None if target is None else said(written_text(language, target, entry.model.unit))
    reach = scheme.target and (to_reach(scheme.target, scheme.direction) or scheme.target)
    words = in_words(language, reach, entry.model.unit) if reach and not isinstance(target, Judged) else None
    bands = {colour: band for colour in COLOURS if (band := _band(scope, entry, year, colour))}
    return Aim(
        years=years,
        target=written,
        target_words=_unless_same(words, written),
        green=bands.get(Status.GREEN),
        yellow=bands.get(Status.YELLOW),
        red=bands.get(Status.RED),
        bands=tuple(bands[colour] for colour in reversed(COLOURS) if colour in bands),
        note=language.text(note) if (note := _note(entry, year)) and not bands else None,
    )


def _band(scope: Scope, entry: KpiEntry, year: int, colour: Status) -> Band | None:
    text = getattr(entry.bands_in(year), colour.value, None)
    written = None if text is None else said(written_text(scope.language, text, None))
    if written is None:
        return None
    condition = entry.scheme(year).bands.get(colour.value)
    words = in_words(scope.language, condition, entry.model.unit) if condition else None
    return Band(scope.status(colour), written, _unless_same(words, written))


def _unless_same(words: str | None, written: str | None) -> str | None:
    return None if words and written and words.casefold() == one_line(written).casefold() else words


def _note(entry: KpiEntry, year: int) -> str:
    target = entry.target_in(year)
    if target is None:
        return N_("it is followed without a target")
    return N_("a person judges it") if isinstance(target, Judged) else N_("what reaches the target is green, all else is red")
