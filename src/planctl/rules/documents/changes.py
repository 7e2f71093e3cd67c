"""Rules about decided plans that were changed: what was decided holds until it is decided anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planctl.diagnostics import Severity
from planctl.message import Message
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
    if is_as_decided(plan.model) is not False or plan.file in review.workspace.broken.get(plan.unit_id, ()):
        return
    from planctl.revisions.since_decision import changes_since_decision  # git is asked only where something is wrong

    found = changes_since_decision(plan, review.workspace.sources[plan.file])
    message = Message("the plan is decided, and is not what was decided")
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
    return document.status == "decided" and document.content is None and any(known.content for known in document.earlier.values())


def _names(found: Sequence[Difference]) -> tuple[str | Message, ...]:
    """The things that were changed, by their addresses; what is said of the plan as a whole by the names of its fields."""
    names: dict[str, None] = {}
    for difference in found:
        if difference.sort is Sort.PLAN:
            names |= dict.fromkeys(field.name for field in difference.fields if not field.name.startswith("document."))
        else:
            names[difference.address] = None
    if len(names) <= _MOST_NAMED:
        return tuple(names)
    return (*list(names)[:_MOST_NAMED], Message("and {n} more", n=len(names) - _MOST_NAMED))
