"""Which things of two revisions are the same: by id, and where an id is gone and another has come, by what they say."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

from planctl.revisions.fields import meaning
from planctl.revisions.things import Thing

K = TypeVar("K", bound=Hashable)
_ALIKE = 0.75
"""How alike two titles are at least, for one thing to be the other under a new id."""


class Pairs(NamedTuple):
    """Things on both sides, those that are gone, and those that have come."""

    both: list[tuple[Thing, Thing]]
    removed: list[Thing]
    added: list[Thing]


def by_key(before: Mapping[K, Thing], after: Mapping[K, Thing]) -> Pairs:
    """Things by the same key."""
    both = [(before[key], thing) for key, thing in after.items() if key in before]
    removed = [thing for key, thing in before.items() if key not in after]
    return Pairs(both, removed, [thing for key, thing in after.items() if key not in before])


def paired(before: Mapping[K, Thing], after: Mapping[K, Thing]) -> Pairs:
    """Things by the same key; what is left over is paired by content, with one of the same sort."""
    both, removed, added = by_key(before, after)
    same = by_content(removed, added)
    gone, come = {id(one) for one, _ in same}, {id(other) for _, other in same}
    return Pairs(both + same, [thing for thing in removed if id(thing) not in gone], [thing for thing in added if id(thing) not in come])


def by_content(removed: Iterable[Thing], added: Iterable[Thing]) -> list[tuple[Thing, Thing]]:
    """The likeliest pairs of things that went and came, each thing at most once; those that are alike enough alone."""
    candidates = [
        (likeness, one_at, other_at, one, other)
        for one_at, one in enumerate(removed)
        for other_at, other in enumerate(added)
        if one.sort is other.sort and one.period == other.period and (likeness := _likeness(one, other)) >= _ALIKE
    ]
    found: list[tuple[Thing, Thing]] = []
    taken: set[int] = set()
    for *_, one, other in sorted(candidates, key=lambda candidate: (-candidate[0], *candidate[1:3])):
        if taken.isdisjoint((id(one), id(other))):
            taken |= {id(one), id(other)}
            found.append((one, other))
    return found


def _likeness(one: Thing, other: Thing) -> float:
    """1 for things that say the same; else how alike their titles are, where they share most of their other fields."""
    names = [*one.fields, *(name for name in other.fields if name not in one.fields)]
    shared = [name for name in names if meaning(name, one.fields.get(name)) == meaning(name, other.fields.get(name))]
    if len(shared) == len(names):
        return 1 + len(names)
    if one.title.casefold() == other.title.casefold():
        return 1
    matcher = SequenceMatcher(None, one.title.casefold(), other.title.casefold(), autojunk=False)
    alike = matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE
    return matcher.ratio() if alike and 2 * len(shared) >= len(names) else 0
