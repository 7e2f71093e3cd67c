"""Which things of two revisions are the same: by id, and where an id is gone and another has come, by what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

from planctl.revisions.fields import is_same
from planctl.revisions.things import Thing

K = TypeVar("K", bound=Hashable)
_ALIKE = 0.75
"""How alike two titles are at least, for one thing to be the other under a new id."""
_MOST_PAIRS = 40_000
"""Where more things than this have gone and come, only those with the same id are found again elsewhere."""


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
    return _likeliest(((one, other) for one in removed for other in added), _likeness)


def moved(gone: Sequence[Thing], come: Sequence[Thing], may: Callable[[Thing, Thing], bool]) -> list[tuple[Thing, Thing]]:
    """Things that went at one place and came at another: those of the same id first, then those that say the same under a new one."""
    by_id = defaultdict(list)
    for thing in come:
        by_id[thing.id].append(thing)
    same = _likeliest(((one, other) for one in gone for other in by_id[one.id] if may(one, other)), _kinship)
    taken = {id(thing) for pair in same for thing in pair}
    left, new = ([thing for thing in things if id(thing) not in taken] for things in (gone, come))
    if len(left) * len(new) > _MOST_PAIRS:
        return same
    return same + _likeliest(((one, other) for one in left for other in new if may(one, other)), _likeness)


def _likeliest(pairs: Iterable[tuple[Thing, Thing]], likeness: Callable[[Thing, Thing], float]) -> list[tuple[Thing, Thing]]:
    """The pairs that are alike at all, the likeliest first, each thing at most once."""
    known = ((one, other) for one, other in pairs if one.sort is other.sort and one.period == other.period)
    candidates = [(alike, one, other) for one, other in known if (alike := likeness(one, other))]
    found: list[tuple[Thing, Thing]] = []
    taken: set[int] = set()
    for _alike, one, other in sorted(candidates, key=lambda candidate: -candidate[0]):
        if taken.isdisjoint((id(one), id(other))):
            taken |= {id(one), id(other)}
            found.append((one, other))
    return found


def _likeness(one: Thing, other: Thing) -> float:
    """1 for things that say the same; else how alike their titles are, where they share most of their other fields."""
    names, shared = _names(one, other)
    if len(shared) == len(names):
        return 1 + len(names)
    alike = _titles(one, other)
    return alike if alike == 1 or 2 * len(shared) >= len(names) else 0


def _kinship(one: Thing, other: Thing) -> float:
    """As `_likeness`, for things with the same id: it is enough that their titles are alike, or that they have something in common."""
    names, shared = _names(one, other)
    return max(_likeness(one, other), _titles(one, other), len(shared) / (len(names) or 1))


def _names(one: Thing, other: Thing) -> tuple[list[str], list[str]]:
    """The fields that one of the two has, and those of them that mean the same in both."""
    names = [*one.fields, *(name for name in other.fields if name not in one.fields)]
    return names, [name for name in names if is_same(one.sort, name, one.fields.get(name), other.fields.get(name))]


def _titles(one: Thing, other: Thing) -> float:
    """How alike two titles are; 0 where that is not enough."""
    matcher = SequenceMatcher(None, one.title.casefold(), other.title.casefold(), autojunk=False)
    is_alike = all(ratio() >= _ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))
    return matcher.ratio() if is_alike else 0
