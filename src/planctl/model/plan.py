"""kind: plan: what a unit shall do in a period, as it was decided."""

from collections.abc import Hashable
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from planctl.message import N_
from planctl.model.base import (
    Address,
    Date,
    Expression,
    Id,
    Model,
    OptionalNotation,
    OptionalText,
    Target,
    Text,
    Value,
    fitting,
    no_entries,
    no_items,
)
from planctl.model.organisation import PeriodName, Rollup

Texts = Annotated[
    Annotated[Text, Tag("text")] | Annotated[list[Text], Tag("list")],
    Discriminator(lambda value: "list" if isinstance(value, list) else "text"),
]
Addresses = Annotated[
    Annotated[Address, Tag("text")] | Annotated[list[Address], Tag("list")],
    Discriminator(lambda value: "list" if isinstance(value, list) else "text"),
]
Frequency = Annotated[str, fitting(r"^(month|quarter|tertial|half-year|year|every ([2-9]|10) years)$")]


class Decision(Model):
    """A decision of a plan: of the one in force, or of an earlier revision."""

    decided: Date | None = Field(default=None, description=N_("The date of the decision."))
    decided_by: OptionalText = Field(default=None, description=N_("The body that decided."))
    section: OptionalText = Field(default=None, description=N_("The section of the minutes: § 187."))
    reference: OptionalText = Field(default=None, description=N_("The registration number (diarienummer)."))
    content: Annotated[str, fitting(r"^sha256-[0-9a-f]{32}$")] | None = Field(
        default=None, description=N_("A hash of what was decided; planctl decide writes it, and check compares.")
    )


class Document(Model):
    """The decision data of a plan: a decided plan is a public record."""

    type: OptionalText = Field(default=None, description=N_("The type of document: Verksamhetsplan."))
    name: OptionalText = Field(default=None, description=N_("The document's name."))
    status: Literal["draft", "proposed", "decided", "superseded"] = Field(
        default="draft", description=N_("How far the plan has come: draft, proposed, decided or superseded.")
    )
    decided: Date | None = Field(default=None, description=N_("The date of the decision."))
    decided_by: OptionalText = Field(default=None, description=N_("The body that decided."))
    section: OptionalText = Field(default=None, description=N_("The section of the minutes: § 187."))
    reference: OptionalText = Field(default=None, description=N_("The registration number (diarienummer)."))
    valid_from: Date | None = Field(default=None, description=N_("The date from which the plan holds."))
    valid_to: Date | None = Field(default=None, description=N_("The date to which the plan holds."))
    responsible: OptionalText = Field(default=None, description=N_("The role responsible for the plan."))
    revision: Annotated[int, Field(ge=1)] | None = Field(default=None, description=N_("The number of the revision."))
    content: Annotated[str, fitting(r"^sha256-[0-9a-f]{32}$")] | None = Field(
        default=None, description=N_("A hash of what was decided; planctl decide writes it, and check compares.")
    )
    earlier: dict[int, Decision] = Field(
        default_factory=no_entries, description=N_("The decisions of earlier revisions, by the number of the revision.")
    )


class Service(Model):
    """What users can count on."""

    title: OptionalText = Field(default=None, description=N_("A short name of the service."))
    promise: Text = Field(description=N_("What users can count on, in one sentence."))
    audience: list[Text] = Field(default_factory=no_items, description=N_("Who the promise is made to."))
    within: OptionalText = Field(default=None, description=N_("The measurable limit: 2 arbetsdagar."))
    starts: OptionalText = Field(default=None, alias="from", description=N_("What starts the clock."))
    exceptions: OptionalText = Field(default=None, description=N_("When the promise does not hold."))
    redress: OptionalText = Field(default=None, description=N_("What users get when the promise is not kept."))
    user_part: OptionalText = Field(default=None, description=N_("What users must do themselves."))
    rights: Texts | None = Field(default=None, description=N_("What users have a right to."))
    possibilities: Texts | None = Field(default=None, description=N_("What users can choose or influence."))
    obligations: Texts | None = Field(default=None, description=N_("What users are obliged to."))
    kpi: Address | None = Field(default=None, description=N_("The KPI that measures whether the promise is kept."))


class Bands(Model):
    """The values that are red, yellow and green, in the threshold language."""

    red: OptionalNotation = Field(default=None, description=N_('The red values: "< 70". Quote what begins with > or %.'))
    yellow: OptionalNotation = Field(default=None, description=N_("The yellow values: 70–79."))
    green: OptionalNotation = Field(default=None, description=N_('The green values: "≥ 80".'))


def _shape_of_thresholds(value: Any) -> Hashable:
    if isinstance(value, dict):
        return "years" if value and all(isinstance(key, int) for key in value) else "bands"
    return "bands"


Thresholds = Annotated[Annotated[Bands, Tag("bands")] | Annotated[dict[int, Bands], Tag("years")], Discriminator(_shape_of_thresholds)]
"""One set of bands, or one per year."""

Breakdowns = Annotated[
    Annotated[list[Text], Tag("list")] | Annotated[dict[Text, list[Text]], Tag("groups")],
    Discriminator(lambda value: "groups" if isinstance(value, dict) else "list"),
]
"""The names of the dimensions (kön, skola), or each dimension with its groups."""


class Kpi(Model):
    """A measure with its unit, target and thresholds."""

    title: Text = Field(description=N_("What is measured."))
    description: OptionalText = Field(default=None, description=N_("How it is measured and what it means."))
    group: OptionalText = Field(default=None, description=N_("A heading that KPIs are listed under."))
    unit: OptionalText = Field(default=None, description=N_('The unit of the value; the per cent sign must be quoted: "%".'))
    decimals: Annotated[int, Field(ge=0, le=9)] | None = Field(
        default=None, description=N_("Decimals of the value; else those of the thresholds.")
    )
    scale: OptionalNotation = Field(default=None, description=N_("The possible values: 0–100."))
    direction: Literal["higher", "lower", "range"] | None = Field(
        default=None, description=N_("Which way is better; else it follows from the bands.")
    )
    purpose: Literal["target", "benchmark", "trend"] = Field(
        default="target", description=N_("Followed against a target, for comparison with others, or for its trend.")
    )
    target: Target | None = Field(default=None, description=N_("The target as written, or one per year."))
    thresholds: Thresholds | None = Field(default=None, description=N_("The bands red, yellow and green, or bands per year."))
    baseline: dict[int, Value] = Field(default_factory=no_entries, description=N_("Values of earlier years, by year."))
    breaks: dict[int, Text] = Field(
        default_factory=no_entries, description=N_("Years from which values can't be compared with earlier ones, and why.")
    )
    by: Breakdowns = Field(default_factory=no_items, description=N_("What the value is broken down by: sex, school."))
    numerator: OptionalText = Field(default=None, description=N_("What is divided, where the KPI is a quotient."))
    denominator: OptionalText = Field(default=None, description=N_("What it is divided by."))
    frequency: Frequency | None = Field(
        default=None, description=N_("How often it is measured: month, quarter, tertial, half-year, year, every 3 years.")
    )
    measured: list[int] = Field(
        default_factory=no_items, description=N_("The years in which it is measured, where that is not every year.")
    )
    source: OptionalText = Field(default=None, description=N_("Where the values come from."))
    owner: OptionalText = Field(default=None, description=N_("The role that answers for the value; else the goal's owner."))
    kkik: list[int] = Field(default_factory=no_items, description=N_("Numbers of the measure in Kommunens kvalitet i korthet."))
    kolada: Annotated[str, fitting(r"^[NU][0-9]{5}$")] | None = Field(
        default=None, description=N_("The KPI's id in the national database Kolada.")
    )
    weight: Annotated[int, Field(ge=0)] = Field(default=1, description=N_("How much it counts in a weighted roll-up."))


class Activity(Model):
    """Who does what by when."""

    title: Text = Field(description=N_("What shall be done."))
    description: OptionalText = Field(default=None, description=N_("More about the activity."))
    responsible: OptionalText = Field(default=None, description=N_("The role or group that does it."))
    start: OptionalText = Field(default=None, description=N_("When it begins: a date, month or season."))
    due: Text | int | None = Field(
        default=None, description=N_("When it is done: a date, month, season or year, or löpande, vid behov, minst 3 ggr/år.")
    )
    evaluated: list[PeriodName] = Field(default_factory=no_items, description=N_("The follow-ups at which it is evaluated."))
    evaluation: OptionalText = Field(default=None, description=N_("How it is evaluated, in words."))
    group: OptionalText = Field(default=None, description=N_("A heading that activities are listed under."))


class Goal(Model):
    """A state to reach, with the KPIs that tell whether it is reached and the activities that lead there."""

    title: Text = Field(description=N_("The goal, in one sentence."))
    description: OptionalText = Field(default=None, description=N_("More about the goal."))
    group: OptionalText = Field(default=None, description=N_("A heading that goals are listed under."))
    supports: Addresses = Field(default_factory=no_items, description=N_("The goals above that this goal contributes to: unit/goal."))
    depends_on: Addresses = Field(default_factory=no_items, description=N_("The goals that must be reached first."))
    economy: Literal["financial", "operational"] | None = Field(
        default=None, description=N_("A financial or operational goal for good economic management.")
    )
    owner: OptionalText = Field(default=None, description=N_("The role that answers for the goal."))
    rollup: Rollup | None = Field(default=None, description=N_("How the goal's status follows from its parts."))
    weight: Annotated[int, Field(ge=0)] = Field(default=1, description=N_("How much it counts in a weighted roll-up."))
    kpis: dict[Id, Kpi] = Field(default_factory=no_entries, description=N_("The measures of the goal."))
    activities: dict[Id, Activity] = Field(default_factory=no_entries, description=N_("The activities that lead to the goal."))


class Assignment(Model):
    """A task given by politics, followed until it is reported and closed."""

    title: Text = Field(description=N_("The assignment."))
    description: OptionalText = Field(default=None, description=N_("More about the assignment."))
    given_by: OptionalText = Field(default=None, description=N_("The body that gave it."))
    given: Date | None = Field(default=None, description=N_("The date it was given."))
    reference: OptionalText = Field(default=None, description=N_("The registration number (diarienummer)."))
    responsible: OptionalText = Field(default=None, description=N_("The role that carries it out."))
    due: Text | int | None = Field(default=None, description=N_("When it shall be reported."))
    reported: Date | None = Field(default=None, description=N_("The date it was reported back."))
    closed: Date | None = Field(default=None, description=N_("The date it was closed."))
    result: OptionalText = Field(default=None, description=N_("How it was closed."))


class Competence(Model):
    """How the unit gets and keeps the competence it needs."""

    needs: Texts | None = Field(default=None, description=N_("The competence that is needed."))
    recruitment: Texts | None = Field(default=None, description=N_("Whom to recruit."))
    development: Texts | None = Field(default=None, description=N_("How the staff are trained."))


class Plan(Model):
    """A unit's plan for a period."""

    kind: Literal["plan"] = Field(description=N_("The kind of file."))
    unit: Id = Field(description=N_("The unit whose plan this is."))
    period: Annotated[str, fitting(r"^[0-9]{4}([-–][0-9]{4})?$")] | int = Field(description=N_("The year or years of the plan: 2025-2027."))
    title: OptionalText = Field(default=None, description=N_("The plan's title."))
    document: Document = Field(default_factory=lambda: Document.model_construct(), description=N_("Decision and registration."))
    vision: OptionalText = Field(default=None, description=N_("What the organisation wants to become."))
    values: Texts = Field(default_factory=no_items, description=N_("The words that guide conduct."))
    mission: Texts | None = Field(default=None, description=N_("What the unit is for."))
    description: OptionalText = Field(default=None, description=N_("About the plan or the unit."))
    tasks: list[Text] = Field(default_factory=no_items, description=N_("The tasks that the mission consists of."))
    governed_by: list[Text] = Field(default_factory=no_items, description=N_("Laws and documents that govern the unit."))
    follow_up: OptionalText = Field(default=None, description=N_("How and when the plan is followed up."))
    internal_control: OptionalText = Field(default=None, description=N_("How internal control is carried out and reported."))
    services: dict[Id, Service] = Field(default_factory=no_entries, description=N_("The unit's services and promises."))
    goals: dict[Id, Goal] = Field(default_factory=no_entries, description=N_("The unit's goals."))
    kpis: dict[Id, Kpi] = Field(default_factory=no_entries, description=N_("KPIs without a goal of their own."))
    activities: dict[Id, Activity] = Field(default_factory=no_entries, description=N_("Activities without a goal of their own."))
    assignments: dict[Id, Assignment] = Field(default_factory=no_entries, description=N_("Tasks given by politics."))
    focus: dict[int, list[Text]] = Field(default_factory=no_entries, description=N_("What is in focus, by year."))
    competence: Competence | None = Field(default=None, description=N_("Competence supply."))


__all__ = ["Activity", "Assignment", "Bands", "Competence", "Decision", "Document", "Expression", "Goal", "Kpi", "Plan", "Service"]
