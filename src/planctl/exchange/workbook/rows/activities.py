"""The rows of the table of activities, in which assignments stand too."""

from __future__ import annotations

from itertools import chain

from planctl.evaluate.activity import evaluate_activity
from planctl.evaluate.status import ActivityResult, UnitResult
from planctl.exchange.workbook.formulas import is_blank, is_one_of
from planctl.exchange.workbook.layout import KEY
from planctl.exchange.workbook.rows.cell_kinds import check, choice, locked, text, unlisted, untaken
from planctl.exchange.workbook.rows.new_date import is_no_date
from planctl.exchange.workbook.sheet_model import Look, Row
from planctl.exchange.workbook.words import check_that, names
from planctl.message import Message
from planctl.model.outcomes import ActivityOutcome
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.words import ACTIVITY_WORDS
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import ActivityEntry, AssignmentEntry

FINISHED = ("done", "cancelled")
_NEW_DATE = Message("A new date, where the original one is not kept; the original one stays in the report.")


def activity_rows(unit: UnitResult, language: Language, period: Period, calendar: Calendar) -> tuple[Row, ...]:
    """A row for each activity and assignment that was not finished before: those followed up now first."""
    rows = [_Activity(result, language, period, calendar) for result in chain(unit.activities, unit.assignments)]
    wanted = [row for row in rows if row.is_wanted]
    return tuple(row.row() for row in sorted(wanted, key=lambda row: not row.is_now))


def is_followed_up(entry: ActivityEntry | AssignmentEntry, period: Period) -> bool:
    """Whether the plan says that it is evaluated at a follow-up, or does not say when; or whether it was reported."""
    named = entry.model.evaluated if isinstance(entry, ActivityEntry) else []
    return not named or period.name in named or entry.report(period) is not None


def has_passed(entry: ActivityEntry | AssignmentEntry, period: Period, calendar: Calendar) -> bool:
    """Whether its date passes with the period, so that it is done by then or needs a new one."""
    due = evaluate_activity(entry, next(calendar.before(period)), calendar).due
    return due is not None and due <= calendar.end(period)


class _Activity:
    """An activity or assignment, as it stood before the follow-up and as it is reported at it."""

    def __init__(self, result: ActivityResult, language: Language, period: Period, calendar: Calendar) -> None:
        self.entry: ActivityEntry | AssignmentEntry = result.entry
        self.language, self.period, self.calendar = language, period, calendar
        self.before = evaluate_activity(self.entry, next(calendar.before(period)), calendar)
        self.report: ActivityOutcome | None = self.entry.report(period)

    @property
    def is_wanted(self) -> bool:
        return self.before.status not in FINISHED or self.report is not None

    @property
    def is_now(self) -> bool:
        return is_followed_up(self.entry, self.period)

    def row(self) -> Row:
        model, look = self.entry.model, Look.LOCKED if self.is_now else Look.MUTED
        report = self.report or ActivityOutcome.model_construct()
        return {
            KEY: locked(self.entry.address),
            "goal": locked(self.belongs_to(), look),
            "title": locked(model.title, look),
            "responsible": locked(model.responsible, look),
            "first_due": locked(str(model.due or ""), look),
            "before": locked(self.stood(), look),
            "status": choice(self.language, report.status, ACTIVITY_WORDS),
            "due": text(self.language, report.due, _NEW_DATE),
            "comment": text(self.language, report.comment, Message("How it is going, in a sentence or two.")),
            "check": check(self.language, self.cases()),
        }

    def belongs_to(self) -> str:
        if isinstance(self.entry, ActivityEntry):
            return self.entry.goal.model.title if self.entry.goal else ""
        giver = self.entry.model.given_by
        return self.language.text(Message("Assignment from {giver}", giver=giver) if giver else Message("Assignment"))

    def stood(self) -> str:
        """How it stood before, where it was ever reported."""
        if self.before.source is None:
            return ""
        status = Message(ACTIVITY_WORDS[self.before.status])
        if self.before.postponed:
            return self.language.text(Message("{status}, new date {date}", status=status, date=self.before.due_text))
        return self.language.text(status)

    def cases(self) -> list[tuple[str, Message]]:
        """Nothing is asked of what is not followed up now, until something is written there."""
        cases = [(is_blank("status"), Message("Fill in the status"))] if self.is_now else []
        cases += unlisted("status", ACTIVITY_WORDS)
        if has_passed(self.entry, self.period, self.calendar):
            finished = is_one_of("status", [name for status in FINISHED for name in names(status, ACTIVITY_WORDS[status])])
            cases.append((f"AND(NOT({is_blank('status')}),{is_blank('due')},NOT({finished}))", Message("Fill in a new date")))
        filed = self.report.due if self.report else None
        no_date = check_that(Message("write the new date as {example}", example="2026-12-31"))
        return [*cases, (is_no_date("due", filed), no_date), *untaken("comment")]
