"""A KPI explained: from the value as reported, over target and bands, to the goals that it counts in."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planctl.evaluate.explain.bands import band_rows, frame_at, target_rows
from planctl.evaluate.explain.case import Case, quantity
from planctl.evaluate.explain.explanation import Explanation, Place, Quantity, Row, Text, said, section, sections
from planctl.evaluate.explain.rollup import way_up
from planctl.evaluate.status import Banding, KpiResult, Reading, Status
from planctl.message import N_, Message, Plural
from planctl.model.outcomes import NO_VALUE, Peers
from planctl.notation.number import parse_number
from planctl.notation.placement import Axis
from planctl.workspace.entries import KpiEntry

_FREQUENCIES = {
    "month": Message("every month"),
    "quarter": Message("every quarter"),
    "tertial": Message("every tertial"),
    "half-year": Message("every half-year"),
    "year": Message("every year"),
}
_PURPOSES = {"benchmark": Message("for comparison with others"), "trend": Message("for its trend")}
_REASONS = {
    Status.UNTARGETED: Message("it is followed without a target"),
    Status.CONFIDENTIAL: Message("the value is confidential"),
    Status.NOT_APPLICABLE: Message("it does not apply at this follow-up"),
    Status.MISSING: Message("the value is missing"),
}
_IN_BAND = {
    Status.GREEN: N_("{value} lies in the green band"),
    Status.YELLOW: N_("{value} lies in the yellow band"),
    Status.RED: N_("{value} lies in the red band"),
}


def how_often(frequency: str) -> Message:
    """How often something of a frequency is measured."""
    return _FREQUENCIES.get(frequency) or Message("every {n} years", n=int(frequency.split()[1]))


def purpose_of(purpose: str) -> Message | None:
    """What a KPI is followed for, where that is no target."""
    return _PURPOSES.get(purpose)


def explain_kpi(case: Case, result: KpiResult) -> Explanation:
    kpi = result.entry
    frame = frame_at(result, case.workspace.calendar)
    return Explanation(
        kind="kpi",
        address=kpi.address,
        title=kpi.model.title,
        unit=kpi.plan.unit_id,
        period=result.period,
        as_of=case.as_of,
        status=result.status,
        reason=reason_of(result),
        change=result.change,
        sections=sections(
            section("value", Message("Value"), *_value_rows(result)),
            section("target", Message("Target"), *target_rows(result, frame)),
            section("bands", Message("Bands"), *band_rows(result, frame)),
            section("change", Message("Change"), *_change_rows(result)),
            section("forecast", Message("Forecast"), *_forecast_rows(result)),
            section("comments", Message("Comments"), *_comment_rows(result)),
            section("series", Message("Series"), *(_reading_row(result, reading) for reading in result.series)),
            section("rollup", Message("Roll-up"), *_rollup_rows(case, kpi)),
            section("kpi", Message("The KPI"), *_about(case, result)),
        ),
    )


def reason_of(result: KpiResult) -> Text | None:
    """The status in one sentence."""
    banding = result.banding
    if banding is None:
        return result.reason or _REASONS.get(result.status)
    value = _judged(result, banding)
    if banding.in_gap:
        return Message("{value} lies in no band; the worse of its neighbours counts", value=value)
    if banding.in_several:
        return Message("{value} lies in several bands; the worst of them counts", value=value)
    if result.scheme.bands:
        return Message(_IN_BAND[banding.status], value=value)
    if banding.status is Status.GREEN:
        return Message("{value} reaches the target", value=value)
    return Message("{value} does not reach the target", value=value)


def _judged(result: KpiResult, banding: Banding) -> Text:
    """What was placed in the bands: the value as rounded, or the rank among peers."""
    peers = result.outcome.peers if result.outcome else None
    if _is_on_values(banding) or peers is None:
        return Quantity(banding.rounded, result.entry.model.unit, result.scheme.decimals)
    return Message("rank {rank}", rank=_rank(peers))


def _is_on_values(banding: Banding) -> bool:
    return any(placement.axis is Axis.VALUE for placement in banding.placements.values())


def _rank(peers: Peers) -> Text:
    return Message("{rank} of {n}", rank=str(peers.rank), n=peers.of) if peers.of else str(peers.rank)


def _written(value: str | int | float) -> Text:
    """A value as it is reported; a word for no value in the user's language."""
    return Status(value) if value in NO_VALUE else str(value)


def _about(case: Case, result: KpiResult) -> Iterator[Row | None]:
    kpi, model = result.entry, result.entry.model
    frequency = model.frequency or ""
    yield said("description", Message("Description"), model.description)
    yield said("unit", Message("Measured in"), model.unit)
    if kpi.goal:
        yield Row("goal", Message("Goal"), kpi.goal.model.title, address=kpi.goal.address)
    if purpose := purpose_of(model.purpose):
        yield Row("purpose", Message("Followed"), purpose, model.purpose)
    if frequency:
        yield Row("frequency", Message("Measured"), how_often(frequency), frequency)
    yield said("owner", Message("Owner"), kpi.owner)
    yield said("source", Message("Source"), model.source)
    yield case.plan_row(kpi.plan)


def _value_rows(result: KpiResult) -> Iterator[Row | None]:
    outcome, reading = result.outcome, result.reading
    if outcome is None or outcome.value is None:
        yield Row("reported", Message("Reported"), Message("nothing is reported"))
    else:
        yield Row("reported", Message("Reported"), _written(outcome.value), str(outcome.value), place=_reported_at(result, "value"))
    if reading:
        yield from _rounded_row(result, reading)
    elif result.latest:
        latest = result.latest
        yield _compared(result, latest, "latest", Message("Latest known"))
    if outcome:
        yield said("source", Message("Source"), outcome.source)
        yield said("reason", Message("Reason"), outcome.reason)
        for group, text in outcome.by.items():
            number = parse_number(text)
            yield Row("group", group, _written(text) if number is None else quantity(result, number), str(text))
        yield from _peer_rows(result, outcome.peers) if outcome.peers else ()


def _rounded_row(result: KpiResult, reading: Reading) -> Iterator[Row]:
    banding, decimals = result.banding, result.scheme.decimals
    if banding and _is_on_values(banding):
        note = Plural("rounded to {n} decimal", "rounded to {n} decimals", n=decimals) if banding.rounded != reading.value else None
        yield Row("rounded", Message("Compared as"), _judged(result, banding), str(banding.rounded), note=note)


def _peer_rows(result: KpiResult, peers: Peers) -> Iterator[Row | None]:
    for name, label, text in (("mean", Message("Peers' mean"), peers.mean), ("median", Message("Peers' median"), peers.median)):
        number = None if text is None else parse_number(text)
        if number is not None:
            yield Row(name, label, quantity(result, number), str(number))
    if peers.rank:
        yield Row("rank", Message("Rank among peers"), _rank(peers), peers.rank)
    yield said("peers-source", Message("Source of the comparison"), peers.source)


def _change_rows(result: KpiResult) -> Iterator[Row]:
    previous, reading = result.previous, result.reading
    if result.change:
        yield Row("change", Message("Change"), result.change, result.change.value)
    if reading and previous:
        moved = _rounded(result, reading) - _rounded(result, previous)
        yield Row("difference", Message("Difference"), Quantity(moved, None, result.scheme.decimals, True), str(moved))
    if reading and previous:
        yield _compared(result, previous, "previous", Message("Compared with"))
    elif reading:
        yield Row("previous", Message("Compared with"), Message("there is no earlier value to compare with"))
    breaks = {year: why for year, why in result.entry.model.breaks.items() if year <= result.period.year}
    if breaks:
        year = max(breaks)
        where = Place(result.entry.plan.file, (*result.entry.path, "breaks", year))
        yield Row("break", Message("Series broken"), breaks[year], year, note=str(year), place=where)


def _forecast_rows(result: KpiResult) -> Iterator[Row]:
    if result.forecast is not None:
        value = quantity(result, result.forecast)
        where = _reported_at(result, "forecast")
        yield Row("forecast", Message("Forecast"), value, str(result.forecast), status=result.forecast_status, place=where)


def _rollup_rows(case: Case, kpi: KpiEntry) -> Iterator[Row]:
    """From the KPI's goal upwards; a goal whose id something else in the plan has taken is evaluated nowhere."""
    if kpi.goal and kpi.goal.address in case.evaluation.goals:
        yield from way_up(case, kpi.goal)


def _comment_rows(result: KpiResult) -> Iterator[Row | None]:
    if outcome := result.outcome:
        yield said("comment", Message("Comment"), outcome.comment)
        yield said("analysis", Message("Analysis"), outcome.analysis)
        yield said("action", Message("Action"), outcome.action)


def _compared(result: KpiResult, reading: Reading, name: str, label: Message) -> Row:
    value = quantity(result, reading.value)
    return Row(name, label, value, str(reading.value), note=str(reading.period), place=_place_of(result, reading))


def _reading_row(result: KpiResult, reading: Reading) -> Row:
    return Row("reading", str(reading.period), quantity(result, reading.value), str(reading.value), place=_place_of(result, reading))


def _rounded(result: KpiResult, reading: Reading) -> Decimal:
    return result.scheme.rounded(reading.value)


def _reported_at(result: KpiResult, part: str) -> Place | None:
    return Place(result.source.file, ("kpis", result.entry.id, result.period.name, part)) if result.source else None


def _place_of(result: KpiResult, reading: Reading) -> Place:
    """A reading without a path comes from the plan's baseline."""
    path = (*reading.path, "value") if reading.path else (*result.entry.path, "baseline", reading.period.year)
    return Place(reading.file, path)
