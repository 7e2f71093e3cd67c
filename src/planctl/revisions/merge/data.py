"""The plain three-way merge of data, without their texts: what a merged text is held against."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from planctl.diagnostics import Path
from planctl.revisions.merge.sequence import marked_items, merged_items, picked_items
from planctl.source.editing.changes import is_number

Data = Any
Key = str | int


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()
"""What stands for a value where there is no key."""


def frozen(data: Data) -> Hashable:
    """Something that is equal for data that mean the same: numbers by their exact value, mappings in whatever order."""
    if isinstance(data, dict):
        return ("mapping", frozenset((key, frozen(value)) for key, value in data.items()))
    if isinstance(data, list):
        return ("list", tuple(map(frozen, data)))
    if is_number(data):
        return ("number", data if isinstance(data, Decimal) else Decimal(repr(data)))
    return (type(data).__name__, None if data is MISSING else data)


def same(one: Data, other: Data) -> bool:
    """Whether two values are the same data, however they are written."""
    return one is other or frozen(one) == frozen(other)


class Names(NamedTuple):
    """What a thing is called in each of the files."""

    base: Key
    ours: Key
    theirs: Key


class Forced(NamedTuple):
    """What is not left to data alone, by paths in the merged file.

    `held` must not vanish because the other side deleted it: it was moved, renamed, or has a new comment. `whole` is in conflict as a
    whole. `wrapped` says whether a lone value stands for a mapping with a `value`, as in outcomes. `names` are things to which the two
    have given different ids, by the path that has ours.
    """

    held: Set[Path]
    whole: Set[Path]
    wrapped: bool = False
    names: Mapping[Path, Names] = MappingProxyType({})
    listed: Mapping[Path, Sequence[Sequence[Hashable]]] = MappingProxyType({})

    def reaches_below(self, path: Path) -> bool:
        """Whether something below a path is not left to data alone."""
        return any(len(other) > len(path) and other[: len(path)] == path for other in (*self.held, *self.whole, *self.listed))

    def is_left_to_data(self, path: Path, ours: Data, theirs: Data) -> bool:
        """Whether what one side left as it was may be replaced by all that the other has there, be it nothing."""
        return not ((isinstance(ours, dict) or isinstance(theirs, dict)) and self.reaches_below(path))

    def is_one(self, path: Path) -> bool:
        """Whether what stands at a path is one value in a conflict, since its keys speak of each other: an outcome with its reason."""
        return self.wrapped and stands_for_mapping(path)


def as_mapping(value: Data, path: Path, wrapped: bool) -> Data:
    """A lone value as the mapping that it stands for, where it does: the outcome of a KPI at a follow-up."""
    if not wrapped or not stands_for_mapping(path) or value is None or value is MISSING or isinstance(value, (dict, list)):
        return value
    return {"value": value}


def spelled_out(data: Data, wrapped: bool, path: Path = ()) -> Data:
    """Data with all lone values as the mappings that they stand for."""
    if isinstance(data, dict):
        return {key: spelled_out(value, wrapped, (*path, key)) for key, value in data.items()}
    return as_mapping(data, path, wrapped)


def says_nothing(base: Data, one: Data, other: Data) -> bool:
    """Whether a key is new, and has nothing below it on one side, where the other has a mapping."""
    return base is MISSING and one is None and isinstance(other, dict)


def stands_for_mapping(path: Path) -> bool:
    """Whether a path in a file of outcomes is that of a KPI's report at a follow-up, where a lone value may stand for a mapping."""
    return len(path) == 3 and path[0] == "kpis"


def is_torn(base: Data, ours: Data, theirs: Data) -> bool:
    """Whether one side has put other keys where the other has edited the old ones: a mixture would be what no one has written."""
    if not (isinstance(base, dict) and isinstance(ours, dict) and isinstance(theirs, dict)):
        return False
    for key, before in base.items():
        there = [side[key] for side in (ours, theirs) if key in side]
        if len(there) == 2 and is_torn(before, *there):
            return True
        if len(there) == 1 and not same(before, there[0]):
            return True
    return False


def merged_data(base: Data, ours: Data, theirs: Data, forced: Forced, *, prefer_ours: bool, path: Path = ()) -> Data:
    """The merged value; where the two are in conflict, the preferred one's."""
    preferred = ours if prefer_ours else theirs
    if path in forced.whole:
        return preferred
    if path in forced.listed:
        stretches = marked_items(*forced.listed[path]) or ()
        return [(ours if is_ours else theirs)[index] for is_ours, index in picked_items(stretches, prefer_ours=prefer_ours)]
    if forced.is_left_to_data(path, ours, theirs):
        if same(ours, theirs) or same(base, theirs):
            return ours
        if same(base, ours) or says_nothing(base, ours, theirs):
            return theirs
        if says_nothing(base, theirs, ours):
            return ours
    if any(isinstance(value, dict) for value in (base, ours, theirs)):
        base, ours, theirs = (as_mapping(value, path, forced.wrapped) for value in (base, ours, theirs))
    if isinstance(ours, dict) and isinstance(theirs, dict) and (base in (MISSING, None) or isinstance(base, dict)):
        return _mapping(base or {} if isinstance(base, dict) else {}, ours, theirs, forced, prefer_ours, path)
    if isinstance(ours, list) and isinstance(theirs, list) and isinstance(base, list):
        items = merged_items([*map(frozen, base)], [*map(frozen, ours)], [*map(frozen, theirs)])
        return preferred if items is None else [(ours if is_ours else theirs)[index] for is_ours, index in items]
    return preferred


def _mapping(base: Data, ours: Data, theirs: Data, forced: Forced, prefer_ours: bool, path: Path) -> Data:
    new = {}
    for key in {**ours, **theirs}:
        here = (*path, key)
        b, o, t = (side.get(key, MISSING) for side in (base, ours, theirs))
        if o is not MISSING and t is not MISSING:
            name = forced.names[here].theirs if here in forced.names and not prefer_ours else key
            new[name] = merged_data(b, o, t, forced, prefer_ours=prefer_ours, path=here)
        else:
            there = t if o is MISSING else o
            is_deleted = same(b, there) and here not in forced.held
            in_conflict = here in forced.whole or (b is not MISSING and not is_deleted)
            if not is_deleted and (not in_conflict or prefer_ours is (t is MISSING)):
                new[key] = there
    return new
