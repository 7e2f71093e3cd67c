"""Rules about addresses: each means something of the right kind, above and in force."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.nearest import did_you_mean
from planctl.notation.period import Years
from planctl.rules.links import Reference, references, resolve, units_above, units_are_known
from planctl.rules.naming import named
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Review
from planctl.workspace.entries import GoalEntry, KpiEntry, ServiceEntry


@rule(
    "R001",
    Severity.ERROR,
    GoalEntry,
    title=Message("A goal supports something that does not exist"),
    reason=Message(
        "The line from the vision to the work of a unit is made of these references. One that leads nowhere breaks it, and the goal counts "
        "for nothing in the goals above."
    ),
)
def supports_nothing(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    for reference in references(goal, review):
        if reference.key == "supports" and reference.target is None:
            yield from _unknown(goal, reference, review)


@rule(
    "R002",
    Severity.ERROR,
    GoalEntry,
    title=Message("A goal depends on something that does not exist"),
    reason=Message(
        "When a goal fails, the goals that build on it are in danger too. That can only be shown where the reference leads somewhere."
    ),
)
def depends_on_nothing(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    for reference in references(goal, review):
        if reference.key == "depends_on" and reference.target is None:
            yield from _unknown(goal, reference, review)


@rule(
    "R003",
    Severity.ERROR,
    ServiceEntry,
    title=Message("A service promise is measured by a KPI that does not exist"),
    reason=Message("Whether a promise is kept is read from the KPI that it names. Without it the promise is never followed up."),
)
def measured_by_nothing(service: ServiceEntry, review: Review) -> Iterator[Finding]:
    address = service.model.kpi
    if address is None:
        return
    target = resolve(address, service.plan, review)
    if target is None:
        yield from _unknown(service, Reference("kpi", ("kpi",), address, None), review)
    elif not isinstance(target, KpiEntry):
        yield at(
            service,
            "kpi",
            message=Message("{address} is not a KPI but {thing}", address=address, thing=named(target)),
            hint=Message("give the address of the KPI that measures whether the promise is kept"),
        )


@rule(
    "R008",
    Severity.ERROR,
    GoalEntry,
    title=Message("A goal supports or depends on something that is not a goal"),
    reason=Message("Only goals are rolled up into goals. A KPI or an activity contributes by standing under the goal that it belongs to."),
)
def not_a_goal(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    for _, place, address, target in references(goal, review):
        if target is not None and not isinstance(target, GoalEntry):
            yield at(
                goal,
                *place,
                message=Message("{address} is not a goal but {thing}", address=address, thing=named(target)),
                hint=Message("give the address of a goal: unit/goal"),
            )


@rule(
    "R009",
    Severity.WARNING,
    GoalEntry,
    title=Message("A goal supports a goal of a unit below its own"),
    reason=Message(
        "Goals are broken down from above, and results are reported back up the same ladder. A reference downwards turns the ladder upside "
        "down."
    ),
)
def supports_downwards(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    for key, place, _, target in references(goal, review):
        if key == "supports" and isinstance(target, GoalEntry) and goal.plan.unit in tuple(units_above(target.plan)):
            yield at(
                goal,
                *place,
                message=Message("{thing} belongs to {unit}, a unit below this one", thing=named(target), unit=target.plan.unit_id),
                hint=Message("turn it round: let {below} support {above}", below=target.address, above=goal.address),
            )


@rule(
    "R011",
    Severity.WARNING,
    GoalEntry,
    title=Message("A goal supports a goal of a plan for other years"),
    reason=Message(
        "When the plan above is replaced, goals below are easily left behind. They then lead to a goal that nobody follows any more."
    ),
)
def supports_other_years(goal: GoalEntry, review: Review) -> Iterator[Finding]:
    years = goal.plan.years
    if years is None or goal.plan.model.document.status == "superseded":
        return
    for key, place, _, target in references(goal, review):
        if key == "supports" and isinstance(target, GoalEntry) and _has_left(target, years, review):
            yield at(
                goal,
                *place,
                message=Message(
                    "{thing} stands in the plan for {years}, and no longer in the one that holds",
                    thing=named(target),
                    years=str(target.plan.years),
                ),
                hint=Message("support one of the goals in the plan for {years}", years=str(years)),
            )


def _has_left(goal: GoalEntry, years: Years, review: Review) -> bool:
    """Whether a goal's own plan does not reach into the years, while another plan of its unit does."""
    unit, own = goal.plan.unit, goal.plan.years
    if unit is None or own is None or own.overlaps(years) or unit.id in review.workspace.broken:
        return False
    return unit.plan_for(years.first) is not None


def _unknown(entry: GoalEntry | ServiceEntry, reference: Reference, review: Review) -> Iterator[Finding]:
    """A finding for an address that means nothing, unless a file that could not be read may hold what it means."""
    workspace = review.workspace
    unit, id_ = workspace.split(reference.address, entry.plan.unit_id)
    if unit in workspace.broken or (unit not in workspace.units and not units_are_known(review)):
        return
    if unit in workspace.units:
        message = Message("the plans of {unit} hold nothing called {id}", unit=unit, id=id_)
    else:
        message = Message("the organisation has no unit {unit}", unit=unit)
    yield at(
        entry,
        *reference.place,
        message=message,
        hint=_hint(unit, id_, "kpis" if reference.key == "kpi" else "goals", entry.address, review),
    )


@lru_cache(maxsize=256)
def _hint(unit: str, id_: str, section: str, own: str, review: Review) -> Message | None:
    """The same id in another unit; else the address most like this one. Only what can be meant is named: goals but the own one, or KPIs."""
    known = [entry.address for plan in review.workspace.plans for entry in getattr(plan, section).values() if entry.address != own]
    elsewhere = [address for address in known if address.endswith(f"/{id_}")]
    if elsewhere:
        return did_you_mean(f"{unit}/{id_}", elsewhere) or Message("did you mean {word}?", word=elsewhere[0])
    return did_you_mean(f"{unit}/{id_}", known) or Message("write the address of something that is in a plan, as unit/id")
