"""docs/formats.md, generated from the models: every key of every kind of file, with what it means and what it can hold."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from planctl.model.base import Id
from planctl.model.kinds import KINDS, model_of
from planctl.model.organisation import PeriodName, RuleCode

INTRODUCTION = """\
# The file formats

*Generated from the models in `src/planctl/model/`.*

A workspace is a folder with an `organisation.yaml`. `kind` and the ids inside decide what a file is; where it lies is only a
habit: `personal/plan.yaml`, `personal/outcomes-2026.yaml`. Everything that has an identity stands in a mapping keyed by its id:
lower-case words joined by hyphens. An address is `unit/id`. All keys are English; all text is yours.
`planctl schema` writes JSON Schemas for your editor.
"""


def formats_page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for kind, model in ((kind, model_of(kind)) for kind in KINDS):
        parts.append(f"## kind: {kind}\n\n{model.__doc__}\n")
        parts += [section for table in _models(model) for section in table]
    return "\n".join(parts)


def _models(root: type[BaseModel]) -> Iterator[list[str]]:
    """A table for a model and, after it, for each model within it."""
    waiting, seen = [root], {root}
    while waiting:
        model = waiting.pop(0)
        title = [] if model is root else [f"### {model.__name__}\n\n{model.__doc__}\n"]
        rows = [_row(name, field) for name, field in model.model_fields.items()]
        yield [*title, "| key | meaning | holds |\n|---|---|---|\n" + "\n".join(rows) + "\n"]
        for found in (inner for field in model.model_fields.values() for inner in _within(field.annotation)):
            if found not in seen:
                seen.add(found)
                waiting.append(found)


def _within(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _within(argument)


def _row(name: str, field: FieldInfo) -> str:
    needed = " (required)" if field.is_required() else ""
    meaning = (field.description or "").replace("|", "\\|")
    return f"| `{field.alias or name}`{needed} | {meaning} | {_holds(field.annotation)} |"


_NAMES = {str: "text", int: "whole number", float: "number", type(None): ""}


def _holds(annotation: Any) -> str:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _holds(get_args(annotation)[0])
    if origin is Literal:
        return " · ".join(f"`{word}`" for word in get_args(annotation))
    if origin in (Union, types.UnionType):
        parts = [part for part in map(_holds, get_args(annotation)) if part]
        return " or ".join(dict.fromkeys(parts)).replace("text or whole number or number", "text or number")
    if origin is list:
        return f"list of {_holds(get_args(annotation)[0])}"
    if origin is dict:
        key, value = get_args(annotation)
        return f"mapping {_key(key)} → {_holds(value)}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    return _NAMES.get(annotation, getattr(annotation, "__name__", str(annotation)))


_KEYS = {int: "year", Id: "id", PeriodName: "follow-up", RuleCode: "rule code"}


def _key(annotation: Any) -> str:
    return _KEYS.get(annotation, "name")
