"""kind: outcomes: what a unit reports for a year, follow-up by follow-up."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from planctl.message import N_
from planctl.model.base import Date, Id, Model, OptionalText, OptionalValue, Text, Value, no_entries
from planctl.model.organisation import PeriodName

NO_VALUE = ("missing", "not-applicable", "confidential")
"""The words that stand where a value would: never zero, never a colour."""

Colour = Literal["green", "yellow", "red"]


class Peers(Model):
    """What others have for the same KPI and period: what a target relative to them is judged against."""

    mean: OptionalValue = Field(default=None, description=N_("The mean of those compared with."))
    median: OptionalValue = Field(default=None, description=N_("The median of those compared with."))
    rank: Annotated[int, Field(ge=1)] | None = Field(default=None, description=N_("The rank among them; 1 is best."))
    of: Annotated[int, Field(ge=1)] | None = Field(default=None, description=N_("How many are ranked."))
    source: OptionalText = Field(default=None, description=N_("Where the comparison comes from."))


class KpiOutcome(Model):
    """The outcome of a KPI at a follow-up."""

    value: OptionalValue = Field(default=None, description=N_("The value, or missing, not-applicable, confidential."))
    forecast: OptionalValue = Field(default=None, description=N_("What the value is expected to be."))
    by: dict[Text, Value] = Field(default_factory=no_entries, description=N_("The values of the groups it is broken down by."))
    peers: Peers | None = Field(default=None, description=N_("What others have."))
    assessment: Colour | None = Field(default=None, description=N_("A person's judgement: green, yellow or red."))
    reason: OptionalText = Field(default=None, description=N_("Why there is no value."))
    comment: OptionalText = Field(default=None, description=N_("A comment on the value."))
    analysis: OptionalText = Field(default=None, description=N_("Why the value is what it is."))
    action: OptionalText = Field(default=None, description=N_("What is done about it."))
    source: OptionalText = Field(default=None, description=N_("Where the value was read: utfall.xlsx!Utfall!F7."))


KpiReport = Annotated[
    Annotated[Value, Tag("value")] | Annotated[KpiOutcome, Tag("outcome")],
    Discriminator(lambda value: "outcome" if isinstance(value, (dict, KpiOutcome)) else "value"),
]


class GoalOutcome(Model):
    """The responsible person's judgement of a goal at a follow-up."""

    assessment: Colour | None = Field(default=None, description=N_("A person's judgement: green, yellow or red."))
    analysis: OptionalText = Field(default=None, description=N_("Why it is so."))
    action: OptionalText = Field(default=None, description=N_("What is done about it."))
    comment: OptionalText = Field(default=None, description=N_("A comment."))


class ActivityOutcome(Model):
    """How an activity or an assignment is going at a follow-up."""

    status: Literal["planned", "ongoing", "done", "cancelled"] | None = Field(
        default=None, description=N_("planned, ongoing, done or cancelled.")
    )
    due: OptionalText = Field(default=None, description=N_("A new date; the first one stays, and is shown as missed."))
    done: Date | None = Field(default=None, description=N_("The date it was done."))
    comment: OptionalText = Field(default=None, description=N_("A comment."))


class ServiceOutcome(Model):
    """How a service promise was kept at a follow-up."""

    kept: Literal["yes", "partly", "no"] | None = Field(default=None, description=N_("Whether the promise was kept: yes, partly, no."))
    comment: OptionalText = Field(default=None, description=N_("A comment."))


class Outcomes(Model):
    """A unit's outcomes of a year."""

    kind: Literal["outcomes"] = Field(description=N_("The kind of file."))
    unit: Id = Field(description=N_("The unit that reports."))
    year: int = Field(ge=1900, le=2200, description=N_("The year of the outcomes."))
    summary: dict[PeriodName, Text] = Field(default_factory=no_entries, description=N_("The unit's own words about each follow-up."))
    kpis: dict[Id, dict[PeriodName, KpiReport]] = Field(default_factory=no_entries, description=N_("Outcomes of KPIs, by follow-up."))
    goals: dict[Id, dict[PeriodName, GoalOutcome]] = Field(default_factory=no_entries, description=N_("Judgements of goals, by follow-up."))
    activities: dict[Id, dict[PeriodName, ActivityOutcome]] = Field(
        default_factory=no_entries, description=N_("How activities are going, by follow-up.")
    )
    assignments: dict[Id, dict[PeriodName, ActivityOutcome]] = Field(
        default_factory=no_entries, description=N_("How assignments are going, by follow-up.")
    )
    services: dict[Id, dict[PeriodName, ServiceOutcome]] = Field(
        default_factory=no_entries, description=N_("How service promises were kept, by follow-up.")
    )


SECTIONS: Mapping[str, type[Model]] = {
    "kpis": KpiOutcome,
    "goals": GoalOutcome,
    "activities": ActivityOutcome,
    "assignments": ActivityOutcome,
    "services": ServiceOutcome,
}
"""What is reported of: the keys in a file of outcomes and in a plan, each with the model of a report."""


def reported_value(report: Any) -> str | int | float | None:
    """The value of a report, plain or with more around it."""
    return report.value if isinstance(report, KpiOutcome) else report


_NOTHING = KpiOutcome.model_construct()


def kpi_outcome(report: Any) -> KpiOutcome:
    """A report as an outcome: a plain value is an outcome with nothing but its value."""
    return report if isinstance(report, KpiOutcome) else _NOTHING.model_copy(update={"value": report})
