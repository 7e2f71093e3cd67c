"""The three-way merge of mappings, entry by entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping

from planctl.diagnostics import Path
from planctl.revisions.merge.blocks import as_blocks, inside_of
from planctl.revisions.merge.chunks import Entry, Mapping, comments_in
from planctl.revisions.merge.conflict import Conflict, Piece, chosen, conflict
from planctl.revisions.merge.data import MISSING, Forced, Names, as_mapping, is_torn, same, says_nothing
from planctl.revisions.merge.naming import with_names
from planctl.revisions.merge.sequence import merged, merged_order
from planctl.revisions.merge.values import marked_items_in_lines, merged_inline, merged_items_in_lines


class Merger:
    """Merges the entries of three files whose things stand where they belong.

    `held`, `whole` and `names` are as in `Forced`; the first two grow: what must not vanish or is in conflict because of comments is put
    there.
    """

    def __init__(self, held: frozenset[Path], whole: frozenset[Path], names: AnyMapping[Path, Names], *, wrapped: bool) -> None:
        self.held, self.whole, self._names, self._wrapped = set(held), set(whole), names, wrapped
        self._listed: dict[Path, Sequence[Sequence[Hashable]]] = {}

    @property
    def forced(self) -> Forced:
        return Forced(self.held, self.whole, self._wrapped, self._names, self._listed)

    def mapping(self, base: Mapping, ours: Mapping, theirs: Mapping, path: Path = ()) -> list[Piece]:
        """The pieces of a merged mapping: its entries one by one, in the order of both, indented as in the side that changed that."""
        column = theirs.column if base.entries and base.column == ours.column else ours.column
        base, ours, theirs = base.at(column), ours.at(column), theirs.at(column)
        pieces: dict[str | int, list[Piece]] = {}
        for key in {**ours.entries, **theirs.entries}:
            found = self._entry(base.entries.get(key), ours.entries.get(key), theirs.entries.get(key), (*path, key))
            if found is not None:
                pieces[key] = found
        order = merged_order(list(base.entries), list(ours.entries), list(theirs.entries), pieces)
        return [*(piece for key in order for piece in pieces[key]), *loose_lines(base.tail, ours.tail, theirs.tail)]

    def _entry(self, base: Entry | None, ours: Entry | None, theirs: Entry | None, path: Path) -> list[Piece] | None:
        """The pieces of an entry; None where it is no more."""
        if ours is not None and theirs is not None:
            found = self._both(base, ours, theirs, path)
            return with_names(found, ours, theirs, self._names[path]) if path in self._names else found
        there = ours or theirs
        if there is None or (base is not None and self._may_go(base, there, path)):
            return None
        if base is None and not (path in self.whole or Forced(frozenset(), self.whole).reaches_below(path)):
            return list(there.lines)
        (self.whole if base is None else self.held).add(path)
        return conflict(base.lines if base else [], ours.lines if ours else [], theirs.lines if theirs else [])

    def _may_go(self, base: Entry, there: Entry, path: Path) -> bool:
        """Whether an entry is as it was, so that the other side's deletion loses nothing."""
        return path not in self.held and path not in self.whole and same(base.data, there.data) and not _added(base, there)

    def _both(self, base: Entry | None, ours: Entry, theirs: Entry, path: Path) -> list[Piece]:
        if path in self.whole:
            return conflict(base.lines if base else [], ours.lines, theirs.lines)
        is_left = self.forced.is_left_to_data(path, ours.data, theirs.data)
        if is_left and ours.normal == theirs.normal:
            return list(ours.lines)
        lead = loose_lines(base.lead if base else [], ours.lead, theirs.lead)
        if is_left and base is not None:
            if theirs.value_lines == base.value_lines:
                return [*lead, *ours.value_lines]
            if ours.value_lines == base.value_lines:
                return [*lead, *theirs.value_lines]
        return [*lead, *self._value(base, ours, theirs, path)]

    def _value(self, base: Entry | None, ours: Entry, theirs: Entry, path: Path) -> list[Piece]:
        blocks = as_blocks(base, ours, theirs, path, self.forced)
        if blocks is None and self.forced.is_left_to_data(path, ours.data, theirs.data):
            return self._lone(base, ours, theirs, path)
        if blocks is None:  # nothing is left on one side of what the other moved or renamed
            return self._as_whole(base, ours, theirs, path)
        b, o, t = blocks
        pieces = self.mapping(b, inside_of(o), inside_of(t), path)
        empty = [not _says_something(chosen(pieces, ours=is_ours)) for is_ours in (True, False)]
        is_unsure = any(isinstance(piece, Conflict) for piece in pieces) and self.forced.is_one(path)
        if is_unsure or (any(empty) and not all(empty)):  # a key with nothing below it would be another value
            return self._as_whole(base, ours, theirs, path)
        return [*_heads(base, o, t, " {}" if all(empty) else ""), *pieces]

    def _as_whole(self, base: Entry | None, ours: Entry, theirs: Entry, path: Path) -> list[Piece]:
        self.whole.add(path)
        return conflict(base.value_lines if base else [], ours.value_lines, theirs.value_lines)

    def _lone(self, base: Entry | None, ours: Entry, theirs: Entry, path: Path) -> list[Piece]:
        """A value that is not merged by entries in lines of their own."""
        if any(entry is not None and entry.inside is not None for entry in (base, ours, theirs)):
            base, ours, theirs = base and base.as_lone(), ours.as_lone(), theirs.as_lone()
        trail = _picked(base.trail if base else "", ours.trail, theirs.trail)
        sides = self._sides(base, ours, theirs, path)
        is_kept = trail is not None and _keeps(base, ours, theirs, sides)
        if not is_kept or path in self.whole:
            listed = marked_items_in_lines(base, ours, theirs) if base is not None else None
            if listed is not None:
                self.whole.discard(path)
                self._listed[path] = listed.items
                return listed.pieces
        if trail is None or not is_kept:
            return self._as_whole(base, ours, theirs, path)
        return conflict(base.value_lines if base else [], *(_with_trail(side, trail) for side in sides))

    def _sides(self, base: Entry | None, ours: Entry, theirs: Entry, path: Path) -> tuple[list[str], list[str]]:
        """The lines of a value where ours is preferred and where theirs is, without the comment behind the last one."""
        mine, its = ours.body, theirs.body
        if same(ours.data, theirs.data) and not _keeps(base, ours, theirs, (mine, mine)):
            return its, its
        before = base.data if base is not None else MISSING
        if same(ours.data, theirs.data) or same(before, theirs.data) or says_nothing(before, theirs.data, ours.data):
            return mine, mine
        if same(before, ours.data) or says_nothing(before, ours.data, theirs.data):
            return its, its
        if base is not None and (items := merged_items_in_lines(base, ours, theirs)) is not None:
            return items, items
        text, source = "\n".join(ours.body), ours.value.source
        inline = merged_inline(base.value if base else None, ours.value, theirs.value, path, self.forced)
        if inline is None or not text.endswith(source) or (inline.ours != inline.theirs and self._is_one(base, ours, theirs, path)):
            self.whole.add(path)
            return mine, its
        start = text.removesuffix(source)
        return (start + inline.ours).split("\n"), (start + inline.theirs).split("\n")

    def _is_one(self, base: Entry | None, ours: Entry, theirs: Entry, path: Path) -> bool:
        """Whether a value in braces is only right as one side wrote it."""
        datas = (as_mapping(entry.data if entry else None, path, self._wrapped) for entry in (base, ours, theirs))
        return self.forced.is_one(path) or is_torn(*datas)


def _with_trail(lines: Sequence[str], trail: str) -> list[str]:
    return [*lines[:-1], lines[-1] + trail]


def _says_something(lines: Sequence[str]) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in lines)


def _heads(base: Entry | None, ours: Entry, theirs: Entry, value: str) -> list[Piece]:
    """The line of the key, with a value where there are no entries below it."""
    trail = _picked(base.trail if base else "", ours.trail, theirs.trail)
    if trail is None:
        return conflict(base.own_lines if base else [], ours.own_lines, theirs.own_lines)
    return list(_with_trail(ours.body, value + trail))


def _picked(base: str, ours: str, theirs: str) -> str | None:
    """The comment behind a line; None where both changed it, each in its way."""
    b, o, t = base.strip(), ours.strip(), theirs.strip()
    if t in (o, b):
        return ours
    return theirs if o == b else None


def _keeps(base: Entry | None, ours: Entry, theirs: Entry, sides: tuple[list[str], list[str]]) -> bool:
    """Whether the lines hold every comment inside the value that no one has deleted."""
    text = "\n".join(sides[0] + (sides[1] if sides[0] != sides[1] else []))
    needed = kept_comments(base.notes if base else [], ours.notes, theirs.notes)
    return all(text.count(comment) >= count for comment, count in needed.items())


def kept_comments(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Counter[str]:
    """How often each comment must stand in what is merged: as the side that changed that has it; the more often where both did."""
    b, o, t = Counter(base), Counter(ours), Counter(theirs)
    return Counter({comment: _count(b[comment], o[comment], t[comment]) for comment in o | t})


def _count(base: int, ours: int, theirs: int) -> int:
    if ours == base or theirs == base:
        return theirs if ours == base else ours
    return max(ours, theirs) if max(ours, theirs) > base and min(ours, theirs) >= base else min(ours, theirs)


def _added(base: Entry, there: Entry) -> bool:
    """Whether there are comments in an entry that were not there before."""
    return bool(Counter(there.comments) - Counter(base.comments))


def _others(lines: Sequence[str], there: Sequence[str]) -> Iterator[str]:
    """The lines that are not there already, as often as they are not."""
    left = Counter(line.strip() for line in there)
    for line in lines:
        left[line.strip()] -= 1
        if left[line.strip()] < 0:
            yield line


def loose_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Piece]:
    """Comments and blank lines between entries, merged line by line."""
    pieces: list[Piece] = []
    texts = [[line.strip() for line in side] for side in (base, ours, theirs)]
    for stretch in merged(*texts):
        b, o, t = ([side[i] for i in part] for side, part in zip((base, ours, theirs), stretch[:3], strict=True))
        if not stretch.conflict:
            pieces += [*o, *_others(t, o)]
        elif comments_in(o) == comments_in(t):
            pieces += o
        else:
            pieces += conflict(b, o, t)
    return pieces
