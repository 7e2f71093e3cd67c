"""What is known of a KPI, as the data of its charts."""

from __future__ import annotations

import datetime

from planctl.evaluate.status import KpiResult
from planctl.notation.conditions import Bound, Interval
from planctl.notation.scheme import Scheme
from planctl.render.charts.chart import Chart
from planctl.render.charts.history import History
from planctl.render.charts.scale import Number
from planctl.render.charts.sparkline import Spark, Sparkline, sparkline
from planctl.render.charts.timeline import timeline
from planctl.render.charts.timeline_data import Move, Timeline
from planctl.render.language import Language
from planctl.render.values import delta
from planctl.workspace.calendar import Calendar


def kpi_timeline(result: KpiResult, calendar: Calendar, as_of: datetime.date, language: Language, prefix: str) -> Chart | None:
    """The KPI over time up to the period of a result; None where there is no number to draw."""
    data = timeline_of(result, calendar, as_of, language)
    return timeline(data, language, prefix) if data.measured or data.forecast else None


def kpi_sparkline(result: KpiResult, language: Language, prefix: str) -> Chart | None:
    """The latest outcomes that can be compared; None where there are fewer than two, as in the terminal."""
    if len(result.series) < 2:
        return None
    model = result.entry.model
    sparks = tuple(Spark(str(reading.period), reading.value) for reading in result.series)
    status = result.status if result.reading else None
    return sparkline(Sparkline(model.title, sparks, status, model.unit or "", _decimals(result.scheme)), language, prefix)


def timeline_of(result: KpiResult, calendar: Calendar, as_of: datetime.date, language: Language) -> Timeline:
    """All that is known of a KPI up to the period of a result: what each year's plan said, and what was reported."""
    history = History(result, calendar, as_of, language)
    model, scale = result.entry.model, result.scheme.scale
    return Timeline(
        title=model.title,
        points=tuple(history.point(past) for past in history.past),
        unit=model.unit or "",
        decimals=_decimals(result.scheme),
        targets=tuple(history.levels()),
        bands=tuple(history.bands()),
        breaks=tuple(history.breaks()),
        forecast=history.forecast(),
        ends=(_end(scale, "low"), _end(scale, "high")),
        move=_move(result),
    )


def _decimals(scheme: Scheme) -> int | None:
    return scheme.decimals if scheme.told else None


def _end(scale: Interval | None, side: str) -> Number | None:
    bound: Bound | None = getattr(scale, side) if scale else None
    return bound.value if bound else None


def _move(result: KpiResult) -> Move | None:
    difference = delta(result)
    if result.change is None or difference is None or result.previous is None:
        return None
    return Move(result.change, difference, str(result.previous.period))
