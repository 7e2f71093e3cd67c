"""The latest outcomes of a KPI as a line no larger than a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from planctl.evaluate.status import Status
from planctl.message import N_, Message
from planctl.render.charts.chart import Chart, Table
from planctl.render.charts.marks import mark
from planctl.render.charts.scale import LATEST, Scale
from planctl.render.charts.svg import element, picture
from planctl.render.language import Language

_WIDTH, _HEIGHT, _EDGE = 240, 60, 15


class Spark(NamedTuple):
    """A follow-up; None breaks the line."""

    period: str
    value: Decimal | None


class Sparkline(NamedTuple):
    """In order of time; the status is that of the last value."""

    title: str
    sparks: tuple[Spark, ...]
    status: Status | None = None
    unit: str = ""
    decimals: int | None = None


def sparkline(data: Sparkline, language: Language, prefix: str) -> Chart:
    """The chart of the latest outcomes, at most as many as a terminal shows. The ids of its elements begin with `prefix`."""
    sparks = data.sparks[-LATEST:]
    rows = tuple((spark.period, _text(data, spark.value, language)) for spark in sparks)
    known = [row for row, spark in zip(rows, sparks, strict=True) if spark.value is not None]
    description = language.text(_description(known))
    svg = picture("spark", _WIDTH, _HEIGHT, prefix, data.title, description, *_drawn(sparks, data.status))
    return Chart(svg, data.title, description, Table((language.text(N_("Period")), language.text(N_("Outcome"))), rows))


def _text(data: Sparkline, value: Decimal | None, language: Language) -> str:
    return "" if value is None else language.quantity(value, data.unit, data.decimals)


def _description(known: Sequence[tuple[str, str]]) -> Message:
    if not known:
        return Message("No outcome is reported.")
    (first_period, first), (last_period, last) = known[0], known[-1]
    if len(known) == 1:
        return Message("The only outcome is {value}, {period}.", value=last, period=last_period)
    return Message(
        "From {first}, {first_period}, to {last}, {last_period}.",
        first=first, first_period=first_period, last=last, last_period=last_period,
    )  # fmt: skip


def _drawn(sparks: Sequence[Spark], status: Status | None) -> Iterator[str]:
    values = [spark.value for spark in sparks if spark.value is not None]
    if not values:
        return
    scale, across = Scale.of(values), Scale(0, max(len(sparks) - 1, 1))
    spots = [
        None if spark.value is None else (across.place(at, _EDGE, _WIDTH - _EDGE), scale.place(spark.value, _HEIGHT - _EDGE, _EDGE))
        for at, spark in enumerate(sparks)
    ]
    for is_known, run in groupby(spots, bool):
        yield _run([spot for spot in run if spot]) if is_known else ""
    x, y = next(spot for spot in reversed(spots) if spot)
    yield mark(status, x, y) if status and status.is_colour else element("circle", cx=x, cy=y, r=8, class_="chart-dot")


def _run(spots: Sequence[tuple[int, int]]) -> str:
    """A line through places, or a dot where there is only one."""
    if len(spots) == 1:
        return element("circle", cx=spots[0][0], cy=spots[0][1], r=5, class_="chart-dot")
    return element("path", d="M" + " ".join(f"{x} {y}" for x, y in spots), class_="chart-line")
