"""Rules about what is relative: to the target, or to an earlier year."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from decimal import Decimal

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.notation.conditions import Change, FromTarget, ShareOfTarget, Simple
from planctl.notation.placement import Frame
from planctl.notation.placement import place as place_condition
from planctl.notation.scheme import Scheme
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import KpiNotation, Review
from planctl.rules.thresholds.cases import Case, Notation, Place, once, written
from planctl.workspace.entries import KpiEntry


@rule(
    "T013",
    Severity.ERROR,
    KpiNotation,
    title=Message("A relative target or band lacks what it is relative to"),
    reason=Message(
        "A share of the target needs a target that is a number, and it must be known which way is better. Otherwise no value ever gets a "
        "colour."
    ),
)
def relative_to_nothing(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    return once(kpi, _relative_to_nothing)


def _relative_to_nothing(case: Case) -> Iterator[Finding]:
    if any(name == "target" for name, _ in case.scheme.refusals):
        return
    for place, condition in case.conditions:
        if lack := _lack(case, place, condition):
            reason, remedy = lack
            message = Message("{text} means nothing here: {reason}", text=case.text_at(place), reason=reason)
            yield at(case.kpi, *place, message=message, hint=remedy)
            return  # the other bands lack the same


def _lack(case: Case, place: Place, condition: Simple) -> tuple[Message, Message] | None:
    """What a condition is relative to and does not have, and the remedy."""
    scheme = case.scheme
    if isinstance(condition, (ShareOfTarget, FromTarget)):
        if place[0] == "target":
            return Message("a target can't be relative to itself"), Message("write the target as a number")
        if scheme.target_number is None:
            return Message("the target is not one number"), Message("give a target with one number, or write the bands as values")
        if isinstance(condition, ShareOfTarget) and scheme.target_number <= 0:
            return Message("the target is not above zero"), Message("write the bands as values")
    if scheme.direction is None and (isinstance(condition, ShareOfTarget) or _needs_direction(scheme, condition)):
        return Message("it is not said which way is better"), Message("add direction: higher or direction: lower")
    return None


def _needs_direction(scheme: Scheme, condition: Simple) -> bool:
    """Whether nothing but the direction is lacking: better and worse mean nothing without it."""
    base = condition.base if isinstance(condition, Change) else None
    one = Decimal(1)
    frame = Frame(scheme.target_number, scheme.direction, one, {base: one} if base else {}, one, one)
    return isinstance(place_condition(condition, frame), Message)


@rule(
    "T020",
    Severity.WARNING,
    KpiEntry,
    title=Message("A change is counted from a year without a value"),
    reason=Message("Without the value of the base year, or with a break in the series since then, nobody can say how large the change is."),
)
def base_without_value(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    for place, text, base in _counted_from(kpi):
        if base >= review.as_of.year:
            continue
        broken = [year for year in kpi.model.breaks if year > base]
        if broken:
            yield at(
                kpi,
                *place,
                message=Message(
                    "{text} counts from {year}, but the series is broken in {broken}", text=str(text), year=base, broken=min(broken)
                ),
                hint=Message("count from a year after the break"),
            )
        elif not _has_value(kpi, base, review):
            yield at(
                kpi,
                *place,
                message=Message("{text} counts from {year}, for which there is no value", text=str(text), year=base),
                hint=Message("add baseline: {example}", example=f"{{{base}: …}}"),
            )


_BASES: dict[Hashable, tuple[tuple[Place, Notation, int], ...]] = {}
"""By notation: what is counted from a year, with its place."""


def _counted_from(kpi: KpiEntry) -> tuple[tuple[Place, Notation, int], ...]:
    notation = kpi.notation()
    if notation not in _BASES:
        texts = () if kpi.is_plainly_sound() else written(kpi)
        _BASES[notation] = tuple((place, text, found.base) for place, text, found in texts if isinstance(found, Change) and found.base)
    return _BASES[notation]


def _has_value(kpi: KpiEntry, year: int, review: Review) -> bool:
    reported = kpi.report(review.workspace.calendar.year_end(year))
    return year in kpi.model.baseline or reported is not None or kpi.plan.unit_id in review.workspace.broken
