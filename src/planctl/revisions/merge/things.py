"""What has an identity in a file: goals, KPIs, activities, services, assignments, units, each in a mapping by its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, NamedTuple

from planctl.diagnostics import Path
from planctl.revisions.merge.data import frozen

Data = Any
_TOP = {
    "plan": ("services", "goals", "kpis", "activities", "assignments"),
    "outcomes": ("kpis", "goals", "activities", "assignments", "services"),
    "organisation": ("units",),
}
_INSIDE: Mapping[tuple[str, str], tuple[str, ...]] = {("plan", "goals"): ("kpis", "activities"), ("organisation", "units"): ("units",)}

_ALIKE = 0.5
"""The least part of two things' values that must be equal for them to be one and the same under two names."""
_MOST_PAIRS = 40_000
"""Where more than this may have been renamed, it is another file."""
_TELLING = 6
"""The shortest text that tells one thing from another."""


class Thing(NamedTuple):
    """A thing in a file. `table` is the key of the mapping that it stands in, `parent` the path of the thing that has the mapping."""

    path: Path
    table: str
    parent: Path
    content: Data

    @property
    def name(self) -> str | int:
        return self.path[-1]


def things(data: Data) -> list[Thing]:
    """The things in a file's data; of those with an id that stands there more than once, none."""
    found = _all_things(data)
    count = Counter(thing.name for thing in found)
    return [thing for thing in found if count[thing.name] == 1]


def names_of(data: Data) -> list[str | int]:
    """The ids of all things, as often as they stand there."""
    return [thing.name for thing in _all_things(data)]


def _all_things(data: Data) -> list[Thing]:
    kind = str(data.get("kind")) if isinstance(data, dict) else ""
    return list(_things(data, (), _TOP.get(kind, ()), kind))


def _things(owner: Data, path: Path, tables: tuple[str, ...], kind: str) -> Iterator[Thing]:
    for table in tables:
        entries = owner.get(table) if isinstance(owner, dict) else None
        for name, content in entries.items() if isinstance(entries, dict) else ():
            here = (*path, table, name)
            inner = _INSIDE.get((kind, table), ())
            yield Thing(here, table, path, content)
            yield from _things(content, here, inner, kind)


def renamed(old: list[Thing], new: list[Thing], before: list[Thing]) -> list[tuple[Thing, Thing]]:
    """Things that have gone, each with the one that has come in its place: nearly the same under another id. `before` is all there was."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return []
    leaves = {thing.path: _leaves(thing) for thing in before}
    telling = Counter(leaf for found in leaves.values() for leaf in found)
    news = [(thing, _leaves(thing)) for thing in new]
    scored = sorted(
        ((_likeness(leaves[one.path], found, telling), one, other) for one in old for other, found in news if one.table == other.table),
        key=_score,
    )
    pairs: list[tuple[Thing, Thing]] = []
    for score, one, other in reversed(scored):
        if score >= _ALIKE and all(one is not taken and other is not given for taken, given in pairs):
            pairs.append((one, other))
    return pairs


def _score(scored: tuple[float, Thing, Thing]) -> tuple[float, bool]:
    return scored[0], scored[1].parent == scored[2].parent


def _likeness(mine: set[Hashable], its: set[Hashable], telling: Counter[Hashable]) -> float:
    """Which part of two things' values is equal; 0 where nothing in it tells them from the others."""
    common = mine & its
    if not any(telling[leaf] == 1 and (_is_telling(leaf) or len(common) > 1) for leaf in common):
        return 0.0
    return len(common) / max(len(mine), len(its))


def _is_telling(leaf: Hashable) -> bool:
    value = leaf[1] if isinstance(leaf, tuple) else None
    return isinstance(value, tuple) and isinstance(value[1], str) and len(value[1]) >= _TELLING


def _leaves(thing: Thing) -> set[Hashable]:
    return set(_leaves_of(thing.content, (thing.table,)))


def _leaves_of(data: Data, path: Path) -> Iterator[Hashable]:
    if isinstance(data, dict) and data:
        for key, value in data.items():
            if len(path) == 2 and path[0] in ("goals", "units") and isinstance(value, dict):
                yield (*path, key)  # what a goal or unit has below it: by its id alone
            else:
                yield from _leaves_of(value, (*path, key))
    else:
        yield path, frozen(data)
