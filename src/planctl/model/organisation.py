"""kind: organisation: who we are, the tree of units, the calendar of follow-up, and the settings."""

from typing import Annotated, Literal

from pydantic import Field
from pydantic_core import core_schema

from planctl.message import N_
from planctl.model.base import Id, Model, OptionalText, Ready, Text, fitting, no_entries, said

MONTH_DAY_PATTERN = r"^(02-(0[1-9]|[12][0-9])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01]))$"
MonthDay = Annotated[str, fitting(MONTH_DAY_PATTERN)]
PeriodName = Annotated[str, fitting(r"^[A-Za-zÅÄÖåäö]{1,10}[0-9]{0,2}$")]
RuleCode = Annotated[str, fitting(r"^[A-Z][0-9]{3}$")]
_STAFF = said(core_schema.str_schema(pattern=r"^(ca |about )?[0-9]+([.,][0-9]+)?$"))
OptionalStaff = Annotated[str | int | float | None, Ready(core_schema.nullable_schema(_STAFF))]
Rollup = Literal["share", "worst", "weighted"]


class CalendarPeriod(Model):
    """A follow-up: it covers the year from 1 January to a day, and its report is due on another."""

    ends: MonthDay = Field(description=N_("The last day the follow-up covers, as month-day: 04-30."))
    report: MonthDay | None = Field(
        default=None, description=N_("The day the report is due, as month-day; one before `ends` falls in the next year.")
    )
    title: OptionalText = Field(default=None, description=N_("What the follow-up is called: Tertialrapport 1."))


# Made without validation: a model that validates by itself, apart from the file it stands in, costs start-up time of its own.
DEFAULT_CALENDAR = {
    "T1": CalendarPeriod.model_construct(ends="04-30", report="05-31"),
    "T2": CalendarPeriod.model_construct(ends="08-31", report="10-31"),
    "year": CalendarPeriod.model_construct(ends="12-31", report="02-28"),
}


class Unit(Model):
    """A department, sector or unit in the tree."""

    title: Text = Field(description=N_("What the unit is called."))
    type: OptionalText = Field(default=None, description=N_("What sort of unit: sektor, avdelning, enhet, funktion."))
    head: OptionalText = Field(default=None, description=N_("The role that leads the unit; never a person's name."))
    staff: OptionalStaff = Field(default=None, description=N_("Number of staff, or of full-time posts; `ca 42` where it is approximate."))
    description: OptionalText = Field(default=None, description=N_("What the unit does, in a few sentences."))
    units: "dict[Id, Unit]" = Field(default_factory=no_entries, description=N_("The units below this one."))


class Limits(Model):
    """How much is too much: the rules about counts use these."""

    goals_per_plan: int = Field(default=12, ge=1, description=N_("The most goals that one plan should have."))
    kpis_per_goal: int = Field(default=7, ge=1, description=N_("The most KPIs that one goal should have."))
    kpis_per_plan: int = Field(default=40, ge=1, description=N_("The most KPIs that one plan should have."))


class Organisation(Model):
    """The organisation whose plans lie in this folder."""

    kind: Literal["organisation"] = Field(description=N_("The kind of file."))
    format: Literal[1] = Field(description=N_("The version of the file format."))
    id: Id = Field(description=N_("The organisation's id, which is the id of its root unit too."))
    name: Text = Field(description=N_("The organisation's name."))
    language: Literal["sv", "en"] = Field(
        default="en", description=N_("The language of reports and messages; English where none is given.")
    )
    municipality_code: Annotated[str, fitting(r"^[0-9]{4}$")] | None = Field(
        default=None, description=N_("The four digits of the municipality, as in the national database Kolada.")
    )
    description: OptionalText = Field(default=None, description=N_("What the organisation is, in a few sentences."))
    calendar: dict[PeriodName, CalendarPeriod] = Field(
        default_factory=lambda: DEFAULT_CALENDAR,
        min_length=1,
        description=N_("The follow-ups of a year, in order; the last one is the whole year."),
    )
    units: dict[Id, Unit] = Field(default_factory=no_entries, description=N_("The tree of units."))
    rollup: Rollup = Field(default="share", description=N_("How a goal's status follows from its parts, unless the goal says."))
    rules: dict[RuleCode, Literal["error", "warning", "off"]] = Field(
        default_factory=no_entries, description=N_("The severity of single rules in this organisation.")
    )
    limits: Limits = Field(default_factory=lambda: Limits.model_construct(), description=N_("How many goals and KPIs are too many."))
