"""Rules about decided plans that were changed: what was decided holds until it is decided anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planctl.diagnostics import Severity
from planctl.message import Message, first_few
from planctl.revisions.differences import Difference, Sort
from planctl.rules.documents.placing import in_plan
from planctl.rules.registry import Finding, rule
from planctl.rules.review import Review
from planctl.workspace.decision import is_as_decided
from planctl.workspace.files import PlanEntry

_MOST_NAMED = 5


@rule(
    "D011",
    Severity.ERROR,
    PlanEntry,
    title=Message("A decided plan was changed without a new decision"),
    reason=Message(
        "What a board has decided holds until the board decides anew. planctl decide records a hash of the content; where the content no "
        "longer fits it, someone has changed the plan outside a formal revision."
    ),
)
def changed_since_decided(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    if _lacks_its_hash(plan):
        yield in_plan(
            plan,
            "document",
            message=Message("the decision records no content, though that of an earlier revision does"),
            hint=Message("run planctl decide {unit} with the data of the decision; it writes content:", unit=plan.unit_id),
            key=True,
        )
    if (earlier := _with_the_same_decision(plan)) is not None:
        yield in_plan(
            plan,
            "document",
            "decided",
            message=Message(
                "the plan goes before {file}, and has no decision of its own: both are of {date}",
                file=earlier.file,
                date=plan.model.document.decided,
            ),
            hint=Message("when the revision is decided, run planctl decide {unit}; until then it has status: proposed", unit=plan.unit_id),
        )
    if is_as_decided(plan.model) is not False or plan.file in review.workspace.broken.get(plan.unit_id, ()):
        return
    from planctl.revisions.since_decision import changes_since_decision  # git is asked only where something is wrong

    found = changes_since_decision(plan, review.workspace.sources[plan.file])
    message = Message("the plan is decided, and is not what was decided")
    if found is not None and not found:
        message = Message("the plan is decided, and is worded otherwise than what was decided, though it means the same")
    if found:
        message = Message("the plan is decided, and was changed since: {things}", things=_names(found))
    yield in_plan(
        plan,
        "document",
        "content",
        message=message,
        hint=Message("undo the change; or, when the revision is decided, run planctl decide {unit}", unit=plan.unit_id),
    )


def _lacks_its_hash(plan: PlanEntry) -> bool:
    document = plan.model.document
    before = [known.content for known in document.earlier.values()]
    before += [earlier.model.document.content for earlier in _earlier_plans(plan)]
    return document.status == "decided" and document.content is None and any(before)


def _with_the_same_decision(plan: PlanEntry) -> PlanEntry | None:
    """An earlier revision in a file of its own that was decided by the very decision that the plan tells of."""
    document = plan.model.document
    if document.status != "decided" or document.decided is None:
        return None
    decision = (document.decided, document.section, document.reference)
    known = ((earlier, earlier.model.document) for earlier in _earlier_plans(plan))
    return next((entry for entry, of in known if (of.decided, of.section, of.reference) == decision), None)


def _earlier_plans(plan: PlanEntry) -> list[PlanEntry]:
    """The decided plans of the unit for some of the same years that it goes before by its revision."""
    years, revision = plan.years, plan.model.document.revision or 1
    if plan.unit is None or years is None:
        return []
    return [
        other
        for other in plan.unit.plans
        if other.model.document.status in ("decided", "superseded")
        and (other.model.document.revision or 1) < revision
        and other.years is not None
        and other.years.first <= years.last
        and years.first <= other.years.last
    ]


def _names(found: Sequence[Difference]) -> tuple[str | Message, ...]:
    """The things that were changed, by their addresses; what is said of the plan as a whole by the names of its fields."""
    names: dict[str, None] = {}
    for difference in found:
        if difference.sort is Sort.PLAN:
            names |= dict.fromkeys(field.name for field in difference.fields if not field.name.startswith("document."))
        else:
            names[difference.address] = None
    return first_few(list(names), _MOST_NAMED)
