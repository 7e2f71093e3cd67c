"""A KPI's notation case by case: one case for each stretch of the plan's years in which the same target and bands hold."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from planctl.model.base import Judged
from planctl.model.plan import Bands, Kpi
from planctl.notation.conditions import Condition, Simple, Steps
from planctl.notation.refusal import Refusal
from planctl.notation.scheme import COLOURS, Scheme
from planctl.notation.threshold import parse
from planctl.rules.registry import Finding
from planctl.workspace.entries import KpiEntry

Place = tuple[str | int, ...]
Notation = str | int | float


class Case(NamedTuple):
    """What holds from a year on. The places are those of the target and of the bands in the KPI."""

    kpi: KpiEntry
    year: int
    target_at: Place
    bands_at: Place
    scheme: Scheme

    @property
    def target(self) -> Notation | Judged | None:
        """The target as written."""
        return self.kpi.target_in(self.year)

    @property
    def conditions(self) -> Iterator[tuple[Place, Simple]]:
        """Target and bands as they were understood, each with its place."""
        if self.scheme.target is not None:
            yield self.target_at, self.scheme.target
        for name, band in self.scheme.bands.items():
            yield (*self.bands_at, name), band

    def text_at(self, place: Place) -> str:
        """What is written in a place of the target or of a band."""
        return str(self.target if place == self.target_at else self.band(str(place[-1])))

    def band(self, colour: str) -> Notation | None:
        """A band as written."""
        bands = self.kpi.bands_in(self.year)
        return getattr(bands, colour) if bands else None


Look = Callable[[Case], Iterator[Finding]]


@lru_cache(maxsize=1)
def cases(kpi: KpiEntry) -> tuple[Case, ...]:
    """The cases in the plan's years. Many rules ask for them one after the other: those of the KPI at hand are remembered."""
    model = kpi.model
    if model.target is None and model.thresholds is None:
        return ()
    years = kpi.plan.years
    starts = _starts(kpi)
    first = years.first if years else min(starts, default=0)
    return tuple(
        Case(kpi, year, _at("target", model.target, year), _at("thresholds", model.thresholds, year), kpi.scheme(year))
        for year in sorted({first, *(start for start in starts if start > first and (years is None or start <= years.last))})
    )


def once(kpi: KpiEntry, look: Look) -> Iterator[Finding]:
    """What a look at each case finds, but no more than once in each place."""
    found = cases(kpi)
    return look(found[0]) if len(found) == 1 else _once_in_each_place(found, look)


def _once_in_each_place(found: tuple[Case, ...], look: Look) -> Iterator[Finding]:
    seen: set[Place] = set()
    for case in found:
        for finding in look(case):
            if finding.path not in seen:
                seen.add(finding.path)
                yield finding


def _starts(kpi: KpiEntry) -> set[int]:
    """The years in which a target or a band of its own begins."""
    model, starts = kpi.model, set[int]()
    if isinstance(model.target, dict):
        starts.update(model.target)
    if isinstance(model.thresholds, dict):
        starts.update(model.thresholds)
    for found in written(kpi):
        if isinstance(found.meaning, Steps):
            starts.update(year for year, _ in found.meaning.steps)
    return starts


class Written(NamedTuple):
    """A target or a band in the threshold language: its place in the KPI, its text, and what that means."""

    place: Place
    text: Notation
    meaning: Condition | Refusal


@lru_cache(maxsize=1)
def written(kpi: KpiEntry) -> tuple[Written, ...]:
    """All targets and bands of a KPI, whatever years they are for. Remembered as its cases are."""
    return tuple(Written(place, text, parse(text)) for place, text in _notations(kpi.model))


def _notations(model: Kpi) -> Iterator[tuple[Place, Notation]]:
    yield from _targets(model)
    thresholds = model.thresholds
    if isinstance(thresholds, Bands):
        yield from _band_texts(("thresholds",), thresholds)
    elif thresholds is not None:
        for year, bands in thresholds.items():
            yield from _band_texts(("thresholds", year), bands)


def _targets(model: Kpi) -> Iterator[tuple[Place, Notation]]:
    target = model.target
    if isinstance(target, dict):
        yield from ((("target", year), text) for year, text in target.items() if not isinstance(text, Judged))
    elif target is not None and not isinstance(target, Judged):
        yield ("target",), target


def _band_texts(place: Place, bands: Bands) -> Iterator[tuple[Place, Notation]]:
    for colour in COLOURS:
        if (text := getattr(bands, colour)) is not None:
            yield (*place, colour), text


def _at(key: str, value: object, year: int) -> Place:
    """The place of what holds in a year: behind the key, or behind the latest year that has been reached."""
    if not isinstance(value, dict):
        return (key,)
    reached = [start for start in value if start <= year]
    return (key, max(reached)) if reached else (key,)
