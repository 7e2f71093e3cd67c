"""Which plans of two revisions are the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from planctl.revisions.differences import Sort
from planctl.workspace.files import PlanEntry

Renames = dict[tuple[Sort, str], str]
"""The addresses that things had before, by what they are and their addresses now."""
PlanPair = tuple[PlanEntry | None, PlanEntry | None]
"""A plan before and after; None where it is not there."""


def paired_plans(before: Iterable[PlanEntry], after: Iterable[PlanEntry], renames: Renames) -> list[PlanPair]:
    """Plans by unit, years and revision; where the last two have changed, the one in the same file, or the unit's only other one."""
    now_called = {former: now for (_sort, now), former in renames.items()}
    old, new = _keyed(before, now_called), _keyed(after, {})
    pairs: list[PlanPair] = [(old.pop(key), new.pop(key)) for key in list(new) if key in old]
    for key, plan in list(new.items()):
        others = [other for other in old if other.unit == key.unit]
        is_only = len(others) == sum(other.unit == key.unit for other in new) == 1
        former = next((other for other in others if old[other].file == plan.file), others[0] if is_only else None)
        if former:
            pairs.append((old.pop(former), new.pop(key)))
    pairs += [(plan, None) for plan in old.values()]
    return pairs + [(None, plan) for plan in new.values()]


class _PlanKey(NamedTuple):
    """`nth` tells plans apart that nothing else does."""

    unit: str
    period: str
    revision: int | None
    nth: int


def _keyed(plans: Iterable[PlanEntry], now_called: dict[str, str]) -> dict[_PlanKey, PlanEntry]:
    found: dict[_PlanKey, PlanEntry] = {}
    for plan in plans:
        key = _PlanKey(now_called.get(plan.unit_id, plan.unit_id), str(plan.model.period), plan.model.document.revision, 0)
        while key in found:
            key = key._replace(nth=key.nth + 1)
        found[key] = plan
    return found
