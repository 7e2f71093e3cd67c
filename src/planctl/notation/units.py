"""Units that are sure to mean different things, under all the names that people give them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from planctl.notation.conditions import Change, Condition, FromTarget, Steps, Values
from planctl.notation.refusal import Refusal

PERCENT = "%"

_NAMES = {
    PERCENT: "% procent percent procentenhet procentenheter percentage-points",
    "kr": "kr krona kronor sek",
    "tkr": "tkr kkr ksek tusen-kronor",
    "mkr": "mkr mnkr msek miljoner-kronor",
    "seconds": "sekund sekunder second seconds",
    "minutes": "minut minuter min minute minutes",
    "hours": "timme timmar tim h hour hours",
    "days": "dag dagar dygn day days",
    "weeks": "vecka veckor week weeks",
    "months": "månad månader mån month months",
    "years": "år years year",
    "kg": "kg kilo kilogram",
    "tonnes": "ton tonnes",
    "kWh": "kwh",
    "MWh": "mwh",
    "km": "km kilometer kilometre",
    "m²": "m² m2 kvm kvadratmeter",
}
_MEANING = {name.replace("-", " "): unit for unit, names in _NAMES.items() for name in names.split()}


@lru_cache(maxsize=4096)
def unit_meant(text: str | None) -> str | None:
    """The unit that a text begins with (mkr per år, % av kostnaden); None where it is not one that is known."""
    if not text:
        return None
    plain = " ".join(text.casefold().split())
    words = plain.replace("/", " ").split()
    return next((_MEANING[start] for start in (plain, " ".join(words[:2]), words[0] if words else "") if start in _MEANING), None)


def units_in(condition: Condition | Refusal) -> Iterator[str]:
    """The units that are written in a condition."""
    if isinstance(condition, Steps):
        for _, step in condition.steps:
            yield from units_in(step)
    elif isinstance(condition, (Values, FromTarget, Change)) and condition.unit:
        yield condition.unit
