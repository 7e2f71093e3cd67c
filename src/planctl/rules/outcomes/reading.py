"""What the rules about outcomes ask of a reported KPI, each answer remembered for the rules that come after."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from planctl.diagnostics import Path
from planctl.evaluate.banding import band
from planctl.evaluate.status import Banding, Status
from planctl.message import Message
from planctl.model.base import Judged
from planctl.model.outcomes import NO_VALUE, KpiOutcome
from planctl.notation.conditions import Simple
from planctl.notation.number import parse_number
from planctl.notation.placement import Frame
from planctl.notation.scheme import Scheme, is_absolute
from planctl.rules.registry import Finding
from planctl.rules.review import Reported, ReportedKpi, Review
from planctl.workspace.entries import KpiEntry
from planctl.workspace.files import OutcomesEntry, PlanEntry

Written = str | int | float

number = lru_cache(maxsize=65536, typed=True)(parse_number)
"""The exact number that a value is written as; None where it is no number."""


@lru_cache(maxsize=16)
def plan_of(source: OutcomesEntry) -> PlanEntry | None:
    """The plan that the outcomes are held against."""
    return source.plan


@lru_cache(maxsize=16)
def scheme_of(kpi: KpiEntry, year: int) -> Scheme:
    return kpi.scheme(year)


def kpi_of(reported: ReportedKpi) -> KpiEntry | None:
    """The KPI by the plan; None where the plan has no such KPI."""
    plan = plan_of(reported.source)
    return plan.kpis.get(reported.id) if plan else None


def is_judged(kpi: KpiEntry, year: int) -> bool:
    """Whether the target is in words, so that only a person can say if it is reached."""
    return isinstance(kpi.target_in(year), Judged) and kpi.bands_in(year) is None


def outcome_of(reported: ReportedKpi) -> KpiOutcome:
    assert isinstance(reported.outcome, KpiOutcome)
    return reported.outcome


def value_of(reported: ReportedKpi) -> Decimal | None:
    """The reported number; None where there is none."""
    value = outcome_of(reported).value
    return None if value is None or value in NO_VALUE else number(value)


def written(outcome: KpiOutcome) -> Iterator[tuple[Path, Written]]:
    """Everything in an outcome that stands for a value of the KPI, with its key."""
    if outcome.value is not None:
        yield ("value",), outcome.value
    if outcome.forecast is not None:
        yield ("forecast",), outcome.forecast
    for group, value in outcome.by.items():
        yield ("by", group), value
    if outcome.peers is not None:
        if outcome.peers.mean is not None:
            yield ("peers", "mean"), outcome.peers.mean
        if outcome.peers.median is not None:
            yield ("peers", "median"), outcome.peers.median


def is_possible(value: Decimal, known: Scheme) -> bool:
    """Whether a value lies within the scale, where there is one."""
    return known.scale is None or known.scale.holds(value)


def judged_by(known: Scheme) -> tuple[Simple, ...]:
    """The conditions that decide the colour: the bands, or where there are none, the target."""
    return tuple(known.bands.values()) or ((known.target,) if known.target else ())


def colour(reported: ReportedKpi, kpi: KpiEntry, review: Review) -> Status:
    """The status that `planctl status` shows; worked out in full only where more than the value and the target decides it."""
    value, known = value_of(reported), scheme_of(kpi, reported.period.year)
    status = _colour(known, value) if value is not None and depends_on_value(known) else None
    return status or review.evaluate(kpi, reported.period).status


@lru_cache(maxsize=4096)
def depends_on_value(known: Scheme) -> bool:
    """Whether nothing but the value and the target decides the colour: no earlier value, and nobody else's."""
    conditions = judged_by(known)
    return bool(conditions) and all(map(is_absolute, conditions))


@lru_cache(maxsize=65536)
def _colour(known: Scheme, value: Decimal) -> Status | None:
    """None where a person must judge."""
    found = band(value, known, Frame(known.target_number, known.direction), None)
    return found.status if isinstance(found, Banding) else None


def at_part(reported: Reported, *part: str | int, message: Message, hint: Message | None = None, key: bool = False) -> Finding:
    """A finding in a part of a report; a value that stands alone after its follow-up is its own place."""
    alone = part == ("value",) and not isinstance(_raw(reported), KpiOutcome)
    return Finding(reported.source.file, reported.path if alone else (*reported.path, *part), message, hint, reported.address, key)


def _raw(reported: Reported) -> object:
    return reported.source.model.kpis.get(reported.id, {}).get(reported.period.name)
