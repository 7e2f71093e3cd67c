"""Rules about what a KPI must have to be measured and judged: target, owner, source, frequency, unit and direction."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.notation.conditions import Values
from planctl.notation.units import units_in
from planctl.rules.owners import lacks_owner
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import KpiDefinition, Review
from planctl.rules.thresholds.cases import cases
from planctl.rules.whole import is_whole
from planctl.workspace.entries import KpiEntry


@rule(
    "K001",
    Severity.WARNING,
    KpiDefinition,
    title=Message("A KPI has no target"),
    reason=Message(
        "Without a target nobody can say whether an outcome is good enough. A KPI that is only followed says so with purpose: benchmark or "
        "purpose: trend."
    ),
)
def without_target(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    if kpi.model.target is None and kpi.model.purpose == "target" and is_whole(review.workspace, kpi.plan.file, kpi.path):
        yield at(
            kpi,
            message=Message("the KPI {title} has no target", title=kpi.model.title),
            hint=Message("add target: or, where it is only followed, purpose: benchmark or purpose: trend"),
        )


@rule(
    "K002",
    Severity.WARNING,
    KpiDefinition,
    title=Message("A KPI has no owner"),
    reason=Message(
        "A KPI that nobody answers for is the one that is missing at every follow-up. An owner of its goal or of the whole plan will do."
    ),
)
def without_owner(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    if lacks_owner(kpi) and is_whole(review.workspace, kpi.plan.file, kpi.path):
        yield at(
            kpi,
            message=Message("nobody answers for the KPI {title}", title=kpi.model.title),
            hint=Message("add owner: and a role, here or on the goal, or responsible: under document, for the whole plan"),
        )


@rule(
    "K003",
    Severity.WARNING,
    KpiDefinition,
    title=Message("A KPI has no source"),
    reason=Message(
        "When it is not said where the values come from, the next person takes them from elsewhere, and the series is no longer one."
    ),
)
def without_source(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    model = kpi.model
    if model.source is None and model.kolada is None and not model.kkik and is_whole(review.workspace, kpi.plan.file, kpi.path):
        yield at(
            kpi,
            message=Message("it is not said where the values of {title} come from", title=model.title),
            hint=Message("add source: with the survey, the system or the register, or kolada: with its number there"),
        )


@rule(
    "K004",
    Severity.WARNING,
    KpiDefinition,
    title=Message("A KPI has no frequency"),
    reason=Message(
        "Without it nobody knows when an outcome is missing, and when it is simply not due: planctl takes it to be measured once a year."
    ),
)
def without_frequency(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    if kpi.model.frequency is None and not kpi.model.measured and is_whole(review.workspace, kpi.plan.file, kpi.path):
        yield at(
            kpi,
            message=Message("it is not said how often {title} is measured", title=kpi.model.title),
            hint=Message("add frequency: month, quarter, tertial, half-year, year or every 3 years"),
        )


@rule(
    "K005",
    Severity.WARNING,
    KpiDefinition,
    title=Message("A KPI has no unit"),
    reason=Message("A number without a unit is read as per cent by one and as kronor by the next."),
)
def without_unit(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    model = kpi.model
    if model.unit is not None or model.scale is not None or not is_whole(review.workspace, kpi.plan.file, kpi.path):
        return
    case = next(iter(cases(kpi)), None)
    if case is None or not isinstance(case.scheme.target, Values) or case.scheme.target.top is not None:
        return
    if any(True for _, condition in case.conditions for _ in units_in(condition)):
        return
    yield at(
        kpi,
        message=Message("it is not said in what unit {target} is counted", target=str(case.target)),
        hint=Message("add unit: as in {examples}", examples=('"%"', "dagar", "mkr", "index")),
    )


@rule(
    "K006",
    Severity.WARNING,
    KpiDefinition,
    title=Message("A target is a number alone, and it is not said which way is better"),
    reason=Message(
        "Is 12 good because more is better, or because less is? Only a person who knows the KPI can say whether the target is reached."
    ),
)
def without_direction(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    model = kpi.model
    if (
        model.target is None
        or model.thresholds is not None
        or model.direction is not None
        or not is_whole(review.workspace, kpi.plan.file, kpi.path)
    ):
        return
    for case in cases(kpi):
        target = case.scheme.target
        if isinstance(target, Values) and target.lone:
            yield at(
                kpi,
                *case.target_at,
                message=Message("the target {target} does not say whether more or less is better", target=str(case.target)),
                hint=Message(
                    "write {more} or {less}, or add direction: higher or lower", more=f'"≥ {case.target}"', less=f'"≤ {case.target}"'
                ),
            )
            return


@rule(
    "K011",
    Severity.WARNING,
    KpiDefinition,
    title=Message("A KPI that is only followed has a target"),
    reason=Message(
        "purpose says that the KPI is there for comparison or for its trend, but the target gives it a colour: readers can't know which "
        "holds."
    ),
)
def target_beside_purpose(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    model = kpi.model
    if model.purpose != "target" and (model.target is not None or model.thresholds is not None):
        yield at(
            kpi,
            "purpose",
            message=Message("purpose is {purpose}, but there is a target or there are thresholds", purpose=model.purpose),
            hint=Message("take purpose away, or target and thresholds"),
        )


@rule(
    "K013",
    Severity.WARNING,
    KpiDefinition,
    title=Message("A KPI is not measured in the years of the plan"),
    reason=Message("Surveys that come every third year easily fall outside: the goal then has a measure on paper and no outcome."),
)
def never_measured(kpi: KpiEntry, review: Review) -> Iterator[Finding]:
    years, measured = kpi.plan.years, kpi.model.measured
    if measured and years and not any(year in years for year in measured):
        yield at(
            kpi,
            "measured",
            message=Message("{title} is measured in none of the years {years}", title=kpi.model.title, years=str(years)),
            hint=Message("add a year of the plan, or a KPI that is measured in it"),
        )
