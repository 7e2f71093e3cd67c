"""What has moved from a plan of one unit to one of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from planctl.revisions.differences import Sort
from planctl.revisions.pairing import moved
from planctl.revisions.plans import PlanPair, latest
from planctl.revisions.renames import Renames
from planctl.revisions.things import Thing, plan_things
from planctl.workspace.files import PlanEntry


def moved_between_units(plans: Sequence[PlanPair], renames: Renames, removed: list[Thing], added: list[Thing]) -> list[tuple[Thing, Thing]]:
    """Things that are nowhere in their unit any more, each with what is new in another one, by id, else by what they say."""
    gone_plans = [before for before, after in plans if before and not after]
    new_plans = [after for before, after in plans if after and not before]
    if not (removed or gone_plans) or not (added or new_plans):
        return []
    were, are = _by_unit((before for before, _ in plans), Renames()), _by_unit((after for _, after in plans), renames)
    gone = [*removed, *(thing for plan in gone_plans for thing in plan_things(plan).values())]
    come = [*added, *(thing for plan in new_plans for thing in plan_things(plan).values())]
    return moved(
        [thing for thing in gone if not any(plan.find(thing.id) for plan in are[thing.unit])],
        [thing for thing in come if not any(plan.find(thing.id) for plan in were[renames.former_home(thing)])],
        lambda one, other: one.unit != renames.former_home(other),
    )


def _by_unit(plans: Iterable[PlanEntry | None], renames: Renames) -> defaultdict[str, list[PlanEntry]]:
    """Plans by what their units were called before, without those that have a later revision."""
    found = defaultdict(list)
    for plan in latest([plan for plan in plans if plan]):
        found[renames.former(Sort.UNIT, plan.unit_id)].append(plan)
    return found
