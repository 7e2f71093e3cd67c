"""What can't be compared, since it can't be read whole on one of the sides: told of once, instead of as removed or changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from planctl.diagnostics import Path, Problem
from planctl.model.validate import UNKNOWN_KEY
from planctl.revisions.differences import SORTS, Place
from planctl.workspace.files import OutcomesEntry, PlanEntry
from planctl.workspace.workspace import Workspace

Areas = Mapping[str, frozenset[Path]]
"""The places with faults in each file; the top of a file is all of it."""


class Faulty(NamedTuple):
    """Where there are faults on either side, and the units that these are about."""

    areas: Areas
    units: frozenset[str]

    def may_miss(self, sides: Iterable[PlanEntry | OutcomesEntry | None]) -> bool:
        """Whether a file that is the same thing on both sides (None where it is not there) may only look as if it differed."""
        entries = [entry for entry in sides if entry]
        is_alone = len(entries) == 1
        has_moved = len({entry.file for entry in entries}) > 1  # the places in one then tell nothing of the other
        return any(
            () in self.areas.get(entry.file, ())
            or (has_moved and entry.file in self.areas)
            or (is_alone and entry.model.unit in self.units)
            for entry in entries
        )

    def hides(self, place: Place) -> bool:
        """Whether a thing at a place may only look as if it differed: it lies in a fault, or holds one that is not in a thing below it."""
        return any(_is_in(place.path, area) or _holds(place.path, area) for area in self.areas.get(place.file, ()))


def _is_in(path: Path, area: Path) -> bool:
    return path[: len(area)] == area


def _holds(path: Path, area: Path) -> bool:
    below = area[len(path) :]
    return area[: len(path)] == path and not (len(below) > 1 and below[0] in SORTS)


def faulty(before: Workspace, after: Workspace) -> Faulty:
    """Where either side has faults, and which units these are about.

    A file that can't be read at all does not say its unit. The same file on the other side does, so both sides are looked through.
    """
    areas = areas_of([*before.problems, *after.problems])
    broken = {unit for side in (before, after) for unit in side.broken}
    broken |= {plan.unit_id for side in (before, after) for plan in side.plans if plan.file in areas}
    broken |= {report.unit_id for side in (before, after) for report in side.outcomes if report.file in areas}
    return Faulty(areas, frozenset(broken))


def areas_of(problems: Iterable[Problem]) -> Areas:
    """The places with faults, by file."""
    found: dict[str, set[Path]] = {}
    for problem in problems:
        found.setdefault(problem.file, set()).add(_area(problem))
    return {file: frozenset(areas) for file, areas in found.items()}


def _area(problem: Problem) -> Path:
    """The place that a fault may have taken something from: of an unknown key what it stands in, since another key may be meant by it."""
    path = problem.path[:-1] if problem.code == UNKNOWN_KEY else problem.path
    return path if len(path) > 1 else ()
