"""What a workspace is made of: units, and the entries of plan and outcome files, each with its place and its neighbours."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from planctl.diagnostics import Path
from planctl.model import import_profile, organisation, outcomes, plan
from planctl.model.base import Judged
from planctl.notation.period import Years
from planctl.notation.scheme import Scheme, scheme

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Unit:
    """A unit of the organisation; the root unit has the organisation's id."""

    id: str
    title: str
    model: organisation.Unit | None
    parent: Unit | None
    path: Path
    children: list[Unit] = field(default_factory=list)
    plans: list[PlanEntry] = field(default_factory=list)
    outcomes: dict[int, OutcomesEntry] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        return 0 if self.parent is None else self.parent.depth + 1

    @property
    def head(self) -> str | None:
        return self.model.head if self.model else None

    def walk(self) -> Iterator[Unit]:
        """The unit and all units below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    def plan_for(self, year: int) -> PlanEntry | None:
        """The plan in force in a year: a decided one before a draft, the latest revision before an earlier one."""
        covering = [entry for entry in self.plans if entry.years and year in entry.years]
        return max(covering, key=PlanEntry.authority, default=None)


_AUTHORITY = {"superseded": 0, "draft": 1, "proposed": 2, "decided": 3}


@dataclass(slots=True, eq=False)
class Entry:
    """Something with an identity in a plan. `path` is its place in the file, `address` is what others call it."""

    id: str
    plan: PlanEntry
    path: Path

    @property
    def address(self) -> str:
        return f"{self.plan.unit_id}/{self.id}"


@dataclass(slots=True, eq=False)
class GoalEntry(Entry):
    model: plan.Goal
    kpis: list[KpiEntry] = field(default_factory=list)
    activities: list[ActivityEntry] = field(default_factory=list)
    supporters: list[GoalEntry] = field(default_factory=list)
    """The goals, of this unit and others in the same years, that support this one."""

    @property
    def supports(self) -> list[str]:
        return _as_list(self.model.supports)

    @property
    def depends_on(self) -> list[str]:
        return _as_list(self.model.depends_on)


@dataclass(slots=True, eq=False)
class KpiEntry(Entry):
    model: plan.Kpi
    goal: GoalEntry | None = None
    key: Hashable = None
    """What `notation` has found."""

    @property
    def owner(self) -> str | None:
        return self.model.owner or (self.goal.model.owner if self.goal else None)

    def target_in(self, year: int) -> str | int | float | Judged | None:
        """The target as written for a year: its own, or the latest earlier one of a path."""
        target = self.model.target
        return _latest(target, year) if isinstance(target, dict) else target

    def bands_in(self, year: int) -> plan.Bands | None:
        thresholds = self.model.thresholds
        return _latest(thresholds, year) if isinstance(thresholds, dict) else thresholds

    def notation(self) -> Hashable:
        """All that its notation can mean: KPIs with an equal one have the same schemes in the same years."""
        if self.key is None:
            model, bands = self.model, self.model.thresholds
            colours = (bands.red, bands.yellow, bands.green) if isinstance(bands, plan.Bands) else bands
            texts = repr((model.target, colours, model.scale))  # 1 and 1.0 have different decimals
            self.key = (self.plan.years, model.unit, model.decimals, model.direction, model.purpose, texts)
        return self.key

    def definition(self) -> Hashable | None:
        """Its notation, whether it has a source, and when it is measured: all but its words and its values.

        None for a KPI without an owner: it is like no other, since its goal decides what that means.
        """
        if not (self.owner or self.plan.owner):
            return None
        model = self.model
        has_source = model.source is not None or model.kolada is not None or bool(model.kkik)
        return (self.notation(), has_source, model.frequency, *model.measured)

    def scheme(self, year: int) -> Scheme:
        """Target, bands, scale, decimals and direction as they hold in a year."""
        model, bands, target = self.model, self.bands_in(year), self.target_in(year)
        text = None if isinstance(target, Judged) else target
        if bands is None:
            return scheme(year, text, None, None, None, model.scale, model.decimals, model.direction)
        return scheme(year, text, bands.red, bands.yellow, bands.green, model.scale, model.decimals, model.direction)


@dataclass(slots=True, eq=False)
class ActivityEntry(Entry):
    model: plan.Activity
    goal: GoalEntry | None = None


@dataclass(slots=True, eq=False)
class ServiceEntry(Entry):
    model: plan.Service


@dataclass(slots=True, eq=False)
class AssignmentEntry(Entry):
    model: plan.Assignment


AnyEntry = GoalEntry | KpiEntry | ActivityEntry | ServiceEntry | AssignmentEntry


@dataclass(slots=True, eq=False)
class PlanEntry:
    """A plan file with all its entries."""

    file: str
    model: plan.Plan
    unit: Unit | None
    """None where the organisation has no such unit."""
    years: Years | None
    goals: dict[str, GoalEntry] = field(default_factory=dict)
    kpis: dict[str, KpiEntry] = field(default_factory=dict)
    activities: dict[str, ActivityEntry] = field(default_factory=dict)
    services: dict[str, ServiceEntry] = field(default_factory=dict)
    assignments: dict[str, AssignmentEntry] = field(default_factory=dict)
    doubles: list[tuple[AnyEntry, AnyEntry]] = field(default_factory=list)
    """Entries that share an id within the plan: the first, and the one that came later."""

    @property
    def unit_id(self) -> str:
        return self.model.unit

    @property
    def owner(self) -> str | None:
        """Who answers for everything in the plan that has no owner of its own."""
        return self.model.document.responsible or (self.unit.head if self.unit else None)

    def authority(self) -> tuple[int, int]:
        """Which of two plans for the same year holds."""
        return (_AUTHORITY[self.model.document.status], self.model.document.revision or 0)

    def find(self, id_: str) -> AnyEntry | None:
        """The entry of an id, whatever it is."""
        return self.goals.get(id_) or self.kpis.get(id_) or self.activities.get(id_) or self.services.get(id_) or self.assignments.get(id_)

    def ids(self) -> Iterator[str]:
        for entries in (self.goals, self.kpis, self.activities, self.services, self.assignments):
            yield from entries


@dataclass(slots=True, eq=False)
class OutcomesEntry:
    """An outcomes file."""

    file: str
    model: outcomes.Outcomes
    unit: Unit | None

    @property
    def unit_id(self) -> str:
        return self.model.unit

    @property
    def year(self) -> int:
        return self.model.year

    @property
    def plan(self) -> PlanEntry | None:
        """The plan that the outcomes are held against."""
        return self.unit.plan_for(self.year) if self.unit else None

    def kpi(self, id_: str, name: str) -> outcomes.KpiOutcome | None:
        """What is reported of a KPI at a follow-up."""
        report = self.model.kpis.get(id_, {}).get(name)
        return None if report is None else outcomes.kpi_outcome(report)

    def periods(self) -> set[str]:
        """The names of all follow-ups that anything is reported for."""
        model = self.model
        sections: tuple[Mapping[str, Mapping[str, object]], ...] = (
            model.kpis,
            model.goals,
            model.activities,
            model.assignments,
            model.services,
        )
        return {name for section in sections for reports in section.values() for name in reports} | set(model.summary)


@dataclass(slots=True, eq=False)
class ProfileEntry:
    """An import profile."""

    file: str
    model: import_profile.ImportProfile


def _as_list(addresses: str | list[str]) -> list[str]:
    return [addresses] if isinstance(addresses, str) else addresses


def _latest(by_year: Mapping[int, T], year: int) -> T | None:
    reached = [start for start in by_year if start <= year]
    return by_year[max(reached)] if reached else None
