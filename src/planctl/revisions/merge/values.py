"""Three-way merges of values inside lines: what stands in braces and brackets, and lists of lines. Sources are kept word for word."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from planctl.diagnostics import Path
from planctl.revisions.merge.chunks import Entry, Key, Value, shifted
from planctl.revisions.merge.conflict import Piece, conflict
from planctl.revisions.merge.data import MISSING, Forced, as_mapping, frozen, same
from planctl.revisions.merge.sequence import marked_items, merged_items, merged_order, picked_items
from planctl.source.editing.scalar import scalar_of

_FLOW_SIGNS = re.compile(r"[,\[\]{}]")


class Sides(NamedTuple):
    """What stands where ours is preferred in a conflict, and where theirs is; the same where there is none."""

    ours: str
    theirs: str


class Braces(NamedTuple):
    """A mapping or a list in braces or brackets as its sources: what stands before the first entry, between two, and behind the last."""

    opening: str
    entries: Mapping[Key, tuple[str, Value]]
    between: str
    closing: str

    def text(self, entries: Sequence[str]) -> str:
        return self.opening + self.between.join(entries) + self.closing


def braces(value: Value) -> Braces:
    """The parts of a value in braces; a lone value is taken for the mapping that it stands for."""
    if not value.is_flow:
        return Braces("{", {"value": (f"value: {_fit(value)}", value)}, ", ", "}")
    text, end = value.text, value.branch.end
    entries, bounds = {}, []
    for key, child in value.children():
        start = child.branch.start if child.branch.key is None else child.branch.key.start_mark.index
        stop = max(child.branch.end, child.branch.colon or 0)
        entries[key] = (text[start:stop].rstrip(), child)
        bounds.append((start, stop))
    if not bounds:
        return Braces(text[value.branch.start], {}, ", ", text[end - 1])
    between = text[bounds[0][1] : bounds[1][0]] if len(bounds) > 1 else ", "
    return Braces(text[value.branch.start : bounds[0][0]], entries, between, text[bounds[-1][1] : end])


def _fit(value: Value) -> str:
    """The source of a lone value as it may stand in braces."""
    source = value.source
    return scalar_of(value.data, flow=True) if source[:1] not in "\"'" and _FLOW_SIGNS.search(source) else source


def merged_braces(base: Value | None, ours: Value, theirs: Value, path: Path, forced: Forced) -> Sides:
    """Two mappings in braces, merged by their keys."""
    b, o, t = braces(base) if base is not None else Braces("{", {}, ", ", "}"), braces(ours), braces(theirs)
    merged: dict[Key, tuple[str | None, str | None]] = {}
    for key in {**o.entries, **t.entries}:
        merged[key] = _entry(b.entries.get(key), o.entries.get(key), t.entries.get(key), (*path, key), forced)
    order = merged_order(list(b.entries), list(o.entries), list(t.entries), merged)
    return Sides(*(_rebuilt(o, {key: sides[which] for key in order if (sides := merged[key])}) for which in (0, 1)))


def _rebuilt(shape: Braces, sources: Mapping[Key, str | None]) -> str:
    return shape.text([source for source in sources.values() if source is not None])


_Part = tuple[str, Value] | None


def _entry(base: _Part, ours: _Part, theirs: _Part, path: Path, forced: Forced) -> tuple[str | None, str | None]:
    """The source of an entry for either preference; None where it has gone."""
    if ours is None or theirs is None:
        there = ours or theirs
        if there is None or (base is not None and same(base[1].data, there[1].data)):
            return None, None
        is_new = base is None
        return (there[0] if ours or is_new else None), (there[0] if theirs or is_new else None)
    if base is not None and same(base[1].data, ours[1].data):
        return theirs[0], theirs[0]
    if same(ours[1].data, theirs[1].data) or (base is not None and same(base[1].data, theirs[1].data)):
        return ours[0], ours[0]
    inner = merged_inline(base[1] if base else None, ours[1], theirs[1], path, forced)
    if inner is None:
        return ours[0], theirs[0]
    source = ours[1].source
    return tuple(ours[0].removesuffix(source) + side for side in inner)  # type: ignore[return-value]  # there are two


def merged_inline(base: Value | None, ours: Value, theirs: Value, path: Path, forced: Forced) -> Sides | None:
    """Two values that both changed, where both stand in braces or brackets; None where they can only be told apart as wholes."""
    datas = [value.data if value is not None else MISSING for value in (base, ours, theirs)]
    if any(isinstance(data, dict) for data in datas):
        datas = [as_mapping(data, path, forced.wrapped) for data in datas]
    b, o, t = datas
    known = [value for value in (base if b is not None else None, ours, theirs) if value is not None]
    if any(not value.is_flow and isinstance(value.data, (dict, list)) for value in known):
        return None
    if isinstance(o, dict) and isinstance(t, dict) and (b is MISSING or b is None or isinstance(b, dict)):
        return merged_braces(base if isinstance(b, dict) else None, ours, theirs, path, forced)
    if isinstance(o, list) and isinstance(t, list) and isinstance(b, list):
        text = _merged_brackets(b, ours, theirs)
        return None if text is None else Sides(text, text)
    return None


def _merged_brackets(base: list[Any], ours: Value, theirs: Value) -> str | None:
    o, t = braces(ours), braces(theirs)
    items = merged_items(*([*map(frozen, side)] for side in (base, ours.data, theirs.data)))
    return None if items is None else o.text([(o if is_ours else t).entries[index][0] for is_ours, index in items])


def merged_items_in_lines(base: Entry, ours: Entry, theirs: Entry) -> list[str] | None:
    """The lines of a key with a list in lines below it, merged by items; None where that can't be."""
    sides = [entry.value for entry in (base, ours, theirs)]
    if not all(value.is_block_list for value in sides) or not base.data:
        return None
    items = merged_items(*([*map(frozen, value.data)] for value in sides))
    o, t = _Items.of(ours), _Items.of(theirs)
    if items is None or o is None or t is None:
        return None
    lines = list(o.head)
    for is_ours, index in items:
        lines += o.items[index] if is_ours else shifted(t.items[index], o.column - t.column)
    return lines + o.tail if items else None


class Listed(NamedTuple):
    """A list in lines merged by the lines of its items, and those of the three files."""

    pieces: list[Piece]
    items: Sequence[Sequence[Hashable]]


def marked_items_in_lines(base: Entry, ours: Entry, theirs: Entry) -> Listed | None:
    """As `merged_items_in_lines`, with the comments told apart by their items, and conflicts marked at theirs."""
    if not all(entry.value.is_block_list and entry.data for entry in (base, ours, theirs)):
        return None
    b, o, t = (_Items.of(entry) for entry in (base, ours, theirs))
    if b is None or o is None or t is None:
        return None
    head, tail = _changed(b.head, o.head, t.head), _changed(b.tail, o.tail, t.tail)
    items = [[tuple(shifted(lines, -side.column)) for lines in side.items] for side in (b, o, t)]
    stretches = marked_items(*items)
    if stretches is None or head is None or tail is None or not all(picked_items(stretches, prefer_ours=ours) for ours in (True, False)):
        return None
    pieces: list[Piece] = [*head]
    for stretch in stretches:
        indexes = stretch.base, stretch.ours, stretch.theirs
        sides = [_lines_of(lines, part, o.column) for lines, part in zip(items, indexes, strict=True)]
        pieces += conflict(*sides) if stretch.conflict else [*sides[1], *sides[2]]
    return Listed([*pieces, *tail], items)


def _changed(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    """What the one has that changed it; None where both did."""
    return ours if theirs in (base, ours) else theirs if ours == base else None


def _lines_of(items: Sequence[tuple[str, ...]], indexes: range, column: int) -> list[str]:
    return [line for index in indexes for line in shifted(items[index], column)]


class _Items(NamedTuple):
    """A list in lines: the lines above the first item, those of each with its comments, and those below the last."""

    head: list[str]
    items: list[list[str]]
    tail: list[str]
    column: int

    @classmethod
    def of(cls, entry: Entry) -> _Items | None:
        starts = _starts(entry.value, entry.body)
        if starts is None:
            return None
        lines = entry.body
        bounds = [*starts, starts[-1] + _lead_length(lines[starts[-1] :])]
        items = [lines[start:end] for start, end in pairwise(bounds)]
        first = lines[starts[0]]
        return cls(lines[: starts[0]], items, lines[bounds[-1] :], len(first) - len(first.lstrip(" ")))


def _starts(value: Value, body: list[str]) -> list[int] | None:
    """The line of each item's dash, from the line of the key. None where an item does not stand in the line of its dash."""
    line_of: Callable[[int], int] = lambda index: value.text.count("\n", 0, index)  # noqa: E731
    key = value.branch.key
    if key is None:
        return None
    first = line_of(key.start_mark.index)
    starts = [line_of(child.branch.start) - first for _, child in value.children()]
    dash = value.branch.column
    if any(start <= 0 or not body[start][min(dash, len(body[start])) :].startswith("-") or body[start][:dash].strip() for start in starts):
        return None
    return starts if len(set(starts)) == len(starts) else None


def _lead_length(lines: list[str]) -> int:
    """How many lines the last item has: all but the comments below it."""
    count = len(lines)
    while count > 1 and (not lines[count - 1].strip() or lines[count - 1].lstrip().startswith("#")):
        count -= 1
    return count
