"""JSON Schemas of the kinds of files, for editors: made from the models, so that an editor accepts what planctl reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from planctl.model.base import as_list
from planctl.model.kinds import KINDS, model_of

DIALECT = GenerateJsonSchema.schema_dialect
_YEAR = "^[0-9]{4}$"
_EMPTY: tuple[object, ...] = (None, {}, [])
_ONE_OF = ("anyOf", "oneOf")

Schema = dict[str, Any]
Describe = Callable[[str], str]


class _Generator(GenerateJsonSchema):
    """Keys of JSON are text: a mapping from years has keys of four digits."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        if schema.get("keys_schema", {}).get("type") == "int":
            made["patternProperties"] = {_YEAR: made.pop("additionalProperties")}
        return made


def schema_of(kind: str, describe: Describe) -> Schema:
    """The JSON Schema (draft 2020-12) of a kind of file. `describe` turns a description, in English, into what the schema says."""
    made = model_of(kind).model_json_schema(by_alias=True, schema_generator=_Generator)
    return {
        "$schema": DIALECT,
        "$id": f"urn:planctl:format:1:{kind}",
        "title": f"planctl: {kind}",
        "description": describe(KINDS[kind].about),
        **_without(_tidied(made, describe), "description"),
    }


def _tidied(schema: Schema, describe: Describe) -> Schema:
    """A schema without what pydantic adds for programmers, with each alternative said once."""
    kept = _without(schema, "title")
    if kept.get("default", ...) in _EMPTY:
        del kept["default"]
    if "description" in kept:
        kept["description"] = describe(kept["description"])
    for name in ("properties", "patternProperties", "$defs"):
        if name in kept:
            kept[name] = {key: _tidied(part, describe) for key, part in kept[name].items()}
    if "$defs" in kept:
        kept["$defs"] = {key: _without(part, "description") for key, part in kept["$defs"].items()}
    for name in ("items", "additionalProperties"):
        if isinstance(kept.get(name), dict):
            kept[name] = _tidied(kept[name], describe)
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    return _joined(kept, describe)


def _joined(schema: Schema, describe: Describe) -> Schema:
    """A schema whose alternatives lie side by side, and in one where they differ in their type alone."""
    branches = list(_branches(schema, describe))
    if not branches:
        return schema
    types = {name for branch in branches if set(branch) == {"type"} for name in as_list(branch["type"])}
    others = [branch for branch in branches if set(branch) != {"type"}]
    joined: Schema = {}
    if len(others) == 1 and "type" in others[0] and "enum" not in others[0]:
        joined = others.pop()
        types |= set(as_list(joined["type"]))  # what else it asks for, it asks only of values of its type
    joined |= {"type": _shortest(types)} if types else {}
    return {**({"anyOf": [*others, joined] if joined else others} if others else joined), **_without(schema, *_ONE_OF)}


def _branches(schema: Schema, describe: Describe) -> Iterator[Schema]:
    for branch in (branch for name in _ONE_OF for branch in schema.get(name, ())):
        tidied = _tidied(branch, describe)
        yield from tidied["anyOf"] if set(tidied) == {"anyOf"} else [tidied]


def _shortest(types: set[str]) -> str | list[str]:
    names = sorted(types - {"integer"} if "number" in types else types)
    return names if len(names) > 1 else names[0]


def _without(schema: Schema, *names: str) -> Schema:
    return {name: value for name, value in schema.items() if name not in names}
