"""How the rows of foreign files find their KPIs: by an alias of the profile, an address, a code of Kolada or KKiK, or the title."""

from __future__ import annotations

from dataclasses import dataclass, field

from planctl.exchange.imports.findings import Refused
from planctl.exchange.imports.lookup import Lookup, Thing
from planctl.exchange.imports.names import KpiNames, plain
from planctl.exchange.imports.numbers import quoted, refused
from planctl.message import Message
from planctl.model.import_profile import ImportProfile
from planctl.nearest import did_you_mean
from planctl.notation.period import Period
from planctl.notation.refusal import Refusal
from planctl.workspace.entries import KpiEntry


@dataclass(slots=True)
class Finder:
    """Finds KPIs in the plans in force of each year."""

    lookup: Lookup
    profile: ImportProfile
    kpis: KpiNames = field(init=False)
    _things: dict[tuple[str, str, Period], Thing | Refused] = field(default_factory=dict)
    """What was found before: to look for the nearest of all titles takes long."""

    def __post_init__(self) -> None:
        self.kpis = KpiNames(self.lookup.workspace)

    def thing(self, text: str, unit: str, period: Period) -> Thing | Refused:
        """The KPI that a row's text means, within a unit where the row says which."""
        key = (text, unit, period)
        if key not in self._things:
            self._things[key] = self._thing(*key)
        return self._things[key]

    def _thing(self, text: str, unit: str, period: Period) -> Thing | Refused:
        aliases = {plain(alias): address for alias, address in self.profile.kpis.items()}
        alias = aliases.get(plain(text))
        if alias is not None:
            return self.lookup.thing(alias if "/" in alias else f"{unit}/{alias}", period)
        addressed = self.lookup.thing(text.strip(), period) if "/" in text else None
        if isinstance(addressed, Thing):
            return addressed
        named = [kpi for kpi in self.kpis.named(text, period.year) if not unit or kpi.plan.unit_id == unit]
        if len(named) == 1:
            return Thing(named[0], "kpis", period)
        if named:
            return self._several(text, named)
        return addressed if addressed and self._begins_with_a_unit(text) else self._none(text, unit, period.year)

    def _begins_with_a_unit(self, text: str) -> bool:
        """Whether a text with a slash is meant as an address: a title may have one too (kostnad/invånare)."""
        return did_you_mean(text.strip().partition("/")[0], self.lookup.workspace.units) is not None

    def _several(self, text: str, named: list[KpiEntry]) -> Refusal:
        addresses = tuple(kpi.address for kpi in named)
        return refused(
            Message("several KPIs are called {text}: {addresses}", text=quoted(text), addresses=addresses),
            Message("name the column with the unit in the profile, or give each name its address under kpis:"),
        )

    def _none(self, text: str, unit: str, year: int) -> Refused:
        plan = self.lookup.plan(unit, year) if unit else None
        if isinstance(plan, Refused):
            return plan
        known = [name for name, kpis in self.kpis.of(year).items() if not unit or any(kpi.plan.unit_id == unit for kpi in kpis)]
        near = did_you_mean(plain(text), known)
        elsewhere = [kpi.address for kpi in self.kpis.named(text, year)]
        title = quoted(self.kpis.of(year)[near.values["word"]][0].model.title) if near else None
        nearest = self.kpis.with_number(text.strip(), year) or title or (elsewhere[0] if elsewhere else None)
        hint = Message("did you mean {word}?", word=nearest) if nearest else None
        missing = Message("the plan of {unit} for {year} has no KPI {text}", unit=unit, year=str(year), text=quoted(text))
        nowhere = Message("no plan for {year} has a KPI {text}", year=str(year), text=quoted(text))
        add = Message("write its address under kpis: in the profile, or pass the row by under skip:")
        units = (unit,) if unit else tuple(self.lookup.workspace.units)
        return refused(missing if unit else nowhere, hint or self.lookup.unreadable(*units) or add)
