"""Two revisions of a workspace, thing by thing: what was added, removed, renamed, moved and changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from planctl.model.base import Model
from planctl.revisions.ambition import ambitions
from planctl.revisions.between_units import moved_between_units
from planctl.revisions.decided_marks import marked
from planctl.revisions.differences import SORTS, Difference, Place, Sort, What
from planctl.revisions.fields import differing, fields_of
from planctl.revisions.pairing import Pairs, by_key, paired
from planctl.revisions.plans import PlanPair, differs, paired_plans
from planctl.revisions.renames import Renames
from planctl.revisions.things import Thing, organisation_thing, outcome_things, plan_thing, plan_things, unit_things
from planctl.revisions.unread import Faulty
from planctl.workspace.entries import KpiEntry
from planctl.workspace.files import OutcomesEntry, PlanEntry
from planctl.workspace.workspace import Workspace

K = TypeVar("K", bound=Hashable)


class Reported(NamedTuple):
    """What a report is of, and at which follow-up."""

    section: str
    address: str
    period: str


def compared(before: Workspace, after: Workspace, faults: Faulty) -> tuple[list[Difference], Renames]:
    """Everything that differs, and what is called otherwise than before."""
    units = Pairs([], [], []) if {before.file, after.file} & faults.areas.keys() else paired(unit_things(before), unit_things(after))
    renames = Renames(units.both)
    plans = [pair for pair in paired_plans(before.plans, after.plans, renames) if not faults.may_miss(pair)]
    entries = _entries(plans, renames, faults)
    renames |= Renames(entries.both)
    differences = [*_pair(organisation_thing(before), organisation_thing(after), Renames()), *_of_pairs(units, renames)]
    of_plans = [difference for one, other in plans for difference in _of_plans(one, other, renames)]
    differences += marked([*of_plans, *_of_pairs(entries, renames)], plans, entries)
    differences += _of_outcomes(before, after, renames, faults)
    differences += _of_profiles(before, after, faults)
    return differences, renames


def plan_differences(before: PlanEntry, after: PlanEntry) -> list[Difference]:
    """What differs between two revisions of one plan."""
    entries = _entries([(before, after)], Renames(), Faulty({}, frozenset()))
    renames = Renames(entries.both)
    return [*_of_plans(before, after, renames), *_of_pairs(entries, renames)]


def _of_plans(before: PlanEntry | None, after: PlanEntry | None, renames: Renames) -> Iterator[Difference]:
    if before and after:
        if differs(before, after):
            yield from _pair(plan_thing(before), plan_thing(after), renames)
    elif after or before:
        plan = after or before
        assert plan is not None
        thing = plan_thing(plan)
        is_elsewhere = renames.has_come if after else renames.has_gone
        holds = Counter(sort for sort, id_ in plan_things(plan) if not is_elsewhere(sort, f"{plan.unit_id}/{id_}"))
        yield _alone(What.ADDED if after else What.REMOVED, thing)._replace(holds=holds)


def _entries(plans: Sequence[PlanPair], renames: Renames, faults: Faulty) -> Pairs:
    """The entries of plans that are on both sides, and what has moved from a plan of one unit to one of another, whole plans included."""
    differing_plans = [(before, after) for before, after in plans if before and after and differs(before, after)]
    all_pairs = [paired(*_comparable(plan_things(before), plan_things(after), faults)) for before, after in differing_plans]
    removed = [thing for pairs in all_pairs for thing in pairs.removed]
    added = [thing for pairs in all_pairs for thing in pairs.added]
    across = moved_between_units(plans, renames, removed, added)
    gone, come = {id(one) for one, _ in across}, {id(other) for _, other in across}
    return Pairs(
        [pair for pairs in all_pairs for pair in pairs.both] + across,
        [thing for thing in removed if id(thing) not in gone],
        [thing for thing in added if id(thing) not in come],
    )


def _comparable(before: Mapping[K, Thing], after: Mapping[K, Thing], faults: Faulty) -> tuple[dict[K, Thing], dict[K, Thing]]:
    """The things of both sides without those that faults on one of them may have taken something from."""
    hidden = {key for side in (before, after) for key, thing in side.items() if faults.hides(thing.place)}
    one, other = ({key: thing for key, thing in side.items() if key not in hidden} for side in (before, after))
    return one, other


def _of_outcomes(before: Workspace, after: Workspace, renames: Renames, faults: Faulty) -> Iterator[Difference]:
    """Reports by unit, year and thing; those of a thing that is called otherwise now are held against those under its former name."""
    were, are = _by_unit_and_year(before), _by_unit_and_year(after)
    same = {key for key in {*were, *are} if _is_same(were[key], are[key]) or faults.may_miss([*were[key], *are[key]])}
    one, other = (_all_outcomes(file for key, files in side.items() if key not in same for file in files) for side in (were, are))
    old, new = _comparable(one, other, faults)
    renamed = {key._replace(address=renames.now(_sort_of(key), key.address)): key for key in old if key not in new}
    yield from _of_pairs(by_key(old | {now: old.pop(key) for now, key in renamed.items() if now in new}, new), renames)


def _sort_of(reported: Reported) -> Sort:
    """What a report is of; a unit's own words are of the unit."""
    return SORTS.get(reported.section, Sort.UNIT)


def _by_unit_and_year(workspace: Workspace) -> defaultdict[tuple[str, int], list[OutcomesEntry]]:
    found = defaultdict(list)
    for file in workspace.outcomes:
        found[file.unit_id, file.year].append(file)
    return found


def _is_same(before: Iterable[OutcomesEntry], after: Iterable[OutcomesEntry]) -> bool:
    return [file.model for file in before] == [file.model for file in after]


def _all_outcomes(files: Iterable[OutcomesEntry]) -> dict[Reported, Thing]:
    found: dict[Reported, Thing] = {}
    for outcomes in files:
        for (section, _id, _name), thing in outcome_things(outcomes).items():
            found.setdefault(Reported(section, thing.address, thing.period), thing)
    return found


def _of_profiles(before: Workspace, after: Workspace, faults: Faulty) -> Iterator[Difference]:
    sides = ([profile for profile in side.profiles if profile.file not in faults.areas] for side in (before, after))
    old, new = ({profile.file: _profile(profile.file, profile.model) for profile in side} for side in sides)
    return _of_pairs(by_key(old, new), Renames())


def _profile(file: str, model: Model) -> Thing:
    return Thing(Sort.PROFILE, file, "", file, Place(file, ()), fields_of(model, frozenset(("kind",))))


def _of_pairs(pairs: Pairs, renames: Renames) -> Iterator[Difference]:
    for one, other in pairs.both:
        yield from _pair(one, other, renames)
    yield from (_alone(What.REMOVED, thing) for thing in pairs.removed)
    yield from (_alone(What.ADDED, thing) for thing in pairs.added)


def _alone(what: What, thing: Thing) -> Difference:
    fields = differing(thing.sort, *(({}, thing.fields) if what is What.ADDED else (thing.fields, {})))
    return Difference(what, thing.sort, thing.unit, thing.address, thing.title, thing.place, fields, period=thing.period)


def _pair(one: Thing, other: Thing, renames: Renames) -> Iterator[Difference]:
    fields = differing(other.sort, one.fields, other.fields)
    is_report = other.sort is Sort.OUTCOME
    renamed = _own_id(one) != _own_id(other) and not is_report
    moved = (one.parent or Renames().former_home(one)) != (renames.former_parent(other) or renames.former_home(other)) and not is_report
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
        moved=moved,
    )


def _own_id(thing: Thing) -> str:
    return thing.unit if thing.sort is Sort.UNIT else thing.id
