"""One thing that a cell says of one thing in a plan: what readers of files give, and what is filed."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from planctl.exchange.reading.cells import Place
from planctl.message import Message
from planctl.notation.period import Period


class Target(NamedTuple):
    """What is said something of: a field of a report (`value`, `comment`, …), or the value of one of a KPI's groups."""

    unit: str
    section: str
    """kpis, goals, activities, assignments or services."""
    id: str
    period: Period
    field: str
    group: str = ""
    """The group whose value it is, where `field` is `by`."""

    @property
    def address(self) -> str:
        return f"{self.unit}/{self.id}"


class Unseen(NamedTuple):
    """Why the user of a sheet does not see a cell, and what to do about it."""

    place: Place
    message: Message
    hint: Message


class Statement(NamedTuple):
    """A cell's word on a target: a number exactly as it was written, or a text. What is `unseen` is never filed."""

    place: Place
    target: Target
    value: Decimal | str
    unseen: tuple[Unseen, ...] = ()
    """Why it is not seen, at each place that says it."""
