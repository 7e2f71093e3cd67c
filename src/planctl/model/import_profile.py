"""kind: import-profile: how to read a workbook or CSV file that planctl did not make."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from planctl.message import N_
from planctl.model.base import Address, Id, Model, OptionalText, Text, fitting, no_entries, no_items

Texts = Annotated[Annotated[Text, Tag("text")] | Annotated[list[Text], Tag("list")], Discriminator(lambda value: _shape(value))]
ProfilePeriod = Annotated[str, fitting(r"^[0-9]{4}(-[0-9]{2}-[0-9]{2}|[- ]?[A-Za-zÅÄÖåäö]{1,10}[0-9]{0,2})?$")] | int


def _shape(value: object) -> str:
    return "list" if isinstance(value, list) else "text"


class Columns(Model):
    """Which column holds what: each by the text in its header, or by its letters."""

    kpi: Text = Field(description=N_("What says which KPI a row is of: an address, a code, a title or an alias."))
    unit: OptionalText = Field(default=None, description=N_("The unit that a row is of."))
    period: OptionalText = Field(default=None, description=N_("The follow-up that a row is of."))
    group: OptionalText = Field(default=None, description=N_("The group that a row is of, where a value is broken down."))
    value: OptionalText = Field(default=None, description=N_("The outcome."))
    forecast: OptionalText = Field(default=None, description=N_("The forecast for the year."))
    assessment: OptionalText = Field(default=None, description=N_("A person's judgement: green, yellow or red."))
    reason: OptionalText = Field(default=None, description=N_("Why there is no value."))
    comment: OptionalText = Field(default=None, description=N_("A comment on the value."))
    analysis: OptionalText = Field(default=None, description=N_("Why the value is what it is."))
    action: OptionalText = Field(default=None, description=N_("What is done about it."))


class ValueColumn(Model):
    """What the numbers of one column are, in a table with a column for each follow-up, group or unit."""

    period: ProfilePeriod | None = Field(default=None, description=N_("The follow-up that the column is of: 2026-T2."))
    group: OptionalText = Field(default=None, description=N_("The group that the column is of."))
    unit: Id | None = Field(default=None, description=N_("The unit that the column is of."))
    field: Literal["value", "forecast"] = Field(default="value", description=N_("Whether it holds outcomes or forecasts."))


class ImportProfile(Model):
    """How to read a workbook or CSV file that planctl did not make."""

    kind: Literal["import-profile"] = Field(description=N_("The kind of file."))
    id: Id = Field(description=N_("The profile's name, for --profile."))
    title: OptionalText = Field(default=None, description=N_("What files it is for."))
    match: Texts = Field(default_factory=no_items, description=N_("The names of the files it is for: utfall-*.xlsx."))
    sheet: Texts = Field(default_factory=no_items, description=N_("The sheets to read, by name or pattern; else all."))
    header: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description=N_("The row with the headers, 0 where there is none; else the first row that holds them all.")
    )
    columns: Columns = Field(description=N_("Which column holds what."))
    values: dict[Text, ValueColumn] = Field(
        default_factory=no_entries, description=N_("In a wide table: each column of numbers, and which follow-up, group or unit it is of.")
    )
    period: ProfilePeriod | None = Field(default=None, description=N_("The follow-up of all rows, where none of them says."))
    year: Annotated[int, Field(ge=1900, le=2199)] | None = Field(
        default=None, description=N_("The year of follow-ups that are written without one: T2.")
    )
    unit: Id | None = Field(default=None, description=N_("The unit of all rows, where none of them says."))
    kpis: dict[Text, Address] = Field(default_factory=no_entries, description=N_("Codes and other names of KPIs, each with its address."))
    units: dict[Text, Id] = Field(default_factory=no_entries, description=N_("Other names of units, each with its id."))
    periods: dict[Text, Text] = Field(default_factory=no_entries, description=N_("Other names of follow-ups: Tertial 2: T2."))
    groups: dict[Text, Text] = Field(default_factory=no_entries, description=N_("Other names of groups: K: kvinnor."))
    no_value: dict[Text, Literal["missing", "not-applicable", "confidential"]] = Field(
        default_factory=no_entries, description=N_("Further words for no value.")
    )
    fill_down: list[Literal["kpi", "unit", "period"]] = Field(
        default_factory=no_items, description=N_("Columns in which an empty cell means the same as the one above.")
    )
    skip: list[Text] = Field(default_factory=no_items, description=N_("Rows to pass by, by the text where their KPI would be: Summa*."))
    ignore: list[Text] = Field(
        default_factory=no_items, description=N_("Columns with numbers that are not read, by header, letters or pattern: Budget*.")
    )
    decimal: Literal[",", "."] | None = Field(
        default=None, description=N_("The decimal sign of numbers in text; the other parts thousands.")
    )
    delimiter: Literal["semicolon", "comma", "tab", "bar"] | None = Field(
        default=None, description=N_("The sign between the cells of a CSV file.")
    )
    encoding: Literal["utf-8", "utf-16", "cp1252"] | None = Field(default=None, description=N_("The encoding of a CSV file."))
