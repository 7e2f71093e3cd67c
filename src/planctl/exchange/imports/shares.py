"""A share where per cent is meant: 0.82 of a KPI that is counted from 0 to 100."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planctl.exchange.imports.numbers import unit_of
from planctl.exchange.reading.cells import Cell, Kind
from planctl.message import Message
from planctl.model.outcomes import kpi_outcome
from planctl.notation.conditions import Values
from planctl.notation.number import parse_number
from planctl.notation.units import PERCENT, unit_meant
from planctl.workspace.entries import KpiEntry

_LIKE = 3
"""How many times as large, or as small, a value may be as those that are known, to be like them."""


def share_instead_of_percent(cell: Cell, value: Decimal, kpi: KpiEntry, year: int) -> tuple[Message, Message] | None:
    """A doubt and a hint, where a number up to 1 of a KPI in per cent is far from all that is known of it, and a hundredfold is not.

    1 is such a number too: it may be all of something, or one in a hundred.
    """
    if not 0 < abs(value) <= 1 or _says_percent(cell) or unit_meant(unit_of(kpi, year)) != PERCENT:
        return None
    meant, scale = abs(value).scaleb(2), kpi.scheme(year).scale
    known = [abs(number) for number in _known(kpi, year) if number]
    if not known or min(known) < max(Decimal(1), meant / 10) or not min(known) / _LIKE <= meant <= max(known) * _LIKE:
        return None
    shown = value.scaleb(2).normalize() + 0
    if scale and not scale.holds(shown):
        return None
    return (
        Message("{value} stands here, of a KPI in per cent: is {percent} % meant?", value=value, percent=shown),
        Message(
            "give the cell the format per cent, or write {percent}; if {value} % is right, write it with its sign",
            percent=shown,
            value=value,
        ),
    )


def _says_percent(cell: Cell) -> bool:
    return (
        cell.kind is Kind.PERCENT
        or bool(cell.words)
        or (cell.kind is Kind.TEXT and any(sign.isalpha() or sign == "%" for sign in cell.text))
    )


def _known(kpi: KpiEntry, year: int) -> Iterator[Decimal]:
    """What is known of how large its values are: the limits of the year, and all earlier values."""
    scheme = kpi.scheme(year)
    for condition in (scheme.target, *scheme.bands.values()):
        if isinstance(condition, Values):
            bounds = [bound for interval in condition.intervals for bound in interval if bound]
            yield from (bound.value for bound in bounds if isinstance(bound.value, Decimal))
    filed = [*kpi.model.baseline.values(), *_filed(kpi)]
    yield from (number for value in filed if value is not None and (number := parse_number(value)) is not None)


def _filed(kpi: KpiEntry) -> Iterator[str | int | float | None]:
    outcomes = kpi.plan.unit.outcomes.values() if kpi.plan.unit else ()
    for source in outcomes:
        for report in map(kpi_outcome, source.reports("kpis", kpi.id).values()):
            yield from (report.value, report.forecast, *report.by.values())
