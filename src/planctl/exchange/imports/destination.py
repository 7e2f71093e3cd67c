"""Where outcomes are filed: the unit's file of the year, or a new one beside its plan."""

from __future__ import annotations

from pathlib import Path

from planctl.exchange.imports.filing import outcomes_of
from planctl.exchange.imports.findings import SEE_CHECK, Blocked
from planctl.exchange.imports.statement import Target
from planctl.message import Message
from planctl.source import codes
from planctl.source.discover import name_of
from planctl.workspace.workspace import Workspace

_OF_FILES = (codes.LINK_OUT, codes.IS_A_FOLDER, codes.UNREADABLE, codes.TOO_LARGE)
"""Problems of files that nothing can be read of: they say what to do."""


def file_of(workspace: Workspace, target: Target) -> tuple[str, Path] | Blocked:
    """Name and path of the file that a target is filed in; else why nothing can be filed there."""
    outcomes = outcomes_of(workspace, target)
    path = workspace.sources[outcomes.file] if outcomes else _new(workspace, target)
    name = outcomes.file if outcomes else name_of(path)
    problem = next((problem for problem in workspace.problems if problem.file == name), None)
    if problem is not None and problem.code in _OF_FILES:
        return Blocked(name, problem.message, problem.hint)
    if problem is not None or (outcomes is None and path.exists()):
        message = Message("the file has problems of its own, and nothing can be filed in it")
        return Blocked(name, message, SEE_CHECK)
    return name, path


def _new(workspace: Workspace, target: Target) -> Path:
    """Beside the plan, where only plans of the unit lie; else in the folder of the unit's name."""
    unit, year = workspace.units[target.unit], target.period.year
    plan = unit.plan_for(year)
    folder = workspace.sources[plan.file].parent if plan else workspace.folder / unit.id
    if any(workspace.sources[other.file].parent == folder for other in workspace.plans if other.unit is not unit):
        folder = workspace.folder / unit.id
    return folder / f"outcomes-{year}.yaml"
