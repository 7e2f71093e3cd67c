"""Which fields the history of a thing can be asked for: those that the models have, and those that old commits held."""

from __future__ import annotations

from collections.abc import Iterable

from planctl.model.base import Model
from planctl.model.outcomes import SECTIONS
from planctl.model.plan import Activity, Assignment, Goal, Kpi, Plan, Service
from planctl.revisions.contents import GOAL
from planctl.revisions.differences import SORTS
from planctl.revisions.history import Event

_MODELS: tuple[type[Model], ...] = (Plan, Goal, Kpi, Service, Activity, Assignment, *SECTIONS.values())
_NO_FIELDS = frozenset(("kind", *SORTS))
"""What holds things of their own, or only says what a file is."""


def fields_to_ask_for(events: Iterable[Event]) -> set[str]:
    """The first part of their names: `document`, `target`, `value`."""
    names = {field.alias or name for model in _MODELS for name, field in model.model_fields.items()}
    held = {first_part(field.name) for event in events for field in event.fields}
    return names - _NO_FIELDS | held | {GOAL}


def first_part(name: str) -> str:
    """Of a dotted name of a field."""
    return name.partition(".")[0]


def narrowed(event: Event, field: str) -> Event | None:
    """The event with only the field asked for, and what stands in it; None where it has nothing of it."""
    fields = tuple(known for known in event.fields if known.name == field or known.name.startswith(f"{field}."))
    return event._replace(fields=fields) if fields else None
