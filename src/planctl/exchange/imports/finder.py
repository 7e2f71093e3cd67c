"""How the rows of foreign files find their KPIs: by an alias of the profile, an address, a code of Kolada or KKiK, or the title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planctl.exchange.imports.findings import Refused
from planctl.exchange.imports.lookup import Lookup, Thing
from planctl.exchange.imports.numbers import quoted, refused
from planctl.message import Message
from planctl.model.import_profile import ImportProfile
from planctl.nearest import did_you_mean
from planctl.notation.period import Period
from planctl.notation.refusal import Refusal
from planctl.workspace.entries import KpiEntry

_KKIK = re.compile(r"(?:kkik)?[ :-]*(?:nr|mått)?[ .]*([0-9]{1,3})")


def plain(text: str) -> str:
    """A text as it is compared: without case, and with single spaces."""
    return " ".join(text.casefold().split())


@dataclass(slots=True)
class Finder:
    """Finds KPIs in the plans in force of each year."""

    lookup: Lookup
    profile: ImportProfile
    _names: dict[int, dict[str, list[KpiEntry]]] = field(default_factory=dict)

    def thing(self, text: str, unit: str, period: Period) -> Thing | Refused:
        """The KPI that a row's text means, within a unit where the row says which."""
        aliases = {plain(alias): address for alias, address in self.profile.kpis.items()}
        alias = aliases.get(plain(text))
        if alias is not None:
            return self.lookup.thing(alias if "/" in alias else f"{unit}/{alias}", period)
        addressed = self.lookup.thing(text.strip(), period) if "/" in text else None
        if isinstance(addressed, Thing):
            return addressed
        named = [kpi for kpi in self.named(text, period.year) if not unit or kpi.plan.unit_id == unit]
        if len(named) == 1:
            return Thing(named[0], "kpis", period)
        if named:
            return self._several(text, named)
        return addressed if addressed and self._begins_with_a_unit(text) else self._none(text, unit, period.year)

    def _begins_with_a_unit(self, text: str) -> bool:
        """Whether a text with a slash is meant as an address: a title may have one too (kostnad/invånare)."""
        return did_you_mean(text.strip().partition("/")[0], self.lookup.workspace.units) is not None

    def named(self, text: str, year: int) -> list[KpiEntry]:
        """The KPIs that have a title, a code or an id."""
        names = self.names(year)
        code = _KKIK.fullmatch(plain(text))
        return names.get(plain(text)) or (names.get(f"kkik {int(code[1])}", []) if code else [])

    def names(self, year: int) -> dict[str, list[KpiEntry]]:
        """All names of the KPIs of a year's plans."""
        if year not in self._names:
            names: dict[str, list[KpiEntry]] = {}
            self._names[year] = names
            for unit in self.lookup.workspace.units.values():
                plan = unit.plan_for(year)
                for kpi in plan.kpis.values() if plan else ():
                    for name in dict.fromkeys(_names_of(kpi)):
                        names.setdefault(name, []).append(kpi)
        return self._names[year]

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
        known = [name for name, kpis in self.names(year).items() if not unit or any(kpi.plan.unit_id == unit for kpi in kpis)]
        near = did_you_mean(plain(text), known)
        elsewhere = [kpi.address for kpi in self.named(text, year)]
        nearest = self.names(year)[near.values["word"]][0].model.title if near else elsewhere[0] if elsewhere else None
        hint = Message("did you mean {word}?", word=nearest) if nearest else None
        missing = Message("the plan of {unit} for {year} has no KPI {text}", unit=unit, year=str(year), text=quoted(text))
        nowhere = Message("no plan for {year} has a KPI {text}", year=str(year), text=quoted(text))
        add = Message("write its address under kpis: in the profile, or pass the row by under skip:")
        units = (unit,) if unit else tuple(self.lookup.workspace.units)
        return refused(missing if unit else nowhere, hint or self.lookup.unreadable(*units) or add)


def _names_of(kpi: KpiEntry) -> list[str]:
    codes = [f"kkik {number}" for number in kpi.model.kkik] + ([kpi.model.kolada.casefold()] if kpi.model.kolada else [])
    return [plain(kpi.model.title), kpi.id, *codes]
