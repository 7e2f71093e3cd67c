"""Which plans of two revisions are the same."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from planctl.revisions.differences import Sort
from planctl.revisions.renames import Renames
from planctl.workspace.files import PlanEntry

PlanPair = tuple[PlanEntry | None, PlanEntry | None]
"""A plan before and after; None where it is not there."""


def paired_plans(before: Iterable[PlanEntry], after: Iterable[PlanEntry], renames: Renames) -> list[PlanPair]:
    """Plans by unit, years and revision; where the last two have changed, the one in the same file, or the unit's only other one.

    The latest revisions for the same years are held against each other too, also where the earlier one is still there in a file of its own.
    """
    old, new = _keyed(before, renames), _keyed(after, Renames())
    revised = _revised(old, new)
    known = [(former, key) for key in new for former in _formers(key, old, revised)]
    pairs: list[PlanPair] = [(old[former], new[key]) for former, key in known]
    old, new = _without(old, {former for former, _ in known}), _without(new, {key for _, key in known})
    for key, plan in list(new.items()):
        others = [other for other in old if other.unit == key.unit]
        is_only = len(others) == sum(other.unit == key.unit for other in new) == 1
        former = next((other for other in others if old[other].file == plan.file), others[0] if is_only else None)
        if former:
            pairs.append((old.pop(former), new.pop(key)))
    pairs += [(plan, None) for plan in old.values()]
    return pairs + [(None, plan) for plan in new.values()]


def latest(plans: Iterable[PlanEntry]) -> Iterator[PlanEntry]:
    """The plans without those that have a later revision for the same years."""
    keyed = _keyed(plans, Renames())
    known = _latest(keyed)
    return (plan for key, plan in keyed.items() if known[key.unit, key.period].number == key.number)


def differs(before: PlanEntry, after: PlanEntry) -> bool:
    """Whether two plans say anything otherwise; what two revisions share is one object."""
    return before.model is not after.model and before.model != after.model


class _PlanKey(NamedTuple):
    """`nth` tells plans apart that nothing else does."""

    unit: str
    period: str
    revision: int | None
    nth: int

    @property
    def number(self) -> int:
        """The revision; a plan that says none is the first."""
        return self.revision or 1


def _revised(old: Iterable[_PlanKey], new: Iterable[_PlanKey]) -> dict[_PlanKey, _PlanKey]:
    """The latest revision of the plans of each unit for the same years, and what was the latest before, where that was another."""
    before, after = _latest(old), _latest(new)
    return {key: before[years] for years, key in after.items() if years in before and before[years].number != key.number}


def _formers(key: _PlanKey, old: Container[_PlanKey], revised: Mapping[_PlanKey, _PlanKey]) -> Iterator[_PlanKey]:
    """The plans that a plan is held against: the revision before it, and itself as it was."""
    if key in revised:
        yield revised[key]
    if key in old:
        yield key


def _latest(plans: Iterable[_PlanKey]) -> dict[tuple[str, str], _PlanKey]:
    """The plan with the highest revision, by unit and years."""
    return {(key.unit, key.period): key for key in sorted(plans, key=lambda key: key.number)}


def _without(plans: Mapping[_PlanKey, PlanEntry], keys: Container[_PlanKey]) -> dict[_PlanKey, PlanEntry]:
    return {key: plan for key, plan in plans.items() if key not in keys}


def _keyed(plans: Iterable[PlanEntry], renames: Renames) -> dict[_PlanKey, PlanEntry]:
    """Plans by what their units are called now."""
    found: dict[_PlanKey, PlanEntry] = {}
    for plan in plans:
        key = _PlanKey(renames.now(Sort.UNIT, plan.unit_id), str(plan.model.period), plan.model.document.revision, 0)
        while key in found:
            key = key._replace(nth=key.nth + 1)
        found[key] = plan
    return found
