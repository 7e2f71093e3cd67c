"""Where findings about a plan as a whole stand."""

from __future__ import annotations

from planctl.message import Message
from planctl.rules.registry import Finding
from planctl.workspace.files import PlanEntry


def in_plan(plan: PlanEntry, *path: str | int, message: Message, hint: Message | None = None, key: bool = False) -> Finding:
    """A finding in a plan's file; its address is the unit's."""
    return Finding(plan.file, path, message, hint, plan.unit_id, key)
