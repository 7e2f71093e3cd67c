"""Where things are found on pages. A report links within itself; a site gives links of its own to the same templates."""

from typing import NamedTuple, Protocol


class Links(Protocol):
    """Gives the address on the web of a thing of the plans."""

    def href(self, kind: str, address: str) -> str | None:
        """Where a thing is shown, None where nowhere: `kind` is unit, goal or kpi, and `address` its address or a unit's id."""


class WithinPage:
    """Links within one document, to what it shows."""

    def __init__(self, units: frozenset[str], kinds: frozenset[str]) -> None:
        self.units, self.kinds = units, kinds

    def href(self, kind: str, address: str) -> str | None:
        shown = kind in self.kinds and address.partition("/")[0] in self.units
        return f"#{anchor(address)}" if shown else None


def anchor(address: str) -> str:
    """The id of an element on a page: an address without its slash. Addresses hold letters, digits and hyphens only."""
    return address.replace("/", "--")


class Reference(NamedTuple):
    """Something that is shown elsewhere, with the way to it."""

    text: str
    """Its title."""
    address: str
    """Its address, `unit/id`, or a unit's id."""
    unit: str
    """The title of the unit that it belongs to."""
    href: str | None
    """Where it is shown; none where it is not shown anywhere."""
