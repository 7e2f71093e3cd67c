"""A timeline, drawn."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import groupby

from planctl.evaluate.status import COLOURS, Status
from planctl.message import N_, Message
from planctl.render.charts.axes import FOOT, WIDTH, Plane
from planctl.render.charts.bands import band, patterns
from planctl.render.charts.labels import Anchor, Box, Level, Place
from planctl.render.charts.legend import SAMPLE, Item, legend, status_item
from planctl.render.charts.lettering import WIDE, fitted, one_line
from planctl.render.charts.marks import NARROW_RADIUS, RADIUS, circle, mark
from planctl.render.charts.svg import Length, element, identifier, line, picture
from planctl.render.charts.timeline_data import GAPS, Break, Point, Timeline
from planctl.render.language import Language
from planctl.render.words import STATUS_WORDS

_DOT = 8
_SEEN = 80
"""How long a line must be to have a text of its own."""
_AROUND: tuple[tuple[int, Anchor], ...] = ((0, "middle"), (-RADIUS, "start"), (RADIUS, "end"))
Spot = tuple[int, int]


def picture_of(data: Timeline, language: Language, prefix: str, description: str) -> str:
    """The picture of a timeline."""
    drawing = Drawing(data, language, identifier(prefix))
    body = drawing.drawn()
    top = drawing.plane.bottom + FOOT
    signs, height = legend(drawing.signs(), 8, top, WIDTH)
    return picture("timeline", WIDTH, top + height, prefix, data.title, description, body, signs)


class Drawing:
    """The parts of the picture; those that come first take the room for their texts first."""

    def __init__(self, data: Timeline, language: Language, id_: str) -> None:
        self.data, self.language, self.id = data, language, id_
        self.plane = Plane(data, language)
        self.gaps = [point for point in data.points if point.value is None and point.status in GAPS]
        self.breaks = [(_between(known, data), known) for known in data.breaks if self._is_shown(known)]

    def _is_shown(self, known: Break) -> bool:
        return self.plane.days.low <= known.date.toordinal() <= self.plane.days.high

    def drawn(self) -> str:
        plane = self.plane
        axes = plane.value_axis() + plane.time_axis()
        spots = [*((point.date, value) for point, value in self._valued()), *self._expected()]
        for day, value in spots:
            plane.labels.keep_free(plane.x(day), plane.y(value))
        texts = self.texts()
        statuses = {part.status for part in self.data.bands}
        behind = patterns(statuses, self.id) + "".join(self.bands())
        return behind + axes + "".join((*self.targets(), *self.interruptions(), *self.lines(), *self.marks())) + "".join(texts)

    def _valued(self) -> Iterator[tuple[Point, Decimal]]:
        return ((point, value) for _, value, point in self.data.measured)

    def _expected(self) -> list[tuple[datetime.date, Decimal]]:
        forecast = self.data.forecast
        return [(forecast.date, forecast.value)] if forecast else []

    # -- behind the values --------------------------------------------------------------------------------------------------------

    def bands(self) -> Iterator[str]:
        """The worst band last, so that it is seen where two overlap; each one's mark at the right edge, where there is room."""
        for colour in reversed(COLOURS):
            for part in self.data.bands:
                box = self.plane.box(part.start, part.end, part.low, part.high) if part.status is colour else None
                if box:
                    yield band(colour, box, self.id)

    def band_marks(self) -> Iterator[str]:
        for part in self.data.bands:
            box = self.plane.box(part.start, part.end, part.low, part.high)
            if box and box.right == self.plane.right and box.bottom - box.top >= 2 * RADIUS + 8:
                yield mark(part.status, WIDTH - NARROW_RADIUS - 2, (box.top + box.bottom) // 2)

    def targets(self) -> Iterator[str]:
        for level in self.data.targets:
            box = self.plane.box(level.start, level.end, None, None)
            if box:
                y = self.plane.y(level.value)
                yield line(box.left, y, box.right, y, "chart-target")
        yield from self.band_marks()

    def interruptions(self) -> Iterator[str]:
        """A dotted line with the reason's mark where a value is missing; a double one where the series is broken."""
        for point in self.gaps:
            x = self.plane.x(point.date)
            y = self.plane.bottom - NARROW_RADIUS - 6
            yield line(x, self.plane.top, x, y, "chart-gap") + circle(RADIUS + 4, "chart-under", x, y) + mark(point.status, x, y)
        for day, _ in self.breaks:
            yield _broken(self.plane.x(day), self.plane.top, self.plane.bottom)

    # -- values -------------------------------------------------------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        """The line through the values, anew after each interruption; from the last one to the forecast, dashed."""
        for spots in self.runs():
            if len(spots) > 1:
                path = "M" + " ".join(f"{x} {y}" for x, y in spots)
                yield element("path", d=path, class_="chart-halo") + element("path", d=path, class_="chart-line")
        for day, value in self._expected():
            runs = list(self.runs())
            end = (self.plane.x(day), self.plane.y(value))
            if runs and runs[-1][-1][0] < end[0]:
                yield line(*runs[-1][-1], *end, "chart-expected")

    def runs(self) -> Iterator[list[Spot]]:
        """The places of values with nothing between them that breaks the line."""
        stops = sorted([point.date for point in self.gaps] + [known.date for known in self.data.breaks])

        def stretch(point: tuple[datetime.date, Decimal, Point]) -> int:
            return sum(stop <= point[0] for stop in stops)

        for _, run in groupby(self.data.measured, stretch):
            yield [(self.plane.x(day), self.plane.y(value)) for day, value, _ in run]

    def marks(self) -> Iterator[str]:
        """Each value as the shape of its status, or a dot where it has no colour; the forecast hollow."""
        for point, value in self._valued():
            x, y = self.plane.x(point.date), self.plane.y(value)
            yield (
                circle(RADIUS + 4, "chart-under", x, y) + mark(point.status, x, y)
                if point.status.is_colour
                else circle(_DOT, "chart-dot", x, y)
            )
        for day, value in self._expected():
            yield circle(_DOT + 2, "chart-hollow", self.plane.x(day), self.plane.y(value))

    # -- texts --------------------------------------------------------------------------------------------------------------------

    def texts(self) -> Iterator[str]:
        valued = list(self._valued())
        for (point, value), beside in zip(valued[-1:], valued[-2:-1] or valued[-1:], strict=True):
            yield self._value(point.date, value, "chart-value", beside[1])
        for day, value in self._expected():
            yield self._value(day, value, "chart-text", valued[-1][1] if valued else value)
        yield self._target()
        for day, known in self.breaks:
            yield self._break(day, known)
        if len(valued) > 1:
            yield self._value(valued[0][0].date, valued[0][1], "chart-text", valued[1][1])

    def _value(self, day: datetime.date, value: Decimal, class_: str, beside: Decimal) -> str:
        """A value at its place, on the side where the line from the value beside it does not run."""
        x, y, away = self.plane.x(day), self.plane.y(value), NARROW_RADIUS + 10
        above = [Place(x + shift, y - away, anchor) for shift, anchor in _AROUND]
        below = [Place(x + shift, y + away, anchor, "below") for shift, anchor in _AROUND]
        sides = [Place(x - away, y, "end", "beside"), Place(x + away, y, "start", "beside")]
        places = [*above, *below, *sides] if value >= beside else [*below, *above, *sides]
        return self.plane.labels.put(self.language.number(value, self.data.decimals), places, class_)

    def _target(self) -> str:
        """The latest target as written, at one end of its line, where that is long enough to be seen."""
        plane, latest = self.plane, self.data.points[-1].date if self.data.points else datetime.date.max
        level = next((level for level in reversed(self.data.targets) if level.start <= latest), None)
        box = plane.box(level.start, level.end, None, None) if level else None
        if level is None or box is None or box.right - box.left < _SEEN:
            return ""
        text = fitted(self.language.text(Message("target {target}", target=one_line(level.text))), (plane.right - plane.left) // 2, WIDE)
        y = plane.y(level.value)
        ends: tuple[tuple[Length, Anchor], ...] = ((box.right - 8, "end"), (box.left + 8, "start"))
        sides: tuple[tuple[int, Level], ...] = ((-10, "above"), (10, "below"))
        return plane.labels.put(text, [Place(x, y + away, anchor, side) for x, anchor in ends for away, side in sides], "chart-aim")

    def _break(self, day: datetime.date, known: Break) -> str:
        x, top = self.plane.x(day), self.plane.top
        left, right = x - self.plane.left - 16, self.plane.right - x - 16
        places = [Place(x + 14, top + 28, "start"), Place(x - 14, top + 28, "end")]
        room, place = max((right, places[0]), (left, places[1]), key=lambda side: side[0])
        text = fitted(one_line(known.text), room, WIDE)
        return self.plane.labels.put(text, [place, place._replace(y=place.y + 36)], "chart-note", only_wide=True)

    # -- signs --------------------------------------------------------------------------------------------------------------------

    def signs(self) -> Iterator[Item]:
        """What the legend explains: only what is in the picture."""
        words = self.language.text
        if self.data.measured:
            yield Item(lambda x, y: line(x - 26, y, x + 26, y, "chart-line") + circle(_DOT, "chart-dot", x, y), words(N_("outcome")))
        if self.data.targets:
            yield Item(lambda x, y: line(x - 26, y, x + 26, y, "chart-target"), words(N_("target")))
        if self.data.forecast:
            yield Item(lambda x, y: circle(_DOT + 2, "chart-hollow", x, y), words(N_("forecast")))
        yield from self._colours()
        for status in GAPS:
            if any(point.status is status for point in self.gaps):
                yield status_item(status, words(STATUS_WORDS[status]))
        if self.breaks:
            yield Item(lambda x, y: _broken(x, y - 20, y + 20), words(N_("break in the series")))

    def _colours(self) -> Iterator[Item]:
        banded = {part.status for part in self.data.bands}
        shown = banded | {point.status for point, _ in self._valued()}
        for status in reversed(COLOURS):
            if status in shown:
                yield Item(self._sample(status, status in banded), self.language.text(STATUS_WORDS[status]))

    def _sample(self, status: Status, banded: bool) -> Callable[[Length, Length], str]:
        def drawn(x: Length, y: Length) -> str:
            box = Box(x - SAMPLE // 2, y - 20, x + SAMPLE // 2, y + 20)
            under = band(status, box, self.id) + circle(RADIUS + 4, "chart-under", x, y) if banded else ""
            return under + mark(status, x, y)

        return drawn


def _between(known: Break, data: Timeline) -> datetime.date:
    """The middle of the days between the last value before a break and the first one after it; the break's own, where one is missing."""
    before = max((day for day, _, _ in data.measured if day < known.date), default=None)
    after = min((day for day, _, _ in data.measured if day >= known.date), default=None)
    return before + (after - before) / 2 if before and after else known.date


def _broken(x: int, top: Length, bottom: Length) -> str:
    return line(x - 4, top, x - 4, bottom, "chart-break") + line(x + 4, top, x + 4, bottom, "chart-break")
