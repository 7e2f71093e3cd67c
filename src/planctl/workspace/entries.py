"""What a workspace is made of: units, and the entries of their plans, each with its place and its neighbours.

Plain classes: a dataclass with slots takes ten times as long to define, at every start of planctl.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from planctl.diagnostics import Path
from planctl.message import Message
from planctl.model import organisation, outcomes, plan
from planctl.model.base import Judged, as_list
from planctl.notation.period import Period
from planctl.notation.scheme import Scheme, scheme
from planctl.notation.sound import plainly_sound

if TYPE_CHECKING:
    from planctl.workspace.files import OutcomesEntry, PlanEntry

T = TypeVar("T")
_TEXTS = frozenset((str, type(None)))


class Unit:
    """A unit of the organisation; the root unit has the organisation's id."""

    __slots__ = ("children", "id", "model", "outcomes", "parent", "path", "plans", "title")

    def __init__(self, id_: str, title: str, model: organisation.Unit | None, parent: Unit | None, path: Path) -> None:
        self.id, self.title, self.model, self.parent, self.path = id_, title, model, parent, path
        self.children: list[Unit] = []
        self.plans: list[PlanEntry] = []
        self.outcomes: dict[int, OutcomesEntry] = {}

    @property
    def depth(self) -> int:
        return 0 if self.parent is None else self.parent.depth + 1

    @property
    def head(self) -> str | None:
        return self.model.head if self.model else None

    def above(self) -> Iterator[Unit]:
        """The units that it belongs to, the nearest first and the whole organisation last."""
        unit = self.parent
        while unit:
            yield unit
            unit = unit.parent

    def walk(self) -> Iterator[Unit]:
        """The unit and all units below it, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()

    def plan_for(self, year: int) -> PlanEntry | None:
        """The plan in force in a year: a decided one before a draft, the latest revision before an earlier one."""
        covering = [entry for entry in self.plans if entry.years and year in entry.years]
        return max(covering, key=lambda entry: entry.authority(), default=None)


_NOTATIONS: dict[Hashable, int] = {}
"""Every notation that a KPI was asked for, numbered, so that what is known of one is found without hashing all of its texts again."""


class Entry:
    """Something with an identity in a plan. `path` is its place in the file, `address` is what others call it."""

    __slots__ = ("id", "path", "plan")
    section = ""
    """Where outcomes report of it: a key of `SECTIONS`."""

    def __init__(self, id_: str, plan: PlanEntry, path: Path) -> None:
        self.id, self.plan, self.path = id_, plan, path

    @property
    def address(self) -> str:
        return f"{self.plan.unit_id}/{self.id}"

    def source(self, year: int) -> OutcomesEntry | None:
        """The file in which the outcomes of a year are reported."""
        unit = self.plan.unit
        return unit.outcomes.get(year) if unit else None

    def report(self, period: Period) -> Any:
        """What is reported of it at a follow-up: a model of its section, or the bare value of a KPI; None where nothing is."""
        source = self.source(period.year)
        return source.reports(self.section, self.id).get(period.name) if source else None


class Forecast(NamedTuple):
    """A forecast of the year: the follow-up it is filed under, and what is filed there; None where nothing is, and it would go there."""

    period: Period
    value: str | int | float | None = None


class GoalEntry(Entry):
    __slots__ = ("activities", "kpis", "model", "supporters")
    section = "goals"

    def __init__(self, id_: str, plan: PlanEntry, path: Path, model: plan.Goal) -> None:
        super().__init__(id_, plan, path)
        self.model = model
        self.kpis: list[KpiEntry] = []
        self.activities: list[ActivityEntry] = []
        self.supporters: list[GoalEntry] = []
        """The goals, of this unit and others in the same years, that support this one."""

    @property
    def supports(self) -> list[str]:
        return as_list(self.model.supports)

    @property
    def supports_in_full(self) -> list[str]:
        """The same as whole addresses."""
        return [address if "/" in address else f"{self.plan.unit_id}/{address}" for address in self.supports]

    @property
    def depends_on(self) -> list[str]:
        return as_list(self.model.depends_on)


class KpiEntry(Entry):
    __slots__ = ("goal", "key", "model")
    section = "kpis"

    def __init__(self, id_: str, plan: PlanEntry, path: Path, model: plan.Kpi, goal: GoalEntry | None) -> None:
        super().__init__(id_, plan, path)
        self.model, self.goal = model, goal
        self.key: int | None = None
        """What `notation` has found."""

    @property
    def owner(self) -> str | None:
        """Who answers for its value: its own owner, else that of its goal, else that of the plan."""
        return self.model.owner or (self.goal.model.owner if self.goal else None) or self.plan.owner

    def in_year(self, year: int) -> KpiEntry | None:
        """The KPI as the plan that was in force in a year has it: under the same id."""
        plan = self.plan.unit.plan_for(year) if self.plan.unit else None
        return plan.kpis.get(self.id) if plan else None

    @property
    def groups(self) -> list[str]:
        """The groups that it is broken down by, of all breakdowns; none where the plan names the breakdowns alone."""
        by = self.model.by
        return [group for groups in by.values() for group in groups] if isinstance(by, dict) else []

    def report(self, period: Period) -> outcomes.KpiOutcome | None:
        """What is reported of it at a follow-up; a bare value is an outcome too."""
        source = self.source(period.year)
        return source.kpi(self.id, period.name) if source else None

    def forecast(self, period: Period, year_end: Period) -> Forecast:
        """What its value of the year is expected to be, as said at a follow-up: of the whole year, unless one stands there itself."""
        source = self.source(period.year)
        reports = source.reports(self.section, self.id) if source else {}
        for filed_at in (period, year_end):
            report = reports.get(filed_at.name)
            if isinstance(report, outcomes.KpiOutcome) and report.forecast is not None:
                return Forecast(filed_at, report.forecast)
        return Forecast(year_end)

    def target_in(self, year: int) -> str | int | float | Judged | None:
        """The target as written for a year: its own, or the latest earlier one of a path."""
        target = self.model.target
        return _latest(target, year) if isinstance(target, dict) else target

    def bands_in(self, year: int) -> plan.Bands | None:
        thresholds = self.model.thresholds
        return _latest(thresholds, year) if isinstance(thresholds, dict) else thresholds

    def notation(self) -> int:
        """A number for all that its notation can mean: KPIs with the same one have the same schemes in the same years."""
        if self.key is None:
            model, bands = self.model, self.model.thresholds
            colours = (bands.red, bands.yellow, bands.green) if isinstance(bands, plan.Bands) else (bands,)
            texts: tuple[object, ...] = (model.target, *colours, model.scale)
            if not _TEXTS.issuperset(map(type, texts)):
                texts = (repr(texts),)  # 1 and 1.0 have different decimals, and are equal
            said = (self.plan.years, model.unit, model.decimals, model.direction, model.purpose, *texts)
            self.key = _NOTATIONS.setdefault(said, len(_NOTATIONS))
        return self.key

    def definition(self) -> Hashable | None:
        """Its notation, whether it has a source, and when it is measured: all but its words and its values.

        None for a KPI without an owner: it is like no other, since its goal decides what that means.
        """
        if not self.owner:
            return None
        model = self.model
        has_source = model.source is not None or model.kolada is not None or bool(model.kkik)
        return (self.notation(), has_source, model.frequency, *model.measured)

    def is_plainly_sound(self) -> bool:
        """Whether its notation is the same in all years, of the commonest sort, and without fault."""
        model, bands = self.model, self.model.thresholds
        if not isinstance(bands, plan.Bands):
            return False
        return plainly_sound(model.target, bands.red, bands.yellow, bands.green, model.scale, model.decimals, model.direction)

    def scale_text(self, year: int) -> str | Message:
        """The scale as it is written; one that only the target of a year names goes up to its top."""
        if self.model.scale is not None:
            return str(self.model.scale)
        scale = self.scheme(year).scale
        return Message("at most {top}", top=scale.high.value if scale and scale.high else "")

    def scheme(self, year: int) -> Scheme:
        """Target, bands, scale, decimals and direction as they hold in a year."""
        model, bands, target = self.model, self.bands_in(year), self.target_in(year)
        text = None if isinstance(target, Judged) else target
        if bands is None:
            return scheme(year, text, None, None, None, model.scale, model.decimals, model.direction)
        return scheme(year, text, bands.red, bands.yellow, bands.green, model.scale, model.decimals, model.direction)


class ActivityEntry(Entry):
    __slots__ = ("goal", "model")
    section = "activities"

    def __init__(self, id_: str, plan: PlanEntry, path: Path, model: plan.Activity, goal: GoalEntry | None) -> None:
        super().__init__(id_, plan, path)
        self.model, self.goal = model, goal


class ServiceEntry(Entry):
    __slots__ = ("model",)
    section = "services"

    def __init__(self, id_: str, plan: PlanEntry, path: Path, model: plan.Service) -> None:
        super().__init__(id_, plan, path)
        self.model = model


class AssignmentEntry(Entry):
    __slots__ = ("model",)
    section = "assignments"

    def __init__(self, id_: str, plan: PlanEntry, path: Path, model: plan.Assignment) -> None:
        super().__init__(id_, plan, path)
        self.model = model


AnyEntry = GoalEntry | KpiEntry | ActivityEntry | ServiceEntry | AssignmentEntry


def _latest(by_year: Mapping[int, T], year: int) -> T | None:
    reached = [start for start in by_year if start <= year]
    return by_year[max(reached)] if reached else None
