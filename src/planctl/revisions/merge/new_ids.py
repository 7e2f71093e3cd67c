"""Which entries of a file are others under a new id: asked only where some have gone and others have come, since it takes all notation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from planctl.model.natures import held_by_id
from planctl.revisions.differences import SORTS, Sort
from planctl.revisions.fields import flat
from planctl.revisions.likeness import MOST_PAIRS, likeliest, likeness
from planctl.revisions.merge.named import NamedEntry

Pair = tuple[NamedEntry, NamedEntry]


def renamed(old: list[NamedEntry], new: list[NamedEntry], before: list[NamedEntry]) -> list[Pair]:
    """Entries that may have gone, each with the one that is the same now, be it under another id. `before` is all there was.

    Where two of those that were there are equally like it, it is taken for neither.
    """
    stated = {id(entry): _stated(entry) for entry in (*before, *new)}
    pairs = _near(before, new, stated)
    scores = {(id(one), id(other)): likeness(stated[id(one)], stated[id(other)]) for one, other in pairs}
    mates: dict[int, list[NamedEntry]] = {}
    for one, other in pairs:
        mates.setdefault(id(other), []).append(one)

    def alike(one: NamedEntry, other: NamedEntry) -> float:
        return scores[id(one), id(other)]

    def stands_out(one: NamedEntry, other: NamedEntry) -> bool:
        return all(alike(mate, other) < alike(one, other) for mate in mates[id(other)] if mate is not one)

    gone = set(map(id, old))
    asked = sorted((pair for pair in pairs if id(pair[0]) in gone), key=_in_place_first)
    return [pair for pair in likeliest(asked, alike) if stands_out(*pair)]


def _in_place_first(pair: Pair) -> tuple[bool, bool]:
    one, other = pair
    return one.name != other.name, one.parent != other.parent


def _near(before: list[NamedEntry], new: list[NamedEntry], stated: Mapping[int, _Statement]) -> list[Pair]:
    """What may be the same at all. Of very many only those that share what tells one of them from all others."""
    if len(before) * len(new) <= MOST_PAIRS:
        return [(one, other) for one in before for other in new if one.table == other.table]
    owners: dict[tuple[str, str], NamedEntry | None] = {}
    for entry in before:
        for field in stated[id(entry)].marks():
            owners[field] = None if field in owners else entry
    found = {(id(one), id(other)): (one, other) for other in new for field in stated[id(other)].marks() if (one := owners.get(field))}
    return [(one, other) for one, other in found.values() if one.table == other.table]


class _Statement(NamedTuple):
    sort: Sort
    title: str
    fields: Mapping[str, Any]

    def marks(self) -> Iterator[tuple[str, str]]:
        """What is said, each as something to be known by."""
        return ((name, repr(value)) for name, value in self.fields.items())


def _stated(entry: NamedEntry) -> _Statement:
    """What an entry says by itself, without the entries in it."""
    inside = held_by_id(entry.model) if entry.model else ()
    said = entry.content if isinstance(entry.content, dict) else {"": entry.content}
    fields = dict(flat("", {key: value for key, value in said.items() if key not in inside}))
    sort = Sort.UNIT if entry.kind == "organisation" else Sort.OUTCOME if entry.kind == "outcomes" else SORTS[entry.table]
    return _Statement(sort, str(said.get("title") or said.get("promise") or ""), fields)
