"""What an explanation is made of: titled sections of rows, each a fact with its exact value and its place."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from planctl.diagnostics import Path
from planctl.evaluate.status import Change, Status
from planctl.message import Message
from planctl.notation.period import Period
from planctl.notation.placement import Placement


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its unit."""

    value: Decimal
    unit: str | None = None
    decimals: int | None = None
    sign: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """The values, ranks or shares that a written condition stands for."""

    placement: Placement
    unit: str | None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the file format, to be shown in the user's language."""

    kind: Literal["rollup", "activity", "kept", "document"]
    name: str


@dataclass(frozen=True, slots=True)
class Count:
    """So many things of a status."""

    n: int
    status: Status


class Place(NamedTuple):
    """Where a fact stands: a file, and a path in its data."""

    file: str
    path: Path


Text = str | Message | Quantity | Meaning | Word | Count | Status | Change | datetime.date | tuple["Text", ...]
"""What a row says; several things side by side are a tuple. A plain text is the user's own; a message's fields may be any of these."""

Exact = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """One fact. `name` is for programs and never changes; `value` is exact, where the text is a number or a word in a language."""

    name: str
    label: Text
    text: Text
    value: Exact = None
    note: Text | None = None
    """What the text means, or more about it."""
    status: Status | None = None
    holds: bool | None = None
    """Of a band: whether it is the one that counts."""
    address: str = ""
    place: Place | None = None
    level: int = 0
    """How deep it lies below the first row of a tree."""


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    title: Message
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one status. `status` is a `Status`, the word of an activity, or whether a promise is kept."""

    kind: Literal["kpi", "goal", "activity", "assignment", "service"]
    address: str
    title: str
    unit: str
    period: Period
    as_of: datetime.date
    status: Status | Word | None
    reason: Text | None = None
    change: Change | None = None
    sections: tuple[Section, ...] = ()


def section(name: str, title: Message, *rows: Row | None) -> Section | None:
    """A section of those rows that there are; None without any."""
    kept = tuple(row for row in rows if row is not None)
    return Section(name, title, kept) if kept else None


def sections(*found: Section | None) -> tuple[Section, ...]:
    return tuple(part for part in found if part is not None)


def said(name: str, label: Message, text: str | None, place: Place | None = None) -> Row | None:
    """What a user wrote, where anything is written."""
    return Row(name, label, text, text, place=place) if text else None
