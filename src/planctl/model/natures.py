"""What the values of fields are, and what stands by ids, as the annotations of the models say it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from planctl.model.base import Id, Model, Nature

_LISTED = frozenset((str, list))
_SAID = frozenset((str, int))
_PLAIN = frozenset((str, int, list, Literal, datetime.date))


def nature(model: type[Model], path: Sequence[str]) -> Nature | None:
    """The nature of what stands at a path of keys in a model; None where the model has no such field, or it holds other fields."""
    hint = _hints(model).get(path[0]) if path else None
    return None if hint is None else _of(hint, path[1:])


@cache
def _hints(model: type[Model]) -> dict[str, Any]:
    """The annotations of a model's fields, by their keys in files."""
    hints = get_type_hints(model, include_extras=True)
    return {field.alias or name: hints[name] for name, field in model.model_fields.items()}


def _of(hint: Any, path: Sequence[str]) -> Nature | None:
    shapes = list(_shapes(hint))
    inner = [found for shape in shapes if path and (found := _below(shape, path)) is not None]
    if inner:
        return inner[0]
    if marked := next((shape for shape in shapes if isinstance(shape, Nature)), None):
        return marked
    kinds = {shape if isinstance(shape, type) else get_origin(shape) for shape in shapes}
    if kinds >= _LISTED:
        return Nature.TEXTS
    if kinds >= _SAID:
        return Nature.VALUE
    return Nature.PLAIN if kinds & _PLAIN else None


def _below(shape: Any, path: Sequence[str]) -> Nature | None:
    if get_origin(shape) is dict:
        return _of(get_args(shape)[1], path[1:])
    return nature(model, path) if (model := _model(shape)) else None


def _shapes(hint: Any) -> Iterator[Any]:
    """What a value may be: the types in a union one by one, and the natures that they are marked with."""
    origin = get_origin(hint)
    if origin is Annotated:
        kind, *notes = get_args(hint)
        yield from (note for note in notes if isinstance(note, Nature))
        yield from _shapes(kind)
    elif origin in (Union, UnionType):
        for one in get_args(hint):
            yield from _shapes(one)
    elif hint is not NoneType:
        yield hint


@cache
def held_by_id(model: type[Model]) -> Mapping[str, type[Model] | None]:
    """The keys of a model below which things stand by their ids, and the models of these; None where only their ids are known to it."""
    found = {key: get_args(hint) for key, hint in _hints(model).items() if get_origin(hint) is dict}
    return {key: _model(value) for key, (id_, value) in found.items() if id_ == Id}


def _model(hint: Any) -> type[Model] | None:
    return hint if isinstance(hint, type) and issubclass(hint, Model) else None
