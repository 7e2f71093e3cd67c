"""The traffic lights of one organisation in a terminal: unit by unit, goal by goal, a line for each KPI."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from planctl.evaluate.status import COLOURS, ActivityResult, Evaluation, GoalResult, KpiResult, Status, UnitResult
from planctl.message import N_, Message, Plural
from planctl.render.language import Language
from planctl.render.terminal import Line, Span, Terminal, cell_width, clean, fitted, padded, text_of, wrapped
from planctl.render.values import delta_text, period_text, sparkline, target_text, value_text
from planctl.render.words import DOCUMENT_WORDS, OVERDUE, STATUS_STYLES, STATUS_WORDS, counted, in_order
from planctl.workspace.workspace import Workspace

_INDENT = "    "
_GAP = "  "
_NARROWEST_TITLE = 22
_LAYOUTS = (
    (36, 24, 30, True, True),
    (28, 16, 18, True, True),
    (24, 14, 14, True, True),
    (24, 20, 20, True, False),
    (22, 14, 14, True, False),
    (20, 14, 14, False, False),
)
"""The first that fits is taken: columns left for the title; the widest value and target; whether there are changes and sparklines."""


def style_of(status: Status) -> str:
    return STATUS_STYLES.get(status, "dim")


def is_visible(unit: UnitResult) -> bool:
    """Whether a unit has a line to show."""
    return bool(unit.goals or unit.kpis or any(activity.overdue for activity in (*unit.activities, *unit.assignments)))


class Row(NamedTuple):
    """A KPI as cells, before the columns are known."""

    kpi: KpiResult
    title: str
    value: str
    number: str
    """The value without its unit, for where there is no room: a number is never cut."""
    target: str
    change: str
    spark: str


class Columns(NamedTuple):
    """How wide each column is; 0 for one that the terminal has no room for."""

    word: int
    title: int
    value: int
    target: int
    change: int
    spark: int
    two_lines: bool = False


_NOTHING = N_("nothing to show: no plan is in force, or nothing in it matches what is asked for")
_NOTHING_MISSING = N_("nothing is missing or overdue in the plans in force")


class StatusView:
    """Shows an evaluation on a terminal."""

    def __init__(self, terminal: Terminal, language: Language, workspace: Workspace) -> None:
        self.terminal = terminal
        self.language = language
        self.workspace = workspace
        self.shapes = terminal.shapes
        self.words = {status: language.text(word) for status, word in STATUS_WORDS.items()}

    def show(self, evaluation: Evaluation, asked_for_missing: bool = False) -> None:
        units = [unit for unit in evaluation.units if unit.plan and is_visible(unit)]
        rows = {kpi.entry.address: self.row(kpi) for unit in units for kpi in unit.kpis}
        columns = self.columns(list(rows.values()))
        self.header(evaluation)
        for unit in units:
            self.unit(unit, rows, columns)
        if not units:
            self.terminal.print("", self.language.text(_NOTHING_MISSING if asked_for_missing else _NOTHING))
        self.footer(evaluation)

    # -- header and footer --------------------------------------------------------------------------------------------------------

    def header(self, evaluation: Evaluation) -> None:
        text, period = self.language.text, evaluation.period
        name = period_text(self.workspace.calendar, period)
        end = text(Message("to {date}", date=self.workspace.calendar.end(period)))
        self.flow([[Span(clean(self.workspace.organisation.name), "bold")], [Span(name, "bold")], [Span(end, "dim")]])
        counts = evaluation.summary()
        if counts:
            self.terminal.print(*self.bar(counts))
        self.legend(counts)

    def bar(self, counts: Counter[Status]) -> Line:
        """A piece for each status, as long as its share; no status that occurs is left out. Without colour the shapes tell them apart."""
        total, width = sum(counts.values()), min(self.terminal.width - len(counts), 60)
        return [Span(self.block(status) * max(1, width * n // total), style_of(status)) for status, n in in_order(counts)]

    def block(self, status: Status) -> str:
        return self.shapes.block if self.terminal.colour else self.shapes.status[status]

    def legend(self, counts: Counter[Status]) -> None:
        parts = [
            [Span(f"{self.shapes.status[status]} {self.language.text(counted(status, n))}", style_of(status))]
            for status, n in in_order(counts)
        ]
        self.flow(parts)

    def flow(self, parts: Iterable[Line]) -> None:
        """Pieces side by side, on as many lines as they need."""
        line: Line = []
        for part in parts:
            if line and cell_width(text_of([*line, *part])) + len(_GAP) > self.terminal.width:
                self.terminal.print(*line)
                line = []
            line += [Span(_GAP), *part] if line else part
        if line:
            self.terminal.print(*line)

    def footer(self, evaluation: Evaluation) -> None:
        overdue = sum(activity.overdue for unit in evaluation.units for activity in (*unit.activities, *unit.assignments))
        missing = evaluation.summary()[Status.MISSING]
        parts = []
        if missing:
            parts.append(Plural("{n} KPI is missing", "{n} KPIs are missing", n=missing))
        if overdue:
            parts.append(Plural("{n} activity is overdue", "{n} activities are overdue", n=overdue))
        if parts:
            self.terminal.print("")
            text = f"{self.shapes.warning} " + self.language.list([self.language.text(part) for part in parts])
            for line in wrapped(text, self.terminal.width):
                self.terminal.print(Span(line, "bold"))

    # -- units and goals ----------------------------------------------------------------------------------------------------------

    def unit(self, unit: UnitResult, rows: Mapping[str, Row], columns: Columns) -> None:
        self.terminal.print("")
        self.unit_heading(unit)
        of_goals = {kpi.entry.address for goal in unit.goals for kpi in goal.kpis}
        for goal in unit.goals:
            self.goal(goal, unit.activities, rows, columns)
        loose = [kpi for kpi in unit.kpis if kpi.entry.address not in of_goals]
        if loose and unit.goals:
            self.terminal.print("  ", Span(self.language.text(N_("Other KPIs")), "dim"))
        for kpi in loose:
            self.kpi(rows[kpi.entry.address], columns)
        shown = {goal.entry.address for goal in unit.goals}
        for activity in (*unit.activities, *unit.assignments):
            goal_entry = getattr(activity.entry, "goal", None)
            if activity.overdue and (goal_entry is None or goal_entry.address not in shown):
                self.overdue(activity)

    def unit_heading(self, unit: UnitResult) -> None:
        counts = Counter(kpi.status for kpi in unit.kpis)
        lights = _GAP.join(f"{self.shapes.status[colour]} {counts[colour]}" for colour in reversed(COLOURS) if counts[colour])
        draft = unit.plan.model.document.status if unit.plan else ""
        note = f"({self.language.text(DOCUMENT_WORDS[draft])})" if draft in DOCUMENT_WORDS else ""
        room = self.terminal.width - cell_width(lights) - cell_width(note) - 4
        title = fitted(clean(unit.unit.title), room, self.shapes.ellipsis)
        id_ = f" {unit.unit.id}" if cell_width(title) + len(unit.unit.id) < room else ""
        left = [Span(title, "bold"), Span(id_, "dim"), Span(f" {note}" if note else "", "italic")]
        space = " " * max(2, self.terminal.width - cell_width(text_of(left)) - cell_width(lights))
        self.terminal.print(*left, Span(space), Span(lights))

    def goal(self, goal: GoalResult, activities: Sequence[ActivityResult], rows: Mapping[str, Row], columns: Columns) -> None:
        self.goal_heading(goal)
        for kpi in goal.kpis:
            self.kpi(rows[kpi.entry.address], columns)
        for activity in activities:
            if activity.overdue and getattr(activity.entry, "goal", None) is goal.entry:
                self.overdue(activity)

    def goal_heading(self, goal: GoalResult) -> None:
        notes = (
            [self.language.text(Plural("{n} supporting goal", "{n} supporting goals", n=len(goal.supporters)))] if goal.supporters else []
        )
        lead = f"  {self.shapes.status[goal.status]} {self.word(goal.status)} "
        judged = ""
        if goal.assessment is not None:
            judged = self.language.text(Message("assessed: {status}", status=Message(STATUS_WORDS[goal.assessment])))
        tail = ", ".join([*([judged] if judged else []), *notes])
        room = self.terminal.width - cell_width(lead) - (cell_width(tail) + 3 if tail else 0)
        if room < _NARROWEST_TITLE:
            tail, room = (
                judged if goal.disputed else "",
                self.terminal.width - cell_width(lead) - (cell_width(judged) + 3 if goal.disputed else 0),
            )
        title = fitted(clean(goal.entry.model.title), room, self.shapes.ellipsis)
        self.terminal.print(
            Span(lead, style_of(goal.status)),
            Span(title, "underline"),
            Span(f" ({tail})" if tail else "", "bold" if goal.disputed else "dim"),
        )

    # -- KPIs and activities ------------------------------------------------------------------------------------------------------

    def row(self, kpi: KpiResult) -> Row:
        return Row(
            kpi,
            clean(kpi.entry.model.title),
            self.value(kpi),
            self.value(kpi, with_unit=False),
            clean(target_text(self.language, kpi)),
            f"{self.shapes.change[kpi.change]} {delta_text(self.language, kpi)}" if kpi.change else "",
            sparkline(kpi.series, self.shapes.levels),
        )

    def value(self, kpi: KpiResult, *, with_unit: bool = True) -> str:
        """The reported value; else the forecast, or the last one known with its period."""

        def text(value: Decimal) -> str:
            return value_text(self.language, kpi, value, with_unit=with_unit)

        if kpi.reading:
            gap = f" {self.shapes.warning}" if kpi.banding and (kpi.banding.in_gap or kpi.banding.in_several) else ""
            return text(kpi.reading.value) + gap
        if kpi.forecast is not None:
            return self.language.text(Message("forecast {value}", value=text(kpi.forecast)))
        if kpi.latest and kpi.status not in (Status.CONFIDENTIAL, Status.NOT_APPLICABLE):
            return f"({kpi.latest.period}: {text(kpi.latest.value)})"
        return ""

    def columns(self, rows: Sequence[Row]) -> Columns:
        """The widths that fit: first values and targets are cut, then sparklines and changes go, then a KPI takes two lines."""

        def widest(cells: Iterable[str]) -> int:
            return max((cell_width(cell) for cell in cells), default=0)

        word = widest(self.word(row.kpi.status) for row in rows)
        title, value, target = (
            (widest(cells) for cells in zip(*((row.title, row.value, row.target) for row in rows), strict=True)) if rows else (0, 0, 0)
        )
        number = widest(row.number for row in rows)
        change, spark = widest(row.change for row in rows), widest(row.spark for row in rows)
        left = self.terminal.width - len(_INDENT) - 2 - word - len(_GAP)
        for least, widest_value, widest_target, with_change, with_spark in _LAYOUTS:
            kept = (max(number, min(value, widest_value)), min(target, widest_target), change * with_change, spark * with_spark)
            room = left - sum(width + len(_GAP) for width in kept if width)
            if room >= min(least, title):
                return Columns(word, min(room, title), *kept)
        return Columns(word, max(_NARROWEST_TITLE, left), value, target, change, 0, two_lines=True)

    def kpi(self, row: Row, columns: Columns) -> None:
        status = row.kpi.status
        lead = Span(f"{_INDENT}{self.shapes.status[status]} {padded(self.word(status), columns.word)}", style_of(status))
        title = fitted(row.title, columns.title, self.shapes.ellipsis)
        if columns.two_lines:
            self.terminal.print(lead, _GAP, title)
            self.below(row, len(_INDENT) + 2)
            return
        dim = "" if row.kpi.reading else "dim"
        cells = [
            lead,
            Span(_GAP + padded(title, columns.title)),
            Span(_GAP + self.cell(row.value if cell_width(row.value) <= columns.value else row.number, columns.value, right=True), dim),
        ]
        cells += [
            Span(_GAP + self.cell(cell, width), style)
            for cell, width, style in (
                (row.target, columns.target, "dim"),
                (row.change, columns.change, ""),
                (row.spark, columns.spark, "dim"),
            )
            if width
        ]
        self.terminal.print(*cells)

    def cell(self, text: str, width: int, *, right: bool = False) -> str:
        return padded(fitted(text, width, self.shapes.ellipsis), width, right=right)

    def below(self, row: Row, indent: int) -> None:
        """On a narrow terminal, a KPI's numbers under its title."""
        target = self.language.text(Message("target {target}", target=row.target)) if row.target else ""
        line = _GAP.join(cell for cell in (row.value, target, row.change) if cell)
        if line:
            self.terminal.print(" " * indent + fitted(line, self.terminal.width - indent, self.shapes.ellipsis))

    def overdue(self, activity: ActivityResult) -> None:
        """An activity whose date has passed: with its first date, where it was moved."""
        assert activity.due is not None
        when = Message("was due {date}", date=activity.due)
        if activity.postponed and activity.first_due:
            when = Message("was due {date}, first {first}", date=activity.due, first=activity.first_due)
        note = self.language.text(when)
        lead = f"{_INDENT}{self.shapes.warning} {self.language.text(OVERDUE)}{_GAP}"
        room = self.terminal.width - cell_width(lead) - cell_width(note) - 3
        if room < _NARROWEST_TITLE:
            self.terminal.print(
                Span(lead, "magenta"),
                fitted(clean(activity.entry.model.title), self.terminal.width - cell_width(lead), self.shapes.ellipsis),
            )
            for line in wrapped(note, self.terminal.width - len(_INDENT) - 2):
                self.terminal.print(Span(f"{_INDENT}  {line}", "dim"))
            return
        title = fitted(clean(activity.entry.model.title), room, self.shapes.ellipsis)
        self.terminal.print(Span(lead, "magenta"), title, Span(f" ({note})", "dim"))

    def word(self, status: Status) -> str:
        return self.words[status]
