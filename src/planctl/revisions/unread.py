"""What can't be compared, since one of the sides can't be read whole: told of once, instead of as removed or changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from planctl.workspace.files import OutcomesEntry, PlanEntry
from planctl.workspace.workspace import Workspace


class Faulty(NamedTuple):
    """The files that have faults on either side, and the units that they are about."""

    files: frozenset[str]
    units: frozenset[str]

    def may_miss(self, sides: Iterable[PlanEntry | OutcomesEntry | None]) -> bool:
        """Whether a file that is the same thing on both sides (None where it is not there) may only look as if it differed."""
        entries = [entry for entry in sides if entry]
        is_alone = len(entries) == 1
        return any(entry.file in self.files or (is_alone and entry.model.unit in self.units) for entry in entries)


def faulty(before: Workspace, after: Workspace) -> Faulty:
    """What is the matter on either side. What a file is about that says nothing any more, the other side tells."""
    files = {problem.file for side in (before, after) for problem in side.problems}
    broken = {unit for side in (before, after) for unit in side.broken}
    broken |= {plan.unit_id for side in (before, after) for plan in side.plans if plan.file in files}
    broken |= {report.unit_id for side in (before, after) for report in side.outcomes if report.file in files}
    return Faulty(frozenset(files), frozenset(broken))
