"""Two revisions of a workspace, thing by thing: what was added, removed, renamed, moved and changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planctl.model.base import Model
from planctl.revisions.ambition import ambitions
from planctl.revisions.differences import BrokenSupport, Difference, Place, Sort, What
from planctl.revisions.fields import differing, fields_of
from planctl.revisions.pairing import Pairs, by_content, by_key, paired
from planctl.revisions.things import (
    Thing,
    organisation_thing,
    outcome_things,
    plan_thing,
    plan_things,
    unit_things,
)
from planctl.workspace.entries import GoalEntry, KpiEntry
from planctl.workspace.files import OutcomesEntry, PlanEntry
from planctl.workspace.workspace import Workspace

Renames = dict[tuple[Sort, str], str]
"""The addresses that things had before, by what they are and their addresses now."""


class Reported(NamedTuple):
    """What a report is of, and at which follow-up."""

    section: str
    address: str
    period: str


def compared(before: Workspace, after: Workspace) -> tuple[list[Difference], Renames]:
    """Everything that differs, and what is called otherwise than before."""
    differences = [*_pair(organisation_thing(before), organisation_thing(after), {})]
    differences += _of_pairs(paired(unit_things(before), unit_things(after)))
    plans = _plans(before.plans, after.plans)
    entries = _entries(plans)
    of_plans = [difference for one, other in plans for difference in _of_plans(one, other)]
    renames = {(other.sort, other.address): one.address for one, other in entries.both if one.address != other.address}
    differences += _marked([*of_plans, *_of_pairs(entries, renames)], plans)
    differences += _of_outcomes(before, after, renames)
    differences += _of_profiles(before, after)
    return differences, renames


def plan_differences(before: PlanEntry, after: PlanEntry) -> list[Difference]:
    """What differs between two revisions of one plan."""
    return [*_of_plans(before, after), *_of_pairs(_entries([(before, after)]))]


def broken_supports(before: Workspace, after: Workspace, renames: Renames) -> Iterator[BrokenSupport]:
    """Goals that support a goal which was there before and is not any more, each once, whatever plans it stands in."""
    now_called = {former: now for (sort, now), former in renames.items() if sort is Sort.GOAL}
    told = set()
    for plan in after.plans:
        for goal in plan.goals.values():
            for address in goal.supports_in_full:
                if (goal.address, address) in told or _goal(after, goal, address) or not _goal(before, goal, address):
                    continue
                told.add((goal.address, address))
                place = Place(plan.file, (*goal.path, "supports"))
                yield BrokenSupport(goal.address, goal.model.title, address, place, now_called.get(address, ""))


def _goal(workspace: Workspace, goal: GoalEntry, address: str) -> GoalEntry | None:
    years = goal.plan.years
    found = workspace.resolve(address, goal.plan.unit_id, years.first if years else None)
    return found if isinstance(found, GoalEntry) else None


def _plans(before: Iterable[PlanEntry], after: Iterable[PlanEntry]) -> list[tuple[PlanEntry | None, PlanEntry | None]]:
    """Plans by unit and years; one whose years have changed is the one that stood in the same file, or the unit's only other one."""
    old = {(plan.unit_id, str(plan.model.period), plan.model.document.revision): plan for plan in before}
    new = {(plan.unit_id, str(plan.model.period), plan.model.document.revision): plan for plan in after}
    pairs: list[tuple[PlanEntry | None, PlanEntry | None]] = [(old.pop(key), new.pop(key)) for key in list(new) if key in old]
    for key, plan in list(new.items()):
        former = next((other for other, was in old.items() if was.unit_id == plan.unit_id and was.file == plan.file), None)
        if former:
            pairs.append((old.pop(former), new.pop(key)))
    pairs += [(plan, None) for plan in old.values()]
    return pairs + [(None, plan) for plan in new.values()]


def _marked(differences: Iterable[Difference], plans: Iterable[tuple[PlanEntry | None, PlanEntry | None]]) -> Iterator[Difference]:
    """The differences, with a mark on what was decided and has changed without a new revision."""
    held = {
        plan.file for pair in plans if (one := pair[0]) and (other := pair[1]) and _is_same_decision(one, other) for plan in (one, other)
    }
    for difference in differences:
        content = difference.sort is not Sort.PLAN or any(not field.name.startswith("document.") for field in difference.fields)
        yield difference._replace(decided=True) if content and difference.place.file in held else difference


def _is_same_decision(before: PlanEntry, after: PlanEntry) -> bool:
    one, other = before.model.document, after.model.document
    return one.status == other.status == "decided" and one.revision == other.revision


def _of_plans(before: PlanEntry | None, after: PlanEntry | None) -> Iterator[Difference]:
    if before and after:
        if before.model != after.model:
            yield from _pair(plan_thing(before), plan_thing(after), {})
    elif after or before:
        plan = after or before
        assert plan is not None
        thing = plan_thing(plan)
        holds = Counter(sort for sort, _id in plan_things(plan))
        yield _alone(What.ADDED if after else What.REMOVED, thing)._replace(holds=holds)


def _entries(plans: Iterable[tuple[PlanEntry | None, PlanEntry | None]]) -> Pairs:
    """The entries of plans that are on both sides. What left one plan and came to another has moved."""
    differing_plans = [(before, after) for before, after in plans if before and after and before.model != after.model]
    all_pairs = [paired(plan_things(before), plan_things(after)) for before, after in differing_plans]
    removed = [thing for pairs in all_pairs for thing in pairs.removed]
    added = [thing for pairs in all_pairs for thing in pairs.added]
    across = [(one, other) for one, other in by_content(removed, added) if one.id == other.id]
    gone, come = {id(one) for one, _ in across}, {id(other) for _, other in across}
    return Pairs(
        [pair for pairs in all_pairs for pair in pairs.both] + across,
        [thing for thing in removed if id(thing) not in gone],
        [thing for thing in added if id(thing) not in come],
    )


def _of_outcomes(before: Workspace, after: Workspace, renames: Renames) -> Iterator[Difference]:
    """Reports by unit, year and thing; those of a thing that is called otherwise now are held against those under its former name."""
    now_called = {former: now for (_sort, now), former in renames.items()}
    were = {(file.unit_id, file.year): file.model for file in before.outcomes}
    unchanged = {key for file in after.outcomes if were.get(key := (file.unit_id, file.year)) == file.model}
    old, new = (_all_outcomes(file for file in side.outcomes if (file.unit_id, file.year) not in unchanged) for side in (before, after))
    renamed = {key._replace(address=now_called.get(key.address, key.address)): key for key in old if key not in new}
    yield from _of_pairs(by_key(old | {now: old.pop(key) for now, key in renamed.items() if now in new}, new))


def _all_outcomes(files: Iterable[OutcomesEntry]) -> dict[Reported, Thing]:
    found: dict[Reported, Thing] = {}
    for outcomes in files:
        for (section, _id, _name), thing in outcome_things(outcomes).items():
            found.setdefault(Reported(section, thing.address, thing.period), thing)
    return found


def _of_profiles(before: Workspace, after: Workspace) -> Iterator[Difference]:
    old, new = ({profile.file: _profile(profile.file, profile.model) for profile in side.profiles} for side in (before, after))
    return _of_pairs(by_key(old, new))


def _profile(file: str, model: Model) -> Thing:
    return Thing(Sort.PROFILE, file, "", file, Place(file, ()), fields_of(model, frozenset(("kind",))))


def _of_pairs(pairs: Pairs, renames: Renames | None = None) -> Iterator[Difference]:
    for one, other in pairs.both:
        yield from _pair(one, other, renames or {})
    yield from (_alone(What.REMOVED, thing) for thing in pairs.removed)
    yield from (_alone(What.ADDED, thing) for thing in pairs.added)


def _alone(what: What, thing: Thing) -> Difference:
    fields = differing({}, thing.fields) if what is What.ADDED else differing(thing.fields, {})
    return Difference(
        what, thing.sort, thing.unit, thing.address, thing.title, thing.place, fields, parent=thing.parent, period=thing.period
    )


def _pair(one: Thing, other: Thing, renames: Renames) -> Iterator[Difference]:
    fields = differing(one.fields, other.fields)
    parent = renames.get((Sort.GOAL, other.parent), other.parent)  # what stays with a goal that has a new id has not moved
    is_report = other.sort is Sort.OUTCOME
    renamed, moved = one.id != other.id and not is_report, (one.parent, one.unit) != (parent, other.unit) and not is_report
    if not (fields or renamed or moved):
        return
    yield Difference(
        What.RENAMED if renamed else What.MOVED if moved else What.CHANGED,
        other.sort,
        other.unit,
        other.address,
        other.title,
        other.place,
        fields,
        former=one.address if one.address != other.address and not is_report else "",
        parent=other.parent if moved else "",
        former_parent=one.parent if moved else "",
        ambition=ambitions(one.entry, other.entry) if isinstance(one.entry, KpiEntry) and isinstance(other.entry, KpiEntry) else {},
        period=other.period,
    )
