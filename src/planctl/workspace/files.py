"""The files of a workspace: plans and outcomes with all that stands in them, and import profiles.

Plain classes, as those of the entries are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from planctl.model import outcomes, plan
from planctl.notation.period import Years
from planctl.workspace.entries import ActivityEntry, AnyEntry, AssignmentEntry, GoalEntry, KpiEntry, ServiceEntry, Unit

if TYPE_CHECKING:
    from planctl.model.import_profile import ImportProfile

Section = Mapping[str, Mapping[str, Any]]
"""Reports by id and follow-up."""
_NOTHING: Mapping[str, Any] = {}
_AUTHORITY = {"superseded": 0, "draft": 1, "proposed": 2, "decided": 3}


class PlanEntry:
    """A plan file with all its entries. `unit` is None where the organisation has no such unit."""

    __slots__ = ("activities", "assignments", "doubles", "file", "goals", "kpis", "model", "services", "unit", "years")

    def __init__(self, file: str, model: plan.Plan, unit: Unit | None, years: Years | None) -> None:
        self.file, self.model, self.unit, self.years = file, model, unit, years
        self.goals: dict[str, GoalEntry] = {}
        self.kpis: dict[str, KpiEntry] = {}
        self.activities: dict[str, ActivityEntry] = {}
        self.services: dict[str, ServiceEntry] = {}
        self.assignments: dict[str, AssignmentEntry] = {}
        self.doubles: list[tuple[AnyEntry, AnyEntry]] = []
        """Entries that share an id within the plan: the first, and the one that came later."""

    @property
    def unit_id(self) -> str:
        return self.model.unit

    @property
    def owner(self) -> str | None:
        """Who answers for everything in the plan that has no owner of its own."""
        return self.model.document.responsible or (self.unit.head if self.unit else None)

    def roles(self) -> Iterator[str]:
        """Everyone who is named as answering for something in the plan."""
        named: tuple[str | None, ...] = (
            self.owner,
            *(goal.model.owner for goal in self.goals.values()),
            *(kpi.model.owner for kpi in self.kpis.values()),
            *(activity.model.responsible for activity in self.activities.values()),
            *(assignment.model.responsible for assignment in self.assignments.values()),
        )
        return (role for role in named if role)

    def authority(self) -> tuple[int, int]:
        """Which of two plans for the same year holds."""
        return (_AUTHORITY[self.model.document.status], self.model.document.revision or 0)

    def find(self, id_: str) -> AnyEntry | None:
        """The entry of an id, whatever it is."""
        for entries in self.sections():
            if id_ in entries:
                return entries[id_]
        return None

    def ids(self) -> Iterator[str]:
        return chain.from_iterable(self.sections())

    def sections(self) -> tuple[Mapping[str, AnyEntry], ...]:
        """All entries, by id."""
        return (self.goals, self.kpis, self.activities, self.services, self.assignments)


class OutcomesEntry:
    """An outcomes file."""

    __slots__ = ("file", "model", "unit")

    def __init__(self, file: str, model: outcomes.Outcomes, unit: Unit | None) -> None:
        self.file, self.model, self.unit = file, model, unit

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

    def reports(self, section: str, id_: str) -> Mapping[str, Any]:
        """What is reported of one thing, by follow-up."""
        found: Mapping[str, Any] = getattr(self.model, section).get(id_, _NOTHING)
        return found

    def kpi(self, id_: str, name: str) -> outcomes.KpiOutcome | None:
        """What is reported of a KPI at a follow-up."""
        report = self.model.kpis.get(id_, {}).get(name)
        return None if report is None else outcomes.kpi_outcome(report)

    def periods(self) -> set[str]:
        """The names of all follow-ups that anything is reported for."""
        reported = {name for _, things in self.sections() for reports in things.values() for name in reports}
        return reported | set(self.model.summary)

    def sections(self) -> Iterator[tuple[str, Section]]:
        """Everything that is reported: by section, id and follow-up."""
        return ((name, getattr(self.model, name)) for name in outcomes.SECTIONS)


class ProfileEntry:
    """An import profile."""

    __slots__ = ("file", "model")

    def __init__(self, file: str, model: ImportProfile) -> None:
        self.file, self.model = file, model
