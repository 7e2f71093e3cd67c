"""What KPIs and units are called in files: by title or id, and KPIs by their codes in Kolada and KKiK."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from planctl.exchange.reading.cells import without_unseen
from planctl.workspace.entries import KpiEntry
from planctl.workspace.workspace import Workspace

LONGEST_NAME = 200
"""Characters: what is longer was not written to name anything, and is too long for a key of a profile to be read by anyone."""
_WHOLE = frozenset(("totalt", "total", "totalen", "alla", "samtliga", "summa", "båda könen", "all", "everyone", "both sexes"))
_KKIK = re.compile(r"kkik[ :-]*(?:nr|mått)?[ .]*([0-9]{1,3})")
"""A number alone may be anything."""

_NUMBER = re.compile(r"[0-9]{1,3}")


def plain(text: str) -> str:
    """A text as it is compared: without case and signs that nobody sees, and with single spaces."""
    return " ".join(without_unseen(text).casefold().split())


def is_whole(group: str) -> bool:
    """Whether a text that stands where a group would means no group, but the whole."""
    return plain(group) in _WHOLE


def group_meant(name: str, groups: Collection[str]) -> str:
    """A KPI's group as its plan writes it, where only one is called so in any case; empty for a word that means the whole."""
    if not name or name in groups:
        return name
    same = [group for group in groups if plain(group) == plain(name)]
    if len(same) == 1:
        return same[0]
    return "" if not same and is_whole(name) else name


def is_name(text: str) -> bool:
    """Whether a text may be the name of something, as far as its length tells."""
    return 0 < len(text) <= LONGEST_NAME


def by_plain(names: Mapping[str, str]) -> dict[str, str]:
    """What texts mean, by how they are compared."""
    return {plain(name): meant for name, meant in names.items()}


@dataclass(slots=True)
class KpiNames:
    """The names of the KPIs in the plans in force of each year."""

    workspace: Workspace
    _names: dict[int, dict[str, list[KpiEntry]]] = field(default_factory=dict)

    def named(self, text: str, year: int) -> list[KpiEntry]:
        """The KPIs that have a title, a code or an id."""
        names = self.of(year)
        code = _KKIK.fullmatch(plain(text))
        return names.get(plain(text)) or (names.get(f"kkik {int(code[1])}", []) if code else [])

    def with_number(self, text: str, year: int) -> str | None:
        """The KKiK code that a bare number may be meant as, where a KPI has it."""
        code = f"KKiK {int(text)}" if _NUMBER.fullmatch(text) else ""
        return code if code and self.named(code, year) else None

    def of(self, year: int) -> dict[str, list[KpiEntry]]:
        """All names of the KPIs of a year's plans."""
        if year not in self._names:
            names: dict[str, list[KpiEntry]] = {}
            self._names[year] = names
            for unit in self.workspace.units.values():
                plan = unit.plan_for(year)
                for kpi in plan.kpis.values() if plan else ():
                    for name in dict.fromkeys(_names_of(kpi)):
                        names.setdefault(name, []).append(kpi)
        return self._names[year]


def _names_of(kpi: KpiEntry) -> list[str]:
    codes = [f"kkik {number}" for number in kpi.model.kkik] + ([kpi.model.kolada.casefold()] if kpi.model.kolada else [])
    return [plain(kpi.model.title), kpi.id, *codes]


def unit_names(workspace: Workspace) -> dict[str, str]:
    """The ids of units by all that files may call them: their ids and titles."""
    ids = {plain(id_): id_ for id_ in workspace.units}
    return ids | {plain(unit.title): id_ for id_, unit in workspace.units.items()}
