"""Changes to data as the tree that they are, what it means that they cannot be made, and data compared by what is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from planctl.diagnostics import Path
from planctl.errors import PlanctlError
from planctl.message import Message

BY_HAND = Message("make the change by hand, in an editor")

Value = str | int | float | Decimal | bool | list[Any] | Mapping[Any, Any]
"""What can be written: nested, with words and whole numbers as keys."""

Data = Any
"""A `Value` as it will be read back, but with numbers as they are to be written: str, int, Decimal, bool, list or dict, or None."""


class Block(dict[str | int, Any]):
    """A mapping that is to stand in lines of its own, however short and deep it is."""


class UneditableError(PlanctlError):
    """A change cannot be made without the risk of losing something in the text. The file's name is for the caller to add."""

    def __init__(self, message: Message, hint: Message = BY_HAND, line: int | None = None) -> None:
        super().__init__(message if line is None else Message("line {line}: {reason}", line=line, reason=message), hint)
        self.line = line

    def in_file(self, file: str) -> PlanctlError:
        """The same with the file's name."""
        return PlanctlError(Message("{file}: {reason}", file=file, reason=self.message), self.hint)


class Change(NamedTuple):
    """What is to stand at a path of keys; missing parents are created.

    A last key that is new stands before the first of the keys `before` that is there, else last; a first key that is new
    likewise before one of `section_before`.
    """

    path: Path
    value: Value
    before: tuple[str, ...] = ()
    section_before: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """What is to become of a key: a value, or (where there is an `inside`) what is to become of keys inside it."""

    value: Data = None
    inside: dict[str | int, Wanted] | None = None
    before: tuple[str, ...] = ()


def wanted_of(changes: Sequence[Change]) -> dict[str | int, Wanted]:
    """The changes, whose values are data already, by their keys; later ones over earlier ones."""
    top: dict[str | int, Wanted] = {}
    for change in changes:
        if len(change.path) > 1:
            top.setdefault(change.path[0], Wanted(None, {}, change.section_before))
        _put(top, change.path, Wanted(change.value, None, change.before))
    return top


def _put(inside: dict[str | int, Wanted], path: Path, wanted: Wanted) -> None:
    for depth, part in enumerate(path[:-1], 1):
        there = inside.setdefault(part, Wanted(None, {}))
        if there.inside is None:
            inside[part] = there._replace(value=_changed(there.value, path[depth:], wanted.value))
            return
        inside = there.inside
    inside[path[-1]] = wanted


def _changed(data: Data, path: Path, value: Data) -> Data:
    if not path:
        return value
    there = data if isinstance(data, dict) else {}
    return {**there, path[0]: _changed(there.get(path[0]), path[1:], value)}


def inside_of(data: dict[str | int, Data]) -> dict[str | int, Wanted]:
    """A mapping as changes of each of its keys."""
    return {key: Wanted(item) for key, item in data.items()}


def value_of(wanted: Wanted) -> Data:
    """What is to become of a key that is not there."""
    return wanted.value if wanted.inside is None else values_of(wanted.inside)


def values_of(inside: dict[str | int, Wanted]) -> dict[str | int, Data]:
    return {key: value_of(inside[key]) for key in ordered((), inside)}


def ordered(keys: Iterable[str | int], new: Mapping[str | int, Wanted]) -> list[str | int]:
    """The keys with the new ones in their places."""
    order = list(keys)
    for key, wanted in new.items():
        before = [order.index(other) for other in wanted.before if other in order]
        order.insert(min(before, default=len(order)), key)
    return order


def same(read: Any, data: Data) -> bool:
    """Whether what was read is the data: numbers by their exact value, text never a number, keys in the same order."""
    if isinstance(data, dict):
        return type(read) is dict and list(read) == list(data) and all(same(read[key], item) for key, item in data.items())
    if isinstance(data, list):
        return type(read) is list and len(read) == len(data) and all(map(same, read, data))
    if is_number(data):
        return is_number(read) and _exact(read) == _exact(data)
    return type(read) is type(data) and bool(read == data)


def same_in_any_order(read: Any, data: Data) -> bool:
    """As `same`, with a mapping's own keys in whatever order."""
    if not isinstance(data, dict):
        return same(read, data)
    return type(read) is dict and read.keys() == data.keys() and all(same_in_any_order(read[key], item) for key, item in data.items())


def is_number(data: Any) -> bool:
    return isinstance(data, (int, float, Decimal)) and not isinstance(data, bool)


def _exact(number: Any) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(repr(number))
