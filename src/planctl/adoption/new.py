"""`planctl new`: a further unit, plan or file of outcomes in a workspace. Nothing that is there is written over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from planctl.adoption.carry import carried_over
from planctl.adoption.schemas import line_for
from planctl.adoption.skeletons import PlanOf, first_outcomes, first_plan
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.model.validate import validate
from planctl.notation.period import Years
from planctl.render.language import Language
from planctl.source.discover import name_of
from planctl.source.editing.edit import Block, Change, UneditableError, edited
from planctl.source.reader import parse
from planctl.source.writing.write import write_files
from planctl.workspace.entries import Unit
from planctl.workspace.files import PlanEntry
from planctl.workspace.loading import file_with_errors
from planctl.workspace.workspace import Workspace

_AFTER_UNITS = ("rollup", "rules", "limits")


class UnitOf(NamedTuple):
    """A unit that is to be."""

    id: str
    title: str
    head: str
    under: Unit


def add_unit(workspace: Workspace, new: UnitOf) -> Path:
    """Writes a unit into the organisation's file, which is returned.

    Raises:
        PlanctlError: there is a unit of that id, or the file has errors or can't be changed safely.
    """
    if new.id in workspace.units:
        there = workspace.units[new.id]
        raise PlanctlError(Message("there is a unit {id} already: {title}", id=new.id, title=there.title), Message("choose another id"))
    _refuse_errors(workspace, workspace.file)
    path = workspace.sources[workspace.file]
    raw = path.read_bytes()
    try:
        made = edited(raw, [_added(workspace, new)])
    except UneditableError as error:
        raise error.in_file(workspace.file) from error
    _refuse_unsound(made, workspace.file)
    write_files(workspace.folder, {path: made}, {path: raw})
    return path


def _added(workspace: Workspace, new: UnitOf) -> Change:
    """The unit in lines of its own, as units are written, below the one that it belongs to."""
    said = Block({"title": new.title} | ({"head": new.head} if new.head else {}))
    above = () if new.under is workspace.root else new.under.path
    if new.under.children:
        return Change((*above, "units", new.id), said)
    return Change((*above, "units"), Block({new.id: said}), () if above else _AFTER_UNITS)


def add_plan(workspace: Workspace, unit: Unit, years: Years, last: PlanEntry | None, language: Language) -> Path:
    """Writes a new plan: from the last one, or a first text. Returns its file.

    Raises:
        PlanctlError: there is a plan of these years, a file where it would stand, or the last plan has errors or can't be changed safely.
    """
    for plan in unit.plans:
        if plan.years == years:
            message = Message("{unit} has a plan for {years} already: {file}", unit=unit.title, years=str(years), file=plan.file)
            raise PlanctlError(message, Message("choose other years with --years, or go on writing in that file"))
    if last is None:
        path = _folder_of(workspace, unit) / ("plan.yaml" if not unit.plans else f"plan-{years}.yaml")
        of = PlanOf(unit.id, unit.title, unit.head or "", years)
        made = first_plan(of, language, line_for("plan", path, workspace.folder))
    else:
        _refuse_errors(workspace, last.file)
        source = workspace.sources[last.file]
        path = source.parent / f"plan-{years}.yaml"
        made = _carried(workspace, last, years, source)
    _write_new(workspace, path, made)
    return path


def _carried(workspace: Workspace, last: PlanEntry, years: Years, source: Path) -> bytes:
    try:
        return carried_over(source.read_bytes(), last, years, workspace.calendar)
    except UneditableError as error:
        message = Message("{file} can't be carried over: {reason}", file=last.file, reason=error.message)
        raise PlanctlError(message, Message("begin with an empty plan, --from none, and copy what goes on by hand")) from error


def add_outcomes(workspace: Workspace, unit: Unit, year: int, language: Language) -> Path:
    """Writes a file for a unit's outcomes of a year, with what its plan wants reported in comments. Returns the file.

    Raises:
        PlanctlError: there is such a file, or no plan that holds in the year.
    """
    if there := unit.outcomes.get(year):
        message = Message("{unit} has outcomes of {year} already: {file}", unit=unit.title, year=year, file=there.file)
        raise PlanctlError(message, Message("write in that file"))
    plan = unit.plan_for(year)
    if plan is None:
        message = Message("{unit} has no plan for {year}", unit=unit.title, year=year)
        raise PlanctlError(message, Message("make one first: planctl new plan {unit} --years {years}", unit=unit.id, years=str(year)))
    path = workspace.sources[plan.file].parent / f"outcomes-{year}.yaml"
    made = first_outcomes(plan, year, workspace.calendar, language, line_for("outcomes", path, workspace.folder))
    _write_new(workspace, path, made)
    return path


def _folder_of(workspace: Workspace, unit: Unit) -> Path:
    """Where a unit's files lie: with its other ones, else in a folder of its own name."""
    own = [*(plan.file for plan in unit.plans), *(outcomes.file for outcomes in unit.outcomes.values())]
    return workspace.sources[own[0]].parent if own else workspace.folder / unit.id


def _write_new(workspace: Workspace, path: Path, made: bytes) -> None:
    if os.path.lexists(path):
        message = Message("{path} exists, and is not replaced", path=name_of(path))
        raise PlanctlError(message, Message("delete it first, or give it another name"))
    _refuse_unsound(made, name_of(path))
    write_files(workspace.folder, {path: made}, {path: None})


def _refuse_errors(workspace: Workspace, file: str) -> None:
    if any(problem.file == file for problem in workspace.problems):
        raise file_with_errors(file)


def _refuse_unsound(made: bytes, file: str) -> None:
    """Nothing is written that would not be read as what it is meant to be."""
    source = parse(made, Path(file), file)
    problems = source.problems or tuple(validate(file, source.data)[1])
    for problem in problems:
        raise PlanctlError(Message("{file} would not be read: {reason}", file=file, reason=problem.message), problem.hint)
