"""Every field that a diff or a history can show has a word, and a history can be asked for every field that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from planctl.message import Message
from planctl.model import import_profile, organisation, plan
from planctl.model.base import Judged, Model
from planctl.model.outcomes import SECTIONS
from planctl.render.language import Language
from planctl.render.revisions.words import FIELD_WORDS, PROFILE_WORDS
from planctl.revisions.asked import fields_to_ask_for
from planctl.revisions.differences import Sort

NO_FIELDS = {
    organisation.Organisation: {"kind", "format", "units"},
    organisation.Unit: {"units"},
    plan.Plan: {"kind", "unit", "services", "goals", "kpis", "activities", "assignments"},
    plan.Goal: {"kpis", "activities"},
    import_profile.ImportProfile: {"kind"},
}
"""What is not told of a thing itself."""
SHOWN: dict[type[Model], Sort] = {
    organisation.Organisation: Sort.ORGANISATION,
    organisation.Unit: Sort.UNIT,
    plan.Plan: Sort.PLAN,
    plan.Goal: Sort.GOAL,
    plan.Kpi: Sort.KPI,
    plan.Service: Sort.SERVICE,
    plan.Activity: Sort.ACTIVITY,
    plan.Assignment: Sort.ASSIGNMENT,
    import_profile.ImportProfile: Sort.PROFILE,
    **dict.fromkeys(SECTIONS.values(), Sort.OUTCOME),
}


def names_in(model: type[Model]) -> Iterator[str]:
    """The parts of the names of a thing's fields that its models give."""
    for name, field in model.model_fields.items():
        if (field.alias or name) not in NO_FIELDS.get(model, ()):
            yield field.alias or name
            for inner in models_in(field.annotation):
                yield from names_in(inner)


def models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield from () if annotation is Judged else (annotation,)
    for part in get_args(annotation):
        yield from models_in(part)


@pytest.mark.parametrize(("model", "sort"), SHOWN.items(), ids=lambda known: getattr(known, "__name__", str(known)))
def test_every_field_has_a_word_in_both_languages(model, sort):
    words = FIELD_WORDS | PROFILE_WORDS if sort is Sort.PROFILE else FIELD_WORDS
    lacking = {name for name in names_in(model) if name not in words}
    assert lacking == set()
    assert all(Language.of(code).text(Message(words[name])) for code in ("en", "sv") for name in names_in(model))


def test_every_sort_is_shown():
    assert set(SHOWN.values()) == set(Sort)


@pytest.mark.parametrize("model", [model for model, sort in SHOWN.items() if sort not in (Sort.ORGANISATION, Sort.UNIT, Sort.PROFILE)])
def test_a_history_can_be_asked_for_every_field(model):
    names = {field.alias or name for name, field in model.model_fields.items()}
    assert names - NO_FIELDS.get(model, set()) <= fields_to_ask_for([])
