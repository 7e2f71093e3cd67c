"""A KPI's status at a period."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from planctl.evaluate.banding import band
from planctl.evaluate.series import comparable, previous, readings
from planctl.evaluate.status import Banding, Change, KpiResult, Reading, Status
from planctl.message import Message
from planctl.model.base import Judged
from planctl.model.outcomes import NO_VALUE, KpiOutcome, Peers
from planctl.notation.conditions import Interval, Intervals, Steps
from planctl.notation.number import parse_number
from planctl.notation.period import Period
from planctl.notation.placement import Direction, Frame
from planctl.notation.scheme import Scheme, in_year
from planctl.notation.threshold import parse
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import KpiEntry
from planctl.workspace.files import OutcomesEntry


def evaluate_kpi(kpi: KpiEntry, period: Period, calendar: Calendar, as_of: datetime.date) -> KpiResult:
    """The status of a KPI at a period, as known on a day: what is due after that day is pending, not missing."""
    return _Case(kpi, period, calendar, as_of).result()


def frame_of(scheme: Scheme, series: Iterable[Reading], previous: Reading | None, peers: Peers | None, calendar: Calendar) -> Frame:
    """What relative conditions are relative to; earlier values are rounded as the value itself is. Breaks in the series count here too."""
    whole_year = calendar.names[-1]
    return Frame(
        target=scheme.target_number,
        direction=scheme.direction,
        previous=scheme.rounded(previous.value) if previous else None,
        baseline={reading.period.year: scheme.rounded(reading.value) for reading in series if reading.period.name == whole_year},
        mean=parse_number(peers.mean) if peers and peers.mean is not None else None,
        median=parse_number(peers.median) if peers and peers.median is not None else None,
    )


def is_due(kpi: KpiEntry, period: Period, calendar: Calendar) -> bool:
    """Whether the KPI's frequency asks for a value at the period."""
    model = kpi.model
    if model.frequency and model.frequency.startswith("every") and not model.measured:
        return False
    if model.measured and period.year not in model.measured:
        return False
    return period.name in calendar.due_names(model.frequency)


class _Case:
    """One KPI at one period, step by step."""

    def __init__(self, kpi: KpiEntry, period: Period, calendar: Calendar, as_of: datetime.date) -> None:
        self.kpi, self.period, self.calendar, self.as_of = kpi, period, calendar, as_of
        self.scheme: Scheme = kpi.scheme(period.year)
        self.source: OutcomesEntry | None = kpi.source(period.year)
        self.outcome: KpiOutcome | None = kpi.report(period)
        self.series = comparable(readings(kpi, calendar), kpi, period, calendar)
        self.previous = previous(self.series, period)
        self.due = is_due(kpi, period, calendar)

    def result(self) -> KpiResult:
        reading = next((reading for reading in self.series if reading.period == self.period and reading.path), None)
        banding: Banding | None = None
        reason: Message | None = None
        if reading is None:
            status, reason = self.without_value()
        else:
            status, banding, reason = self.with_value(reading.value)
        forecast, forecast_status = self.forecast()
        return KpiResult(
            entry=self.kpi,
            period=self.period,
            scheme=self.scheme,
            status=status,
            reason=reason,
            outcome=self.outcome,
            source=self.source,
            reading=reading,
            banding=banding,
            due=self.due,
            change=self.change(reading) if reading else None,
            previous=self.previous,
            series=self.series,
            latest=next((known for known in reversed(self.series) if known.period != self.period), None),
            forecast=forecast,
            forecast_status=forecast_status,
        )

    def without_value(self) -> tuple[Status, Message | None]:
        value = self.outcome.value if self.outcome else None
        if value in NO_VALUE:
            return Status(value), None
        if self.outcome and self.outcome.assessment:
            return Status(self.outcome.assessment), Message("a person has judged it")
        if self.is_judged and self.outcome and self.outcome.forecast is None:
            return Status.UNASSESSED, Message("a person must judge it")
        if not self.due:
            return (Status.UNTARGETED, None) if self.has_no_aim else (Status.PENDING, Message("it is not measured at this follow-up"))
        report_due = self.calendar.report_due(self.period)
        if self.as_of <= report_due:
            return Status.PENDING, Message("the report is due on {date}", date=report_due)
        return Status.MISSING, Message("it was due on {date} and is not reported", date=report_due)

    @property
    def is_judged(self) -> bool:
        """Whether only a person can say if the target is reached."""
        return isinstance(self.kpi.target_in(self.period.year), Judged) and not self.scheme.bands

    @property
    def has_no_aim(self) -> bool:
        return self.kpi.target_in(self.period.year) is None and not self.scheme.bands

    def with_value(self, value: Decimal) -> tuple[Status, Banding | None, Message | None]:
        if self.has_no_aim:
            return Status.UNTARGETED, None, None
        if not self.scheme.bands and self.is_before_first_step():
            return Status.UNTARGETED, None, Message("the first step of the target lies in a later year")
        found = Message("a person must judge it") if self.is_judged else band(value, self.scheme, self.frame, self.peers)
        if isinstance(found, Banding):
            return found.status, found, None
        if self.outcome and self.outcome.assessment:
            return Status(self.outcome.assessment), None, Message("a person has judged it")
        return Status.UNASSESSED, None, found

    def is_before_first_step(self) -> bool:
        target = self.kpi.target_in(self.period.year)
        found = parse(target) if isinstance(target, str) else None
        return isinstance(found, Steps) and in_year(found, self.period.year) is None

    @property
    def peers(self) -> Peers | None:
        return self.outcome.peers if self.outcome else None

    @cached_property
    def frame(self) -> Frame:
        return frame_of(self.scheme, self.series, self.previous, self.peers, self.calendar)

    def forecast(self) -> tuple[Decimal | None, Status | None]:
        """What the value is expected to be, and the colour that it would have."""
        text = self.kpi.forecast(self.period, self.calendar.year_end(self.period.year)).value
        value = parse_number(text) if text is not None else None
        if value is None:
            return None, None
        found = band(value, self.scheme, self.frame, self.peers) if self.scheme.bands or self.scheme.target else None
        return value, found.status if isinstance(found, Banding) else None

    def change(self, reading: Reading) -> Change | None:
        """The move since the previous comparable reading, both rounded as they are shown."""
        if self.previous is None or self.scheme.direction is None:
            return None
        now = self.scheme.rounded(reading.value)
        before = self.scheme.rounded(self.previous.value)
        if now == before:
            return Change.SAME
        if self.scheme.direction is Direction.RANGE:
            return self.change_in_range(now, before)
        return Change.BETTER if (now > before) == (self.scheme.direction is Direction.HIGHER) else Change.WORSE

    def change_in_range(self, now: Decimal, before: Decimal) -> Change | None:
        """Nearer to the green band is better; both within it is the same."""
        found = band(now, self.scheme, self.frame, self.peers)
        if not isinstance(found, Banding) or "green" not in found.placements:
            return None
        distances = [_distance(value, found.placements["green"].intervals) for value in (now, before)]
        if distances[0] == distances[1]:
            return Change.SAME
        return Change.BETTER if distances[0] < distances[1] else Change.WORSE


def _distance(value: Decimal, intervals: Intervals) -> Fraction:
    """How far a value lies from the nearest of the intervals; nothing within one."""
    return min(max(Fraction(0), *_beyond(Fraction(value), interval)) for interval in intervals)


def _beyond(value: Fraction, interval: Interval) -> tuple[Fraction, Fraction]:
    below = Fraction(interval.low.value) - value if interval.low else Fraction(0)
    over = value - Fraction(interval.high.value) if interval.high else Fraction(0)
    return below, over
