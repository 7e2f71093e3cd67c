"""One review of a workspace: every rule on every subject, walked once."""

import datetime
from collections.abc import Collection, Hashable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from planctl.diagnostics import Path, Problem
from planctl.evaluate.kpi import evaluate_kpi
from planctl.evaluate.status import KpiResult
from planctl.model.outcomes import SECTIONS, ActivityOutcome, GoalOutcome, KpiOutcome, ServiceOutcome, kpi_outcome
from planctl.notation.period import Period
from planctl.rules.registry import Check, checks_by_subject
from planctl.workspace.entries import AnyEntry, KpiEntry
from planctl.workspace.files import OutcomesEntry, PlanEntry
from planctl.workspace.workspace import Workspace


class Reported(NamedTuple):
    """What an outcomes file says of one thing at one follow-up: the subject of the rules about outcomes."""

    source: OutcomesEntry
    section: str
    """The key it stands under: kpis, goals, activities, assignments or services."""
    id: str
    period: Period
    outcome: KpiOutcome | GoalOutcome | ActivityOutcome | ServiceOutcome

    @property
    def path(self) -> Path:
        return (self.section, self.id, self.period.name)

    @property
    def address(self) -> str:
        return f"{self.source.unit_id}/{self.id}"


class ReportedKpi(Reported):
    """A KPI's outcome."""


class KpiDefinition:
    """The subject of rules that look at nothing of a KPI but `KpiEntry.definition`; their checks are given the `KpiEntry`.

    The same definition recurs in a thousand KPIs: once all these rules have found nothing in it, it is not looked at again.
    """


class KpiNotation:
    """The subject of rules that look at nothing but what target, bands, scale, decimals and direction of a KPI say, and in which years.

    Their checks are given the `KpiEntry` too, but not where the notation is plainly sound.
    """


_SOUND: dict[tuple[str, ...], set[Hashable]] = {}
"""The definitions in which the rules of these codes found nothing."""


class Review:
    """What rules may ask beside their subject: the workspace, the day, and statuses."""

    def __init__(self, workspace: Workspace, as_of: datetime.date) -> None:
        self.workspace = workspace
        self.as_of = as_of
        self.resolved: dict[Hashable, AnyEntry | None] = {}
        """What `links.resolve` has found."""

    def evaluate(self, kpi: KpiEntry, period: Period) -> KpiResult:
        return evaluate_kpi(kpi, period, self.workspace.calendar, self.as_of)

    @cached_property
    def addresses(self) -> list[str]:
        return self.workspace.addresses()

    def problems(self, without: Collection[str] = ()) -> list[Problem]:
        """What all rules find, but for those whose codes are left out."""
        checks = {
            subject: [(code, check) for code, check in found if code not in without] for subject, found in checks_by_subject().items()
        }
        problems: list[Problem] = []
        of_definition, of_notation = checks.get(KpiDefinition, []), checks.get(KpiNotation, [])
        sound = _SOUND.setdefault(tuple(code for code, _ in (*of_definition, *of_notation)), set())
        for subject in self.subjects():
            self.look(subject, checks.get(type(subject), ()), problems)
            if type(subject) is KpiEntry and (definition := subject.definition()) not in sound:
                before = len(problems)
                self.look(subject, of_definition, problems)
                if not subject.is_plainly_sound():
                    self.look(subject, of_notation, problems)
                if definition and len(problems) == before and subject.plan.unit_id not in self.workspace.broken:
                    sound.add(definition)
        return problems

    def look(self, subject: object, checks: Iterable[tuple[str, Check]], problems: list[Problem]) -> None:
        for code, check in checks:
            for finding in check(subject, self):  # the hottest loop: a list for each of these calls would cost as much as the checks
                problems.append(Problem(code, *finding))  # noqa: PERF401

    def subjects(self) -> Iterator[object]:
        """The workspace, then every plan with its entries, then every outcomes file with its reports, then the import profiles."""
        workspace = self.workspace
        yield workspace
        for plan in workspace.plans:
            yield plan
            yield from _entries(plan)
        for outcomes in workspace.outcomes:
            yield outcomes
            yield from _reports(outcomes)
        yield from workspace.profiles


def _entries(plan: PlanEntry) -> Iterator[object]:
    for entries in plan.sections():
        yield from entries.values()


def _reports(entry: OutcomesEntry) -> Iterator[Reported]:
    year = entry.year
    for section, things in entry.sections():
        of_kpis = SECTIONS[section] is KpiOutcome
        subject = ReportedKpi if of_kpis else Reported
        for id_, reports in things.items():
            for name, report in reports.items():
                yield subject(entry, section, id_, Period(year, name), kpi_outcome(report) if of_kpis else report)
