"""What several families of rules ask for: what references lead to, the units above a plan, and whether all was read."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from planctl.rules.review import Review
from planctl.workspace.entries import AnyEntry, GoalEntry, Unit
from planctl.workspace.files import PlanEntry


class Reference(NamedTuple):
    """An address in an entry: its key and its place there, and what it means; `target` is None where it means nothing."""

    key: str
    place: tuple[str | int, ...]
    address: str
    target: AnyEntry | None


@lru_cache(maxsize=1)
def references(goal: GoalEntry, review: Review) -> tuple[Reference, ...]:
    """All references of a goal. Five rules ask for them, one after the other: those of the goal at hand are remembered."""
    model = goal.model
    if not model.supports and not model.depends_on:
        return ()
    return (*_read("supports", model.supports, goal.plan, review), *_read("depends_on", model.depends_on, goal.plan, review))


def _read(key: str, addresses: str | list[str], plan: PlanEntry, review: Review) -> Iterator[Reference]:
    if isinstance(addresses, str):
        yield Reference(key, (key,), addresses, resolve(addresses, plan, review))
        return
    for index, address in enumerate(addresses):
        yield Reference(key, (key, index), address, resolve(address, plan, review))


def resolve(address: str, plan: PlanEntry, review: Review) -> AnyEntry | None:
    """What an address in a plan means. The same few goals are named again and again: what was found is remembered."""
    key = (address if "/" in address else f"{plan.unit_id}/{address}", plan.years)
    if key not in review.resolved:
        review.resolved[key] = review.workspace.resolve(address, plan.unit_id, plan.years.first if plan.years else None)
    return review.resolved[key]


def units_above(plan: PlanEntry) -> Iterator[Unit]:
    """The units above the plan's own, the nearest first."""
    return plan.unit.above() if plan.unit else iter(())


def units_are_known(review: Review) -> bool:
    """Whether the tree of units was read whole."""
    file = review.workspace.file
    return not any(problem.file == file and problem.path[:1] in ((), ("units",)) for problem in review.workspace.problems)
