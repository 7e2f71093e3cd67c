"""The fields of a model as flat names and values, and whether two values of a field mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from planctl.model.base import Judged, Model
from planctl.notation.number import parse_number
from planctl.notation.refusal import Refusal
from planctl.notation.threshold import parse
from planctl.revisions.differences import Field

_NOTATIONS = frozenset(("target", "thresholds", "scale"))
_NUMBERS = frozenset(("value", "forecast", "by", "baseline", "peers"))
"""Fields whose values are notation, or numbers as people type them: in an outcome and in a plan."""
_LISTS = frozenset(("supports", "depends_on", "values", "mission", "rights", "possibilities", "obligations", "needs", "recruitment"))
"""Fields that hold one text or a list of them."""


def fields_of(model: Model, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """All that a model says, by dotted names. What is said nowhere, and what is the default, is left out."""
    return dict(_flat(model, "", without))


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields that differ in meaning, in the order of the later side."""
    names = [*after, *(name for name in before if name not in after)]
    pairs = ((name, before.get(name), after.get(name)) for name in names)
    return tuple(Field(*pair) for pair in pairs if pair[1] != pair[2] and meaning(pair[0], pair[1]) != meaning(pair[0], pair[2]))


def meaning(name: str, value: Any) -> Any:
    """What a value of a field means, for comparing: not how it is folded, quoted or spelt."""
    top = name.partition(".")[0]
    if value is None:
        return None
    if top in _NOTATIONS and not isinstance(value, tuple):
        return _notation(value)
    if top in _NUMBERS and (number := parse_number(value) if isinstance(value, (str, int, float)) else None) is not None:
        return number.normalize()
    if isinstance(value, str):
        return (" ".join(value.split()),) if top in _LISTS else " ".join(value.split())
    return tuple(meaning("", item) for item in value) if isinstance(value, tuple) else value


@lru_cache(maxsize=4096, typed=True)
def _notation(text: str | int | float) -> Any:
    """A condition with the decimals that it is written with, which decide how outcomes are rounded."""
    found = parse(text)
    return " ".join(str(text).split()) if isinstance(found, Refusal) else repr(found)


def _flat(model: Model, prefix: str, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:
    fields = type(model).model_fields
    for name in sorted(model.model_fields_set, key=list(fields).index):
        if name not in without and getattr(model, name) != fields[name].default:
            yield from _of_value(f"{prefix}{fields[name].alias or name}", getattr(model, name))


def _of_value(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    match value:
        case None:
            return
        case Judged():
            yield name, value.text
        case Model():
            yield from _flat(value, f"{name}.")
        case dict():
            for key, item in value.items():
                yield from _of_value(f"{name}.{key}", item)
        case list():
            if value:
                yield name, tuple(_plain(item) for item in value)
        case _:
            yield name, value


def _plain(item: Any) -> Any:
    return str(item) if isinstance(item, (Model, dict, Decimal)) else item
