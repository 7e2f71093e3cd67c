"""What all kinds share: the base of every model, and the types of single values."""

import datetime
from collections.abc import Hashable
from enum import Enum, auto
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from planctl.message import N_

ID_PATTERN = r"^[a-zåäöéü0-9]+(-[a-zåäöéü0-9]+)*$"
ADDRESS_PATTERN = r"^[a-zåäöéü0-9-]+(/[a-zåäöéü0-9-]+)?$"


class Model(BaseModel):
    """A mapping in a file. Unknown keys are errors; nothing changes after reading; types are never coerced."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


def keys_after(model: type[Model], key: str) -> tuple[str, ...]:
    """The keys that come after one in a file, where a new one has its place: in the order of the model's fields."""
    keys = [field.alias or name for name, field in model.model_fields.items()]
    return tuple(keys[keys.index(key) + 1 :])


def no_entries() -> dict[Any, Any]:
    """The default of a mapping. pydantic looks at a factory's signature, and takes a hundred times as long over that of `dict` itself."""
    return {}


def no_items() -> list[Any]:
    """The default of a list."""
    return []


def as_list(texts: str | list[str]) -> list[str]:
    """A text alone is a list of one."""
    return [texts] if isinstance(texts, str) else texts


class Ready:
    """The schema of a type, made once: pydantic would derive it from the annotation anew for each of a hundred fields, at every start."""

    def __init__(self, schema: core_schema.CoreSchema) -> None:
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> core_schema.CoreSchema:
        return self.schema


def fitting(pattern: str) -> Ready:
    """A text of a pattern."""
    return Ready(core_schema.str_schema(pattern=pattern))


class Nature(Enum):
    """What a value of a field is, where its type does not tell: so that two ways to write it are known to mean the same."""

    PLAIN = auto()
    """What it says, and nothing else."""
    TEXTS = auto()
    """A text, or a list of them."""
    CONDITION = auto()
    """Text in the threshold language, with the decimals that it is written with."""
    VALUE = auto()
    """A number as people type it, or words where there is none."""


Id = Annotated[str, fitting(ID_PATTERN)]
Address = Annotated[str, fitting(ADDRESS_PATTERN)]
"""`unit/id`, or `id` alone for something in the same unit."""

_TEXT = core_schema.str_schema(min_length=1)
Text = Annotated[str, Ready(_TEXT)]
OptionalText = Annotated[str | None, Ready(core_schema.nullable_schema(_TEXT))]


def said(text: core_schema.CoreSchema) -> core_schema.CoreSchema:
    """A text, or a plain number: .nan and .inf are none, and `source.reader` relies on it."""
    return core_schema.union_schema([text, core_schema.int_schema(), core_schema.float_schema(allow_inf_nan=False)])


_NOTATION = said(core_schema.str_schema())
_OPTIONAL_NOTATION = core_schema.nullable_schema(_NOTATION)
Notation = Annotated[str | int | float, Ready(_NOTATION), Nature.CONDITION]
"""A target, a band or a scale as people write it: text in the threshold language, or a plain number."""
OptionalNotation = Annotated[str | int | float | None, Ready(_OPTIONAL_NOTATION), Nature.CONDITION]

Value = Annotated[str | int | float, Ready(_NOTATION), Nature.VALUE]
"""A value as people write it: a number, as text or plain, or a word where there is none."""
OptionalValue = Annotated[str | int | float | None, Ready(_OPTIONAL_NOTATION), Nature.VALUE]


def _parse_date(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise PydanticCustomError("date", "a date written as 2025-12-31") from None


Date = Annotated[datetime.date, BeforeValidator(_parse_date), WithJsonSchema({"type": "string", "format": "date"})]


class Judged(Model):
    """A target that no number can state: a person judges whether it is reached."""

    text: Text = Field(description=N_("The target in words, judged by a person."))


def _shape_of_target(value: Any) -> Hashable:
    if isinstance(value, dict):
        return "judged" if "text" in value else "years"
    return "judged" if isinstance(value, Judged) else "notation"


Expression = Annotated[
    Annotated[Notation, Tag("notation")] | Annotated[Judged, Tag("judged")],
    Discriminator(lambda value: "judged" if isinstance(value, (dict, Judged)) else "notation"),
]
Target = Annotated[
    Annotated[Notation, Tag("notation")] | Annotated[Judged, Tag("judged")] | Annotated[dict[int, Expression], Tag("years")],
    Discriminator(_shape_of_target),
]
"""One target, or a path: one per year (a year without an own target keeps the latest earlier one)."""
