"""What has an identity in a file: goals, KPIs, activities, services, assignments, units, each in a mapping by its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from planctl.diagnostics import Path
from planctl.model.base import Model
from planctl.model.kinds import KINDS, model_of
from planctl.model.natures import held_by_id

Data = Any


class NamedEntry(NamedTuple):
    """An entry with an id in a file of a kind.

    `table` is the key of the mapping that it stands in, `parent` the path of the entry that has the mapping. `model` is that of its
    content; there is none in a file of outcomes, which knows its entries by their ids alone.
    """

    path: Path
    kind: str
    table: str
    parent: Path
    content: Data
    model: type[Model] | None

    @property
    def name(self) -> str | int:
        return self.path[-1]

    @property
    def title(self) -> Data:
        """What it is called by people; None where nothing says so."""
        return self.content.get("title", self.content.get("promise")) if isinstance(self.content, dict) else self.content


def named_entries(data: Data) -> list[NamedEntry]:
    """The things in a file's data; of those with an id that stands there more than once, none."""
    found = _all_things(data)
    count = Counter(thing.name for thing in found)
    return [thing for thing in found if count[thing.name] == 1]


def names_of(data: Data) -> list[str | int]:
    """The ids of all things, as often as they stand there."""
    return [thing.name for thing in _all_things(data)]


def _all_things(data: Data) -> list[NamedEntry]:
    kind = data.get("kind") if isinstance(data, dict) else None
    return list(_things(data, (), model_of(kind), kind)) if isinstance(kind, str) and kind in KINDS else []


def _things(owner: Data, path: Path, model: type[Model] | None, kind: str) -> Iterator[NamedEntry]:
    for table, inner in held_by_id(model).items() if model else ():
        entries = owner.get(table) if isinstance(owner, dict) else None
        for name, content in entries.items() if isinstance(entries, dict) else ():
            here = (*path, table, name)
            yield NamedEntry(here, kind, table, path, content, inner)
            yield from _things(content, here, inner, kind)
