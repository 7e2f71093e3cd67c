"""Rules about the dates of activities: that they can be read, lie within the plan and come in order."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.notation.due import Due, parse_due
from planctl.notation.refusal import Refusal
from planctl.rules.registry import Finding, at, rule
from planctl.rules.review import Review
from planctl.workspace.entries import ActivityEntry, AssignmentEntry
from planctl.workspace.files import PlanEntry

_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\s*")
_WHOLE_YEAR = re.compile(r"\s*(?:[^\W\d]+ )?[0-9]{4}\s*")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)|[0-9]{4}-[0-9]{1,2}", re.IGNORECASE)


def read_due(text: str | int | None) -> Due | None:
    """A date as it is written; None where there is none or it is not understood."""
    due = parse_due(text) if text is not None else None
    return None if isinstance(due, Refusal) else due


def last_day(entry: ActivityEntry | AssignmentEntry) -> datetime.date | None:
    """The day by which it shall be done; None for what recurs."""
    due = read_due(entry.model.due)
    return due.date(entry.plan.years) if due is not None else None


@rule(
    "A003",
    Severity.WARNING,
    PlanEntry,
    title=Message("The date of an activity or an assignment is not understood"),
    reason=Message(
        "A date that planctl can't read is never passed: the activity would look as if it were in time for ever. Words that are no date "
        "belong in the description."
    ),
)
def unreadable(plan: PlanEntry, review: Review) -> Iterator[Finding]:
    for activity in plan.activities.values():
        yield from _refused(activity, "start", activity.model.start)
        yield from _refused(activity, "due", activity.model.due)
    for assignment in plan.assignments.values():
        yield from _refused(assignment, "due", assignment.model.due)


def _refused(entry: ActivityEntry | AssignmentEntry, key: str, text: str | int | None) -> Iterator[Finding]:
    if text is not None and isinstance(refusal := parse_due(text), Refusal):
        yield at(entry, key, message=refusal.message, hint=refusal.hint)._replace(offset=refusal.offset, length=refusal.length)


@rule(
    "A004",
    Severity.WARNING,
    ActivityEntry,
    title=Message("The date of an activity lies outside the plan's period"),
    reason=Message(
        "What shall be done before the plan begins or after it ends is not followed up with it. Most often a year was not changed when an "
        "older plan was copied."
    ),
)
def outside_period(activity: ActivityEntry, review: Review) -> Iterator[Finding]:
    model, years = activity.model, activity.plan.years
    if years is None:
        return
    due, start = _written_year(model.due), _written_year(model.start)
    if due is not None and due not in years:
        yield _outside(activity, "due", str(model.due))
    if start is not None and start > years.last:
        yield _outside(activity, "start", str(model.start))


def _written_year(text: str | int | None) -> int | None:
    """The year that the text names: the winter of 2025/26 begins in 2025, although it ends in 2026."""
    due = read_due(text)
    if due is None or due.year is None:
        return None
    written = _YEAR.search(str(text))
    return int(written[0]) if written else due.year


def _outside(activity: ActivityEntry, key: str, text: str) -> Finding:
    return at(
        activity,
        key,
        message=Message("{date} lies outside the period of the plan, {years}", date=text, years=str(activity.plan.years)),
        hint=Message("check the year; what is done after the period belongs in the next plan"),
    )


@rule(
    "A010",
    Severity.WARNING,
    ActivityEntry,
    title=Message("An activity begins after the day when it shall be done"),
    reason=Message("One of the two dates is wrong, often its year; as it stands the activity is late before it has begun."),
)
def begins_too_late(activity: ActivityEntry, review: Review) -> Iterator[Finding]:
    model = activity.model
    if model.start is None or model.due is None:
        return
    begins, ends = _first_day(activity), last_day(activity)
    if begins is not None and ends is not None and begins > ends:
        yield at(
            activity,
            "start",
            message=Message("the activity begins {start}, but shall be done {due}", start=model.start, due=str(model.due)),
            hint=Message("check the years of start: and due:"),
        )


def _first_day(activity: ActivityEntry) -> datetime.date | None:
    """The first day that the start can mean. Months without a year come back each year: they are dates only in a plan of one year."""
    start, due, years = read_due(activity.model.start), read_due(activity.model.due), activity.plan.years
    if start is None or due is None or years is None:
        return None
    last = start.date(years)
    if last is None or (years.first != years.last and (start.year is None or due.year is None)):
        return None
    text = activity.model.start or ""
    if _DAY.fullmatch(text):
        return last
    if _MONTH.search(text):
        return last.replace(day=1)
    if _WHOLE_YEAR.fullmatch(text) and (last.month, last.day) == (12, 31):
        return last.replace(month=1, day=1)
    return _half_a_year_to(last)


def _half_a_year_to(last: datetime.date) -> datetime.date:
    """The beginning of the longest part of a year, season or half, that ends on a day."""
    months = max(last.year * 12 + last.month - 6, 12)
    return datetime.date(months // 12, months % 12 + 1, 1)
