"""Data against a model: what pydantic finds, in a user's words, and the model of everything that is right.

A file with a fault still takes part: what is wrong is left out, so that all other problems of the workspace show in the same run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from planctl.diagnostics import Path, Problem
from planctl.message import N_, Message
from planctl.model.base import ADDRESS_PATTERN, ID_PATTERN
from planctl.model.kinds import KINDS, model_of
from planctl.model.organisation import MONTH_DAY_PATTERN
from planctl.nearest import did_you_mean

WRONG_KIND = "F020"
WRONG_FORMAT = "F021"
UNKNOWN_KEY = "F022"
WRONG_TYPE = "F023"
MISSING_KEY = "F024"
NOT_ALLOWED = "F025"

_ROUNDS = 20
_FORMAT = ("format",)
_NO_SPACE = re.compile(r"([\w-]+):(?!//)(\S.{0,40}?)(?=\s+[\w-]+:|$)")
"""A key and its value without a space between them, perhaps with others after it."""
_NEWEST = 1
"""The version of the format, which the organisation's file names."""
_TAGS = frozenset({"notation", "judged", "years", "bands", "text", "list", "groups", "value", "outcome", "str", "int", "float", "[key]"})


def validate(file: str, data: Mapping[Any, Any]) -> tuple[BaseModel | None, list[Problem]]:
    """The model of a file's data, and every problem in it. None where nothing can be kept."""
    kind = data.get("kind")
    model = model_of(kind) if isinstance(kind, str) and kind in KINDS else None
    if model is None:
        return None, [wrong_kind(file, data, kind)]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return _repaired(file, model, data, error)


def wrong_kind(file: str, data: Mapping[Any, Any], kind: object) -> Problem:
    kinds = tuple(KINDS)
    hint = Message("begin the file with kind: and one of {kinds}", kinds=kinds)
    if "kind" not in data:
        return Problem(WRONG_KIND, file, (), Message("the file does not say what kind it is"), hint)
    return Problem(
        WRONG_KIND, file, ("kind",), Message("{kind} is not a kind of file", kind=str(kind)), did_you_mean(str(kind), kinds) or hint
    )


def _repaired(file: str, model: type[BaseModel], data: Mapping[Any, Any], error: ValidationError) -> tuple[BaseModel | None, list[Problem]]:
    """All problems, and the model of what is left when the faulty parts are taken out, a few rounds over."""
    problems: dict[tuple[str | int, Path], Problem] = {}
    rest: Any = _copied(data)
    for round_number in range(_ROUNDS):
        for details in error.errors(include_url=False, include_context=True):
            if round_number == 0 or details["type"] != "missing":
                problem = _problem(file, model, data, details)
                lacking = details["loc"][-1] if problem.code == MISSING_KEY else ""
                problems.setdefault((lacking, problem.path), problem)  # of the branches of a union the first speaks for all
            _remove(rest, _path_in(data, details["loc"]))
        try:
            return model.model_validate(rest), _without_misspelt(problems.values())
        except ValidationError as next_error:
            error = next_error
    return None, _without_misspelt(problems.values())


def _without_misspelt(problems: Iterable[Problem]) -> list[Problem]:
    """A missing key that stands there misspelt is one problem, not two."""
    meant = {(p.path[:-1], p.hint.values.get("word")) for p in problems if p.code == UNKNOWN_KEY and p.hint}
    return [p for p in problems if not (p.code == MISSING_KEY and (p.path, p.message.values["key"]) in meant)]


def _copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copied(value) for key, value in data.items()}
    return [_copied(value) for value in data] if isinstance(data, list) else data


def _path_in(data: Any, location: Sequence[Any]) -> Path:
    """The part of a pydantic location that is a path in the data: names of union branches are left out."""
    path: list[int | str] = []
    for part in location:
        if (isinstance(data, dict) and part in data) or (isinstance(data, list) and isinstance(part, int) and part < len(data)):
            data = data[part]
        elif part in _TAGS:
            continue
        else:
            break
        path.append(part)
    return tuple(path)


def _remove(data: Any, path: Path) -> None:
    """Take what is at a path out, if it is still there: the whole list for one of its items, the whole mapping for a key it lacks."""
    while path and isinstance(path[-1], int) and isinstance(_at(data, path[:-1]), list):
        path = path[:-1]
    parent = _at(data, path[:-1]) if path else None
    if isinstance(parent, dict):
        parent.pop(path[-1], None)


def _at(data: Any, path: Path) -> Any:
    for part in path:
        if not isinstance(data, dict) or part not in data:
            return None
        data = data[part]
    return data


def _problem(file: str, model: type[BaseModel], data: Any, details: ErrorDetails) -> Problem:
    path = _path_in(data, details["loc"])
    make = _MAKERS.get(details["type"], _wrong_type)
    code, message, hint, is_key = make(model, path, details)
    return Problem(code, file, path, message, hint, key=is_key)


Made = tuple[str, Message, Message | None, bool]


def _unknown_key(model: type[BaseModel], path: Path, details: ErrorDetails) -> Made:
    known = _known_keys(model, path[:-1])
    name = str(path[-1]) if path else ""
    if path == _FORMAT:
        return _format_elsewhere(details["input"])
    hint = did_you_mean(name, known) or Message("the keys that can stand here are {keys}", keys=tuple(known))
    return UNKNOWN_KEY, Message("{key} is not a key that planctl knows", key=name), hint, True


def _format_elsewhere(value: object) -> Made:
    """Only the organisation's file says the version of the format, and it says it of all files."""
    is_newer = isinstance(value, int) and not isinstance(value, bool) and value > _NEWEST
    newer = Message("format {value} is newer than this planctl reads", value=str(value))
    known = Message("{key} is not a key that planctl knows", key=_FORMAT[0])
    hint = Message("upgrade planctl if a newer one wrote the file; the version stands in organisation.yaml only, so delete it here")
    return (WRONG_FORMAT, newer, hint, False) if is_newer else (UNKNOWN_KEY, known, hint, True)


def _missing(model: type[BaseModel], path: Path, details: ErrorDetails) -> Made:
    name = str(details["loc"][-1])
    return MISSING_KEY, Message("the key {key} is missing", key=name), Message("add a line {example}", example=f"{name}: …"), True


def _wrong_type(model: type[BaseModel], path: Path, details: ErrorDetails) -> Made:
    value, wanted = details["input"], _EXPECTED.get(details["type"])
    shown = Message(wanted) if wanted else Message("another kind of value")
    message = Message("this is {found}, but {wanted} is expected", found=_described(value), wanted=shown)
    return WRONG_TYPE, message, _type_hint(value, details["type"]), False


def _not_allowed(model: type[BaseModel], path: Path, details: ErrorDetails) -> Made:
    if details["input"] is None or (path == _FORMAT and not isinstance(details["input"], int)):
        return _wrong_type(model, path, details)
    value = str(details["input"])
    if details["type"] == "literal_error":
        allowed = tuple(details.get("ctx", {}).get("expected", "").replace("'", "").replace(" or ", ", ").split(", "))
        code = WRONG_FORMAT if path == _FORMAT else NOT_ALLOWED
        if code == WRONG_FORMAT:
            return (
                code,
                Message("format {value} is newer than this planctl reads", value=value),
                Message("upgrade planctl, or write format: 1"),
                False,
            )
        words = did_you_mean(value, allowed) or Message("write one of {allowed}", allowed=allowed)
        return code, Message("{value} is not one of the words that can stand here", value=value), words, False
    is_key = "[key]" in details["loc"]
    pattern = details.get("ctx", {}).get("pattern", "")
    hint = Message(_PATTERNS[pattern]) if pattern in _PATTERNS else None
    return NOT_ALLOWED, Message("{value} can't stand here", value=value or "''"), hint, is_key


def _bad_date(model: type[BaseModel], path: Path, details: ErrorDetails) -> Made:
    return (
        NOT_ALLOWED,
        Message("{value} is not a date", value=str(details["input"])),
        Message("write the date as year-month-day: {example}", example="2025-12-31"),
        False,
    )


def _too_short(model: type[BaseModel], path: Path, details: ErrorDetails) -> Made:
    return NOT_ALLOWED, Message("the text is empty"), Message("write a text, or take the key away"), False


def _too_few(model: type[BaseModel], path: Path, details: ErrorDetails) -> Made:
    return NOT_ALLOWED, Message("there is nothing in it"), Message("add an entry, or take the key away"), False


_MAKERS: dict[str, Callable[[type[BaseModel], Path, ErrorDetails], Made]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _not_allowed,
    "string_pattern_mismatch": _not_allowed,
    "greater_than_equal": _not_allowed,
    "less_than_equal": _not_allowed,
    "string_too_short": _too_short,
    "date": _bad_date,
    "too_short": _too_few,
}


_EXPECTED = {
    "string_type": N_("a text"),
    "int_type": N_("a whole number"),
    "float_type": N_("a number"),
    "list_type": N_("a list"),
    "dict_type": N_("a mapping with keys"),
    "model_type": N_("a mapping with keys"),
    "model_attributes_type": N_("a mapping with keys"),
}
_PATTERNS = {
    ID_PATTERN: N_("an id is lower-case words joined by hyphens: friska-medarbetare"),
    ADDRESS_PATTERN: N_("an address is written unit/id: personal/sjukfranvaro"),
    "^[0-9]{4}([-–][0-9]{4})?$": N_("write a year or two years: 2025-2027"),
    MONTH_DAY_PATTERN: N_("write month-day: 04-30"),
    "^(month|quarter|tertial|half-year|year|every ([2-9]|10) years)$": N_(
        "write month, quarter, tertial, half-year, year or every 3 years"
    ),
    "^[A-Za-zÅÄÖåäö]{1,10}[0-9]{0,2}$": N_("write the follow-up as in the calendar: T1, T2, year"),
    "^[0-9]{4}$": N_("write four digits, in quotes"),
    "^[0-9]{4}([- ]?[A-Za-zÅÄÖåäö]{1,10}[0-9]{0,2})?$": N_("write the follow-up with its year: 2026-T2"),
    "^[NU][0-9]{5}$": N_("write the Kolada id: N00945"),
    "^[A-Z][0-9]{3}$": N_("write a rule code: K001"),
}


def _described(value: Any) -> Message:
    if value is None:
        return Message("nothing")
    if isinstance(value, bool):
        return Message("the word {value} (true or false)", value=str(value).lower())
    if isinstance(value, (int, float)):
        return Message("the number {value}", value=str(value))
    if isinstance(value, str):
        return Message("the text {value}", value=value if len(value) <= 40 else value[:39] + "…")
    return Message("a list") if isinstance(value, list) else Message("a mapping with keys")


def _type_hint(value: Any, wanted: str) -> Message | None:
    if value is None:
        return Message("write a value after the colon, or take the key away; what belongs below it begins two spaces further in")
    if wanted == "string_type" and isinstance(value, (bool, int, float)):
        return Message("write it in quotes: {example}", example=f'"{value}"')
    if wanted == "int_type" and isinstance(value, str) and value.isdigit():
        return Message("write it without quotes: {example}", example=value)
    if wanted == "list_type":
        return Message("write each item on a line of its own, after a hyphen and a space")
    if wanted in ("dict_type", "model_type", "model_attributes_type"):
        if isinstance(value, str) and (found := _NO_SPACE.match(value)):
            return Message("put a space after the colon: {entry}", entry=f"{found[1]}: {found[2]}")
        lines = Message("write the keys on lines of their own below, indented by two spaces")
        if not isinstance(value, str | int | float):
            return lines
        return Message("{lines}; if the line belongs to what stands above it, indent it by two spaces more", lines=lines)
    return None


def _known_keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that can stand in the mapping at a path, by walking the types of the model along it."""
    candidates = [model]
    for part in path:
        candidates = [found for candidate in candidates for found in _models_at(candidate, part)] or candidates
    return list(dict.fromkeys(field.alias or name for candidate in candidates for name, field in candidate.model_fields.items()))


def _models_at(model: type[BaseModel], part: int | str) -> list[type[BaseModel]]:
    """The models that a field can hold; a key that is no field is an id within a mapping, which keeps the model."""
    for name, field in model.model_fields.items():
        if part in (name, field.alias):
            return list(_models_within(field.annotation))
    return []


def _models_within(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_within(argument)
