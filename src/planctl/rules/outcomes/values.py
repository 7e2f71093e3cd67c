"""Rules about reported values: that they are numbers, possible, and placed where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.model.outcomes import NO_VALUE, KpiOutcome, reported_value
from planctl.nearest import did_you_mean
from planctl.notation.absence import absence
from planctl.notation.number import decimals_of, normalise
from planctl.notation.period import Period
from planctl.rules.outcomes.reading import Written, at_part, is_possible, kpi_of, number, outcome_of, scheme_of, value_of, written
from planctl.rules.registry import Finding, rule
from planctl.rules.review import ReportedKpi, Review
from planctl.source.entry import shortened
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import KpiEntry

Report = Written | KpiOutcome
Reports = Mapping[str, Report]

_NUMBER = re.compile(r"[-+]?[0-9](?:[0-9., ]*[0-9])?")
_COMPARISON = re.compile(r"[<>≤≥]|\b(?:under|över|färre|fler|mindre|mer|minst|högst)\b")
_SLIP = Decimal(7)
"""So many times larger or smaller is doubtful where the value has decimals: ten times, less what it may have changed."""
_JUMP = Decimal(10)
"""The same for whole numbers, which move more, and have no decimal mark to slip."""


@rule(
    "O004",
    Severity.ERROR,
    ReportedKpi,
    title=Message("A value lies outside the KPI's scale"),
    reason=Message(
        "The value is impossible by the scale that the plan declares: a figure is mistyped, or the scale is not what was meant."
    ),
)
def outside_scale(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    kpi = kpi_of(reported)
    scale = scheme_of(kpi, reported.period.year).scale if kpi else None
    if kpi is None or scale is None:
        return
    for part, text in written(outcome_of(reported)):
        value = number(text)
        if value is not None and not scale.holds(value):
            yield at_part(
                reported,
                *part,
                message=Message("{value} lies outside the scale, {scale}", value=value, scale=kpi.scale_text(reported.period.year)),
                hint=Message("check the value; or the scale in {file}", file=kpi.plan.file),
            )


@rule(
    "O007",
    Severity.ERROR,
    ReportedKpi,
    title=Message("A value is no number"),
    reason=Message(
        "Only a number can be compared with a threshold. Where there is no number to report, one of three words says why: missing, "
        "not-applicable or confidential; they never count as zero."
    ),
)
def not_a_number(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    for part, text in written(outcome_of(reported)):
        if number(text) is None and (text not in NO_VALUE or part[0] == "peers"):
            yield at_part(reported, *part, message=Message("{value} is not a number", value=shortened(str(text))), hint=_instead(text))


def _instead(text: Written) -> Message:
    plain = " ".join(normalise(str(text)).casefold().split())
    word = absence(str(text))
    if word is not None:
        return Message("write {word}; why there is no value is written with reason:", word=word)
    numbers = _NUMBER.findall(plain)
    if len(numbers) == 1 and number(numbers[0]) is not None and not _COMPARISON.search(plain):
        return Message("write the number alone, {number}; words about it are written with comment:", number=numbers[0])
    return Message('write a number (6.4 or "6,4"), or missing, not-applicable or confidential')


@rule(
    "O008",
    Severity.ERROR,
    ReportedKpi,
    title=Message("A value is broken down by a group that the KPI does not list"),
    reason=Message(
        "The plan lists the groups that a KPI is broken down by. A group with another name gets a series of its own, with holes."
    ),
)
def unknown_group(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    reported_by = outcome_of(reported).by
    kpi = kpi_of(reported) if reported_by else None
    if kpi is None or not isinstance(kpi.model.by, dict):
        return
    known = kpi.groups
    for group in reported_by:
        if group not in known:
            yield at_part(
                reported,
                "by",
                group,
                message=Message("the KPI {title} lists no group {group}", title=kpi.model.title, group=group),
                hint=did_you_mean(group, known) or Message("its groups are {groups}", groups=tuple(known)),
                key=True,
            )


@rule(
    "O009",
    Severity.WARNING,
    ReportedKpi,
    title=Message("A value is reported for a follow-up that has not ended"),
    reason=Message(
        "Before the last day of a follow-up nobody knows its outcome. What is expected is a forecast, and is shown as one; as a value it "
        "would be taken for the result."
    ),
)
def before_its_end(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    period, calendar = reported.period, review.workspace.calendar
    if period.year < review.as_of.year or period.name not in calendar.periods or calendar.end(period) <= review.as_of:
        return
    if value_of(reported) is not None:
        yield at_part(
            reported,
            "value",
            message=Message("{period} ends {date}, and already has a value", period=str(period), date=calendar.end(period)),
            hint=Message(
                "write it as forecast: if it is what is expected; if it is final already, as that of a survey in the spring may be, move "
                "it to the latest follow-up that has ended"
            ),
        )


@rule(
    "O015",
    Severity.ERROR,
    ReportedKpi,
    title=Message("A rank is greater than the number of those ranked"),
    reason=Message("Place 12 of 10 does not exist: one of the two figures is wrong, and so would be the colour that follows from them."),
)
def impossible_rank(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    peers = outcome_of(reported).peers
    if peers is not None and peers.rank is not None and peers.of is not None and peers.rank > peers.of:
        yield at_part(
            reported,
            "peers",
            "rank",
            message=Message("place {rank} of {of} does not exist", rank=peers.rank, of=peers.of),
            hint=Message("check rank: and of:"),
        )


@rule(
    "O016",
    Severity.WARNING,
    ReportedKpi,
    title=Message("A value is many times the previous one, or a small part of it"),
    reason=Message(
        "Where a decimal mark or a digit slips, a value becomes about ten times too large or too small. Real outcomes seldom move so."
    ),
)
def slipped(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    value = value_of(reported)
    kpi = kpi_of(reported) if value else None
    if not value or kpi is None or outcome_of(reported).comment:
        return
    known, found = scheme_of(kpi, reported.period.year), _earlier(reported, kpi, review.workspace.calendar)
    if found is None or not _is_a_leap(value, found[1], known.decimals) or not is_possible(value, known):
        return
    period, before = found
    yield at_part(
        reported,
        "value",
        message=Message(
            "{value} comes after {before} ({period}): has the decimal mark slipped?", value=value, before=before, period=str(period)
        ),
        hint=Message("check both values; where both are right, a comment: helps the reader, and silences this"),
    )


def _is_a_leap(value: Decimal, before: Decimal, decimals: int) -> bool:
    """Values near zero may well be ten times each other, and so may small counts."""
    small, large = sorted((abs(value), abs(before)))
    if not small or (value < 0) is not (before < 0):
        return False
    if max(decimals, decimals_of(value), decimals_of(before)):
        return large >= 10 and large >= small * _SLIP
    return large >= 100 and large > small * _JUMP


def _earlier(reported: ReportedKpi, kpi: KpiEntry, calendar: Calendar) -> tuple[Period, Decimal] | None:
    """The value before: the same follow-up of the year before, else the one before in the year, else the end of the year before."""
    year, name = reported.period
    unbroken, whole_year = year not in kpi.model.breaks, calendar.names[-1]
    last_year = kpi.source(year - 1) if unbroken else None
    before: Reports = last_year.model.kpis.get(kpi.id, {}) if last_year else {}
    if (value := _number_at(before.get(name))) is not None:
        return Period(year - 1, name), value
    reports = reported.source.model.kpis[kpi.id]
    for earlier in _before(name, calendar.names):
        if earlier in reports and (value := _number_at(reports[earlier])) is not None:
            return Period(year, earlier), value
    value = _number_at(before.get(whole_year) or (kpi.model.baseline.get(year - 1) if unbroken else None))
    return (Period(year - 1, whole_year), value) if value is not None else None


@cache
def _before(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The follow-ups before one in the year, the latest first."""
    return names[: names.index(name)][::-1] if name in names else ()


def _number_at(report: Report | None) -> Decimal | None:
    value = reported_value(report)
    return None if value is None or value in NO_VALUE else number(value)
