"""Goals by units: a grid with the status of each unit's part in each goal, as a shape, a word and a colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planctl.evaluate.status import Status
from planctl.message import N_, Message, Plural
from planctl.render.charts.chart import Chart, Table
from planctl.render.charts.labels import ONLY_WIDE, Place, in_room, written
from planctl.render.charts.legend import ROW, legend, status_item
from planctl.render.charts.lettering import NARROW, WIDE, width_of
from planctl.render.charts.marks import RADIUS, mark
from planctl.render.charts.svg import element, picture
from planctl.render.language import Language
from planctl.render.words import STATUS_WORDS, counted, in_order

_WIDTH, _LEFT, _NARROWEST, _BROADEST = 1280, 440, 40, 220
_HEAD, _TALL, _SEAM = 64, 68, 4


class Heatmap(NamedTuple):
    """Units below each other, goals beside each other. `cells` are by unit and goal, counted from 0: none where a unit has no part."""

    title: str
    units: tuple[str, ...]
    goals: tuple[str, ...]
    cells: Mapping[tuple[int, int], Status]


def heatmap(data: Heatmap, language: Language, prefix: str) -> Chart:
    """The chart of goals by units. Goals are numbered above their columns, and named below. The ids of its elements begin with `prefix`."""
    counts = {status: list(data.cells.values()).count(status) for status in set(data.cells.values())}
    description = _description(data, counts, language)
    grid = _Grid(data, language)
    bottom = _HEAD + _TALL * len(data.units) + 16
    names = "".join(grid.names(bottom))
    bottom += ROW * len(data.goals)
    found = [status for status, _ in in_order(counts)]
    signs, height = legend([status_item(status, language.text(STATUS_WORDS[status])) for status in found], 0, bottom + 12, grid.width)
    body = "".join((*grid.heads(), *grid.rows(), names, signs))
    svg = picture("heatmap", grid.width, bottom + 12 + height, prefix, data.title, description, body)
    return Chart(svg, data.title, description, _table(data, language))


def _description(data: Heatmap, counts: Mapping[Status, int], language: Language) -> str:
    parts = [language.text(counted(status, n)) for status, n in in_order(counts)]
    size = (
        language.text(Plural("{n} unit", "{n} units", n=len(data.units))),
        language.text(Plural("{n} goal", "{n} goals", n=len(data.goals))),
    )
    if not parts:
        return language.text(Message("{units} and {goals}.", units=size[0], goals=size[1]))
    return language.text(Message("{units} and {goals}: {parts}.", units=size[0], goals=size[1], parts=language.list(parts)))


def _table(data: Heatmap, language: Language) -> Table:
    rows = (
        (unit, *(language.text(STATUS_WORDS[data.cells[at, goal]]) if (at, goal) in data.cells else "" for goal in range(len(data.goals))))
        for at, unit in enumerate(data.units)
    )
    return Table((language.text(N_("Unit")), *data.goals), tuple(rows))


class _Grid:
    """The columns are as broad as they can be; a grid of very many goals makes the picture wider."""

    def __init__(self, data: Heatmap, language: Language) -> None:
        self.data, self.language = data, language
        self.broad = min(_BROADEST, max(_NARROWEST, (_WIDTH - _LEFT) // max(len(data.goals), 1)))
        self.width = max(_WIDTH, _LEFT + self.broad * len(data.goals))

    def heads(self) -> Iterator[str]:
        for at in range(len(self.data.goals)):
            name = str(at + 1)
            only_wide = ONLY_WIDE if width_of(name, NARROW) > self.broad else ""
            yield written(name, Place(self._middle(at), _HEAD - 16), f"chart-tick {only_wide}".strip())

    def names(self, top: int) -> Iterator[str]:
        """The numbers of the goals with their titles."""
        for at, goal in enumerate(self.data.goals):
            yield in_room(f"{at + 1} {goal}", Place(0, top + ROW * at + ROW // 2, "start", "beside"), self.width, "chart-text")

    def rows(self) -> Iterator[str]:
        for row, unit in enumerate(self.data.units):
            y = _HEAD + _TALL * row
            yield in_room(unit, Place(0, y + _TALL // 2, "start", "beside"), _LEFT - 20, "chart-text")
            for column in range(len(self.data.goals)):
                yield self.cell(column, y, self.data.cells.get((row, column)))

    def cell(self, column: int, y: int, status: Status | None) -> str:
        box = {"x": _LEFT + column * self.broad, "y": y, "width": self.broad - _SEAM, "height": _TALL - _SEAM}
        if status is None:
            return element("rect", **box, class_="chart-empty")
        return element("rect", **box, class_=f"chart-cell chart-{status}") + self._sign(column, y + (_TALL - _SEAM) // 2, status)

    def _sign(self, column: int, y: int, status: Status) -> str:
        """The mark with its word beside it, where there is room; alone where the chart is shown narrow and the word has none."""
        word = self.language.text(STATUS_WORDS[status])
        wide, narrow = (2 * RADIUS + 16 + width_of(word, size) for size in (WIDE, NARROW))
        room = self.broad - _SEAM - 8
        if wide > room:
            return mark(status, self._middle(column), y)
        start = self._middle(column) - (narrow if narrow <= room else wide) // 2
        class_ = "chart-text" if narrow <= room else f"chart-text {ONLY_WIDE}"
        return mark(status, start + RADIUS, y) + written(word, Place(start + 2 * RADIUS + 16, y, "start", "beside"), class_)

    def _middle(self, column: int) -> int:
        return _LEFT + column * self.broad + (self.broad - _SEAM) // 2
