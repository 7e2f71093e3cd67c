"""Rules about targets: that they can be measured, agree with the green band, and hold in the years of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.notation.conditions import Steps
from planctl.notation.period import Years
from planctl.notation.refusal import Refusal
from planctl.notation.threshold import parse
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import KpiNotation, Review
from planctl.rules.thresholds.aims import Disagreement, disagreement
from planctl.rules.thresholds.cases import Case, Place, cases, written
from planctl.rules.thresholds.contradictions import contradiction
from planctl.rules.thresholds.points import band_named
from planctl.rules.whole import is_whole
from planctl.workspace.entries import KpiEntry

_DIGIT = re.compile(r"[0-9]")


@rule(
    "T002",
    Severity.WARNING,
    KpiNotation,
    title=Message("A target can't be measured"),
    reason=Message(
        "Whether a target in such words is reached is a matter of opinion. No outcome can be held against it, so it gets no colour."
    ),
)
def target_not_measurable(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    for place, text, refusal in _refused_targets(kpi):
        if not _DIGIT.search(text):
            yield at(
                kpi,
                *place,
                message=Message("the target {text} can't be measured: {reason}", text=text, reason=refusal.message),
                hint=Message(
                    "write a number to compare with, or {judged} if a person judges whether it is reached", judged=f"{{text: {text}}}"
                ),
            )._replace(offset=refusal.offset, length=refusal.length)


@rule(
    "T018",
    Severity.ERROR,
    KpiNotation,
    title=Message("A target with a number is not understood"),
    reason=Message(
        "The target is meant to be measured, and planctl can't: it does not guess what a number means, for a wrong guess would give a "
        "wrong colour."
    ),
)
def target_not_understood(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    for place, text, refusal in _refused_targets(kpi):
        if _DIGIT.search(text):
            message = Message("the target {text} is not understood: {reason}", text=text, reason=refusal.message)
            yield at(kpi, *place, message=message, hint=refusal.hint)._replace(offset=refusal.offset, length=refusal.length)


def _refused_targets(kpi: KpiEntry) -> Iterator[tuple[Place, str, Refusal]]:
    for place, text, found in written(kpi):
        if isinstance(found, Refusal) and place[0] == "target":
            yield place, str(text), found


@rule(
    "T006",
    Severity.ERROR,
    KpiNotation,
    title=Message("A value can reach the target without being green"),
    reason=Message("Green means that the target is reached. When it does not, the traffic light says one thing and the plan another."),
)
def target_outside_green(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    for case in _disagreeing(kpi, Disagreement.OUTSIDE):
        yield at(
            kpi,
            *case.target_at,
            message=Message(
                "the target {target} can be reached by values that are not {green}",
                target=str(case.target),
                green=band_named(case, "green"),
            ),
            hint=Message("let green begin at the target, or change the target"),
        )


@rule(
    "T007",
    Severity.WARNING,
    KpiNotation,
    title=Message("Target and green band disagree about the value where they meet"),
    reason=Message("A value on the edge is green without reaching the target, or the other way round: two readers see two results."),
)
def target_at_edge(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    for case in _disagreeing(kpi, Disagreement.EDGE):
        yield at(
            kpi,
            *case.target_at,
            message=Message(
                "the target {target} and {green} meet in a value that only one of them holds",
                target=str(case.target),
                green=band_named(case, "green"),
            ),
            hint=Message("write both with the same sign: both with ≥ or both with >, both with ≤ or both with <"),
        )


@rule(
    "T008",
    Severity.WARNING,
    KpiNotation,
    title=Message("Green begins before the target is reached"),
    reason=Message("A result is shown as good although the target is missed, and nobody need ask why."),
)
def green_before_target(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    for case in _disagreeing(kpi, Disagreement.EARLY):
        yield at(
            kpi,
            *case.bands_at,
            "green",
            message=Message(
                "{green} begins before the target {target} is reached", target=str(case.target), green=band_named(case, "green")
            ),
            hint=Message("let green begin at the target, and yellow end just before it"),
        )


def _disagreeing(kpi: KpiEntry, wanted: Disagreement) -> Iterator[Case]:
    """The cases with a disagreement, one for each place of a target. Where the directions contradict each other, that is fault enough."""
    seen: set[tuple[Place, Place]] = set()
    for case in cases(kpi):
        if (case.target_at, case.bands_at) not in seen and disagreement(case.scheme) is wanted and not contradiction(case.scheme, None):
            seen.add((case.target_at, case.bands_at))
            yield case


@rule(
    "T014",
    Severity.WARNING,
    KpiNotation,
    title=Message("Targets or thresholds do not fit the years of the plan"),
    reason=Message(
        "When a plan is copied to new years, old targets easily come along. In a year without a target nothing can be called good or bad."
    ),
)
def outside_years(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    years = kpi.plan.years
    if years is None or not is_whole(review.workspace, kpi.plan.file, kpi.path):
        return
    for key in ("target", "thresholds"):
        value = getattr(kpi.model, key)
        if isinstance(value, dict) and value:
            yield from _outside_years(kpi, key, sorted(value), years)
        elif isinstance(value, str) and isinstance(steps := parse(value), Steps) and steps.steps[0][0] > years.last:
            yield at(
                kpi,
                key,
                message=Message("the target holds from {year}, after the last year of the plan", year=steps.steps[0][0]),
                hint=Message("add a step in the plan's years: {example}", example=f"50 % år {years.last} och 90 % år {steps.steps[0][0]}"),
            )


def _outside_years(kpi: KpiEntry, key: str, starts: list[int], years: Years) -> Iterator[Finding]:
    if starts[0] > years.first:
        message = Message("nothing holds in {year}, the first year of the plan", year=years.first)
        yield at(kpi, key, message=message, hint=Message("add {year}: …", year=years.first), key=True)
    for year in starts:
        if year < years.first:
            message = Message("{year} lies before the plan for {years}", year=year, years=str(years))
            yield at(kpi, key, year, message=message, hint=Message("give what holds from {year}", year=years.first), key=True)
        elif year > years.last + _FAR:
            message = Message("{year} lies far beyond the plan for {years}", year=year, years=str(years))
            yield at(kpi, key, year, message=message, hint=Message("look whether the year is right"), key=True)


_FAR = 25
"""Years: a long-term target may well lie beyond the plan, but not as far as this."""
