"""How the rows of foreign files find their KPIs: by an alias of the profile, an address, a code of Kolada or KKiK, or the title."""

from __future__ import annotations

from dataclasses import dataclass, field

from planctl.exchange.imports.names import KpiNames, plain
from planctl.exchange.imports.numbers import refused
from planctl.exchange.imports.targets import Targets, Thing
from planctl.message import Message
from planctl.model.import_profile import ImportProfile
from planctl.nearest import did_you_mean
from planctl.notation.period import Period
from planctl.notation.refusal import Refusal
from planctl.workspace.entries import KpiEntry


@dataclass(slots=True)
class Finder:
    """Finds KPIs in the plans in force of each year."""

    targets: Targets
    profile: ImportProfile
    kpis: KpiNames = field(init=False)
    _things: dict[tuple[str, str, Period], Thing | Refusal] = field(default_factory=dict)
    """What was found before: to look for the nearest of all titles takes long."""

    def __post_init__(self) -> None:
        self.kpis = KpiNames(self.targets.workspace)

    def thing(self, text: str, unit: str, period: Period) -> Thing | Refusal:
        """The KPI that a row's text means, within a unit where the row says which."""
        key = (text, unit, period)
        if key not in self._things:
            self._things[key] = self._thing(*key)
        return self._things[key]

    def _thing(self, text: str, unit: str, period: Period) -> Thing | Refusal:
        aliases = {plain(alias): address for alias, address in self.profile.kpis.items()}
        address = aliases.get(plain(text)) or (text.strip() if "/" in text else None)
        if address is not None:
            found = self.targets.thing(address if "/" in address else f"{unit}/{address}", period)
            if not isinstance(found, Refusal) or plain(text) in aliases:
                return found
        named = [kpi for kpi in self.kpis.named(text, period.year) if not unit or kpi.plan.unit_id == unit]
        if len(named) == 1:
            return Thing(named[0], "kpis", period)
        return self._several(text, named) if named else self._none(text, unit, period.year)

    def _several(self, text: str, named: list[KpiEntry]) -> Refusal:
        addresses = tuple(kpi.address for kpi in named)
        return refused(
            Message("several KPIs are called {text}: {addresses}", text=text, addresses=addresses),
            Message("name the column with the unit in the profile, or give each name its address under kpis:"),
        )

    def _none(self, text: str, unit: str, year: int) -> Refusal:
        known = [name for name, kpis in self.kpis.of(year).items() if not unit or any(kpi.plan.unit_id == unit for kpi in kpis)]
        near = did_you_mean(plain(text), known)
        titles = {name: kpis[0].model.title for name, kpis in self.kpis.of(year).items()}
        hint = Message("did you mean {word}?", word=titles[near.values["word"]]) if near else None
        missing = Message("the plan of {unit} for {year} has no KPI {text}", unit=unit, year=str(year), text=text)
        nowhere = Message("no plan for {year} has a KPI {text}", year=str(year), text=text)
        add = Message("write its address under kpis: in the profile, or pass the row by under skip:")
        return refused(missing if unit else nowhere, hint or add)
