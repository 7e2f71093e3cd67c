"""Requests of an export, as the command makes them."""

from __future__ import annotations

import datetime
import json
from typing import Any

from planctl.evaluate.selection import chosen_units
from planctl.exchange.formats import exported
from planctl.exchange.request import Part, Request
from planctl.notation.period import parse_period
from planctl.render.language import Language
from planctl.render.progress import Progress
from planctl.workspace.workspace import Workspace
from tests.workspaces import TODAY


def request_of(
    workspace: Workspace, period: str = "", *, as_of: datetime.date = TODAY, units: tuple[str, ...] = (), **options: Any
) -> Request:
    language = Language.of("en")
    chosen = parse_period(period, workspace.calendar.names) if period else None
    return Request((Part(workspace, chosen_units(workspace, units), chosen),), as_of, language, Progress(language), **options)


def rows_of(workspace: Workspace, period: str = "", **options: Any) -> list[dict[str, Any]]:
    """The rows by the names of their columns, as JSON holds them."""
    rows: list[dict[str, Any]] = json.loads(exported("json", request_of(workspace, period, **options)))["rows"]
    return rows
