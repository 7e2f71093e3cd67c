"""Mappings that one side has in braces and another in lines, seen as lines."""

from __future__ import annotations

from planctl.diagnostics import Path
from planctl.revisions.merge.chunks import STEP, Entry, Mapping, UnmergeableError
from planctl.revisions.merge.data import Forced, as_mapping
from planctl.revisions.merge.values import braces


def as_blocks(base: Entry | None, ours: Entry, theirs: Entry, path: Path, forced: Forced) -> tuple[Mapping, Entry, Entry] | None:
    """The base's mapping, and the two entries with theirs, where at least one of the three has it in lines; None where there are others.

    So it is too where there are things below that are not left to data alone.
    """
    known = [entry for entry in (ours, theirs, base) if entry is not None and entry.data is not None]
    if (all(entry.inside is None for entry in known) and not forced.reaches_below(path)) or ours.data is None or theirs.data is None:
        return None
    if any(not isinstance(as_mapping(entry.data, path, forced.wrapped), dict) or not can_be_lines(entry) for entry in known):
        return None
    o, t = in_lines(ours), in_lines(theirs)
    before = inside_of(in_lines(base)) if base is not None and base.data is not None else Mapping(inside_of(o).column, {}, [])
    return before, o, t


def inside_of(entry: Entry) -> Mapping:
    if entry.inside is None:
        raise UnmergeableError
    return entry.inside


def can_be_lines(entry: Entry) -> bool:
    """Whether a mapping stands in lines, or can do so without loss."""
    value = entry.value
    return entry.inside is not None or not (entry.notes or value.branch.is_marked or value.branch.is_block or "\n" in value.source)


def in_lines(entry: Entry) -> Entry:
    """The same with its mapping in lines.

    Raises:
        UnmergeableError: it is not as it was in its text.
    """
    if entry.inside is not None:
        return entry
    column, text, source = entry.column + STEP, "\n".join(entry.body), entry.value.source
    if not text.endswith(source):
        raise UnmergeableError
    head = text.removesuffix(source).rstrip()
    entries = {
        key: Entry([], [" " * column + source], "", [], column, value, None) for key, (source, value) in braces(entry.value).entries.items()
    }
    return Entry(entry.lead, [head], entry.trail, [], entry.column, entry.value, Mapping(column, entries, []))
