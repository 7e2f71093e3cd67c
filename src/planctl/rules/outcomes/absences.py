"""Rules about what is not reported: outcomes that were due, forecasts, and the reason why there is no value."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.evaluate.kpi import is_due
from planctl.message import Message, Plural
from planctl.model.outcomes import KpiOutcome
from planctl.nearest import did_you_mean
from planctl.notation.period import Period
from planctl.rules.outcomes.reading import at_part, is_judged, outcome_of
from planctl.rules.registry import Finding, rule
from planctl.rules.review import ReportedKpi, Review
from planctl.rules.whole import is_whole
from planctl.workspace.entries import KpiEntry
from planctl.workspace.files import OutcomesEntry, PlanEntry
from planctl.workspace.workspace import Workspace


@rule(
    "O005",
    Severity.WARNING,
    Workspace,
    title=Message("An outcome was due and is not reported"),
    reason=Message(
        "Auditors ask first for measures without outcomes. What could not be measured is reported too, as missing with its reason; what is "
        "just left out looks forgotten."
    ),
)
def not_reported(workspace: Workspace, review: Review) -> Iterator[Finding]:
    for entry in workspace.outcomes:
        yield from _lacking(entry, review)
    years = {entry.year for entry in workspace.outcomes}
    for plan in workspace.plans if years else ():
        yield from _without_file(plan, years, review)


def _lacking(entry: OutcomesEntry, review: Review) -> Iterator[Finding]:
    """What lacks in a file: one finding per KPI, or one in all for a follow-up that nothing is reported for."""
    plan = entry.plan
    if plan is None or entry.unit_id in review.workspace.broken or any(entry in pair for pair in review.workspace.rival_outcomes):
        return
    reported = entry.periods()
    for period in _passed(plan, entry.year, review):
        lacking = [kpi for kpi in _due(plan, period, review) if not _is_answered(kpi, entry, period.name)]
        lacking = [kpi for kpi in lacking if not _is_misspelt(kpi, plan, entry, review)] if lacking else []
        if lacking and period.name not in reported:
            yield _nothing(entry, period, len(lacking))
        else:
            yield from (_one(entry, period, kpi) for kpi in lacking)


def _passed(plan: PlanEntry, year: int, review: Review) -> Iterator[Period]:
    """The follow-ups of a year whose reports were due before today, but for those that ended before the plan began to hold."""
    calendar, valid_from = review.workspace.calendar, plan.model.document.valid_from
    for name in calendar.names:
        period = Period(year, name)
        if calendar.report_due(period) < review.as_of and not (valid_from and calendar.end(period) < valid_from):
            yield period


def _due(plan: PlanEntry, period: Period, review: Review) -> list[KpiEntry]:
    return [kpi for kpi in plan.kpis.values() if is_due(kpi, period, review.workspace.calendar)]


def _is_answered(kpi: KpiEntry, entry: OutcomesEntry, name: str) -> bool:
    """Whether a value, a word for its absence or a person's judgement is reported; of a target in words, anything at all."""
    report = entry.model.kpis.get(kpi.id, {}).get(name)
    if not isinstance(report, KpiOutcome):
        return report is not None
    if report.value is not None or report.assessment is not None:
        return True
    return report.forecast is None and is_judged(kpi, entry.year)


def _is_misspelt(kpi: KpiEntry, plan: PlanEntry, entry: OutcomesEntry, review: Review) -> bool:
    """Whether it is reported under an id or for a follow-up that another rule does not know, and takes for a slip of the pen."""
    reports = entry.model.kpis.get(kpi.id)
    if reports is not None:
        return not reports.keys() <= review.workspace.calendar.periods.keys()
    unknown = entry.model.kpis.keys() - plan.kpis.keys()
    hints = [did_you_mean(id_, plan.kpis) for id_ in unknown]
    return any(hint is not None and hint.values["word"] == kpi.id for hint in hints)


def _nothing(entry: OutcomesEntry, period: Period, count: int) -> Finding:
    return Finding(
        entry.file,
        ("kpis",),
        Plural(
            "nothing is reported for {period}, when {n} KPI was due",
            "nothing is reported for {period}, when {n} KPIs were due",
            n=count,
            period=str(period),
        ),
        Message("report the outcomes under kpis:, or missing with its reason"),
        entry.unit_id,
        True,
    )


def _one(entry: OutcomesEntry, period: Period, kpi: KpiEntry) -> Finding:
    return Finding(
        entry.file,
        ("kpis", kpi.id, period.name),
        Message("{title} was due at {period} and has no outcome", title=kpi.model.title, period=str(period)),
        Message("add {name}: under {id}: with the value, or with missing and its reason", name=period.name, id=kpi.id),
        kpi.address,
        True,
    )


def _without_file(plan: PlanEntry, reported_years: set[int], review: Review) -> Iterator[Finding]:
    """One finding for a year that other units have reported and this one has no file for."""
    unit = plan.unit
    if unit is None or plan.years is None or unit.id in review.workspace.broken:
        return
    for year in sorted(reported_years - unit.outcomes.keys()):
        if year not in plan.years or unit.plan_for(year) is not plan:
            continue
        due = {kpi.id for period in _passed(plan, year, review) for kpi in _due(plan, period, review)}
        if due:
            yield Finding(
                plan.file,
                ("period",),
                Plural(
                    "{unit} has no outcomes for {year}, though {n} KPI was due and other units have reported",
                    "{unit} has no outcomes for {year}, though {n} KPIs were due and other units have reported",
                    n=len(due),
                    unit=unit.title,
                    year=str(year),
                ),
                Message("add a file with kind: outcomes, unit: {unit} and year: {year}", unit=unit.id, year=str(year)),
                unit.id,
            )


@rule(
    "O012",
    Severity.WARNING,
    ReportedKpi,
    title=Message("A value is missing without a reason"),
    reason=Message("A reader who sees no value asks why: the survey was not held, the system was down. One line spares the question."),
)
def missing_without_reason(reported: ReportedKpi, review: Review) -> Iterator[Finding]:
    outcome = outcome_of(reported)
    if outcome.value != "missing" or outcome.reason or outcome.comment or outcome.analysis:
        return
    if is_whole(review.workspace, reported.source.file, reported.path):
        yield at_part(
            reported,
            "value",
            message=Message("no reason is given why the value is missing"),
            hint=Message("write {example}", example="{value: missing, reason: …}"),
        )


@rule(
    "O018",
    Severity.OFF,
    OutcomesEntry,
    title=Message("A KPI that is measured once a year has no forecast at the interim report"),
    reason=Message(
        "Auditors miss forecasts for what is not measured until the year is over: without them the interim report can't say whether the "
        "goal will be reached. The rule is off until an organisation that makes such forecasts turns it on."
    ),
)
def without_forecast(entry: OutcomesEntry, review: Review) -> Iterator[Finding]:
    calendar, plan = review.workspace.calendar, entry.plan
    last = calendar.year_end(entry.year)
    interim = [Period(entry.year, name) for name in calendar.names[:-1]]
    reported = entry.periods()
    begun = [period for period in interim if period.name in reported and calendar.end(period) <= review.as_of]
    if plan is None or not begun or calendar.end(last) <= review.as_of:
        return
    for kpi in _due(plan, last, review):
        if not any(is_due(kpi, period, calendar) for period in interim) and not _is_expected(kpi, entry):
            yield Finding(
                entry.file,
                ("kpis", kpi.id, last.name),
                Message("{title} is measured at the end of the year and has no forecast", title=kpi.model.title),
                Message("add under {id}: the line {example}", id=kpi.id, example=f"{last.name}: {{forecast: …}}"),
                kpi.address,
                True,
            )


def _is_expected(kpi: KpiEntry, entry: OutcomesEntry) -> bool:
    """Whether a forecast is reported at any follow-up of the year, or already a value or a judgement."""
    reports = entry.model.kpis.get(kpi.id, {}).values()
    return any(not isinstance(report, KpiOutcome) or report.forecast or report.value or report.assessment for report in reports)
