"""The fields of a model as flat names and values, and whether two values of a field mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from planctl.model import organisation, plan
from planctl.model.base import Judged, Model, Nature
from planctl.model.import_profile import ImportProfile
from planctl.model.natures import nature
from planctl.model.outcomes import SECTIONS
from planctl.notation.number import parse_number
from planctl.notation.refusal import Refusal
from planctl.notation.threshold import parse
from planctl.revisions.differences import Field, Sort

_MODELS: Mapping[Sort, tuple[type[Model], ...]] = {
    Sort.ORGANISATION: (organisation.Organisation,),
    Sort.UNIT: (organisation.Unit,),
    Sort.PLAN: (plan.Plan,),
    Sort.GOAL: (plan.Goal,),
    Sort.KPI: (plan.Kpi,),
    Sort.SERVICE: (plan.Service,),
    Sort.ACTIVITY: (plan.Activity,),
    Sort.ASSIGNMENT: (plan.Assignment,),
    Sort.OUTCOME: tuple(SECTIONS.values()),
    Sort.PROFILE: (ImportProfile,),
}
"""What says the fields of a thing: of an outcome, whatever it is reported of."""


def fields_of(model: Model, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """All that a model says, by dotted names. What is said nowhere, and what is the default, is left out."""
    return dict(_of_model(model, "", without))


def flat(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Dotted names and values of data as a file has it: as `fields_of` has them of a model."""
    if isinstance(value, dict):
        if name and value.keys() == {"text"}:
            yield name, value["text"]
            return
        for key, item in value.items():
            yield from flat(f"{name}.{key}" if name else str(key), item)
    elif isinstance(value, list):
        yield name, tuple(map(str, value))
    elif value is not None:
        yield name, value


def differing(sort: Sort, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of two things of a sort that differ in meaning, in the order of the later side."""
    names = [*after, *(name for name in before if name not in after)]
    pairs = (Field(name, before.get(name), after.get(name)) for name in names)
    return tuple(pair for pair in pairs if not is_same(sort, *pair))


def is_same(sort: Sort, name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field mean the same; only what is written otherwise is looked into."""
    return bool(one == other and type(one) is type(other)) or meaning(sort, name, one) == meaning(sort, name, other)


def meaning(sort: Sort, name: str, value: Any) -> Any:
    """What a value of a field means, for comparing: not how it is folded, quoted or spelt."""
    of_field = nature_of(sort, name)
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if of_field is Nature.CONDITION and isinstance(value, (str, int, float)):
        return _notation(value)
    if of_field is Nature.VALUE and isinstance(value, (str, int, float)) and (number := parse_number(value)) is not None:
        return number.normalize()
    return (_plain(value),) if of_field is Nature.TEXTS and value is not None else _plain(value)


@cache
def nature_of(sort: Sort, name: str) -> Nature | None:
    """What the field of a thing is, by its dotted name; None where the models have none such."""
    return next((found for model in _MODELS[sort] if (found := nature(model, name.split("."))) is not None), None)


def _plain(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


@lru_cache(maxsize=4096, typed=True)
def _notation(text: str | int | float) -> Any:
    """A condition with the decimals that it is written with, which decide how outcomes are rounded."""
    found = parse(text)
    return " ".join(str(text).split()) if isinstance(found, Refusal) else repr(found)


def _of_model(model: Model, prefix: str, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:
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
            yield from _of_model(value, f"{name}.")
        case dict():
            for key, item in value.items():
                yield from _of_value(f"{name}.{key}", item)
        case list():
            if value:
                yield name, tuple(_item(item) for item in value)
        case _:
            yield name, value


def _item(item: Any) -> Any:
    return str(item) if isinstance(item, (Model, dict, Decimal)) else item
