"""Activities and assignments as templates see them."""

import datetime
from typing import NamedTuple

from planctl.evaluate.status import ActivityResult
from planctl.render.reports.view.marks import Mark, activity_mark, missed_mark, overdue_mark
from planctl.render.reports.view.scope import Scope
from planctl.render.reports.view.texts import said, titled, when
from planctl.workspace.entries import ActivityEntry, AssignmentEntry


class Activity(NamedTuple):
    """An activity: who does what by when. A new date never hides the first one."""

    address: str
    """Its address: personal/osa-enkat."""
    title: str
    """What shall be done."""
    description: str | None
    """More about it."""
    group: str | None
    """The heading that it is listed under."""
    responsible: str | None
    """The role or group that does it."""
    start: str | None
    """When it begins."""
    first_due: str | None
    """When it was to be done by the plan, as written."""
    missed: Mark | None
    """A mark where that day has passed and a new date was set: the first one stays, and is shown as missed."""
    new_due: str | None
    """The new date, where one has been set."""
    due: datetime.date | None
    """The day that counts now, where it can be told."""
    status: Mark
    """Planned, ongoing, done or cancelled."""
    overdue: Mark | None
    """A mark where the day has passed and it is not done."""
    evaluated: str | None
    """The follow-ups at which it is evaluated, and how."""
    comment: str | None
    """The latest comment."""


class Assignment(NamedTuple):
    """A task given by politics."""

    address: str
    """Its address."""
    title: str
    """The assignment."""
    description: str | None
    """More about it."""
    given_by: str | None
    """The body that gave it."""
    given: str | None
    """The date it was given."""
    reference: str | None
    """The registration number (diarienummer)."""
    responsible: str | None
    """The role that carries it out."""
    first_due: str | None
    """When it was to be reported, as written."""
    missed: Mark | None
    """A mark where that day has passed and a new date was set: the first one stays, and is shown as missed."""
    new_due: str | None
    """The new date, where one has been set."""
    due: datetime.date | None
    """The day that counts now, where it can be told."""
    status: Mark
    """Planned, ongoing, done or cancelled."""
    overdue: Mark | None
    """A mark where the day has passed and it is not done."""
    reported: str | None
    """The date it was reported back."""
    closed: str | None
    """The date it was closed."""
    result: str | None
    """How it was closed."""
    comment: str | None
    """The latest comment."""


def activity_view(scope: Scope, result: ActivityResult) -> Activity:
    entry, language = result.entry, scope.language
    assert isinstance(entry, ActivityEntry)
    model = entry.model
    evaluated = [scope.calendar.periods[name].title or name if name in scope.calendar.periods else name for name in model.evaluated]
    return Activity(
        address=entry.address,
        title=titled(model.title, entry.id),
        description=said(model.description),
        group=said(model.group),
        responsible=said(model.responsible),
        start=when(language, model.start),
        first_due=when(language, model.due),
        missed=_missed(scope, result),
        new_due=when(language, result.due_text) if result.postponed else None,
        due=result.due,
        status=activity_mark(language, result),
        overdue=overdue_mark(language) if result.overdue else None,
        evaluated=said("; ".join(filter(None, (", ".join(evaluated), model.evaluation)))),
        comment=said(result.comment),
    )


def assignment_view(scope: Scope, result: ActivityResult) -> Assignment:
    entry, language = result.entry, scope.language
    assert isinstance(entry, AssignmentEntry)
    model = entry.model

    def day(value: datetime.date | None) -> str | None:
        return language.date(value) if value else None

    return Assignment(
        address=entry.address,
        title=titled(model.title, entry.id),
        description=said(model.description),
        given_by=said(model.given_by),
        given=day(model.given),
        reference=said(model.reference),
        responsible=said(model.responsible),
        first_due=when(language, model.due),
        missed=_missed(scope, result),
        new_due=when(language, result.due_text) if result.postponed else None,
        due=result.due,
        status=activity_mark(language, result),
        overdue=overdue_mark(language) if result.overdue else None,
        reported=day(model.reported),
        closed=day(model.closed),
        result=said(model.result),
        comment=said(result.comment),
    )


def _missed(scope: Scope, result: ActivityResult) -> Mark | None:
    passed = result.first_due is not None and result.first_due <= scope.calendar.end(scope.case.period)
    return missed_mark(scope.language) if result.postponed and passed else None
