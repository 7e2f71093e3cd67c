"""A KPI's target and bands: each as written, with what it means at the period."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from planctl.diagnostics import Path
from planctl.evaluate.explain.explanation import Meaning, Place, Quantity, Row, Text
from planctl.evaluate.kpi import frame_of
from planctl.evaluate.status import KpiResult, Status
from planctl.message import Message
from planctl.model.base import Judged
from planctl.notation.conditions import Bound, Interval, Number, Simple
from planctl.notation.coverage import Gap
from planctl.notation.number import steps_down, steps_up
from planctl.notation.placement import Axis, Direction, Frame, Placement, place
from planctl.notation.scheme import COLOURS, faults, to_reach
from planctl.workspace.calendar import Calendar

_DIRECTIONS = {
    Direction.HIGHER: Message("higher is better"),
    Direction.LOWER: Message("lower is better"),
    Direction.RANGE: Message("within the range is best"),
}


def target_rows(result: KpiResult, frame: Frame) -> Iterator[Row]:
    """The target of the period's year."""
    kpi, year = result.entry, result.period.year
    target = kpi.target_in(year)
    if target is None:
        yield Row("written", Message("As written"), Message("there is no target"))
        return
    where = _place(result, "target", kpi.model.target)
    if isinstance(target, Judged):
        yield Row("written", Message("As written"), target.text, target.text, note=Message("a person judges it"), place=where)
        return
    yield Row("written", Message("As written"), str(target), str(target), place=where)
    if result.scheme.target is not None:
        reach = to_reach(result.scheme.target, result.scheme.direction) or result.scheme.target
        yield Row("meaning", Message("Means"), _meaning(result, reach, frame))
    if result.scheme.direction is not None:
        yield Row("direction", Message("Direction"), _DIRECTIONS[result.scheme.direction], result.scheme.direction.value)


def band_rows(result: KpiResult, frame: Frame) -> Iterator[Row]:
    """Every band, the one that counts ticked off, and what is wrong with them."""
    written = result.entry.bands_in(result.period.year)
    for colour in COLOURS:
        text = getattr(written, colour, None)
        if text is not None:
            yield _band(result, colour, str(text), frame)
    if written is None and result.scheme.target is not None:
        yield Row("bands", Message("No bands"), Message("what reaches the target is green, all else is red"))
    yield from _notes(result)


def _band(result: KpiResult, colour: str, text: str, frame: Frame) -> Row:
    condition = result.scheme.bands.get(colour)
    return Row(
        "band",
        Status(colour),
        text,
        text,
        note=_meaning(result, condition, frame) if condition else None,
        status=Status(colour),
        holds=result.banding is not None and result.banding.band == colour and not result.banding.in_gap,
        place=_place(result, "thresholds", result.entry.model.thresholds, colour),
    )


def _notes(result: KpiResult) -> Iterator[Row]:
    banding, label = result.banding, Message("Note")
    if banding and banding.in_gap:
        yield Row("gap", label, Message("no band holds the value; the worse of its neighbours counts"))
    if banding and banding.in_several:
        yield Row("overlap", label, Message("several bands hold the value; the worst of them counts"))
    for fault in faults(result.scheme):
        value = Quantity(fault.value, result.entry.model.unit, result.scheme.decimals)
        if isinstance(fault, Gap):
            yield Row("fault", label, Message("no band holds {value}", value=value), str(fault.value))
        else:
            bands = tuple(Status(name) for name in fault.bands)
            yield Row("fault", label, Message("{value} lies in several bands: {bands}", value=value, bands=bands), str(fault.value))


def _meaning(result: KpiResult, condition: Simple, frame: Frame) -> Text:
    """The values that a condition stands for at the period, or why they are not known."""
    placed = place(condition, frame)
    if not isinstance(placed, Placement):
        return placed
    if placed.axis is not Axis.VALUE:
        return Meaning(placed, None)
    decimals = result.scheme.decimals
    intervals = tuple(Interval(_end(part.low, decimals, steps_up), _end(part.high, decimals, steps_down)) for part in placed.intervals)
    return Meaning(Placement(placed.axis, intervals), result.entry.model.unit)


def _end(bound: Bound | None, decimals: int, inwards: Callable[[Number, int], int]) -> Bound | None:
    """A bound as it is shown: in the KPI's decimals where it lies on their grid, and a fraction at the nearest value within."""
    if bound is None:
        return None
    nearest = Decimal(inwards(bound.value, decimals)).scaleb(-decimals)
    if isinstance(bound.value, Decimal) and bound.value != nearest:
        return bound
    return Bound(nearest, bound.inclusive or bound.value != nearest)


def frame_at(result: KpiResult, calendar: Calendar) -> Frame:
    """What relative conditions are relative to at the period."""
    peers = result.outcome.peers if result.outcome else None
    return frame_of(result.scheme, result.series, result.previous, peers, calendar)


def _place(result: KpiResult, name: str, written: object, *part: str) -> Place:
    """Where the target or the bands of the year stand: below the year, where there is one for each."""
    path: Path = (*result.entry.path, name)
    if isinstance(written, dict):
        path = (*path, max(year for year in written if year <= result.period.year))
    return Place(result.entry.plan.file, (*path, *part))
