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

    @property
    def title(self) -> Data:
        """What it is called by people; None where nothing says so."""
        return self.content.get("title", self.content.get("promise")) if isinstance(self.content, dict) else self.content


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
    """Old things, each with the new one that is nearly the same, be it under another id. `before` is all there was."""
    if not old or not new:
        return []
    leaves = {thing.path: _leaves(thing) for thing in before}
    telling = Counter(leaf for found in leaves.values() for leaf in found)
    owners = {leaf: path for path, found in leaves.items() for leaf in found if telling[leaf] == 1}
    news = [(thing, found, {owners.get(leaf) for leaf in found}) for thing in new for found in (_leaves(thing),)]
    near: dict[Path | None, list[tuple[Thing, set[Hashable]]]] = {}
    for thing, found, paths in news:  # only what has something in common that tells the one from the others can be alike
        for path in paths:
            near.setdefault(path, []).append((thing, found))
    scored = sorted(
        (
            (_likeness(leaves[one.path], found, telling), one, other)
            for one in old
            for other, found in near.get(one.path, ())
            if one.table == other.table
        ),
        key=_score,
    )
    pairs: dict[Path, tuple[Thing, Thing]] = {}
    given: set[Path] = set()
    for score, one, other in reversed(scored):
        if score >= _ALIKE and one.path not in pairs and other.path not in given:
            pairs[one.path] = (one, other)
            given.add(other.path)
    return list(pairs.values())


def _score(scored: tuple[float, Thing, Thing]) -> tuple[float, bool, bool]:
    score, one, other = scored
    return score, one.name == other.name, one.parent == other.parent


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
