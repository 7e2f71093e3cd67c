"""A timeline for those who can't see it: in sentences, and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planctl.message import N_, Message, Plural
from planctl.render.charts.chart import Table
from planctl.render.charts.timeline_data import GAPS, Timeline
from planctl.render.language import Language
from planctl.render.words import CHANGE_WORDS, STATUS_WORDS


def description_of(data: Timeline, language: Language) -> str:
    """What the picture shows: first and last value, change, target, status, forecast, and what interrupts the line."""
    return " ".join(language.text(sentence) for sentence in (*_outcomes(data, language), *_aim(data, language), *_interruptions(data)))


def _outcomes(data: Timeline, language: Language) -> Iterator[Message]:
    if not data.measured:
        yield Message("No outcome is reported.")
        return
    first, last = data.measured[0][2], data.measured[-1][2]
    latest = _quantity(data, language, data.measured[-1][1])
    if len(data.measured) == 1:
        yield Message("The only outcome is {value}, {period}.", value=latest, period=last.period)
    else:
        earliest = _quantity(data, language, data.measured[0][1])
        yield Message(
            "From {first}, {first_period}, to {last}, {last_period}.",
            first=earliest, first_period=first.period, last=latest, last_period=last.period,
        )  # fmt: skip
    if data.move:
        word, difference = Message(CHANGE_WORDS[data.move.change]), language.number(data.move.difference, sign=True)
        yield Message("Change since {period}: {difference} ({change}).", period=data.move.since, difference=difference, change=word)


def _aim(data: Timeline, language: Language) -> Iterator[Message]:
    latest = data.points[-1] if data.points else None
    if latest and latest.target:
        yield Message("Target: {target}.", target=latest.target)
    if latest:
        yield Message("Status {period}: {status}.", period=latest.period, status=Message(STATUS_WORDS[latest.status]))
    if data.forecast:
        value, period, status = _quantity(data, language, data.forecast.value), data.forecast.period, data.forecast.status
        word = Message(STATUS_WORDS[status]) if status else ""
        yield (
            Message("Forecast {period}: {value} ({status}).", period=period, value=value, status=word)
            if status
            else Message("Forecast {period}: {value}.", period=period, value=value)
        )


def _interruptions(data: Timeline) -> Iterator[Message]:
    gaps = tuple(point.period for point in data.points if point.value is None and point.status in GAPS)
    if gaps:
        yield Plural("{n} period has no value: {periods}.", "{n} periods have no value: {periods}.", n=len(gaps), periods=gaps)
    if data.breaks:
        years = tuple(str(known.date.year) for known in data.breaks)
        yield Message("The series is broken: values from {years} can't be compared with earlier ones.", years=years)


def table_of(data: Timeline, language: Language) -> Table:
    """A row for each period, the forecast and each break; columns that would be empty are left out."""
    head = [N_("Period"), N_("Outcome"), N_("Target"), N_("Bands"), N_("Status"), N_("Comment")]
    rows = [row for _, _, row in sorted([*_points(data, language), *_breaks(data, language), *_forecast(data, language)])]
    kept = [at for at in range(len(head)) if at < 2 or any(row[at] for row in rows)]
    return Table(tuple(language.text(head[at]) for at in kept), tuple(tuple(row[at] for at in kept) for row in rows))


_Row = tuple[str, int, tuple[str, ...]]
"""With what it is sorted by: the date, and breaks before the values that come after them."""


def _points(data: Timeline, language: Language) -> Iterator[_Row]:
    for point in data.points:
        value = _quantity(data, language, point.value) if point.value is not None else ""
        bands = ", ".join(f"{language.text(STATUS_WORDS[status])} {text}" for status, text in point.bands)
        cells = (point.period, value, point.target, bands, language.text(STATUS_WORDS[point.status]), "")
        yield point.date.isoformat(), 1, cells


def _breaks(data: Timeline, language: Language) -> Iterator[_Row]:
    for known in data.breaks:
        note = language.text(Message("break in the series: {reason}", reason=known.text))
        yield known.date.isoformat(), 0, (str(known.date.year), "", "", "", "", note)


def _forecast(data: Timeline, language: Language) -> Iterator[_Row]:
    if data.forecast:
        status = language.text(STATUS_WORDS[data.forecast.status]) if data.forecast.status else ""
        value = _quantity(data, language, data.forecast.value)
        yield data.forecast.date.isoformat(), 2, (data.forecast.period, value, "", "", status, language.text(N_("forecast")))


def _quantity(data: Timeline, language: Language, value: Decimal) -> str:
    return language.quantity(value, data.unit, data.decimals)
