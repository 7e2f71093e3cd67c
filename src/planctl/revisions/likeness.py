"""Whether one thing is another under a new id, by what the two say: the rule that `diff`, `history` and `merge` go by alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Protocol, TypeVar

from planctl.revisions.differences import Sort
from planctl.revisions.fields import is_same

T = TypeVar("T")
MOST_PAIRS = 40_000
"""Where more things than this have gone and come, it is not asked which are the same."""
_ALIKE = 0.75
"""How alike two titles are at least, for one thing to be the other."""
_TELLING = 6
"""The shortest text that tells one thing without a title from another."""


class Stated(Protocol):
    """A thing as it is said to be: `title` is "" for one that has none, and `fields` has dotted names."""

    @property
    def sort(self) -> Sort: ...

    @property
    def title(self) -> str: ...

    @property
    def fields(self) -> Mapping[str, Any]: ...


def likeness(one: Stated, other: Stated) -> float:
    """How likely one thing is the other; 0 where it is not, more than 1 where both say the same.

    The titles are equal, or they are alike and most fields mean the same. What has no title has most fields in common, and one that tells.
    """
    if one.sort is not other.sort:
        return 0
    names, shared = _names(one, other)
    has_most = 2 * len(shared) >= len(names)
    if not (one.title or other.title):
        return len(shared) / len(names) if has_most and _tells(one, shared) else 0
    if len(shared) == len(names):
        return 1 + len(names)
    alike = _titles(one, other)
    return alike if alike == 1 or has_most else 0


def kinship(one: Stated, other: Stated) -> float:
    """As `likeness`, for things with the same id: it is enough that their titles are alike, or that they have something in common."""
    if one.sort is not other.sort:
        return 0
    names, shared = _names(one, other)
    return max(likeness(one, other), _titles(one, other), len(shared) / (len(names) or 1))


def likeliest(pairs: Iterable[tuple[T, T]], rank: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """The pairs that are alike at all, the likeliest first and of equals the earliest; each thing at most once."""
    candidates = [(alike, one, other) for one, other in pairs if (alike := rank(one, other))]
    found: list[tuple[T, T]] = []
    taken: set[int] = set()
    for _alike, one, other in sorted(candidates, key=lambda candidate: -candidate[0]):
        if taken.isdisjoint((id(one), id(other))):
            taken |= {id(one), id(other)}
            found.append((one, other))
    return found


def _names(one: Stated, other: Stated) -> tuple[list[str], list[str]]:
    """The fields that one of the two has, and those of them that mean the same in both."""
    names = [*one.fields, *(name for name in other.fields if name not in one.fields)]
    return names, [name for name in names if is_same(one.sort, name, one.fields.get(name), other.fields.get(name))]


def _tells(thing: Stated, names: Sequence[str]) -> bool:
    """Whether what stands in some of its fields would hardly be there by chance: a longer text, or more than one value."""
    values = [thing.fields[name] for name in names if name in thing.fields]
    return len(values) > 1 or any(isinstance(value, str) and len(value) >= _TELLING for value in values)


def _titles(one: Stated, other: Stated) -> float:
    """How alike two titles are; 0 where that is not enough."""
    matcher = SequenceMatcher(None, one.title.casefold(), other.title.casefold(), autojunk=False)
    is_alike = all(ratio() >= _ALIKE for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))
    return matcher.ratio() if is_alike else 0
