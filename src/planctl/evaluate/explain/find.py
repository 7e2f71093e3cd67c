"""What an address means on the command line: one entry of one workspace, and the period to look at."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.evaluate.period import chosen_period
from planctl.message import Message
from planctl.nearest import did_you_mean
from planctl.notation.period import Period
from planctl.workspace.entries import AnyEntry
from planctl.workspace.files import PlanEntry
from planctl.workspace.workspace import Workspace


class Target(NamedTuple):
    """An entry in force at a period."""

    workspace: Workspace
    entry: AnyEntry
    period: Period


def find(workspaces: Sequence[Workspace], address: str, period: str, as_of: datetime.date) -> Target:
    """The one thing of an address, or of an id that only one unit has. Without a period, the latest one that has ended while its plan held.

    Raises:
        PlanctlError: there is none, or there are several.
    """
    found = [target for workspace in workspaces for target in _in_force(workspace, address, chosen_period(workspace, period, as_of))]
    if not found and not period:
        found = [target for workspace in workspaces for target in _at_other_times(workspace, address, as_of)]
    if len(found) == 1:
        return found[0]
    raise _several(address, found) if found else _none(workspaces, address, period)


def _in_force(workspace: Workspace, address: str, period: Period) -> Iterator[Target]:
    unit_id, _slash, id_ = address.rpartition("/")
    for unit in workspace.root.walk():
        plan = unit.plan_for(period.year) if unit_id in ("", unit.id) else None
        if plan and (entry := plan.find(id_)):
            yield Target(workspace, entry, period)


def _at_other_times(workspace: Workspace, address: str, as_of: datetime.date) -> Iterator[Target]:
    """In each unit's latest plan that knows the address."""
    for unit in workspace.root.walk():
        for plan in reversed(unit.plans):
            targets = list(_in_force(workspace, f"{unit.id}/{address.rpartition('/')[2]}", _last_period(workspace, plan, as_of)))
            if targets and address in (targets[0].entry.id, targets[0].entry.address):
                yield targets[0]
                break


def _last_period(workspace: Workspace, plan: PlanEntry, as_of: datetime.date) -> Period:
    """The latest period of a plan that has ended; its first one, where none has."""
    calendar = workspace.calendar
    latest = calendar.latest_ended(as_of)
    if plan.years is None or latest.year in plan.years:
        return latest
    return calendar.year_end(plan.years.last) if latest.year > plan.years.last else Period(plan.years.first, calendar.names[0])


def _several(address: str, found: Sequence[Target]) -> PlanctlError:
    addresses = tuple(dict.fromkeys(target.entry.address for target in found))
    if len(addresses) > 1:
        return PlanctlError(Message("several units have {id}", id=address), Message("write one of {addresses}", addresses=addresses))
    folders = tuple(target.workspace.file for target in found)
    return PlanctlError(
        Message("several organisations have {address}: {files}", address=address, files=folders),
        Message("choose the folder of one of them with -C"),
    )


def _none(workspaces: Sequence[Workspace], address: str, period: str) -> PlanctlError:
    id_ = address.rpartition("/")[2]
    plans = [plan for workspace in workspaces for plan in workspace.plans if plan.find(id_) and address in (id_, f"{plan.unit_id}/{id_}")]
    if plans:
        years = tuple(str(plan.years) for plan in plans if plan.years)
        return PlanctlError(
            Message("{address} is in no plan that holds in {period}", address=address, period=period),
            Message("it is in the plan for {years}", years=years),
        )
    if any(address in workspace.units for workspace in workspaces):
        return PlanctlError(
            Message("{id} is a unit, which has no status of its own", id=address),
            Message("planctl status {id} shows all that it has", id=address),
        )
    known = [known for workspace in workspaces for known in workspace.addresses()]
    names = known if "/" in address else [name.partition("/")[2] for name in known]
    hint = did_you_mean(address, names) or did_you_mean(address, known) or Message("planctl status --format json lists all addresses")
    return PlanctlError(Message("there is nothing with the address {address}", address=address), hint)
