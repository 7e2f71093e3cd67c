"""The order of keys: known ones as in the model of the file's kind, ids as their writer has them, follow-ups as in the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from planctl.formatting.nodes import Item, Part, Value
from planctl.model.kinds import model_of
from planctl.model.organisation import PeriodName


class _Shape(NamedTuple):
    """What a mapping may hold: keys of a model, each with its type, or ids, all with one type. Both where a type allows for both."""

    fields: dict[str, Any]
    of_ids: Any = None
    by_period: bool = False


def arrange(top: Value, kind: str, calendar: Sequence[str]) -> bool:
    """Puts the entries of a file into their order; whether anything has moved. `calendar` are the names of follow-ups, in order."""
    return _Arranger(calendar if kind == "outcomes" else ()).arrange(top, model_of(kind))


class _Arranger:
    def __init__(self, calendar: Sequence[str]) -> None:
        self._calendar = calendar

    def arrange(self, value: Value, annotation: Any) -> bool:
        if not value.is_mapping or not value.items:
            return False
        shape = _shape(annotation)
        by_fields = any(item.part in shape.fields for item in value.items)
        order: Sequence[Part] = list(shape.fields) if by_fields else self._calendar if shape.by_period else ()
        new = _ordered(value.items, order)
        moved = any(old is not item for old, item in zip(value.items, new, strict=True))
        value.items = new
        inner = [self.arrange(item.value, shape.fields.get(str(item.part)) if by_fields else shape.of_ids) for item in new]
        return moved or any(inner)


def _ordered(items: list[Item], order: Sequence[Part]) -> list[Item]:
    """The items by their places in the order; one that has none stays behind the one it stood behind."""
    places = {part: place for place, part in enumerate(order)}
    ranks: list[int] = []
    for item in items:
        ranks.append(places.get(item.part, ranks[-1] if ranks else -1))  # type: ignore[arg-type]
    return [items[index] for index in sorted(range(len(items)), key=ranks.__getitem__)]


@cache
def _shape(annotation: Any) -> _Shape:
    fields: dict[str, Any] = {}
    of_ids, by_period = None, False
    for kind in _alternatives(annotation):
        if get_origin(kind) is dict:
            key, of_ids = get_args(kind)
            by_period = key == PeriodName
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            fields |= _fields(kind)
    return _Shape(fields, of_ids, by_period)


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    if any(not field._complete for field in model.model_fields.values()):
        model.model_rebuild()
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _alternatives(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _alternatives(part)
    elif annotation is not NoneType:
        yield annotation
