"""Rules about bands: that they are understood, hold every value exactly once, and point one way."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message, Plural
from planctl.notation.coverage import Gap, Overlap
from planctl.notation.placement import Direction
from planctl.notation.refusal import Refusal
from planctl.notation.scheme import COLOURS, faults
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import KpiNotation, Review
from planctl.rules.thresholds.cases import Case, once, written
from planctl.rules.thresholds.contradictions import Said, contradiction
from planctl.rules.thresholds.layout import can_be_compared, empty_bands, is_out_of_order, of_one_sort
from planctl.rules.thresholds.points import around, band_named, point
from planctl.rules.whole import is_whole
from planctl.workspace.entries import KpiEntry


@rule(
    "T001",
    Severity.ERROR,
    KpiNotation,
    title=Message("A threshold is not understood"),
    reason=Message("A value can only be given a colour by thresholds that are written in numbers, or in words that mean a comparison."),
)
def band_not_understood(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    for place, text, found in written(kpi):
        if isinstance(found, Refusal) and place[0] == "thresholds":
            message = Message("{band}: {text} is not understood: {reason}", band=str(place[-1]), text=str(text), reason=found.message)
            yield at(kpi, *place, message=message, hint=found.hint)._replace(offset=found.offset, length=found.length)


@rule(
    "T003",
    Severity.ERROR,
    KpiNotation,
    title=Message("There is a gap between the bands"),
    reason=Message("An outcome that falls in the gap has no colour by the plan's own words, and whoever reports it must make one up."),
)
def gap(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    return once(kpi, _gaps)


def _gaps(case: Case) -> Iterator[Finding]:
    for fault in faults(case.scheme) if can_be_compared(case.scheme) else ():
        if isinstance(fault, Gap):
            below, above = around(case, fault.value)
            message, hint = _gap_between(case, fault, below, above)
            yield at(case.kpi, *case.bands_at, message=message, hint=hint, key=True)


def _gap_between(case: Case, fault: Gap, below: str | None, above: str | None) -> tuple[Message, Message]:
    value = point(case, fault.value)
    if below and above:
        return (
            Message(
                "{value} lies in no band, between {below} and {above}",
                value=value,
                below=band_named(case, below),
                above=band_named(case, above),
            ),
            Message("let {above} begin there, or let {below} go on to where {above} begins", above=above, below=below),
        )
    if above:
        return (
            Message("{value} lies in no band, below {above}", value=value, above=band_named(case, above)),
            Message("let {band} go on to the end of the scale", band=above),
        )
    return (
        Message("{value} lies in no band, above {below}", value=value, below=band_named(case, below or "")),
        Message("let {band} go on to the end of the scale", band=below or ""),
    )


@rule(
    "T004",
    Severity.ERROR,
    KpiNotation,
    title=Message("Two bands overlap"),
    reason=Message("An outcome that lies in both bands has two colours, and it is left to whoever reports it to choose the better one."),
)
def overlap(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    return once(kpi, _overlaps)


def _overlaps(case: Case) -> Iterator[Finding]:
    for fault in faults(case.scheme) if can_be_compared(case.scheme) else ():
        if isinstance(fault, Overlap):
            one, other = (band_named(case, colour) for colour in fault.bands)
            yield at(
                case.kpi,
                *case.bands_at,
                message=Message("{value} lies both in {one} and in {other}", value=point(case, fault.value), one=one, other=other),
                hint=Message("let the one begin where the other has ended"),
                key=True,
            )


@rule(
    "T005",
    Severity.ERROR,
    KpiNotation,
    title=Message("Direction, target and bands contradict one another"),
    reason=Message("When the direction is wrong, every change for the better is shown as one for the worse."),
)
def contradicted_direction(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    return once(kpi, _contradictions)


_BETTER = {
    Direction.HIGHER: Message("higher is better"),
    Direction.LOWER: Message("lower is better"),
    Direction.RANGE: Message("a value within limits is best"),
}


def _contradictions(case: Case) -> Iterator[Finding]:
    found = contradiction(case.scheme, case.kpi.model.direction)
    if found is None:
        return
    this, others = _BETTER[found.this], _BETTER[found.others]
    if found.said_by is Said.DECLARED:
        message = Message("direction says that {this}, but target and bands say that {others}", this=this, others=others)
        yield at(case.kpi, "direction", message=message, hint=Message("change direction, or turn the bands round"))
    else:
        message = Message("the target says that {this}, but the bands say that {others}", this=this, others=others)
        yield at(
            case.kpi,
            *case.target_at,
            message=message,
            hint=Message("turn the sign of the target round, or let red and green change places"),
        )


@rule(
    "T015",
    Severity.WARNING,
    KpiNotation,
    title=Message("The bands are of different sorts"),
    reason=Message(
        "A value, a place among others and a change since last year can't be held against each other: nobody can say where one band ends "
        "and the next begins."
    ),
)
def different_sorts(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    return once(kpi, _mixtures)


def _mixtures(case: Case) -> Iterator[Finding]:
    if not of_one_sort(case.scheme):
        yield at(
            case.kpi,
            *case.bands_at,
            message=Message(
                "the bands do not speak of the same thing: {bands}", bands=tuple(band_named(case, name) for name in case.scheme.bands)
            ),
            hint=Message("write all of them as values, or all of them against the target, the others or an earlier value"),
            key=True,
        )


@rule(
    "T016",
    Severity.WARNING,
    KpiNotation,
    title=Message("A band is lacking"),
    reason=Message("With one band alone, or without a green one, it is not said when the result is good enough."),
)
def band_lacking(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    return once(kpi, _lacking) if is_whole(review.workspace, kpi.plan.file, kpi.path) else iter(())


def _lacking(case: Case) -> Iterator[Finding]:
    bands = case.kpi.bands_in(case.year)
    given = [colour for colour in COLOURS if getattr(bands, colour, None) is not None]
    if bands is None or (len(given) > 1 and bands.green is not None):
        return
    if not given:
        message = Message("there are no bands under thresholds")
    elif "green" in given:
        message = Message("green is the only band: every other value becomes red")
    else:
        message = Message("there is no green band, only {bands}", bands=tuple(given))
    yield at(case.kpi, *case.bands_at, message=message, hint=Message("give red, yellow and green, or at least red and green"), key=True)


@rule(
    "T017",
    Severity.ERROR,
    KpiNotation,
    title=Message("No value can lie in a band"),
    reason=Message("A band that is narrower than the KPI's decimals is never reached: every value is rounded past it."),
)
def empty_band(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    return once(kpi, _empty)


def _empty(case: Case) -> Iterator[Finding]:
    for name in empty_bands(case.scheme):
        yield at(
            case.kpi,
            *case.bands_at,
            name,
            message=Plural(
                "no value with {n} decimal lies in {band}",
                "no value with {n} decimals lies in {band}",
                n=case.scheme.decimals,
                band=band_named(case, name),
            ),
            hint=Message("give decimals: as many as the bands have, or write the bands without them"),
        )


@rule(
    "T021",
    Severity.WARNING,
    KpiNotation,
    title=Message("Yellow does not lie between red and green"),
    reason=Message("Yellow warns on the way from green to red. Where it lies elsewhere, two bands have most likely changed places."),
)
def odd_order(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    return once(kpi, _odd_order) if kpi.model.direction != "range" else iter(())


def _odd_order(case: Case) -> Iterator[Finding]:
    if is_out_of_order(case.scheme):
        red, yellow, green = (band_named(case, colour) for colour in COLOURS)
        yield at(
            case.kpi,
            *case.bands_at,
            "yellow",
            message=Message("{yellow} does not lie between {red} and {green}", yellow=yellow, red=red, green=green),
            hint=Message("change the two that have changed places; where values can be too high and too low, give direction: range"),
        )
