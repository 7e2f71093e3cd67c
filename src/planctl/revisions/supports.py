"""Supports that break: what they point at was there before, or is new in them and nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.revisions.differences import BrokenSupport, Place, Sort
from planctl.revisions.renames import Renames
from planctl.revisions.unread import Faulty
from planctl.workspace.entries import GoalEntry
from planctl.workspace.workspace import Workspace


def broken_supports(before: Workspace, after: Workspace, renames: Renames, faults: Faulty) -> Iterator[BrokenSupport]:
    """Goals that support what is no goal, and did not so before: each once, whatever plans it stands in."""
    told = {(goal.address, address) for goal, address in _supports(before) if not _goal(before, goal, address)}
    for goal, address in _supports(after):
        is_known = address.partition("/")[0] in faults.units or _goal(after, goal, address)
        former = renames.former(Sort.GOAL, goal.address)
        if is_known or not told.isdisjoint(((goal.address, address), (former, address))):
            continue
        told.add((goal.address, address))
        place = Place(goal.plan.file, (*goal.path, "supports"))
        now = renames.now(Sort.GOAL, address) if renames.has_gone(Sort.GOAL, address) else ""
        yield BrokenSupport(goal.address, goal.model.title, address, place, now, bool(_goal(before, goal, address)))


def _supports(workspace: Workspace) -> Iterator[tuple[GoalEntry, str]]:
    return ((goal, address) for plan in workspace.plans for goal in plan.goals.values() for address in goal.supports_in_full)


def _goal(workspace: Workspace, goal: GoalEntry, address: str) -> GoalEntry | None:
    years = goal.plan.years
    found = workspace.resolve(address, goal.plan.unit_id, years.first if years else None)
    return found if isinstance(found, GoalEntry) else None
