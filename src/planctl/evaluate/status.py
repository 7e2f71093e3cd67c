"""The words of the result: statuses, changes, and what is known of each KPI, goal, activity and service at a period.

Named tuples, since every class of plain data costs start-up time, and a dataclass ten times as much.
"""

import datetime
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from planctl.message import Message
from planctl.model.outcomes import KpiOutcome
from planctl.notation.period import Period
from planctl.notation.placement import Placement
from planctl.notation.scheme import Scheme
from planctl.workspace.entries import ActivityEntry, AssignmentEntry, GoalEntry, KpiEntry, ServiceEntry, Unit
from planctl.workspace.files import OutcomesEntry, PlanEntry


class Status(StrEnum):
    """A colour, or the reason why there is none. In the order in which a controller wants to see them."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    MISSING = "missing"
    UNASSESSED = "unassessed"
    PENDING = "pending"
    UNTARGETED = "untargeted"
    CONFIDENTIAL = "confidential"
    NOT_APPLICABLE = "not-applicable"

    @property
    def is_colour(self) -> bool:
        return self in COLOURS


COLOURS = (Status.RED, Status.YELLOW, Status.GREEN)


class Change(StrEnum):
    """How the value moved since the previous comparable outcome, seen with the KPI's direction."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Reading(NamedTuple):
    """A reported number with its place: what series, changes and explanations are made of."""

    period: Period
    value: Decimal
    file: str
    path: tuple[str | int, ...]
    """`()` for a value from the plan's baseline."""


class Banding(NamedTuple):
    """Where a value was placed: the colour, the band's own text, and whether the value lay in a gap or in two bands."""

    status: Status
    band: str
    rounded: Decimal
    placements: Mapping[str, Placement]
    in_gap: bool = False
    in_several: bool = False


class KpiResult(NamedTuple):
    """A KPI at a period."""

    entry: KpiEntry
    period: Period
    scheme: Scheme
    status: Status
    reason: Message | None = None
    """Why there is no colour, where the status alone does not say it."""
    outcome: KpiOutcome | None = None
    source: OutcomesEntry | None = None
    reading: Reading | None = None
    """The reported number; None where there is none."""
    banding: Banding | None = None
    due: bool = False
    change: Change | None = None
    previous: Reading | None = None
    series: tuple[Reading, ...] = ()
    """All comparable readings up to the period, in order of time."""
    latest: Reading | None = None
    """The last reading before the period, for a KPI without one at it."""
    forecast: Decimal | None = None
    forecast_status: Status | None = None


class GoalResult(NamedTuple):
    """A goal at a period: rolled up from its KPIs and the goals that support it, beside a person's own judgement."""

    entry: GoalEntry
    period: Period
    status: Status
    rule: str
    counts: Mapping[Status, int]
    """The statuses of all its parts."""
    kpis: tuple[KpiResult, ...] = ()
    supporters: "tuple[GoalResult, ...]" = ()
    assessment: Status | None = None
    analysis: str | None = None
    action: str | None = None
    source: OutcomesEntry | None = None

    @property
    def disputed(self) -> bool:
        """Whether the person and the rule see different colours."""
        return self.assessment is not None and self.status.is_colour and self.assessment is not self.status


class ActivityResult(NamedTuple):
    """An activity or assignment at a period. A new date never hides the first one."""

    entry: ActivityEntry | AssignmentEntry
    status: str
    """planned, ongoing, done or cancelled."""
    due: datetime.date | None
    first_due: datetime.date | None
    due_text: str
    overdue: bool
    postponed: bool
    comment: str | None = None
    source: OutcomesEntry | None = None


class ServiceResult(NamedTuple):
    """A service promise at a period: `kept` is yes, partly, no, or None where nothing is reported."""

    entry: ServiceEntry
    kept: str | None
    comment: str | None = None
    kpi: KpiResult | None = None


class UnitResult(NamedTuple):
    """A unit at a period, by the plan in force then."""

    unit: Unit
    plan: PlanEntry | None
    goals: tuple[GoalResult, ...] = ()
    kpis: tuple[KpiResult, ...] = ()
    """All KPIs of the plan, those of goals and those without."""
    activities: tuple[ActivityResult, ...] = ()
    assignments: tuple[ActivityResult, ...] = ()
    services: tuple[ServiceResult, ...] = ()
    summary: str | None = None


class Evaluation(NamedTuple):
    """A whole organisation at a period."""

    period: Period
    as_of: datetime.date
    units: tuple[UnitResult, ...]
    goals: Mapping[str, GoalResult]
    """By address."""

    def kpis(self) -> tuple[KpiResult, ...]:
        return tuple(kpi for unit in self.units for kpi in unit.kpis)

    def summary(self) -> Counter[Status]:
        """How many KPIs have each status."""
        return Counter(kpi.status for kpi in self.kpis())
