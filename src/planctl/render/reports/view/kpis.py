"""A KPI as templates see it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from planctl.evaluate.explain.kpi import how_often, purpose_of, reason_of
from planctl.evaluate.kpi import evaluate_kpi
from planctl.evaluate.status import KpiResult, Reading
from planctl.message import N_, Message
from planctl.model.outcomes import KpiOutcome
from planctl.notation.number import parse_number
from planctl.render.charts.chart import Chart
from planctl.render.charts.of_kpi import kpi_sparkline, kpi_timeline
from planctl.render.facts import fact
from planctl.render.reports.escaping import one_line
from planctl.render.reports.view.aims import Aim, aim_of, aims_of
from planctl.render.reports.view.links import Reference, anchor
from planctl.render.reports.view.marks import Mark, change_mark
from planctl.render.reports.view.scope import Scope
from planctl.render.reports.view.texts import Fact, facts, said, titled
from planctl.render.values import delta_text, value_text
from planctl.workspace.entries import KpiEntry

_NOTHING = KpiOutcome.model_construct()


class Value(NamedTuple):
    """A value at a follow-up."""

    period: str
    """The follow-up: T2 2026."""
    text: str
    """The value with its unit: 6,3 %."""
    raw: Decimal
    """The value as reported."""
    mark: Mark | None
    """Its status then; none where it is not judged, as a value from before the plan."""


class Group(NamedTuple):
    """The value of a group that a KPI is broken down by."""

    name: str
    """The group: kvinnor."""
    value: str
    """Its value with the unit."""


class Break(NamedTuple):
    """A break in the series: what comes after can't be compared with what comes before."""

    year: int
    """The first year after it."""
    reason: str
    """Why."""


class Kpi(NamedTuple):
    """A KPI (nyckeltal) at the period of the report."""

    address: str
    """Its address: personal/sjukfranvaro."""
    anchor: str
    """The id of its element on the page."""
    href: str | None
    """Where its whole story is shown; none where that is nowhere."""
    title: str
    """What is measured."""
    description: str | None
    """How it is measured and what it means."""
    group: str | None
    """The heading that it is listed under."""
    unit: str | None
    """The unit of measure: %."""
    goal: Reference | None
    """The goal that it belongs to."""
    owner: str | None
    """The role that answers for it."""
    source: str | None
    """Where the values come from."""
    frequency: str | None
    """How often it is measured, in words."""
    facts: tuple[Fact, ...]
    """How it is measured: unit, frequency, source, owner, quotient, groups, purpose, KKiK and Kolada; those that there are."""
    aim: Aim
    """Target and bands of the period's year."""
    aims: tuple[Aim, ...]
    """Target and bands of all years of the plan, one for each time that they change."""
    status: Mark
    """The status at the period."""
    reason: str | None
    """The status in one sentence: why it is so."""
    value: str | None
    """The outcome with its unit; none where there is none."""
    raw: Decimal | None
    """The outcome as reported."""
    change: Mark | None
    """Better, same or worse than the previous comparable outcome; none where there is none."""
    delta: str | None
    """How far the value moved: +0,4."""
    previous: Value | None
    """What the outcome is compared with."""
    latest: Value | None
    """The last known value, where there is none at the period."""
    forecast: str | None
    """What the value is expected to be, with its unit."""
    forecast_status: Mark | None
    """The status that the forecast would give."""
    comment: str | None
    """A comment on the outcome."""
    analysis: str | None
    """Why the outcome is what it is."""
    action: str | None
    """What is done about it."""
    absence: str | None
    """Why there is no value, as reported."""
    value_source: str | None
    """The cell or document that the outcome was read from."""
    groups: tuple[Group, ...]
    """The values of the groups that it is broken down by."""
    peers: tuple[Fact, ...]
    """What others have."""
    breaks: tuple[Break, ...]
    """The breaks in its series up to the period."""
    series: tuple[Value, ...]
    """All comparable values up to the period, oldest first, without statuses."""
    noted: bool
    """Whether there is a comment, analysis, action, reason or group to show beside the outcome."""
    spark: Chart | None
    """A small picture of the latest outcomes; none where there are fewer than two."""
    chart: Chart | None
    """A picture of the outcome over time, against target and bands: in the report of one KPI, where there is a value."""


def kpi_view(scope: Scope, result: KpiResult) -> Kpi:
    """A KPI at the scope's period."""
    entry, model, language = result.entry, result.entry.model, scope.language
    outcome = result.outcome or _NOTHING
    groups = tuple(_groups(scope, result, outcome))
    remarks = {name: said(getattr(outcome, name)) for name in ("comment", "analysis", "action")}
    absence = said(outcome.reason)
    reason = reason_of(result)
    return Kpi(
        address=entry.address,
        anchor=anchor(entry.address),
        href=scope.links.href("kpi", entry.address),
        title=titled(model.title, entry.id),
        description=said(model.description),
        group=said(model.group),
        unit=said(model.unit),
        goal=scope.reference("goal", entry.goal, entry.goal.model.title) if entry.goal else None,
        owner=said(entry.owner),
        source=said(model.source),
        frequency=language.text(how_often(model.frequency)) if model.frequency else None,
        facts=_facts(scope, entry),
        aim=aim_of(scope, entry, result.period.year, str(result.period.year)),
        aims=tuple(aims_of(scope, entry)),
        status=scope.status(result.status),
        reason=fact(reason, language) if reason else None,
        value=value_text(language, result, result.reading.value) if result.reading else None,
        raw=result.reading.value if result.reading else None,
        change=change_mark(language, result.change) if result.change else None,
        delta=delta_text(language, result) or None,
        previous=value_view(scope, result, result.previous) if result.previous else None,
        latest=value_view(scope, result, result.latest) if result.latest and not result.reading else None,
        forecast=None if result.forecast is None else value_text(language, result, result.forecast),
        forecast_status=scope.status(result.forecast_status) if result.forecast_status else None,
        **remarks,
        absence=absence,
        value_source=said(outcome.source),
        groups=groups,
        peers=_peers(scope, result, outcome),
        breaks=tuple(Break(year, one_line(why)) for year, why in sorted(model.breaks.items()) if year <= result.period.year),
        series=tuple(value_view(scope, result, reading) for reading in result.series),
        noted=bool(absence or groups or any(remarks.values())),
        spark=kpi_sparkline(result, language, f"{entry.address}-spark"),
        chart=None,
    )


def pictured(scope: Scope, result: KpiResult) -> Kpi:
    """A KPI at the scope's period, with its picture."""
    chart = kpi_timeline(result, scope.calendar, scope.case.as_of, scope.language, result.entry.address)
    return kpi_view(scope, result)._replace(chart=chart)


def value_view(scope: Scope, result: KpiResult, reading: Reading, mark: Mark | None = None) -> Value:
    return Value(scope.period(reading.period), value_text(scope.language, result, reading.value), reading.value, mark)


def history(scope: Scope, result: KpiResult) -> tuple[Value, ...]:
    """The series with the status at each follow-up, by the limits of the plan in force then."""
    return tuple(value_view(scope, result, reading, _status_then(scope, result, reading)) for reading in result.series)


def _status_then(scope: Scope, result: KpiResult, reading: Reading) -> Mark | None:
    entry = result.entry.in_year(reading.period.year)
    if entry is None or not reading.path:
        return None
    return scope.status(evaluate_kpi(entry, reading.period, scope.calendar, scope.case.as_of).status)


def _groups(scope: Scope, result: KpiResult, outcome: KpiOutcome) -> Iterator[Group]:
    for name, text in outcome.by.items():
        value = parse_number(text)
        yield Group(one_line(name), one_line(str(text)) if value is None else value_text(scope.language, result, value))


def _peers(scope: Scope, result: KpiResult, outcome: KpiOutcome) -> tuple[Fact, ...]:
    peers, text = outcome.peers, scope.language.text
    if peers is None:
        return ()

    def number(written: str | int | float | None) -> str | None:
        value = None if written is None else parse_number(written)
        return None if value is None else value_text(scope.language, result, value)

    rank = text(Message("{rank} of {n}", rank=str(peers.rank), n=peers.of)) if peers.of and peers.rank else str(peers.rank or "")
    return facts(
        (text(N_("Peers' mean")), number(peers.mean)),
        (text(N_("Peers' median")), number(peers.median)),
        (text(N_("Rank among peers")), rank),
        (text(N_("Source of the comparison")), said(peers.source)),
    )


def _facts(scope: Scope, entry: KpiEntry) -> tuple[Fact, ...]:
    model, text = entry.model, scope.language.text
    groups = [one_line(name) for name in model.by]
    purpose = purpose_of(model.purpose)
    return facts(
        (text(N_("Measured in")), said(model.unit)),
        (text(N_("Measured")), text(how_often(model.frequency)) if model.frequency else None),
        (text(N_("In the years")), ", ".join(map(str, model.measured))),
        (text(N_("Followed")), text(purpose) if purpose else None),
        (text(N_("Numerator")), said(model.numerator)),
        (text(N_("Denominator")), said(model.denominator)),
        (text(N_("Broken down by")), ", ".join(groups)),
        (text(N_("Source")), said(model.source)),
        (text(N_("Owner")), said(entry.owner)),
        (text(N_("KKiK measure")), ", ".join(map(str, model.kkik))),
        (text(N_("Kolada")), model.kolada),
    )
