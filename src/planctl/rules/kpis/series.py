"""Rules about a KPI's series: earlier values, and breaks after which they can't be compared."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.notation.number import parse_number
from planctl.notation.threshold import parse
from planctl.notation.units import unit_meant
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Review
from planctl.workspace.entries import KpiEntry


@rule(
    "K010",
    Severity.WARNING,
    KpiEntry,
    title=Message("A KPI is counted in another way than in the plan before, and the break is not marked"),
    reason=Message(
        "Auditors' complaint: a changed method breaks the series, and the curve goes on as if nothing had happened. Under breaks the year "
        "and the cause are given, and planctl no longer compares across it."
    ),
)
def unmarked_break(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    before = _before(kpi)
    if before is None or before.plan.years is None:
        return
    first = before.plan.years.first
    if any(year > first for year in kpi.model.breaks):
        return
    for key, this, that in _differences(kpi, before):
        yield at(
            kpi,
            key,
            message=Message(
                "{key} is {this}, and in the plan for {years} it is {that}", key=key, this=this, that=that, years=str(before.plan.years)
            ),
            hint=Message("if values can't be compared, add breaks: with the year and the cause"),
        )


def _before(kpi: KpiEntry) -> KpiEntry | None:
    """The KPI of the same id in the unit's plan before this one."""
    unit, years = kpi.plan.unit, kpi.plan.years
    if unit is None or years is None or len(unit.plans) < 2:
        return None
    earlier = [plan for plan in unit.plans if plan.years and plan.years.last < years.first and kpi.id in plan.kpis]
    return max(earlier, key=lambda plan: (plan.years, plan.authority())).kpis[kpi.id] if earlier else None


def _differences(kpi: KpiEntry, before: KpiEntry) -> Iterator[tuple[str, str, str]]:
    """The keys that make values of two plans incomparable, with what each plan says."""
    this, that = kpi.model, before.model
    if this.unit and that.unit and _unit(this.unit) != _unit(that.unit):
        yield "unit", this.unit, that.unit
    if this.scale is not None and that.scale is not None and parse(this.scale) != parse(that.scale):
        yield "scale", str(this.scale), str(that.scale)


def _unit(text: str) -> str:
    return unit_meant(text) or text.casefold()


@rule(
    "K012",
    Severity.ERROR,
    KpiEntry,
    title=Message("An earlier value can't be read, or a year lies in the future"),
    reason=Message("Changes are counted from the baseline, and never across a break: a slip in either makes every arrow wrong."),
)
def odd_history(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    for year, value in kpi.model.baseline.items():
        if parse_number(value) is None:
            message = Message("{value} is not a number", value=str(value))
            yield at(
                kpi, "baseline", year, message=message, hint=Message("write the number alone, or take the year away where there is none")
            )
        elif year > review.as_of.year:
            message = Message("{year} lies in the future, so there is no value yet", year=year)
            yield at(kpi, "baseline", year, message=message, hint=Message("write what is expected as a forecast in the outcomes"), key=True)
    last = kpi.plan.years.last if kpi.plan.years else None
    for year in kpi.model.breaks:
        if last and year > max(last, review.as_of.year):
            message = Message("{year} lies after the plan, so nothing can be broken then", year=year)
            yield at(kpi, "breaks", year, message=message, hint=Message("look whether the year is right"), key=True)
