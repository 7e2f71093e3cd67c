"""Rules about the decision of a plan: who decided it and when, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.rules.documents.placing import in_plan
from planctl.rules.registry import Finding, rule
from planctl.rules.review import Review
from planctl.rules.whole import is_whole
from planctl.workspace.files import PlanEntry


@rule(
    "D001",
    Severity.WARNING,
    PlanEntry,
    title=Message("A decided plan lacks the data of its decision"),
    reason=Message(
        "A decided plan is a public record: anyone shall be able to find who decided it, when, and under which section of the minutes or "
        "which registration number. A draft is not the same thing."
    ),
)
def without_decision(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    document = plan.model.document
    if document.status != "decided" or not _is_whole(plan, review):
        return
    lacking: list[str | Message] = []
    if document.decided is None:
        lacking.append("decided")
    if document.decided_by is None:
        lacking.append("decided_by")
    if document.section is None and document.reference is None:
        lacking.append(Message("section or reference"))
    if lacking:
        yield in_plan(
            plan,
            "document",
            "status",
            message=Message("the plan is decided, but its document lacks {keys}", keys=tuple(lacking)),
            hint=Message("add what lacks; a plan that is not decided yet has status: draft or proposed"),
        )


@rule(
    "D005",
    Severity.WARNING,
    PlanEntry,
    title=Message("The period of a plan has begun, and the plan is not decided"),
    reason=Message("Until a plan is decided nobody is bound by it, and follow-up is held against a draft."),
)
def begun_undecided(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    years, status = plan.years, plan.model.document.status
    if plan.unit is None or years is None or years.first > review.as_of.year:
        return
    if status not in ("draft", "proposed") or _was_decided(plan, review) or plan.unit_id in review.workspace.broken:
        return
    year = min(review.as_of.year, years.last)
    others = [other for other in plan.unit.plans if other.years and year in other.years]
    if not any(other.model.document.status == "decided" for other in others):
        yield in_plan(
            plan,
            "document",
            "status",
            message=Message("the plan for {years} has begun, and its status is {status}", years=str(years), status=status),
            hint=Message("when it is decided, run planctl decide {unit} --date … --by …", unit=plan.unit_id),
        )


@rule(
    "D007",
    Severity.WARNING,
    PlanEntry,
    title=Message("Nobody is responsible for a plan"),
    reason=Message("Someone answers for the plan as a whole: follows it up, and sees to it that it is revised."),
)
def without_responsible(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    if plan.unit is None or plan.model.document.responsible is not None or plan.unit.head is not None:
        return
    if _is_whole(plan, review) and is_whole(review.workspace, review.workspace.file, plan.unit.path):
        yield in_plan(
            plan,
            "document",
            message=Message("nobody is said to be responsible for the plan, and the unit has no head"),
            hint=Message("add responsible: under document:, or head: to the unit in organisation.yaml"),
            key=True,
        )


@rule(
    "D009",
    Severity.WARNING,
    PlanEntry,
    title=Message("A plan has been decided, and its status does not say so"),
    reason=Message("A plan without status: decided counts as a draft: another plan for the same years goes before it."),
)
def decided_without_status(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    document = plan.model.document
    if document.status in ("draft", "proposed") and _was_decided(plan, review) and _is_whole(plan, review):
        yield in_plan(
            plan,
            "document",
            "decided",
            message=Message("the plan was decided {date}, but its status is {status}", date=document.decided, status=document.status),
            hint=Message("write status: decided; in a draft of a revision, take the earlier decision away"),
        )


def _was_decided(plan: PlanEntry, review: Review) -> bool:
    """Whether it has a day of decision, and the day has come: a proposal may name the day when it will be decided."""
    decided = plan.model.document.decided
    return decided is not None and decided <= review.as_of


def _is_whole(plan: PlanEntry, review: Review) -> bool:
    """Whether nothing was left out of the document's data when the file was read."""
    return all(is_whole(review.workspace, plan.file, path) for path in ((), ("document",)))
