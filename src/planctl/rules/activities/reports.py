"""Rules about how activities are reported: new dates, lateness, and what is done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.evaluate.activity import evaluate_activity
from planctl.message import Message
from planctl.model.outcomes import ActivityOutcome
from planctl.notation.due import parse_due
from planctl.notation.period import Period
from planctl.notation.refusal import Refusal
from planctl.rules.activities.dates import last_day, read_due
from planctl.rules.registry import Finding, rule
from planctl.rules.review import Reported, Review
from planctl.rules.whole import is_whole_below
from planctl.workspace.entries import ActivityEntry, AssignmentEntry
from planctl.workspace.files import OutcomesEntry


@rule(
    "A007",
    Severity.WARNING,
    Reported,
    title=Message("The new date of an activity is not understood, or lies before the first one"),
    reason=Message(
        "When a date is missed the first one stays, and a new one is set beside it. A new date that can't be read, or that comes before "
        "the first one, does not tell when the activity will be done."
    ),
)
def doubtful_new_date(reported: Reported, review: Review) -> Iterator[Finding]:
    outcome = reported.outcome
    if not isinstance(outcome, ActivityOutcome) or outcome.due is None:
        return
    new, first = parse_due(outcome.due), _first_date(reported)
    if isinstance(new, Refusal):
        yield _at(reported, "due", new.message, new.hint)._replace(offset=new.offset, length=new.length)
    elif first is not None and (moved := new.date()) is not None and moved < first:
        message = Message("the new date, {new}, lies before the first one, {first}", new=moved, first=first)
        yield _at(reported, "due", message, Message("check the year and the month of the new date"))


def _first_date(reported: Reported) -> datetime.date | None:
    """The date that the plan sets, where it names the year."""
    plan = reported.source.plan
    entry = plan.find(reported.id) if plan else None
    due = read_due(entry.model.due) if isinstance(entry, (ActivityEntry, AssignmentEntry)) else None
    return due.date() if due else None


def _at(reported: Reported, part: str, message: Message, hint: Message | None) -> Finding:
    return Finding(reported.source.file, (*reported.path, part), message, hint, reported.address)


@rule(
    "A008",
    Severity.WARNING,
    OutcomesEntry,
    title=Message("An activity is late, and nothing is said about it"),
    reason=Message(
        "A date may be missed, but not in silence: the report says that the activity is done or cancelled, sets a new date beside the "
        "first one, or tells why it is late."
    ),
)
def late_in_silence(entry: OutcomesEntry, review: Review) -> Iterator[Finding]:
    period = _latest_report(entry, review)
    plan = entry.plan
    if plan is None or period is None:
        return
    calendar = review.workspace.calendar
    end = calendar.end(period)
    for activity in plan.activities.values():
        first = last_day(activity)
        if first is None or first > end:
            continue
        result = evaluate_activity(activity, period, calendar)
        whole = is_whole_below(review.workspace, entry.file, ("activities", activity.id))
        if result.overdue and result.due and not result.comment and whole:
            yield _late(entry, activity, period, result.due)


def _latest_report(entry: OutcomesEntry, review: Review) -> Period | None:
    """The latest ended follow-up that the unit has reported, where this file is the one that reports it."""
    if entry.unit is None or any(_ended(other, review) for year, other in entry.unit.outcomes.items() if year > entry.year):
        return None
    return max(_ended(entry, review), key=review.workspace.calendar.key, default=None)


def _ended(entry: OutcomesEntry, review: Review) -> list[Period]:
    calendar, reported = review.workspace.calendar, entry.periods()
    periods = [Period(entry.year, name) for name in calendar.names if name in reported]
    return [period for period in periods if calendar.end(period) <= review.as_of]


def _late(entry: OutcomesEntry, activity: ActivityEntry, period: Period, due: datetime.date) -> Finding:
    return Finding(
        entry.file,
        ("activities", activity.id),
        Message(
            "{title} was due {date}, and by {period} it is reported neither as done nor with a new date",
            title=activity.model.title,
            date=due,
            period=str(period),
        ),
        Message("report status: done or cancelled, a new date with due:, or the reason with comment:"),
        activity.address,
        True,
    )


@rule(
    "A012",
    Severity.WARNING,
    Reported,
    title=Message("The day when an activity was done does not agree with its status"),
    reason=Message(
        "An activity is done when its status says so. With a date alone it counts as under way, and shows as late when its time is out."
    ),
)
def done_and_not_done(reported: Reported, review: Review) -> Iterator[Finding]:
    outcome = reported.outcome
    if not isinstance(outcome, ActivityOutcome) or outcome.done is None:
        return
    if outcome.status is None:
        message = Message("it was done {date}, but no status is given", date=outcome.done)
        yield _at(reported, "done", message, Message("add status: done"))
    elif outcome.status != "done":
        message = Message("it was done {date}, but its status is {status}", date=outcome.done, status=outcome.status)
        yield _at(reported, "done", message, Message("write status: done, or take the date away; a new last day is written with due:"))
    elif outcome.done > review.as_of:
        message = Message("it is reported as done on {date}, a day that has not come yet", date=outcome.done)
        yield _at(reported, "done", message, Message("check the date; a new last day is written with due:"))
