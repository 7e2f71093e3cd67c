"""Supports that break: what they point at was there before."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.revisions.differences import BrokenSupport, Place, Sort
from planctl.revisions.renames import Renames
from planctl.revisions.unread import Faulty
from planctl.workspace.entries import GoalEntry
from planctl.workspace.workspace import Workspace


def broken_supports(before: Workspace, after: Workspace, renames: Renames, faults: Faulty) -> Iterator[BrokenSupport]:
    """Goals that support a goal which was there before and is not any more, each once, whatever plans it stands in."""
    told = set()
    for plan in after.plans:
        for goal in plan.goals.values():
            for address in goal.supports_in_full:
                is_known = address.partition("/")[0] in faults.units or _goal(after, goal, address)
                if (goal.address, address) in told or is_known or not _goal(before, goal, address):
                    continue
                told.add((goal.address, address))
                place = Place(plan.file, (*goal.path, "supports"))
                now = renames.now(Sort.GOAL, address) if renames.has_gone(Sort.GOAL, address) else ""
                yield BrokenSupport(goal.address, goal.model.title, address, place, now)


def _goal(workspace: Workspace, goal: GoalEntry, address: str) -> GoalEntry | None:
    years = goal.plan.years
    found = workspace.resolve(address, goal.plan.unit_id, years.first if years else None)
    return found if isinstance(found, GoalEntry) else None
