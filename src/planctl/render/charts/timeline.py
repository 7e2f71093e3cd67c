"""A KPI over time: outcomes against target and bands, with what interrupts them, and the forecast."""

from __future__ import annotations

from planctl.render.charts.chart import Chart
from planctl.render.charts.timeline_data import Timeline
from planctl.render.charts.timeline_picture import picture_of
from planctl.render.charts.timeline_words import description_of, table_of
from planctl.render.language import Language


def timeline(data: Timeline, language: Language, prefix: str) -> Chart:
    """The chart of a KPI over time. The ids of its elements begin with `prefix`."""
    description = description_of(data, language)
    return Chart(picture_of(data, language, prefix, description), data.title, description, table_of(data, language))
