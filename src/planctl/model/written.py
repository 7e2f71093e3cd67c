"""What a model says, as JSON can hold it: the same however the file is folded, quoted and ordered."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from planctl.model.base import Judged, Model


@cache
def _names(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """The fields of a model, each with its key in files."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def written(value: Any) -> Any:
    """A part of a model; 1 and 1.0 stay apart, since they have different decimals. What is said nowhere is left out."""
    match value:
        case str():
            return " ".join(value.split())
        case Judged():
            return {"text": written(value.text)}
        case Model():
            said = value.model_fields_set
            return {
                shown: written(part) for name, shown in _names(type(value)) if name in said and (part := getattr(value, name)) is not None
            }
        case list():
            return [written(item) for item in value]
        case dict():
            return {str(key): written(part) for key, part in value.items()}
        case datetime.date():
            return value.isoformat()
    return value
