"""Several organisations side by side, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from planctl.evaluate.status import COLOURS, Evaluation, Status
from planctl.message import N_
from planctl.render.language import Language
from planctl.render.status import style_of
from planctl.render.terminal import Span, Terminal, cell_width, clean, fitted, padded
from planctl.render.words import STATUS_WORDS
from planctl.workspace.workspace import Workspace

HEADINGS = (N_("organisation"), N_("period"), N_("KPIs"))
_GAP = "  "


def show_organisations(terminal: Terminal, language: Language, found: Sequence[tuple[Workspace, Evaluation]]) -> None:
    """A table: name, period, number of KPIs, and how many of them have each colour or are missing."""
    shown = (*reversed(COLOURS), Status.MISSING)
    found = sorted(found, key=lambda shown: language.sort_key(shown[0].organisation.name))
    heads = [language.text(heading) for heading in HEADINGS]
    counts = [evaluation.summary() for _, evaluation in found]
    rows = [
        [clean(workspace.organisation.name), str(evaluation.period), str(sum(count.values()))]
        for (workspace, evaluation), count in zip(found, counts, strict=True)
    ]
    lights = [[f"{terminal.shapes.status[status]} {count[status]}" for status in shown] for count in counts]
    words = [language.text(STATUS_WORDS[status]) for status in shown]
    others = [max(map(cell_width, column)) for column in zip(heads[1:], *(row[1:] for row in rows), strict=True)]
    light_widths = [max(map(cell_width, column)) for column in zip(words, *lights, strict=True)]
    taken = sum(width + len(_GAP) for width in (*others, *light_widths))
    name = max(10, min(terminal.width - taken, max(map(cell_width, (heads[0], *(row[0] for row in rows))))))
    widths = [name, *others]
    terminal.print(
        *_cells(terminal, heads, widths, "dim"), *(Span(_GAP + padded(w, n), "dim") for w, n in zip(words, light_widths, strict=True))
    )
    for row, row_lights in zip(rows, lights, strict=True):
        coloured = [
            Span(_GAP + padded(light, width), style_of(status))
            for light, width, status in zip(row_lights, light_widths, shown, strict=True)
        ]
        terminal.print(*_cells(terminal, row, widths, ""), *coloured)


def _cells(terminal: Terminal, cells: Sequence[str], widths: Sequence[int], style: str) -> list[Span]:
    first, *others = zip(cells, widths, strict=True)
    spans = [Span(padded(fitted(first[0], first[1], terminal.shapes.ellipsis), first[1]), style)]
    return [*spans, *(Span(_GAP + padded(cell, width), style) for cell, width in others)]
