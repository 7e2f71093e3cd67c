"""Which entries of a file are others under a new id: asked only where some have gone and others have come, since it takes all notation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from planctl.model.natures import held_by_id
from planctl.revisions.differences import SORTS, Sort
from planctl.revisions.fields import flat
from planctl.revisions.likeness import MOST_PAIRS, likeliest, likeness
from planctl.revisions.merge.named import NamedEntry


def renamed(old: list[NamedEntry], new: list[NamedEntry], before: list[NamedEntry]) -> list[tuple[NamedEntry, NamedEntry]]:
    """Entries that have gone, each with the one that has come in its place: the same under another id. `before` is all there was.

    Where two of those that were there are equally like it, it is taken for neither.
    """
    if len(old) * len(new) > MOST_PAIRS:
        return []
    stated = {id(entry): _stated(entry) for entry in (*before, *new)}

    def alike(one: NamedEntry, other: NamedEntry) -> float:
        return likeness(stated[id(one)], stated[id(other)])

    def stands_out(one: NamedEntry, other: NamedEntry) -> bool:
        return all(alike(mate, other) < alike(one, other) for mate in before if mate is not one)

    pairs = [(one, other) for one in old for other in new if one.table == other.table]
    in_place_first = sorted(pairs, key=lambda pair: pair[0].parent != pair[1].parent)
    return [pair for pair in likeliest(in_place_first, alike) if stands_out(*pair)]


class _Statement(NamedTuple):
    sort: Sort
    title: str
    fields: Mapping[str, Any]


def _stated(entry: NamedEntry) -> _Statement:
    """What an entry says by itself, without the entries in it."""
    inside = held_by_id(entry.model) if entry.model else ()
    said = entry.content if isinstance(entry.content, dict) else {"": entry.content}
    fields = dict(flat("", {key: value for key, value in said.items() if key not in inside}))
    sort = Sort.UNIT if entry.kind == "organisation" else Sort.OUTCOME if entry.kind == "outcomes" else SORTS[entry.table]
    return _Statement(sort, str(said.get("title") or said.get("promise") or ""), fields)
