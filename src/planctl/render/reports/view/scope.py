"""What every part of a view is made from: the evaluated organisation, the language, and where things are shown."""

from __future__ import annotations

from planctl.evaluate.explain.case import Case
from planctl.evaluate.status import GoalResult, Status
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.render.reports.view.links import Links, Reference
from planctl.render.reports.view.marks import Mark, status_mark
from planctl.render.reports.view.texts import titled
from planctl.workspace.entries import Entry, Unit


class Scope:
    """An organisation at a period, to be shown in a language."""

    def __init__(self, case: Case, language: Language, links: Links) -> None:
        self.case, self.language, self.links = case, language, links
        self.workspace, self.calendar = case.workspace, case.workspace.calendar

    @property
    def organisation(self) -> str:
        """The organisation's name."""
        return titled(self.workspace.organisation.name, self.workspace.id)

    def status(self, status: Status) -> Mark:
        return status_mark(self.language, status)

    def period(self, period: Period) -> str:
        """A follow-up where there is little room: T2 2025, and the whole year as 2025."""
        return str(period.year) if period == self.calendar.year_end(period.year) else f"{period.name} {period.year}"

    def reference(self, kind: str, entry: Entry, title: str) -> Reference:
        unit = entry.plan.unit
        href = self.links.href(kind, entry.address)
        return Reference(titled(title, entry.id), entry.address, titled(unit.title, unit.id) if unit else entry.plan.unit_id, href)

    def goal_reference(self, goal: GoalResult) -> Reference:
        return self.reference("goal", goal.entry, goal.entry.model.title)

    def unit_reference(self, unit: Unit) -> Reference:
        title = titled(unit.title, unit.id)
        return Reference(title, unit.id, title, self.links.href("unit", unit.id))
