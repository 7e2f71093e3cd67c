"""Rules about assignments: what politics has given is reported back."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.evaluate.activity import evaluate_activity
from planctl.message import Message
from planctl.rules.activities.dates import last_day
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Review
from planctl.rules.whole import is_whole
from planctl.workspace.entries import AssignmentEntry


@rule(
    "A011",
    Severity.WARNING,
    AssignmentEntry,
    title=Message("An assignment lacks its giver or its date, or was not reported in time"),
    reason=Message(
        "Politics gives assignments and expects an answer. An assignment without a giver or a date is soon forgotten, and one whose day "
        "has passed is either reported, or late with a new date or a reason."
    ),
)
def loose(assignment: AssignmentEntry, review: Review) -> Iterator[Finding]:
    model = assignment.model
    if not is_whole(review.workspace, assignment.plan.file, assignment.path):
        return
    if model.given_by is None:
        yield at(
            assignment,
            message=Message("it is not said who gave the assignment {title}", title=model.title),
            hint=Message("add given_by: with the body that gave it, and given: with the day"),
        )
    if model.reported is not None or model.closed is not None:
        return
    if model.due is None:
        yield at(
            assignment,
            message=Message("the assignment {title} has no date", title=model.title),
            hint=Message("add due: with the day when it shall be reported"),
        )
    else:
        yield from _late(assignment, review)


def _late(assignment: AssignmentEntry, review: Review) -> Iterator[Finding]:
    """An assignment in the plan of today; an older plan has handed what was left on to the next one."""
    unit, first = assignment.plan.unit, last_day(assignment)
    if first is None or first >= review.as_of or unit is None or unit.plan_for(review.as_of.year) is not assignment.plan:
        return
    calendar = review.workspace.calendar
    result = evaluate_activity(assignment, calendar.year_end(review.as_of.year), calendar)
    if result.due is None or result.due >= review.as_of or result.status in ("done", "cancelled") or result.comment:
        return
    yield at(
        assignment,
        "due",
        message=Message("the assignment was to be reported {date}, and is not", date=result.due),
        hint=Message("add reported: with the day; or, in the unit's outcomes, a new date with due: or the reason with comment:"),
    )
