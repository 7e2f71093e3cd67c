"""Two revisions of a workspace, thing by thing: what was added, removed, renamed, moved and changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from planctl.model.base import Model
from planctl.revisions.ambition import ambitions
from planctl.revisions.differences import BrokenSupport, Difference, Field, Place, Sort, What
from planctl.revisions.fields import differing, fields_of
from planctl.revisions.pairing import Pairs, by_key, moved, paired
from planctl.revisions.plans import PlanPair, Renames, latest, paired_plans
from planctl.revisions.things import (
    Thing,
    organisation_thing,
    outcome_things,
    plan_thing,
    plan_things,
    unit_things,
)
from planctl.revisions.unread import Faulty, faulty
from planctl.workspace.decision import content_hash, is_as_decided
from planctl.workspace.entries import GoalEntry, KpiEntry
from planctl.workspace.files import OutcomesEntry, PlanEntry
from planctl.workspace.workspace import Workspace

K = TypeVar("K", bound=Hashable)


class Reported(NamedTuple):
    """What a report is of, and at which follow-up."""

    section: str
    address: str
    period: str


def compared(before: Workspace, after: Workspace) -> tuple[list[Difference], Renames]:
    """Everything that differs, and what is called otherwise than before."""
    faults = faulty(before, after)
    units = Pairs([], [], []) if {before.file, after.file} & faults.areas.keys() else paired(unit_things(before), unit_things(after))
    renames = _renames(units)
    plans = [pair for pair in paired_plans(before.plans, after.plans, renames) if not faults.may_miss(pair)]
    entries = _entries(plans, renames, faults)
    renames |= _renames(entries)
    differences = [*_pair(organisation_thing(before), organisation_thing(after), {}), *_of_pairs(units, renames)]
    of_plans = [difference for one, other in plans for difference in _of_plans(one, other, renames)]
    differences += _marked([*of_plans, *_of_pairs(entries, renames)], plans, entries)
    differences += _of_outcomes(before, after, renames, faults)
    differences += _of_profiles(before, after, faults)
    return differences, renames


def plan_differences(before: PlanEntry, after: PlanEntry) -> list[Difference]:
    """What differs between two revisions of one plan."""
    entries = _entries([(before, after)], {}, Faulty({}, frozenset()))
    renames = _renames(entries)
    return [*_of_plans(before, after, renames), *_of_pairs(entries, renames)]


def _renames(pairs: Pairs) -> Renames:
    return {(other.sort, other.address): one.address for one, other in pairs.both if one.address != other.address}


def broken_supports(before: Workspace, after: Workspace, renames: Renames) -> Iterator[BrokenSupport]:
    """Goals that support a goal which was there before and is not any more, each once, whatever plans it stands in."""
    now_called = {former: now for (sort, now), former in renames.items() if sort is Sort.GOAL}
    told, faults = set(), faulty(before, after)
    for plan in after.plans:
        for goal in plan.goals.values():
            for address in goal.supports_in_full:
                is_known = address.partition("/")[0] in faults.units or _goal(after, goal, address)
                if (goal.address, address) in told or is_known or not _goal(before, goal, address):
                    continue
                told.add((goal.address, address))
                place = Place(plan.file, (*goal.path, "supports"))
                yield BrokenSupport(goal.address, goal.model.title, address, place, now_called.get(address, ""))


def _goal(workspace: Workspace, goal: GoalEntry, address: str) -> GoalEntry | None:
    years = goal.plan.years
    found = workspace.resolve(address, goal.plan.unit_id, years.first if years else None)
    return found if isinstance(found, GoalEntry) else None


def _marked(differences: Iterable[Difference], plans: Iterable[PlanPair], entries: Pairs) -> Iterator[Difference]:
    """The differences, with a mark on what was decided and has changed without a new revision: also by leaving its plan."""
    both = [(one, other) for one, other in plans if one and other]
    free = {(one.file, other.file) for one, other in both if _may_differ(one, other, both)}
    held = {file for pair in ((one.file, other.file) for one, other in both) if pair not in free for file in pair}
    ways = ((one.place.file, other.place.file, other) for one, other in entries.both)
    left = {(thing.sort, thing.address) for start, end, thing in ways if start in held and end not in held and (start, end) not in free}
    for difference in differences:
        content = difference.sort is not Sort.PLAN or any(map(_is_of_content, difference.fields))
        touched = difference.place.file in held or (difference.sort, difference.address) in left
        yield difference._replace(decided=True) if content and touched else difference


def _may_differ(before: PlanEntry, after: PlanEntry, pairs: Iterable[tuple[PlanEntry, PlanEntry]]) -> bool:
    """Whether nothing that was decided is touched: it is as it was, decided anew, or still there beside what is a later revision."""
    if not _differs(before, after) or _is_decided_anew(before, after):
        return True
    return _is_later(before, after) and any(one is before and not _is_later(one, other) for one, other in pairs)


def _is_later(one: PlanEntry, other: PlanEntry) -> bool:
    return (other.model.document.revision or 1) > (one.model.document.revision or 1)


def _is_of_content(field: Field) -> bool:
    """Whether a field of a plan is a part of what was decided, or the hash of it that is gone, or the status that says so."""
    if field.name == "document.status":
        return bool(field.before == "decided" and field.after != "superseded")
    return not field.name.startswith("document.") or (field.name == "document.content" and field.after is None)


def _is_decided_anew(before: PlanEntry, after: PlanEntry) -> bool:
    """Whether what differs may differ: the plan was not decided, or it has a decision of its own, with a hash where the earlier one has.

    One that is only marked as superseded is as it was decided.
    """
    one, other = before.model.document, after.model.document
    if one.status != "decided":
        return True
    if other.status == "superseded":
        return content_hash(before.model) == content_hash(after.model)
    said = [(document.decided, document.section, document.reference) for document in (one, other)]
    is_new = other.status == "decided" and _is_later(before, after) and said[0] != said[1]
    return is_new and (one.content is None or is_as_decided(after.model) is True)


def _of_plans(before: PlanEntry | None, after: PlanEntry | None, renames: Renames) -> Iterator[Difference]:
    if before and after:
        if _differs(before, after):
            yield from _pair(plan_thing(before), plan_thing(after), renames)
    elif after or before:
        plan = after or before
        assert plan is not None
        thing = plan_thing(plan)
        moved = renames if after else {(sort, former) for (sort, _now), former in renames.items()}
        holds = Counter(sort for sort, id_ in plan_things(plan) if (sort, f"{plan.unit_id}/{id_}") not in moved)
        yield _alone(What.ADDED if after else What.REMOVED, thing)._replace(holds=holds)


def _entries(plans: Sequence[PlanPair], renames: Renames, faults: Faulty) -> Pairs:
    """The entries of plans that are on both sides, and what has moved from a plan of one unit to one of another, whole plans included."""
    differing_plans = [(before, after) for before, after in plans if before and after and _differs(before, after)]
    all_pairs = [paired(*_comparable(plan_things(before), plan_things(after), faults)) for before, after in differing_plans]
    removed = [thing for pairs in all_pairs for thing in pairs.removed]
    added = [thing for pairs in all_pairs for thing in pairs.added]
    across = _moved_between_units(plans, renames, removed, added)
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


def _moved_between_units(
    plans: Sequence[PlanPair], renames: Renames, removed: list[Thing], added: list[Thing]
) -> list[tuple[Thing, Thing]]:
    """Things that are nowhere in their unit any more, each with what is new in another one, by id, else by what they say."""
    gone_plans = [before for before, after in plans if before and not after]
    new_plans = [after for before, after in plans if after and not before]
    if not (removed or gone_plans) or not (added or new_plans):
        return []
    were, are = _by_unit((before for before, _ in plans), {}), _by_unit((after for _, after in plans), renames)
    gone = [*removed, *(thing for plan in gone_plans for thing in plan_things(plan).values())]
    come = [*added, *(thing for plan in new_plans for thing in plan_things(plan).values())]
    return moved(
        [thing for thing in gone if not any(plan.find(thing.id) for plan in are[thing.unit])],
        [thing for thing in come if not any(plan.find(thing.id) for plan in were[_home(thing, renames)])],
        lambda one, other: one.unit != _home(other, renames),
    )


def _by_unit(plans: Iterable[PlanEntry | None], renames: Renames) -> defaultdict[str, list[PlanEntry]]:
    """Plans by what their units were called before, without those that have a later revision."""
    found = defaultdict(list)
    for plan in latest([plan for plan in plans if plan]):
        found[renames.get((Sort.UNIT, plan.unit_id), plan.unit_id)].append(plan)
    return found


def _differs(before: PlanEntry, after: PlanEntry) -> bool:
    return before.model is not after.model and before.model != after.model


def _of_outcomes(before: Workspace, after: Workspace, renames: Renames, faults: Faulty) -> Iterator[Difference]:
    """Reports by unit, year and thing; those of a thing that is called otherwise now are held against those under its former name."""
    now_called = {former: now for (_sort, now), former in renames.items()}
    were, are = _by_unit_and_year(before), _by_unit_and_year(after)
    same = {key for key in {*were, *are} if _is_same(were[key], are[key]) or faults.may_miss([*were[key], *are[key]])}
    one, other = (_all_outcomes(file for key, files in side.items() if key not in same for file in files) for side in (were, are))
    old, new = _comparable(one, other, faults)
    renamed = {key._replace(address=now_called.get(key.address, key.address)): key for key in old if key not in new}
    yield from _of_pairs(by_key(old | {now: old.pop(key) for now, key in renamed.items() if now in new}, new))


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
    return _of_pairs(by_key(old, new))


def _profile(file: str, model: Model) -> Thing:
    return Thing(Sort.PROFILE, file, "", file, Place(file, ()), fields_of(model, frozenset(("kind",))))


def _of_pairs(pairs: Pairs, renames: Renames | None = None) -> Iterator[Difference]:
    for one, other in pairs.both:
        yield from _pair(one, other, renames or {})
    yield from (_alone(What.REMOVED, thing) for thing in pairs.removed)
    yield from (_alone(What.ADDED, thing) for thing in pairs.added)


def _alone(what: What, thing: Thing) -> Difference:
    fields = differing(thing.sort, *(({}, thing.fields) if what is What.ADDED else (thing.fields, {})))
    return Difference(what, thing.sort, thing.unit, thing.address, thing.title, thing.place, fields, period=thing.period)


def _pair(one: Thing, other: Thing, renames: Renames) -> Iterator[Difference]:
    fields = differing(other.sort, one.fields, other.fields)
    is_report = other.sort is Sort.OUTCOME
    renamed = _own_id(one) != _own_id(other) and not is_report
    moved = (one.parent or _home(one, {})) != (_parent(other, renames) or _home(other, renames)) and not is_report
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


def _parent(thing: Thing, renames: Renames) -> str:
    """What its goal, or the unit above it, was called before: what stays with one that has a new id has not moved."""
    return renames.get((Sort.UNIT if thing.sort is Sort.UNIT else Sort.GOAL, thing.parent), thing.parent)


def _home(thing: Thing, renames: Renames) -> str:
    """What the unit that it belongs to was called before; a unit belongs to the one above, which is its parent."""
    return "" if thing.sort is Sort.UNIT else renames.get((Sort.UNIT, thing.unit), thing.unit)
