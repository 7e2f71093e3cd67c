"""Values as users read them: numbers in the KPI's unit, targets as written, moves since last time, series as sparklines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from planctl.evaluate.status import KpiResult, Reading
from planctl.model.base import Judged
from planctl.notation.period import Period
from planctl.render.charts.scale import LATEST, Scale
from planctl.render.language import Language
from planctl.workspace.calendar import Calendar


def value_text(language: Language, kpi: KpiResult, value: Decimal, *, with_unit: bool = True) -> str:
    """A value of a KPI, rounded to its decimals where it has any told, with its unit."""
    unit = kpi.entry.model.unit if with_unit else None
    return language.quantity(value, unit, kpi.scheme.decimals if kpi.scheme.told else None)


def target_text(language: Language, kpi: KpiResult) -> str:
    """The target of the period's year as written; a plain number as the language writes numbers."""
    target = kpi.entry.target_in(kpi.period.year)
    return "" if target is None else written_text(language, target, kpi.entry.model.unit)


def period_text(calendar: Calendar, period: Period) -> str:
    """A follow-up by its title: Tertialrapport 2 2026."""
    title = calendar.periods[period.name].title
    return f"{title} {period.year}" if title else str(period)


def written_text(language: Language, written: str | int | float | Judged, unit: str | None) -> str:
    """A target or a band as written; a plain number as the language writes numbers."""
    if isinstance(written, Judged):
        return written.text
    return written if isinstance(written, str) else language.quantity(Decimal(str(written)), unit)


def delta(kpi: KpiResult) -> Decimal | None:
    """How far the value moved since the previous comparable one, both as they are shown."""
    if kpi.reading is None or kpi.previous is None:
        return None
    return kpi.scheme.rounded(kpi.reading.value) - kpi.scheme.rounded(kpi.previous.value)


def delta_text(language: Language, kpi: KpiResult) -> str:
    """The same as a language writes it: +0,4."""
    moved = delta(kpi)
    return "" if moved is None else language.number(moved, sign=True)


def sparkline(series: Sequence[Reading], levels: str) -> str:
    """The latest readings as bars between the lowest and the highest of them."""
    values = [reading.value for reading in series[-LATEST:]]
    if len(values) < 2:
        return ""
    scale = Scale.of(values)
    return "".join(levels[scale.step(value, len(levels))] for value in values)
