"""Rules about scales and units: numbers that are possible, and that are counted in one unit."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.notation.conditions import Change, FromTarget, Values
from planctl.notation.refusal import Refusal
from planctl.notation.threshold import parse
from planctl.notation.units import PERCENT, unit_meant, units_in
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import KpiNotation, Review
from planctl.rules.thresholds.cases import Case, Notation, once, written
from planctl.rules.thresholds.layout import outside_scale
from planctl.workspace.entries import KpiEntry


@rule(
    "T010",
    Severity.ERROR,
    KpiNotation,
    title=Message("A scale is not understood"),
    reason=Message("The scale says which values there are. With it, planctl proves that each of them has exactly one colour."),
)
def scale_not_understood(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    if kpi.model.scale is not None and (fault := scale_fault(kpi.model.scale)):
        message = Message("the scale {scale} is not understood: {reason}", scale=str(kpi.model.scale), reason=fault.message)
        hint = Message("write the lowest and the highest value: {example}", example="0–100")
        yield at(kpi, "scale", message=message, hint=hint)._replace(offset=fault.offset, length=fault.length)


def scale_fault(scale: Notation | None) -> Refusal | None:
    """What is wrong with a scale."""
    if scale is None:
        return None
    found = parse(scale)
    if isinstance(found, Refusal):
        return found
    if not isinstance(found, Values) or len(found.intervals) != 1:
        return Refusal(Message("a scale goes from the lowest to the highest possible value"), 0, len(str(scale)))
    return None


@rule(
    "T009",
    Severity.ERROR,
    KpiNotation,
    title=Message("A target or a band lies outside the scale"),
    reason=Message("A target that no value can reach, or a band that no value can lie in, says that the scale or the number is wrong."),
)
def beyond_scale(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    return once(kpi, _outside_scale)


def _outside_scale(case: Case) -> Iterator[Finding]:
    if not (names := outside_scale(case.scheme)) or scale_fault(case.kpi.model.scale):
        return
    for name in names:
        place = case.target_at if name == "target" else (*case.bands_at, name)
        yield at(
            case.kpi,
            *place,
            message=Message("{text} lies outside the scale {scale}", text=case.text_at(place), scale=_scale_named(case)),
            hint=Message("change the number, or the scale"),
        )


def _scale_named(case: Case) -> str | Message:
    """The scale as written; or else the one whose top the target names."""
    if case.kpi.model.scale is not None:
        return str(case.kpi.model.scale)
    target = case.scheme.target
    return Message("to {top}", top=target.top) if isinstance(target, Values) else ""


@rule(
    "T019",
    Severity.WARNING,
    KpiNotation,
    title=Message("The target names another top of the scale than the scale itself"),
    reason=Message("A grade of 8 is good on a scale to 10 and impossible on a scale to 5: one of the two is a slip."),
)
def other_top(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    return once(kpi, _other_top) if kpi.model.scale is not None else iter(())


def _other_top(case: Case) -> Iterator[Finding]:
    target, scale = case.scheme.target, case.scheme.scale
    if isinstance(target, Values) and target.top is not None and scale and scale.high and scale.high.value != target.top:
        yield at(
            case.kpi,
            *case.target_at,
            message=Message(
                "the target {target} counts on a scale to {top}, but scale is {scale}",
                target=str(case.target),
                top=target.top,
                scale=str(case.kpi.model.scale),
            ),
            hint=Message("write the same top in both, or leave scale out"),
        )


@rule(
    "T011",
    Severity.WARNING,
    KpiNotation,
    title=Message("A target or a band is in another unit than the KPI"),
    reason=Message("Nobody sees in a report that 5 per cent was meant and 5 million kronor was compared."),
)
def other_unit(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    expected, name = unit_meant(kpi.model.unit), kpi.model.unit
    for place, text, found in written(kpi):
        for unit in units_in(found):
            meant = unit_meant(unit)
            expected, name = expected or meant, name if expected else unit
            if meant and meant != expected:
                yield at(
                    kpi,
                    *place,
                    message=Message("{text} is in {unit}, where the KPI is in {expected}", text=str(text), unit=unit, expected=name or ""),
                    hint=Message("count target, bands and outcomes in one unit"),
                )


@rule(
    "T012",
    Severity.WARNING,
    KpiNotation,
    title=Message("Per cent of a percentage can be read in two ways"),
    reason=Message("From 40 %, an increase by 2 % may end at 42 % or at 40,8 %. Auditors and journalists read it as they like."),
)
def percent_of_percentage(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    if unit_meant(kpi.model.unit) != PERCENT:
        return
    told = set()
    for place, text, found in written(kpi):
        if isinstance(found, (Change, FromTarget)) and found.percent and place[0] not in told:
            told.add(place[0])  # once for the target and once for the bands
            yield at(
                kpi,
                *place,
                message=Message("{text} can mean per cent of the value, as planctl reads it, or percentage points", text=str(text)),
                hint=Message("write procentenheter (percentage points) where those are meant"),
            )
