"""The rows of what is reported in words: goals, activities with assignments, and services."""

from __future__ import annotations

from itertools import chain

from planctl.evaluate.activity import evaluate_activity
from planctl.evaluate.status import ActivityResult, GoalResult, ServiceResult, UnitResult
from planctl.exchange.workbook.cells import Look, Row
from planctl.exchange.workbook.fields import check, choice, locked, text, unexplained
from planctl.exchange.workbook.formulas import is_blank, is_one_of
from planctl.exchange.workbook.layout import ASSESSMENT_WORDS, KEPT_WORDS, KEY
from planctl.exchange.workbook.words import WHAT_NEXT, WHY
from planctl.message import Message
from planctl.model.outcomes import ActivityOutcome, GoalOutcome
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.words import ACTIVITY_WORDS
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import ActivityEntry, AssignmentEntry

_FINISHED = ("done", "cancelled")
_NEW_DATE = Message("A new date, where the first one is not kept: the first one stays in the report.")


def goal_rows(unit: UnitResult, language: Language, period: Period, calendar: Calendar) -> tuple[Row, ...]:
    """A row for each goal: the responsible person's own judgement."""
    return tuple(_goal(goal, language) for goal in unit.goals)


def _goal(goal: GoalResult, language: Language) -> Row:
    model = goal.entry.model
    report = goal.entry.report(goal.period) or GoalOutcome.model_construct()
    cases = [(is_blank("assessment"), Message("Fill in your assessment")), *unexplained(language, "assessment")]
    return {
        KEY: locked(goal.entry.address),
        "title": locked(model.title),
        "owner": locked(model.owner or goal.entry.plan.owner),
        "kpis": locked("\n".join(kpi.entry.model.title for kpi in goal.kpis)),
        "assessment": choice(language, report.assessment, ASSESSMENT_WORDS),
        "analysis": text(language, report.analysis, WHY),
        "action": text(language, report.action, WHAT_NEXT),
        "comment": text(language, report.comment, Message("What the reader needs to know besides.")),
        "check": check(language, cases),
    }


def activity_rows(unit: UnitResult, language: Language, period: Period, calendar: Calendar) -> tuple[Row, ...]:
    """A row for each activity and assignment that was not finished before: those followed up now first."""
    rows = [_Activity(result, language, period, calendar) for result in chain(unit.activities, unit.assignments)]
    wanted = [row for row in rows if row.is_wanted]
    return tuple(row.row() for row in sorted(wanted, key=lambda row: not row.is_now))


class _Activity:
    """An activity or assignment, as it stood before the follow-up and as it is reported at it."""

    def __init__(self, result: ActivityResult, language: Language, period: Period, calendar: Calendar) -> None:
        self.entry: ActivityEntry | AssignmentEntry = result.entry
        self.language, self.period, self.calendar = language, period, calendar
        self.before = evaluate_activity(self.entry, next(calendar.before(period)), calendar)
        self.report: ActivityOutcome | None = self.entry.report(period)

    @property
    def is_wanted(self) -> bool:
        return self.before.status not in _FINISHED or self.report is not None

    @property
    def is_now(self) -> bool:
        """Whether the plan says that it is evaluated at this follow-up, or does not say when."""
        named = self.entry.model.evaluated if isinstance(self.entry, ActivityEntry) else []
        return not named or self.period.name in named or self.report is not None

    @property
    def is_late(self) -> bool:
        """Whether its date passes with the period, so that it is done by then or needs a new one."""
        return self.before.due is not None and self.before.due <= self.calendar.end(self.period)

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
        if self.is_late:
            finished = is_one_of("status", (self.language.text(ACTIVITY_WORDS[status]) for status in _FINISHED))
            cases.append((f"AND(NOT({is_blank('status')}),{is_blank('due')},NOT({finished}))", Message("Fill in a new date")))
        return cases


def service_rows(unit: UnitResult, language: Language, period: Period, calendar: Calendar) -> tuple[Row, ...]:
    """A row for each promise."""
    return tuple(_service(service, language) for service in unit.services)


def _service(service: ServiceResult, language: Language) -> Row:
    model = service.entry.model
    unkept = is_one_of("kept", (language.text(KEPT_WORDS[word]) for word in ("partly", "no")))
    cases = [
        (is_blank("kept"), Message("Fill in whether it was kept")),
        (f"AND({unkept},{is_blank('comment')})", Message("Fill in a comment")),
    ]
    return {
        KEY: locked(service.entry.address),
        "title": locked(model.title),
        "promise": locked(model.promise),
        "within": locked(", ".join(filter(None, (model.within, model.starts)))),
        "kept": choice(language, service.kept, KEPT_WORDS),
        "comment": text(language, service.comment, Message("Required when the promise was not wholly kept.")),
        "check": check(language, cases),
    }
