"""What a row means: the entry of a plan in force that its words name; else why there is none, and the nearest that there is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from planctl.evaluate.period import unended, unknown_period
from planctl.exchange.imports.cell_values import FIELDS, LABELS, read_field
from planctl.exchange.imports.findings import SEE_CHECK, Blocked, Findings, Refused
from planctl.exchange.imports.numbers import quoted, refused
from planctl.exchange.imports.shares import share_instead_of_percent
from planctl.exchange.imports.statement import Statement, Target
from planctl.exchange.reading.cells import Cell, Place
from planctl.message import Message
from planctl.nearest import did_you_mean
from planctl.notation.period import Period, parse_period
from planctl.notation.refusal import Refusal
from planctl.workspace.entries import AnyEntry, KpiEntry
from planctl.workspace.files import PlanEntry
from planctl.workspace.workspace import Workspace

_SECTIONS: dict[str, tuple[str, ...]] = {
    "kpis": ("kpis",),
    "goals": ("goals",),
    "activities": ("activities", "assignments"),
    "services": ("services",),
}
"""The tables of a workbook, and the sections whose entries are rows of it."""


_LONGEST_TITLE = 48


def title_of(entry: AnyEntry) -> str:
    """What an entry is called in a finding, shortened; a promise without a title by itself."""
    title = getattr(entry.model, "title", None) or getattr(entry.model, "promise", "")
    line = " ".join(str(title).split())
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1].rstrip() + "…"


class Thing(NamedTuple):
    """An entry of a plan with the period something is said of it for."""

    entry: AnyEntry
    section: str
    period: Period


@dataclass(slots=True)
class Lookup:
    """Finds what rows mean in one workspace, and reads what cells say of it. What is wrong goes to `findings`."""

    workspace: Workspace
    as_of: datetime.date
    findings: Findings
    _plans: dict[tuple[str, int], PlanEntry | Refused] = field(default_factory=dict)

    def period(self, place: Place, text: str, *, is_expected: bool = False) -> Period | None:
        """A follow-up of the calendar. One that has not ended may well be reported, but is worth a word, unless it is what is expected."""
        calendar = self.workspace.calendar
        period = parse_period(text, calendar.names)
        if period is None:
            self.findings.repeated(place, *unknown_period(text, calendar, self.as_of))
            return None
        if not is_expected and (doubt := unended(period, calendar, self.as_of)):
            self.findings.warning_once(Place(place.file), doubt, Message("look whether the right follow-up is meant"))
        return period

    def thing(self, address: str, period: Period, table: str = "kpis") -> Thing | Refused:
        """What an address means in the plan in force in a period's year, in one of the tables of a workbook."""
        unit, slash, id_ = address.partition("/")
        if not slash:
            return refused(
                Message("{address} is no address", address=address), Message("an address is written unit/id: personal/sjukfranvaro")
            )
        plan = self.plan(unit, period.year)
        if not isinstance(plan, PlanEntry):
            return plan
        for section in _SECTIONS[table]:
            entry: AnyEntry | None = getattr(plan, section).get(id_)
            if entry is not None:
                return Thing(entry, section, period)
        near = did_you_mean(id_, [known for section in _SECTIONS[table] for known in getattr(plan, section)])
        nearest = Message("did you mean {word}?", word=f"{unit}/{near.values['word']}") if near else None
        hint = self.unreadable(unit) or nearest or Message("the ids are those in {file}", file=plan.file)
        return refused(Message("the plan of {unit} for {year} has no {address}", unit=unit, year=str(period.year), address=address), hint)

    def unreadable(self, *units: str) -> Message | None:
        """A hint where files of units could not be read whole: what is looked for may stand there."""
        files = tuple(file for unit in units for file in self._broken_plans(unit))
        return Message("look first at what is wrong with {files}: run planctl check", files=files) if files else None

    def _broken_plans(self, unit_id: str) -> list[str]:
        outcomes = {entry.file for entry in self.workspace.outcomes}
        return [file for file in self.workspace.broken.get(unit_id, ()) if file not in outcomes]

    def plan(self, unit_id: str, year: int) -> PlanEntry | Refused:
        """The plan of a unit that is in force in a year."""
        key = (unit_id, year)
        if key not in self._plans:
            self._plans[key] = self._plan(unit_id, year)
        return self._plans[key]

    def _plan(self, unit_id: str, year: int) -> PlanEntry | Refused:
        unit = self.workspace.units.get(unit_id)
        if unit is None:
            hint = self._nearest_unit(unit_id) or Message("the units are {units}", units=tuple(self.workspace.units))
            return refused(Message("there is no unit {id}", id=unit_id), hint)
        plan = unit.plan_for(year)
        if plan is None and (broken := self._broken_plans(unit_id)):
            said = Message(
                "the file has problems of its own, and no other plan of {unit} covers {year}", unit=quoted(unit.title), year=str(year)
            )
            return Blocked(broken[0], said, SEE_CHECK)
        if plan is None:
            years = tuple(str(plan.years) for plan in unit.plans if plan.years)
            hint = Message("its plans are for {periods}: check the year, or add a plan", periods=years) if years else Message("add a plan")
            return refused(Message("no plan of {unit} covers {year}", unit=quoted(unit.title), year=str(year)), hint)
        return plan

    def _nearest_unit(self, name: str) -> Message | None:
        """The id of the unit that is called nearly so: by its id, or by its title."""
        ids = {id_: id_ for id_ in self.workspace.units} | {unit.title.casefold(): id_ for id_, unit in self.workspace.units.items()}
        near = did_you_mean(name.casefold(), ids)
        return Message("did you mean {word}?", word=ids[near.values["word"]]) if near else None

    def statement(
        self, place: Place, thing: Thing, field_: str, cell: Cell, group: str = "", period: Period | None = None
    ) -> Statement | None:
        """What a cell says of a thing; None where it says nothing, or nothing that can be taken."""
        entry = thing.entry
        value = self._read(thing, field_, cell, group)
        if isinstance(value, Refusal):
            self.findings.refuse(place, value, entry.address)
            return None
        if (
            isinstance(value, Decimal)
            and isinstance(entry, KpiEntry)
            and (doubt := share_instead_of_percent(cell, value, entry, thing.period.year))
        ):
            self.findings.warning(place, *doubt, entry.address)
        return None if value is None else Statement(place, self.target(thing, field_, group, period), value)

    def target(self, thing: Thing, field_: str, group: str = "", period: Period | None = None) -> Target:
        """Where a field of a thing, or the value of one of its groups, is filed: under `period`, where the file itself says so."""
        entry = thing.entry
        filed_at = period or self._filed_at(thing, field_)
        return Target(entry.plan.unit_id, thing.section, entry.id, filed_at, "by" if group else field_, group)

    def _read(self, thing: Thing, field_: str, cell: Cell, group: str) -> Decimal | str | Refusal | None:
        if group and (unknown := self._group(thing, field_, group)):
            return unknown
        if field_ not in FIELDS[thing.section]:
            return refused(Message("{field} can't be reported of {address}", field=Message(LABELS[field_]), address=thing.entry.address))
        return read_field(cell, "by" if group else field_, thing.entry, thing.period.year)

    def _group(self, thing: Thing, field_: str, group: str) -> Refusal | None:
        """Why something can't be said of a group."""
        entry = thing.entry
        if not isinstance(entry, KpiEntry) or field_ != "value":
            return refused(
                Message("only a value can be reported of the group {group}", group=quoted(group)),
                Message("write it in the row of the total"),
            )
        known = entry.groups
        if not entry.model.by:
            return refused(
                Message("the KPI {title} is not broken down by anything", title=quoted(entry.model.title)),
                Message("write by: with the KPI in the plan, or take the row away"),
            )
        if known and group not in known:
            hint = did_you_mean(group, known) or Message("its groups are {groups}", groups=tuple(known))
            return refused(Message("the KPI {title} lists no group {group}", title=quoted(entry.model.title), group=quoted(group)), hint)
        return None

    def _filed_at(self, thing: Thing, field_: str) -> Period:
        """The follow-up that a field is filed under."""
        period, entry = thing.period, thing.entry
        if field_ != "forecast" or not isinstance(entry, KpiEntry):
            return period
        return entry.forecast(period, self.workspace.calendar.year_end(period.year)).period
