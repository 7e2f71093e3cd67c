"""A quick look at data for what no writer of a plan can have meant, and the data without it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from planctl.diagnostics import Path
from planctl.source.limits import HUGE, INFINITE, MAX_DEPTH

if TYPE_CHECKING:
    from planctl.source.oddities import Oddity


def survey(data: Any) -> tuple[int, bool]:
    """How deep the data goes, counted no further than one beyond `MAX_DEPTH`, and whether anything in it is odd.

    This runs for every file, and costs a sixth of what reading it does. Where and why something is odd is another's question.
    """
    odd = False
    level = [data]
    for depth in range(1, MAX_DEPTH + 1):
        below: list[Any] = []
        for node in level:
            for key, value in node.items() if type(node) is dict else enumerate(node):
                if type(value) is not str:
                    if type(value) is dict or type(value) is list:
                        below.append(value)
                    elif _is_odd(key, value):
                        odd = True
                elif not value:
                    odd = True
                if type(key) is not str and type(key) is not int:
                    odd = True
        if not below:
            return depth, odd
        level = below
    return MAX_DEPTH + 1, odd


def _is_odd(key: Any, value: Any) -> bool:
    if value is None:
        return type(key) is not str or not key.isidentifier()
    if type(value) is int:
        return not -HUGE < value < HUGE
    if type(value) is float:
        return value - value != 0  # not a number, or infinite
    return type(value) is not bool


def repaired(data: dict[Any, Any], found: Iterable[Oddity]) -> dict[Any, Any]:
    """The data with odd values as they were written, and without what no one can use: keys that are no keys, numbers that are none.

    A mistake is reported once, and so must not come back as another one when the data is checked.
    """
    usable: dict[Any, Any] = _usable(data)
    for odd in found:
        parent = _at(usable, odd.problem.path[:-1])
        if odd.written is not None and parent is not None and odd.problem.path:
            parent[odd.problem.path[-1]] = odd.written
        for part in odd.parts:
            if isinstance(parent, dict):
                parent.pop(part, None)
    return usable


def _usable(value: Any) -> Any:
    if isinstance(value, dict):
        pairs = ((key, _usable(item)) for key, item in value.items() if type(key) is str or type(key) is int)
        return {key: item for key, item in pairs if not _is_no_number(item)}
    if isinstance(value, list):
        return [_usable(item) for item in value if not _is_no_number(item)]
    return value


def _is_no_number(value: Any) -> bool:
    return (type(value) is float and value - value != 0) or (type(value) is int and not -INFINITE < value < INFINITE)


def _at(data: Any, path: Path) -> Any:
    """The mapping or list at a path."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data if isinstance(data, (dict, list)) else None
