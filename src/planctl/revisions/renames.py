"""What is called otherwise in one revision than in the other, asked from either side."""

from __future__ import annotations

from collections.abc import Iterable

from planctl.revisions.differences import Sort
from planctl.revisions.things import Thing


class Renames:
    """The things of two revisions that have another address than before: a new id, or the same one in another unit."""

    def __init__(self, pairs: Iterable[tuple[Thing, Thing]] = ()) -> None:
        renamed = [(one, other) for one, other in pairs if one.address != other.address]
        self._formers = {(other.sort, other.address): one.address for one, other in renamed}
        self._nows = {(one.sort, one.address): other.address for one, other in renamed}

    def __or__(self, other: Renames) -> Renames:
        both = Renames()
        both._formers, both._nows = self._formers | other._formers, self._nows | other._nows
        return both

    def former(self, sort: Sort, address: str) -> str:
        """What a thing was called before; its address where that is the same."""
        return self._formers.get((sort, address), address)

    def now(self, sort: Sort, address: str) -> str:
        """What a thing is called now; its address where that is the same."""
        return self._nows.get((sort, address), address)

    def has_come(self, sort: Sort, address: str) -> bool:
        """Whether the thing at an address of the later side was at another one before."""
        return (sort, address) in self._formers

    def has_gone(self, sort: Sort, address: str) -> bool:
        """Whether the thing at an address of the earlier side is at another one now."""
        return (sort, address) in self._nows

    def former_home(self, thing: Thing) -> str:
        """What the unit that a thing belongs to was called before; a unit belongs to the one above, which is its parent."""
        return "" if thing.sort is Sort.UNIT else self.former(Sort.UNIT, thing.unit)

    def former_parent(self, thing: Thing) -> str:
        """What its goal, or the unit above it, was called before: what stays with one that has a new id has not moved."""
        return self.former(Sort.UNIT if thing.sort is Sort.UNIT else Sort.GOAL, thing.parent)
