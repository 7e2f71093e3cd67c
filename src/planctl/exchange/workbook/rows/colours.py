"""A KPI's colour as a formula of its value: the bands hold, relative to what was known when the workbook was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from planctl.evaluate.banding import held_by, placements
from planctl.evaluate.status import Status
from planctl.exchange.workbook.formulas import plain, quoted, within
from planctl.exchange.workbook.layout import READING
from planctl.exchange.workbook.rows.reading import UNCLEAR
from planctl.message import Message
from planctl.notation.conditions import Bound, Number, Simple
from planctl.notation.number import EXACT, steps_down, steps_up
from planctl.notation.placement import Axis, Frame, Placement
from planctl.notation.scheme import Scheme


class Step(NamedTuple):
    """The colour of all values below a limit (or up to it, where it is inclusive) that lie in no earlier step."""

    colour: Status
    limit: Bound | None


def steps(scheme: Scheme, frame: Frame) -> tuple[Step, ...] | Message:
    """The colours from the lowest values to the highest; why there are none, where the value alone does not decide.

    Where values are rounded to decimals, limits lie midway between two values that can occur, so that no program's arithmetic can miss one.
    """
    placed = placements(scheme, frame)
    if isinstance(placed, Message):
        return placed
    if any(part.axis is not Axis.VALUE for part in placed.values()):
        return Message("the rank among peers is not known")
    limits = sorted({end.value for part in placed.values() for span in part.intervals for end in (span.low, span.high) if end})
    if not limits:
        return (Step(_colour(Decimal(0), placed), None),)
    found = _rounded_steps(placed, limits, scheme.decimals) if scheme.told else _exact_steps(placed, limits)
    return tuple(_merged(found))


def waits_for_peers(scheme: Scheme, frame: Frame) -> bool:
    """Whether a colour that the value alone does not decide will be known when others have reported."""
    return not isinstance(placements(scheme, frame._replace(mean=Decimal(0), median=Decimal(0))), Message)


def conditions_of(scheme: Scheme) -> tuple[Simple, ...]:
    """What decides the colour: the bands, or the target where there are none."""
    return tuple(scheme.bands.values()) or ((scheme.target,) if scheme.target else ())


def _colour(point: Number, placed: Mapping[str, Placement]) -> Status:
    return Status(held_by({Axis.VALUE: point}, placed)[0] or "red")


def _rounded_steps(placed: Mapping[str, Placement], limits: list[Number], decimals: int) -> Iterator[Step]:
    """By the values next to the limits, numbered on the grid: between two of them the colour never changes."""
    beside = sorted({number for limit in limits for number in (steps_down(limit, decimals), steps_up(limit, decimals))})
    last = sorted({number + around for number in beside for around in (-1, 0)})
    for number in last:
        midway = Decimal(10 * number + 5).scaleb(-decimals - 1, EXACT)
        yield Step(_colour(_on_grid(number, decimals), placed), Bound(midway, False))
    yield Step(_colour(_on_grid(last[-1] + 1, decimals), placed), None)


def _on_grid(number: int, decimals: int) -> Decimal:
    return Decimal(number).scaleb(-decimals, EXACT)


def _exact_steps(placed: Mapping[str, Placement], limits: list[Number]) -> Iterator[Step]:
    exact = [Fraction(limit) for limit in limits]
    points = [exact[0] - 1, *((low + high) / 2 for low, high in pairwise(exact)), exact[-1] + 1]
    for below, limit in zip(points, limits, strict=False):
        yield Step(_colour(below, placed), Bound(limit, False))
        yield Step(_colour(limit, placed), Bound(limit, True))
    yield Step(_colour(points[-1], placed), None)


def _merged(found: Iterator[Step]) -> Iterator[Step]:
    """Neighbours of one colour as one step."""
    known = list(found)
    for step, following in pairwise(known):
        if step.colour is not following.colour:
            yield step
    yield known[-1]


def colour_formula(known: tuple[Step, ...], scheme: Scheme, word: Callable[[Status], str]) -> str:
    """The colour's word for the number that is read."""
    value = f"ROUND({{{READING}}},{scheme.decimals})" if scheme.told else f"{{{READING}}}"
    formula = quoted(word(known[-1].colour))
    for step in reversed(known[:-1]):
        assert step.limit is not None
        formula = f"IF({value}{'<=' if step.limit.inclusive else '<'}{plain(step.limit.value)},{quoted(word(step.colour))},{formula})"
    return formula


def where_read(scheme: Scheme, formula: str, none: str, unclear: str) -> str:
    """What a formula gives where the number that is read lies in the scale; `unclear` where what stands there can't be taken in."""
    doubtful = f"OR(ISNUMBER({{{READING}}}),{{{READING}}}={quoted(UNCLEAR)})"
    return f"IF({within(f'{{{READING}}}', scheme.scale)},{formula},IF({doubtful},{quoted(unclear)},{quoted(none)}))"
