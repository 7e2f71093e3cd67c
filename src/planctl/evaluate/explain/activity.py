"""An activity or an assignment explained: its dates, the first and the one it has now, and every report of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planctl.evaluate.explain.case import Case
from planctl.evaluate.explain.explanation import Explanation, Place, Row, Section, Text, Word, said, section, sections
from planctl.evaluate.status import ActivityResult
from planctl.message import Message
from planctl.model.outcomes import ActivityOutcome
from planctl.notation.period import Period
from planctl.workspace.entries import ActivityEntry, AssignmentEntry

_LATE = Message("its date has passed, and it is neither done nor cancelled")


def explain_activity(case: Case, result: ActivityResult) -> Explanation:
    entry = result.entry
    return Explanation(
        kind="assignment" if isinstance(entry, AssignmentEntry) else "activity",
        address=entry.address,
        title=entry.model.title,
        unit=entry.plan.unit_id,
        period=case.period,
        as_of=case.as_of,
        status=Word("activity", result.status),
        reason=_LATE if result.overdue else None,
        sections=sections(
            section("dates", Message("Dates"), *_dates(result)),
            section("reports", Message("Reports"), *_reports(case, result)),
            _about(case, result),
        ),
    )


def _dates(result: ActivityResult) -> Iterator[Row | None]:
    entry = result.entry
    if isinstance(entry, ActivityEntry):
        yield said("start", Message("Begins"), entry.model.start)
    if entry.model.due is not None:
        first = result.first_due.isoformat() if result.first_due else None
        where = Place(entry.plan.file, (*entry.path, "due"))
        note: Text | None = (result.first_due, Message("moved")) if result.first_due and result.postponed else result.first_due
        yield Row("first-due", Message("First date"), str(entry.model.due), first, note=note, place=where)
    if result.postponed and result.due:
        yield Row("due", Message("New date"), result.due_text, result.due.isoformat(), note=result.due)
    if result.due:
        yield Row("overdue", Message("Overdue"), Message("yes") if result.overdue else Message("no"), result.overdue)


def _reports(case: Case, result: ActivityResult) -> Iterator[Row]:
    """Every report up to the period, of the years of its plan."""
    entry, calendar = result.entry, case.workspace.calendar
    for year, source in sorted(entry.plan.unit.outcomes.items()) if entry.plan.unit else ():
        reports: Mapping[str, ActivityOutcome] = source.reports(entry.section, entry.id)
        for name in (name for name in calendar.names if name in reports):
            if (entry.plan.years is None or year in entry.plan.years) and calendar.key(Period(year, name)) <= calendar.key(case.period):
                yield _report(Period(year, name), reports[name], Place(source.file, (entry.section, entry.id, name)))


def _report(period: Period, report: ActivityOutcome, where: Place) -> Row:
    status: Text = Word("activity", report.status) if report.status else Message("no status")
    parts: list[Text] = [Message("new date {date}", date=report.due)] if report.due else []
    parts += [Message("done {date}", date=report.done)] if report.done else []
    parts += [report.comment] if report.comment else []
    return Row("report", str(period), status, report.status, note=tuple(parts) or None, place=where)


def _given(entry: AssignmentEntry) -> Iterator[Row | None]:
    model = entry.model
    yield said("given-by", Message("Given by"), model.given_by)
    for name, label, date in (
        ("given", Message("Given"), model.given),
        ("reported", Message("Reported"), model.reported),
        ("closed", Message("Closed"), model.closed),
    ):
        if date:
            yield Row(name, label, date, date.isoformat(), place=Place(entry.plan.file, (*entry.path, name)))
    yield said("result", Message("Result"), model.result)
    yield said("reference", Message("Registration number"), model.reference)


def _about(case: Case, result: ActivityResult) -> Section | None:
    common = list(_common(result))
    if isinstance(result.entry, AssignmentEntry):
        return section("assignment", Message("The assignment"), *common, *_given(result.entry), case.plan_row(result.entry.plan))
    return section("activity", Message("The activity"), *common, *_led(result.entry), case.plan_row(result.entry.plan))


def _common(result: ActivityResult) -> Iterator[Row | None]:
    entry = result.entry
    yield said("description", Message("Description"), entry.model.description)
    yield said("responsible", Message("Responsible"), entry.model.responsible)


def _led(entry: ActivityEntry) -> Iterator[Row | None]:
    if entry.goal:
        yield Row("goal", Message("Goal"), entry.goal.model.title, address=entry.goal.address)
    yield said("evaluated", Message("Evaluated"), ", ".join(entry.model.evaluated))
    yield said("evaluation", Message("Evaluation"), entry.model.evaluation)
