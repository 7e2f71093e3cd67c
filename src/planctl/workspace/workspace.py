"""The workspace: an organisation with all its plans and outcomes, and the ways to find things in it."""

from __future__ import annotations

from pathlib import Path

from planctl.diagnostics import Problem
from planctl.model.organisation import Organisation
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import AnyEntry, Unit
from planctl.workspace.files import OutcomesEntry, PlanEntry, ProfileEntry


class Workspace:
    """Everything below one organisation.yaml. `problems` are those of single files; what is wrong between files is for the rules."""

    def __init__(self, folder: Path, file: str, organisation: Organisation, root: Unit, units: dict[str, Unit], calendar: Calendar) -> None:
        self.folder, self.organisation, self.root, self.units, self.calendar = folder, organisation, root, units, calendar
        self.file = file
        """The organisation's file, as the user would write it."""
        self.plans: list[PlanEntry] = []
        self.outcomes: list[OutcomesEntry] = []
        self.profiles: list[ProfileEntry] = []
        self.rival_outcomes: list[tuple[OutcomesEntry, OutcomesEntry]] = []
        """Two files for the same unit and year: the first, which counts, and the other."""
        self.problems: list[Problem] = []
        self.broken: dict[str, list[str]] = {}
        """Units with files that could not be read whole, and those files: what refers into them is not judged."""
        self.sources: dict[str, Path] = {}
        """Every file by the name it is shown with."""

    @property
    def id(self) -> str:
        return self.organisation.id

    def split(self, address: str, home: str) -> tuple[str, str]:
        """An address as unit and id; an id alone belongs to the unit it is written in."""
        unit, slash, id_ = address.partition("/")
        return (unit, id_) if slash else (home, unit)

    def resolve(self, address: str, home: str, year: int | None = None) -> AnyEntry | None:
        """What an address means: in the plan of a year, else in the latest plan that knows it."""
        unit_id, id_ = self.split(address, home)
        unit = self.units.get(unit_id)
        if unit is None:
            return None
        if year is not None and (in_force := unit.plan_for(year)) and (found := in_force.find(id_)):
            return found
        for plan in sorted(unit.plans, key=lambda plan: plan.years or (0, 0), reverse=True):
            if found := plan.find(id_):
                return found
        return None

    def addresses(self) -> list[str]:
        """All addresses there are, for the nearest match of one that is not."""
        return list(dict.fromkeys(f"{plan.unit_id}/{id_}" for plan in self.plans for id_ in plan.ids()))
