"""What a semantic diff is made of: immutable data, with no knowledge of git, languages or terminals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from planctl.diagnostics import Path
from planctl.evaluate.status import COLOURS, Status
from planctl.notation.period import Period


class Sort(StrEnum):
    """What a thing is."""

    ORGANISATION = "organisation"
    UNIT = "unit"
    PLAN = "plan"
    GOAL = "goal"
    KPI = "kpi"
    SERVICE = "service"
    ACTIVITY = "activity"
    ASSIGNMENT = "assignment"
    OUTCOME = "outcome"
    PROFILE = "import-profile"


SORTS: Mapping[str, Sort] = {
    "goals": Sort.GOAL,
    "kpis": Sort.KPI,
    "activities": Sort.ACTIVITY,
    "services": Sort.SERVICE,
    "assignments": Sort.ASSIGNMENT,
}
"""What the sections of a plan hold."""


class What(StrEnum):
    """What has happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"


class Ambition(StrEnum):
    """How a target or its bands have moved. `OTHER`: neither holds all that the other does, or they speak of different things."""

    RAISED = "raised"
    LOWERED = "lowered"
    OTHER = "other"


class Field(NamedTuple):
    """A value that differs, as it is written on each side; None where it is not there.

    `name` is dotted: `document.status`, `target.2026`.
    """

    name: str
    before: Any
    after: Any


class Place(NamedTuple):
    """Where a thing stands: a file by the name it is shown with, and the path in its data."""

    file: str
    path: Path


class Difference(NamedTuple):
    """One thing that differs between two revisions.

    `address` is where it is now (or was, where it is removed), `former` its address before, where that was another. `parent` and
    `former_parent` are set where it has moved to another goal, or out of one. A thing that is renamed may have `moved` as well, and either
    may have changed: in `fields`.
    """

    what: What
    sort: Sort
    unit: str
    address: str
    title: str
    place: Place
    fields: tuple[Field, ...] = ()
    former: str = ""
    parent: str = ""
    former_parent: str = ""
    ambition: Mapping[int, Ambition] = MappingProxyType({})
    """By year, for a KPI whose target or bands differ."""
    period: str = ""
    """The follow-up of an outcome."""
    decided: bool = False
    """Whether it stood in a decided plan, and was changed without a new decision."""
    holds: Mapping[Sort, int] = MappingProxyType({})
    """What comes or goes with a plan that is added or removed."""
    moved: bool = False
    """Whether it belongs to another goal or unit than before."""

    def is_ambition(self, ambition: Ambition) -> bool:
        return ambition in self.ambition.values()


class Effect(NamedTuple):
    """A status that differs. None where the thing is not there on a side."""

    sort: Sort
    unit: str
    address: str
    title: str
    before: Status | None
    after: Status | None

    @property
    def is_worse(self) -> bool:
        return self.before in COLOURS and self.after in COLOURS and COLOURS.index(self.after) < COLOURS.index(self.before)

    @property
    def is_better(self) -> bool:
        return self.before in COLOURS and self.after in COLOURS and COLOURS.index(self.after) > COLOURS.index(self.before)


class BrokenSupport(NamedTuple):
    """A goal that supports one that is gone, or that there is not."""

    address: str
    title: str
    supports: str
    place: Place
    now: str = ""
    """What the goal is called now, where it only has a new id."""
    was_there: bool = True
    """Whether there was such a goal before."""


class Unread(NamedTuple):
    """A file that can't be read whole on a side, so that the diff leaves out what is in it; `revision` is "" for the working tree.

    `places` are the paths of what is left out, where not all of the file is.
    """

    file: str
    revision: str
    places: tuple[Path, ...] = ()


class Diff(NamedTuple):
    """All that differs between two revisions of one organisation. `base` and `head` are their names, "" of the working tree."""

    id: str
    """The organisation's; `organisation` is its name."""
    organisation: str
    base: str
    head: str
    period: Period
    differences: tuple[Difference, ...] = ()
    effects: tuple[Effect, ...] = ()
    broken: tuple[BrokenSupport, ...] = ()
    unread: tuple[Unread, ...] = ()
    titles: Mapping[str, str] = MappingProxyType({})
    """What the units are called, by id."""

    @property
    def is_empty(self) -> bool:
        return not (self.differences or self.effects or self.broken or self.unread)

    def events(self) -> Iterator[str]:
        """The words of `EVENTS` that this diff is a case of."""
        for difference in self.differences:
            yield difference.what.value
            if difference.moved:
                yield What.MOVED.value
            if difference.is_ambition(Ambition.LOWERED):
                yield "lowered"
            if difference.is_ambition(Ambition.RAISED):
                yield "raised"
            if difference.ambition:
                yield "ambition"
            if difference.decided:
                yield "decided"
            if difference.sort is Sort.OUTCOME:
                yield "outcomes"
        if any(effect.is_worse for effect in self.effects):
            yield "worse"
        if self.broken or self.unread:
            yield "broken"
        if not self.is_empty:
            yield "any"


EVENTS = (
    "lowered",
    "raised",
    "ambition",
    "decided",
    "added",
    "removed",
    "renamed",
    "moved",
    "changed",
    "outcomes",
    "worse",
    "broken",
    "any",
)
"""What `--fail-on` takes."""
