"""The rows of the table of goals: the responsible person's own judgement of each."""

from __future__ import annotations

from planctl.evaluate.status import GoalResult, UnitResult
from planctl.exchange.workbook.formulas import is_blank
from planctl.exchange.workbook.layout import ASSESSMENT_WORDS, KEY
from planctl.exchange.workbook.rows.cell_kinds import check, choice, locked, text, unexplained, unlisted, untaken
from planctl.exchange.workbook.sheet_model import Row
from planctl.exchange.workbook.words import WHAT_NEXT, WHY
from planctl.message import Message
from planctl.model.outcomes import GoalOutcome
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.workspace.calendar import Calendar


def goal_rows(unit: UnitResult, language: Language, period: Period, calendar: Calendar) -> tuple[Row, ...]:
    """A row for each goal: the responsible person's own judgement."""
    return tuple(_goal(goal, language) for goal in unit.goals)


def _goal(goal: GoalResult, language: Language) -> Row:
    model = goal.entry.model
    report = goal.entry.report(goal.period) or GoalOutcome.model_construct()
    cases = [
        (is_blank("assessment"), Message("Fill in your assessment")),
        *unlisted("assessment", ASSESSMENT_WORDS),
        *unexplained("assessment"),
        *untaken("analysis", "action", "comment"),
    ]
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
