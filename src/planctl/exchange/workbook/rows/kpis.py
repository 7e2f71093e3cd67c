"""The rows of the KPI table: those measured at the follow-up first, then those of which only a forecast is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planctl.evaluate.kpi import is_due
from planctl.evaluate.status import KpiResult, UnitResult
from planctl.exchange.fingerprint import fingerprint
from planctl.exchange.workbook.formulas import is_blank, quoted, within
from planctl.exchange.workbook.layout import ASSESSMENT_WORDS, FINGERPRINT, GROUP, KEY, NO_VALUE_WORDS, PREVIOUS, READING
from planctl.exchange.workbook.rows.cell_kinds import check, choice, locked, text, unexplained, unlisted, untaken
from planctl.exchange.workbook.rows.earlier import earlier_outcome, follow_up, groups, shown_periods
from planctl.exchange.workbook.rows.input_rules import number_rule
from planctl.exchange.workbook.rows.limits import Limits
from planctl.exchange.workbook.rows.reading import UNCLEAR, Reading, says_percent
from planctl.exchange.workbook.sheet_model import GENERAL, Cell, Look, Row, Rule
from planctl.exchange.workbook.words import WHAT_NEXT, WHY, check_that
from planctl.message import Message
from planctl.model.base import Value
from planctl.model.outcomes import KpiOutcome
from planctl.notation.number import parse_number
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.values import target_text, value_text
from planctl.workspace.calendar import Calendar

_NO_VALUE = Message("Why there is no value, where you wrote a word instead of a number.")
_COMMENT = Message("What the reader needs to know about the outcome or the forecast.")
_TOTAL = Message("total")
_LEAVES_UNMEASURED = {"forecast", "comment", "source"}
"""What can be reported of a KPI at a follow-up at which it is not measured."""
_SUSPECT_SHARE = Decimal(20)
"""A per cent sign that is typed makes Excel store a hundredth: a value this many times smaller than the last is asked about."""


def kpi_rows(unit: UnitResult, language: Language, period: Period, calendar: Calendar) -> tuple[Row, ...]:
    """The rows of a unit's KPIs."""
    wanted = [_KpiRows(kpi, language, period, calendar) for kpi in unit.kpis]
    measured = [rows for rows in wanted if rows.is_measured]
    expected = [rows for rows in wanted if not rows.is_measured and rows.is_expected]
    return tuple(row for rows in (*measured, *expected) for row in rows.all())


class _KpiRows:
    """The rows of one KPI: the total, and each group."""

    def __init__(self, kpi: KpiResult, language: Language, period: Period, calendar: Calendar) -> None:
        self.kpi, self.language, self.period, self.calendar = kpi, language, period, calendar
        self.model, self.scheme = kpi.entry.model, kpi.scheme
        self.outcome = kpi.outcome or KpiOutcome.model_construct()
        self.is_last = period == calendar.year_end(period.year)
        self.is_measured = kpi.due or self.is_reported
        self.limits = Limits(kpi, language, period, calendar)
        self.reading = Reading(kpi.entry, period.year)
        is_due_later = is_due(kpi.entry, calendar.year_end(period.year), calendar) and not self.limits.is_judged
        self.is_expected = not self.is_last and (is_due_later or self.forecast is not None)

    @property
    def is_reported(self) -> bool:
        """Whether anything is filed at the follow-up that only what is measured has."""
        return bool(self.outcome.model_fields_set - _LEAVES_UNMEASURED)

    @property
    def forecast(self) -> Value | None:
        return self.kpi.entry.forecast(self.period, self.calendar.year_end(self.period.year)).value

    @property
    def number_format(self) -> str:
        """Thousands apart, and as many decimals as the KPI has."""
        if not self.scheme.told:
            return GENERAL
        return "#,##0" + ("." + "0" * self.scheme.decimals if self.scheme.decimals else "")

    @property
    def input_format(self) -> str:
        """Of a value in per cent none: then Excel marks what is typed with a per cent sign, and import sees that."""
        return GENERAL if self.reading.is_percent else self.number_format

    def all(self) -> Iterator[Row]:
        broken_down = groups(self.kpi) if self.is_measured else ()
        yield self.total(bool(broken_down))
        for group in broken_down:
            yield self.group(group)

    def total(self, broken_down: bool) -> Row:
        look = Look.LOCKED if self.is_measured else Look.MUTED
        row = self.shared(look, "") | {"check": check(self.language, self.cases())}
        if broken_down:
            row["breakdown"] = locked(self.language.text(_TOTAL), look)
        if self.is_measured:
            row |= self.inputs()
        if self.limits.is_judged and self.is_measured:
            row["assessment"] = choice(self.language, self.outcome.assessment, ASSESSMENT_WORDS)
        if not self.is_last:
            rule = number_rule(self.language, "forecast", self.scheme.scale, self.model.unit, words=False)
            row["forecast"] = self.number(self.forecast, rule)
        row["comment"] = text(self.language, self.outcome.comment, _COMMENT)
        return row

    def group(self, group: str) -> Row:
        return self.shared(Look.LOCKED, group) | {
            "breakdown": locked(group),
            "value": self.number(self.outcome.by.get(group), self.value_rule()),
            READING: self.read(),
            "check": check(self.language, self.cases_of_value()),
        }

    def shared(self, look: Look, group: str) -> dict[str, Cell]:
        """What the rows of a KPI have in common, and the earlier outcomes of the total or a group."""
        goal = self.kpi.entry.goal
        row = {
            KEY: locked(self.kpi.entry.address, look),
            GROUP: locked(group, look),
            FINGERPRINT: locked(fingerprint(self.kpi.entry, self.period.year), look),
            "goal": locked(goal.model.title if goal else "", look),
            "title": locked(self.model.title, look),
            "measure": locked(self.model.unit or "", look),
            "target": locked(target_text(self.language, self.kpi), look),
            "bands": locked("" if group else self.limits.text(), look),
        }
        return row | self.earlier(look, group)

    def earlier(self, look: Look, group: str) -> dict[str, Cell]:
        periods = shown_periods(self.period, self.calendar)
        row = {f"{PREVIOUS}{period}": self.known(earlier_outcome(self.kpi, period, group), look) for period in periods}
        older = [reading for reading in self.kpi.series if reading.period != self.period and reading.period not in periods]
        if older and not group and all(cell.content is None for cell in row.values()):
            value = value_text(self.language, self.kpi, older[-1].value, with_unit=False)
            row["earlier"] = locked(f"{follow_up(older[-1].period, self.calendar)}: {value}", look)
        return row

    def inputs(self) -> dict[str, Cell]:
        return {
            "value": self.number(self.outcome.value, self.value_rule()),
            READING: self.read(),
            "colour": self.limits.colour(),
            "reason": text(self.language, self.outcome.reason, _NO_VALUE),
            "analysis": text(self.language, self.outcome.analysis, WHY),
            "action": text(self.language, self.outcome.action, WHAT_NEXT),
        }

    def value_rule(self) -> Rule:
        return number_rule(self.language, "value", self.scheme.scale, self.model.unit, words=True)

    # --- cells ---

    def read(self) -> Cell:
        return Cell(self.reading.outcome("value"), Look.LOCKED, GENERAL, formula=True)

    def known(self, content: Decimal | str | None, look: Look) -> Cell:
        if isinstance(content, str):
            return Cell(self.language.text(NO_VALUE_WORDS[content]), look, self.number_format)
        return Cell(None if content is None else self.scheme.rounded(content), look, self.number_format)

    def number(self, filed: Value | None, rule: Rule) -> Cell:
        """A number as it is filed, with all its decimals."""
        if filed is None or filed in NO_VALUE_WORDS:
            word = None if filed is None else self.language.text(NO_VALUE_WORDS[str(filed)])
            return Cell(word, Look.INPUT, self.input_format, rule=rule)
        value = parse_number(filed)
        return Cell(str(filed) if value is None else value, Look.INPUT, self.input_format, rule=rule)

    # --- what the row still lacks ---

    def cases(self) -> Iterator[tuple[str, Message]]:
        if not self.is_measured:
            yield f"AND({is_blank('forecast')},{is_blank('comment')})", Message("Fill in forecast or comment")
            yield from self.cases_of_forecast()
            yield from untaken("comment")
            return
        if self.limits.is_judged:
            yield f"AND({is_blank('assessment')},NOT({_reads(*NO_VALUE_WORDS)}))", Message("Fill in your assessment")
            yield from unlisted("assessment", ASSESSMENT_WORDS)
        yield from self.cases_of_value()
        yield f"AND({_reads('missing', 'confidential')},{is_blank('reason')})", Message("Fill in the reason for no outcome")
        beside = check_that(Message("a reason for no outcome stands beside a number"))
        yield f"AND(ISNUMBER({{{READING}}}),NOT({is_blank('reason')}))", beside
        yield from unexplained("assessment" if self.limits.is_judged else "colour")
        if not self.is_last:
            yield from self.cases_of_forecast()
        yield from untaken("comment", "reason", "analysis", "action")

    def cases_of_value(self) -> Iterator[tuple[str, Message]]:
        """What is wrong with the outcome of a row, the total's or a group's."""
        if not self.limits.is_judged:
            yield _reads(""), Message("Fill in the outcome")
        yield _reads(UNCLEAR), check_that(Message("write a number or one of the words"))
        if self.scheme.scale:
            outside = f"AND(ISNUMBER({{{READING}}}),NOT({within(f'{{{READING}}}', self.scheme.scale)}))"
            yield outside, check_that(Message("the outcome lies outside the scale"))
        if suspect := self.suspect():
            yield suspect, Message("Write the number without a per cent sign")

    def cases_of_forecast(self) -> Iterator[tuple[str, Message]]:
        yield self.reading.is_no_number("forecast"), check_that(Message("the forecast is no number within the scale"))

    def suspect(self) -> str:
        """The condition that a value in per cent may be a hundredth of what was meant: that it is so small, and does not say per cent."""
        latest = self.kpi.latest
        if not self.reading.is_percent or latest is None or abs(latest.value) < _SUSPECT_SHARE:
            return ""
        return f"AND(N({{{READING}}})<>0,ABS(N({{{READING}}}))<=1,NOT({says_percent('value')}))"


def _reads(*words: str) -> str:
    """The condition that one of a few words is read instead of a number."""
    return f"OR({','.join(f'{{{READING}}}={quoted(word)}' for word in words)})"
