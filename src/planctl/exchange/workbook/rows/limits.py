"""What decides a KPI's colour: its bands placed by what is known when the workbook is made, in words and as a formula."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planctl.evaluate.kpi import frame_of
from planctl.evaluate.status import COLOURS, KpiResult
from planctl.exchange.workbook.formulas import quoted
from planctl.exchange.workbook.rows.colours import colour_formula, conditions_of, steps, waits_for_peers, where_read
from planctl.exchange.workbook.rows.earlier import follow_up
from planctl.exchange.workbook.sheet_model import GENERAL, Cell, Look
from planctl.exchange.workbook.words import AT_IMPORT, CHECK, NO_COLOUR, colour_word
from planctl.message import Message
from planctl.model.base import Judged, Notation
from planctl.notation.conditions import Change
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.values import value_text
from planctl.render.words import STATUS_WORDS
from planctl.workspace.calendar import Calendar


class Limits:
    """The limits of one KPI at a follow-up, before its outcome is known."""

    def __init__(self, kpi: KpiResult, language: Language, period: Period, calendar: Calendar) -> None:
        self.kpi, self.language, self.period, self.calendar, self.scheme = kpi, language, period, calendar, kpi.scheme
        self.is_judged = isinstance(kpi.entry.target_in(period.year), Judged) and not kpi.scheme.bands
        earlier = [reading for reading in kpi.series if reading.period != period]
        self.frame = frame_of(kpi.scheme, earlier, kpi.previous, kpi.outcome.peers if kpi.outcome else None, calendar)
        self.steps = steps(kpi.scheme, self.frame)

    def colour(self) -> Cell:
        """The word of the outcome's colour, as soon as there is an outcome."""
        formula = where_read(self.scheme, self.of_number(), NO_COLOUR, self.language.text(CHECK))
        return Cell(formula, Look.WORD, GENERAL, formula=True)

    def of_number(self) -> str:
        """The formula of the colour where a number is read."""
        if self.has_aim and not self.is_judged:
            if not isinstance(self.steps, Message):
                return colour_formula(self.steps, self.scheme, lambda colour: colour_word(self.language, colour))
            if waits_for_peers(self.scheme, self.frame):
                return quoted(self.language.text(AT_IMPORT))
        return quoted(NO_COLOUR)

    def text(self) -> str:
        """The bands as the plan writes them, and what decides the colour where they don't say it by themselves."""
        bands = self.kpi.entry.bands_in(self.period.year)
        written = [(colour, getattr(bands, colour.value)) for colour in reversed(COLOURS)] if bands else []
        lines = [f"{self.language.text(STATUS_WORDS[colour])}: {self.as_written(text)}" for colour, text in written if text is not None]
        return "\n".join([*lines, *map(self.language.text, self.remarks(bool(lines)))])

    def as_written(self, text: Notation) -> str:
        return text if isinstance(text, str) else self.language.number(Decimal(str(text)))

    @property
    def has_aim(self) -> bool:
        """Whether there is anything in the year to hold an outcome against, be it readable or not."""
        return bool(conditions_of(self.scheme) or self.scheme.refusals)

    def remarks(self, has_bands: bool) -> Iterator[Message]:
        if self.is_judged:
            yield Message("you judge it yourself")
        elif not self.has_aim:
            yield Message("(followed without a target)")
        elif not isinstance(self.steps, Message):
            if not has_bands:
                yield Message("green when the target is reached, else red")
            yield from self.compared_with()
        elif waits_for_peers(self.scheme, self.frame):
            yield Message("(the colour is decided at import, when the values of others are known; red needs analysis and action)")
        else:
            yield Message("(no colour: {reason})", reason=self.steps)

    def compared_with(self) -> Iterator[Message]:
        """The earlier values that the limits count from."""
        changes = [condition for condition in conditions_of(self.scheme) if isinstance(condition, Change)]
        if self.kpi.previous and any(change.base is None for change in changes):
            value = value_text(self.language, self.kpi, self.kpi.previous.value, with_unit=False)
            yield Message("compared with {value} ({period})", value=value, period=follow_up(self.kpi.previous.period, self.calendar))
        for year in dict.fromkeys(change.base for change in changes if change.base is not None):
            value = value_text(self.language, self.kpi, self.frame.baseline[year], with_unit=False)
            yield Message("compared with {value} ({period})", value=value, period=str(year))
