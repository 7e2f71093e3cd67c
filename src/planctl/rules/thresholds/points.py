"""How findings speak of bands: a band with its text, the bands around a gap, and a value on the bands' own axis."""

from __future__ import annotations

from decimal import Decimal

from planctl.message import Message
from planctl.notation.conditions import Change, Number, PeerLevel, PeerRank, PeerShare
from planctl.notation.scheme import placed_bands
from planctl.rules.thresholds.cases import Case

_BARE = frozenset({"index", "betyg", "antal", "kvot", "tal", "grade", "number", "ratio"})
"""Units that nobody says after a number."""


def band_named(case: Case, colour: str) -> Message:
    """A band with its text: red (< 70)."""
    return Message("{colour} ({text})", colour=Message(colour), text=str(case.band(colour)))


def amount(value: Decimal, unit: str | None) -> Decimal | Message:
    """A number with the KPI's unit."""
    if unit is None or unit.casefold() in _BARE:
        return value
    return Message("{value} {unit}", value=value, unit=unit)


def point(case: Case, value: Decimal) -> Decimal | Message:
    """A value on the axis of the bands: of the KPI, of a change, or of a place among others."""
    unit = case.kpi.model.unit
    match next(iter(case.scheme.bands.values()), None):
        case PeerRank():
            return Message("place {value}", value=value)
        case PeerShare():
            return Message("the place {value} % from the best", value=value)
        case PeerLevel(statistic):
            difference = amount(value, unit)
            if statistic == "mean":
                return Message("a difference of {difference} from the others' mean", difference=difference)
            return Message("a difference of {difference} from the others' median", difference=difference)
        case Change(percent=True):
            return Message("a change of {value} %", value=value - 100)
        case Change():
            return Message("a change of {change}", change=amount(value, unit))
    return amount(value, unit)


def around(case: Case, value: Decimal) -> tuple[str | None, str | None]:
    """The nearest bands below and above a value that lies in none."""
    below: tuple[Number, str] | None = None
    above: tuple[Number, str] | None = None
    for name, placement in placed_bands(case.scheme).items():
        for interval in placement.intervals:
            if interval.high and interval.high.value <= value and (below is None or interval.high.value > below[0]):
                below = (interval.high.value, name)
            if interval.low and interval.low.value >= value and (above is None or interval.low.value < above[0]):
                above = (interval.low.value, name)
    return below and below[1], above and above[1]
