"""Puts the things of a file where they belong: in its entries, and apart from that in its data."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import Any

from planctl.diagnostics import Path
from planctl.revisions.merge.blocks import can_be_lines, in_lines, inside_of
from planctl.revisions.merge.chunks import STEP, Entry, Key, Mapping, UnmergeableError, Value
from planctl.revisions.merge.identity import Move
from planctl.source.editing.scalar import key_of
from planctl.source.editing.tree import Branch


def relocate(top: Mapping, moves: Sequence[Move]) -> None:
    """Changes the entries of a file.

    Raises:
        UnmergeableError: one of them stands in braces, or a place is not where a mapping can be.
    """
    taken, emptied = [], []
    for move in sorted(moves, key=lambda move: -len(move.source)):
        owner, container = _container(top, move.source[:-1])
        emptied.append((owner, move.source[-2], container))
        taken.append((move, container.entries.pop(move.source[-1])))
    for move, entry in sorted(taken, key=lambda pair: len(pair[0].target or ())):
        if move.target is not None:
            _attach(top, move.target, entry, move.after)
    for owner, key, container in emptied:
        if not container.entries and owner.entries.get(key) is not None and owner.entries[key].inside is container:
            del owner.entries[key]


def _container(top: Mapping, path: Path) -> tuple[Mapping, Mapping]:
    """The mapping at a path, and the one that it stands in."""
    owner = inside = top
    for key in path:
        owner, inside = inside, _opened_entry(inside, key)
    return owner, inside


def _opened_entry(owner: Mapping, key: Key) -> Mapping:
    """The mapping at a key, in lines of its own from now on."""
    entry = owner.entries.get(key)
    if entry is None or not isinstance(entry.data, dict) or not can_be_lines(entry):
        raise UnmergeableError
    owner.entries[key] = in_lines(entry)
    return inside_of(owner.entries[key])


def _attach(top: Mapping, path: Path, entry: Entry, after: Sequence[Key]) -> None:
    inside = top
    for key in path[:-1]:
        there = inside.entries.get(key)
        if there is None:
            there = inside.entries[key] = empty_entry(key, inside.column)
        if there.inside is None and not there.data:
            lead = there.lead
            inside.entries[key] = there = empty_entry(key, inside.column)
            there.lead = lead
        inside = _opened_entry(inside, key)
    inside.entries = inserted(inside.entries, path[-1], named(entry.at(inside.column), path[-1]), after)


def empty_entry(key: Key, column: int) -> Entry:
    """A key in lines of its own with nothing below it."""
    branch = Branch(None, None, 0, 0, None)
    body = [" " * column + key_of(key) + ":"]
    return Entry([], body, "", [], column, Value("", branch, {}), Mapping(column + STEP, {}, []))


def named(entry: Entry, key: Key) -> Entry:
    """The entry with another key."""
    first, branch = entry.body[0], entry.value.branch
    if branch.key is None or branch.colon is None:
        return entry
    old = entry.value.text[branch.key.start_mark.index : branch.key.end_mark.index]
    if not first[entry.column :].startswith(old):
        raise UnmergeableError
    if branch.key.value == str(key):
        return entry
    body = [first[: entry.column] + key_of(key) + first[entry.column + len(old) :], *entry.body[1:]]
    return Entry(entry.lead, body, entry.trail, entry.notes, entry.column, entry.value, entry.inside)


def inserted(entries: AnyMapping[Key, Any], key: Key, value: Any, after: Sequence[Key]) -> dict[Key, Any]:
    """The entries with one more, behind the first of those that are there; else as the first.

    Raises:
        UnmergeableError: there is one already.
    """
    if key in entries:
        raise UnmergeableError
    at = next((other for other in after if other in entries), None)
    if at is None:
        return {key: value, **entries}
    new: dict[Key, Any] = {}
    for other, item in entries.items():
        new[other] = item
        if other == at:
            new[key] = value
    return new


def relocated(data: Any, moves: Sequence[Move]) -> Any:
    """The data of a file with its things where they belong."""
    new = _copied(data)
    taken, emptied = [], []
    for move in sorted(moves, key=lambda move: -len(move.source)):
        owner = _at(new, move.source[:-2])
        emptied.append((owner, move.source[-2]))
        taken.append((move.target, owner[move.source[-2]].pop(move.source[-1])))
    for target, value in sorted(taken, key=lambda pair: len(pair[0] or ())):
        if target is not None:
            _opened(new, target[:-1])[target[-1]] = value
    for owner, key in emptied:
        if owner.get(key) == {}:
            del owner[key]
    return new


def _copied(data: Any) -> Any:
    return {key: _copied(value) for key, value in data.items()} if isinstance(data, dict) else data


def _at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


def _opened(data: Any, path: Path) -> Any:
    """The mapping at a path; those that are missing are made."""
    for key in path:
        if not data.get(key):
            data[key] = {}
        data = data[key]
    return data
