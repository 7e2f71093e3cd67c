"""Three-way merges of sequences: of lines of comment, of a list's items, and of the order of keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

Keys = Sequence[str | int]


class Stretch(NamedTuple):
    """A part of the merged sequence, as ranges of indexes of each side: what is kept of ours, and after it of theirs.

    Where both changed the same items differently, it is a `conflict`: either ours or theirs may stand there. Where both put the same there,
    it is `agreed`, and only ours is named.
    """

    base: range
    ours: range
    theirs: range
    conflict: bool = False
    agreed: bool = False


class _Change(NamedTuple):
    """Items of the base, and how many stand in their place."""

    start: int
    end: int
    size: int
    is_ours: bool


def merged(base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> Iterator[Stretch]:
    """The merged sequence. What both put at one and the same place stands there twice over: ours, then theirs that is not in ours."""
    waiting = sorted([*_changes(base, ours, True), *_changes(base, theirs, False)], key=lambda change: change[:2])
    at, ours_at, theirs_at = 0, 0, 0
    while waiting:
        group = _overlapping(waiting)
        start, end = min(change.start for change in group), max(change.end for change in group)
        kept = start - at
        if kept:
            yield Stretch(range(at, start), range(ours_at, ours_at + kept), range(0))
        ours_end, theirs_end = (
            place + kept + end - start + sum(change.size - (change.end - change.start) for change in group if change.is_ours is is_ours)
            for place, is_ours in ((ours_at, True), (theirs_at, False))
        )
        yield _resolved(group, range(start, end), range(ours_at + kept, ours_end), range(theirs_at + kept, theirs_end), ours, theirs)
        at, ours_at, theirs_at = end, ours_end, theirs_end
    if at < len(base):
        yield Stretch(range(at, len(base)), range(ours_at, len(ours)), range(0))


def _changes(base: Sequence[Hashable], side: Sequence[Hashable], is_ours: bool) -> Iterator[_Change]:
    for kind, start, end, new_start, new_end in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _Change(start, end, new_end - new_start, is_ours)


def _overlapping(waiting: list[_Change]) -> list[_Change]:
    """Takes the first change out, with all that change the same items or put something at the same place."""
    group = [waiting.pop(0)]
    end = group[0].end
    while waiting and (waiting[0].start < end or waiting[0][:2] == group[-1][:2]):
        group.append(waiting.pop(0))
        end = max(end, group[-1].end)
    return group


def _resolved(
    group: list[_Change], base: range, ours: range, theirs: range, our_items: Sequence[Hashable], their_items: Sequence[Hashable]
) -> Stretch:
    sides = {change.is_ours for change in group}
    if sides == {True}:
        return Stretch(base, ours, range(0))
    if sides == {False}:
        return Stretch(base, range(0), theirs)
    if [our_items[i] for i in ours] == [their_items[i] for i in theirs]:
        return Stretch(base, ours, range(0), agreed=True)
    return Stretch(base, ours, theirs, conflict=bool(base))


def merged_items(base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[tuple[bool, int]] | None:
    """A list's items, each as whether it is ours, and its index there; None where the changes of the two cannot be told apart."""
    if any(_reorders(base, side) for side in (ours, theirs)):
        return None
    stretches = list(merged(base, ours, theirs))
    if any(stretch.conflict for stretch in stretches):
        return None
    twice = _added_by_both(base, ours, theirs)
    twice -= Counter(ours[index] for stretch in stretches if stretch.agreed for index in stretch.ours)
    items: list[tuple[bool, int]] = []
    for stretch in stretches:
        items += [(True, index) for index in stretch.ours]
        for index in stretch.theirs:
            if twice[theirs[index]] > 0:
                twice[theirs[index]] -= 1
            else:
                items.append((False, index))
    return items


def marked_items(base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[Stretch] | None:
    """A list's items with the conflicts in it; None where they can't be told apart."""
    if any(_reorders(base, side) for side in (ours, theirs)):
        return None
    stretches = list(merged(base, ours, theirs))
    agreed = Counter(ours[index] for stretch in stretches if stretch.agreed for index in stretch.ours)
    return None if _added_by_both(base, ours, theirs) - agreed else stretches


def picked_items(stretches: Sequence[Stretch], *, prefer_ours: bool) -> list[tuple[bool, int]]:
    """The items where one side is chosen in all conflicts, each as whether it is ours, and its index there."""
    items: list[tuple[bool, int]] = []
    for stretch in stretches:
        items += [(True, index) for index in stretch.ours if prefer_ours or not stretch.conflict]
        items += [(False, index) for index in stretch.theirs if not (prefer_ours and stretch.conflict)]
    return items


def _added_by_both(base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> Counter[Hashable]:
    """How often both have added an item that was not there, wherever they put it: it is one item so many times."""
    known = set(base)
    return Counter({item: n for item, n in (Counter(ours) & Counter(theirs)).items() if item not in known})


def _reorders(base: Sequence[Hashable], side: Sequence[Hashable]) -> bool:
    """Whether an item is taken from one place and put at another."""
    taken, put = Counter[Hashable](), Counter[Hashable]()
    for kind, start, end, new_start, new_end in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        if kind != "equal":
            taken.update(base[start:end])
            put.update(side[new_start:new_end])
    return bool(taken & put)


def merged_order(base: Keys, ours: Keys, theirs: Keys, kept: Collection[str | int]) -> list[str | int]:
    """The keys that are kept, in order: as the side has them that changed their order (ours where both did), each new one behind the
    key that it stands behind where it comes from; ours before theirs.
    """
    common = set(base) & set(ours) & set(theirs)
    ours_leads = [key for key in base if key in common] != [key for key in ours if key in common]
    leader, other = (ours, theirs) if ours_leads else (theirs, ours)
    order = [key for key in leader if key in kept]
    placed, new = set(order), {key for key in leader if key not in base}
    before: str | int | None = None
    for key in other:
        if key in placed:
            before = key
        elif key in kept:
            at = 0 if before is None else order.index(before) + 1
            if leader is ours:
                at = _behind(order, at, lambda key: key in new)
            order.insert(at, key)
            placed.add(key)
            before = key
    return order


def _behind(order: Keys, at: int, passes: Callable[[str | int], bool]) -> int:
    while at < len(order) and passes(order[at]):
        at += 1
    return at
