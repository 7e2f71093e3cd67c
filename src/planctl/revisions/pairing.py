"""Which things of two revisions are the same: by id, and where an id is gone and another has come, by what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from planctl.revisions.likeness import MOST_PAIRS, kinship, likeliest, likeness
from planctl.revisions.things import Thing

K = TypeVar("K", bound=Hashable)


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


def by_content(removed: Iterable[Thing], added: Sequence[Thing]) -> list[tuple[Thing, Thing]]:
    """The likeliest pairs of things that went and came, each thing at most once; those that are alike enough alone."""
    return likeliest(_peers(removed, added, _always), likeness)


def moved(gone: Sequence[Thing], come: Sequence[Thing], may: Callable[[Thing, Thing], bool]) -> list[tuple[Thing, Thing]]:
    """Things that went at one place and came at another: those of the same id first, then those that say the same under a new one.

    Of very many, only those of the same id are found.
    """
    by_id = defaultdict(list)
    for thing in come:
        by_id[thing.id].append(thing)
    same = likeliest((pair for one in gone for pair in _peers([one], by_id[one.id], may)), kinship)
    taken = {id(thing) for pair in same for thing in pair}
    left, new = ([thing for thing in things if id(thing) not in taken] for things in (gone, come))
    if len(left) * len(new) > MOST_PAIRS:
        return same
    return same + likeliest(_peers(left, new, may), likeness)


def _peers(one: Iterable[Thing], other: Sequence[Thing], may: Callable[[Thing, Thing], bool]) -> Iterator[tuple[Thing, Thing]]:
    """All pairs that may be one thing: of one sort, and in plans for the same years."""
    return ((a, b) for a in one for b in other if a.sort is b.sort and a.period == b.period and may(a, b))


def _always(_one: Thing, _other: Thing) -> bool:
    return True
