"""How findings name the entries of a plan: by kind and title."""

from __future__ import annotations

from planctl.message import Message
from planctl.workspace.entries import ActivityEntry, AnyEntry, AssignmentEntry, GoalEntry, KpiEntry


def named(entry: AnyEntry) -> Message:
    """An entry as a sentence speaks of it: the goal Friska medarbetare."""
    match entry:
        case GoalEntry(model=model):
            return Message("the goal {title}", title=model.title)
        case KpiEntry(model=model):
            return Message("the KPI {title}", title=model.title)
        case ActivityEntry(model=model):
            return Message("the activity {title}", title=model.title)
        case AssignmentEntry(model=model):
            return Message("the assignment {title}", title=model.title)
    return Message("the service {title}", title=entry.model.title or entry.model.promise)
