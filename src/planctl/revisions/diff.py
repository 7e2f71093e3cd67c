"""The whole of a semantic diff: two revisions of an organisation compared, with what that does to the traffic lights."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from planctl.errors import PlanctlError
from planctl.evaluate.period import chosen_period
from planctl.message import Message
from planctl.revisions.compare import compared
from planctl.revisions.differences import Diff, Difference, Sort, Unread, What
from planctl.revisions.effects import effects
from planctl.revisions.supports import broken_supports
from planctl.revisions.things import organisation_thing
from planctl.revisions.unread import areas_of, faulty
from planctl.source.walk import Root
from planctl.workspace.loading import Models, load
from planctl.workspace.workspace import Workspace


def diffs(before: Sequence[Root], after: Sequence[Root], names: tuple[str, str], period: str, as_of: datetime.date) -> list[Diff]:
    """What differs in each organisation of either side, found again by its id.

    Raises:
        PlanctlError: an organisation's own file can't be read, or its calendar has no such period.
    """
    known: Models = {}
    old, new = ([_loaded(root, name, known) for root in roots] for roots, name in ((before, names[0]), (after, names[1])))
    return [diff(*pair, names, period, as_of) for pair in _paired(old, new)]


def _paired(before: Sequence[Workspace], after: Sequence[Workspace]) -> list[tuple[Workspace | None, Workspace | None]]:
    """Organisations by their ids; of those with the same id, first the ones in the same folder."""
    old = list(before)
    found: dict[int, Workspace] = {}
    for is_same in (lambda one, other: one.file == other.file, lambda _one, _other: True):
        for at, workspace in enumerate(after):
            former = next((other for other in old if other.id == workspace.id and is_same(other, workspace)), None)
            if at not in found and former:
                found[at] = former
                old.remove(former)
    return [*((found.get(at), workspace) for at, workspace in enumerate(after)), *((workspace, None) for workspace in old)]


def _loaded(root: Root, revision: str, known: Models) -> Workspace:
    found = load(root, known)
    if isinstance(found, Workspace):
        return found
    where = revision or Message("the working tree")
    message = Message("{file} can't be read at {revision}", file=root.name_of(root.organisation), revision=where)
    raise PlanctlError(message, Message("planctl check, with --at for a revision, tells what is wrong with it"))


def diff(before: Workspace | None, after: Workspace | None, names: tuple[str, str], period: str, as_of: datetime.date) -> Diff:
    """What differs between two revisions; `names` are those of the revisions, "" of the working tree. An organisation may be on one side.

    Raises:
        PlanctlError: the calendar has no such period.
        ValueError: the organisation is on neither side.
    """
    known = after or before
    if known is None:
        raise ValueError("there is nothing to compare")
    shown = chosen_period(known, period, as_of)
    unread = tuple(_unread(before, names[0])) + tuple(_unread(after, names[1]))
    titles = {id_: unit.title for side in (before, after) if side for id_, unit in side.units.items()}
    if before is None or after is None:
        alone = _alone(What.REMOVED if after is None else What.ADDED, known)
        return Diff(known.id, known.organisation.name, *names, shown, (alone,), unread=unread, titles=titles)
    faults = faulty(before, after)
    differences, renames = compared(before, after, faults)
    return Diff(
        known.id,
        known.organisation.name,
        *names,
        shown,
        tuple(differences),
        tuple(effects(before, after, renames, faults, shown, as_of)) if differences or unread else (),
        tuple(broken_supports(before, after, renames, faults)),
        unread,
        titles,
    )


def _alone(what: What, workspace: Workspace) -> Difference:
    """An organisation that has come or gone with all its plans."""
    thing = organisation_thing(workspace)
    holds = {Sort.UNIT: sum(unit.model is not None for unit in workspace.units.values()), Sort.PLAN: len(workspace.plans)}
    holds |= {Sort.GOAL: sum(len(plan.goals) for plan in workspace.plans), Sort.KPI: sum(len(plan.kpis) for plan in workspace.plans)}
    return Difference(what, thing.sort, thing.unit, thing.address, thing.title, thing.place, holds=holds)


def _unread(workspace: Workspace | None, name: str) -> Iterator[Unread]:
    areas = areas_of(workspace.problems) if workspace else {}
    return (Unread(file, name, () if () in areas[file] else tuple(sorted(areas[file], key=str))) for file in sorted(areas))
