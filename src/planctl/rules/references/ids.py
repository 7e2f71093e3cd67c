"""Rules about ids: each of them means one thing."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.nearest import did_you_mean
from planctl.rules.links import units_are_known
from planctl.rules.naming import named
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Review
from planctl.workspace.files import OutcomesEntry, PlanEntry
from planctl.workspace.workspace import Workspace


@rule(
    "R006",
    Severity.ERROR,
    PlanEntry,
    title=Message("Two things in a plan have the same id"),
    reason=Message(
        "Outcomes and references name things by unit and id. With two of the same name nobody can know which is meant, so the second one "
        "is left out."
    ),
)
def same_id(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    for first, second in plan.doubles:
        yield at(
            second,
            message=Message("the id {id} is taken by {thing}", id=second.id, thing=named(first)),
            hint=Message("give one of them another id, and use it in the outcomes too"),
        )


@rule(
    "R007",
    Severity.ERROR,
    Workspace,
    title=Message("A file belongs to a unit that the organisation does not have"),
    reason=Message("Only units in the tree of organisation.yaml are followed up: such a file is read, and then shown nowhere."),
)
def unknown_unit(workspace: Workspace, review: Review) -> Iterator[Finding]:
    if not units_are_known(review):
        return
    entries: list[PlanEntry | OutcomesEntry] = [*workspace.plans, *workspace.outcomes]
    for entry in entries:
        if entry.unit is None:
            yield Finding(
                entry.file,
                ("unit",),
                Message("the organisation has no unit {unit}", unit=entry.unit_id),
                did_you_mean(entry.unit_id, workspace.units) or Message("add it under units in {file}", file="organisation.yaml"),
            )


@rule(
    "R010",
    Severity.ERROR,
    Workspace,
    title=Message("Two units have the same id"),
    reason=Message("Plans and outcomes belong to a unit by its id. With two of the same name the second would never get any."),
)
def same_unit(workspace: Workspace, review: Review) -> Iterator[Finding]:
    for unit in workspace.root.walk():
        first = workspace.units[unit.id]
        if first is not unit:
            yield Finding(
                workspace.file,
                unit.path,
                Message("the id {id} is taken by the unit {title}", id=unit.id, title=first.title),
                Message("give one of the two units another id, and use it in its plans and outcomes too"),
                unit.id,
                key=True,
            )
