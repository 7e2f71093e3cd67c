"""How one thing's definition and its outcomes have changed, commit by commit, read from git's objects.

Each commit is held against its own parents, so that branches that were merged tell their own changes once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from planctl.revisions.contents import Contents, Files, Key, Said, Subject
from planctl.revisions.differences import Field, Sort, What
from planctl.revisions.fields import differing
from planctl.revisions.pairing import by_content, moved
from planctl.revisions.things import Thing
from planctl.source.git.log import Commit, log
from planctl.source.git.repository import Repository
from planctl.source.walk import is_yaml

_DEFINING = frozenset(("unit", "scale", "numerator", "denominator", "source", "kolada", "kkik"))
"""Fields of a KPI: where one of them changes, values after it may not be comparable with those before."""


class Event(NamedTuple):
    """What a commit did to the thing.

    `former` is the address it had before, `now` the one that it was given, where the history is that of the former one. `breaks` says
    whether what it measures was changed.
    """

    commit: Commit
    what: What
    sort: Sort
    period: str
    fields: tuple[Field, ...]
    file: str
    former: str = ""
    now: str = ""
    breaks: bool = False


class History(NamedTuple):
    """The events of a thing, the newest first, and the address that it has now, or had last."""

    address: str
    events: list[Event]


def history(repository: Repository, folder: str, address: str, until: str) -> History:
    """The history of an address in the workspace of a folder.

    A thing that had another address before is followed back, and one that has another now is told by that.
    """
    commits = [_yaml_alone(commit) for commit in log(repository, until, folder)]
    contents = Contents(repository, folder, commits)
    told, seen = History(address, _told(commits, contents, address)), {address}
    while (now := next((event.now for event in told.events if event.sort is not Sort.OUTCOME), "")) not in {"", *seen}:
        seen.add(now)
        later = _told(commits, contents, now)
        if all(event.former != told.address for event in later):
            break
        told = History(now, later)
    return told


def _told(commits: Iterable[Commit], contents: Contents, address: str) -> list[Event]:
    subject, events = Subject.of(address), list[Event]()
    for commit in commits:
        found, subject = _events(commit, contents, subject)
        events += found
    return events


def _yaml_alone(commit: Commit) -> Commit:
    return commit._replace(changes=tuple(change for change in commit.changes if is_yaml(change.path)))


def _events(commit: Commit, contents: Contents, subject: Subject) -> tuple[list[Event], Subject]:
    """What a commit did to a thing, and what it was called before."""
    steps = [_Step(commit, parent, contents) for parent in range(max((len(change.before) for change in commit.changes), default=0))]
    former = next((found for step in steps if (found := step.former(subject))), subject)
    return _in_all([list(step.events(former, subject)) for step in steps]), former


class _Step:
    """The way from one of a commit's parents to the commit, as far as files changed on it."""

    def __init__(self, commit: Commit, parent: int, contents: Contents) -> None:
        self.commit, self.contents = commit, contents
        self._start = f"{commit.id}^{parent + 1}"
        self.before = {change.path: change.before[parent] for change in commit.changes if parent < len(change.before)}
        self.after = {change.path: change.after for change in commit.changes}

    def former(self, subject: Subject) -> Subject | None:
        """What a thing was called before, where it has come in this step, and something very like it went."""
        before, after = self._sides(subject, subject)
        come = _ageless(after)
        if not subject.id or not come or _definitions(before):
            return None
        found = next((one for one, other in self._renamed(subject.unit) if other.id == subject.id), None)
        if found is None:
            gone = self._elsewhere(*self._trees, come)
            found = next((one for one, _ in moved(gone, come, _always)), None)
        return Subject(found.unit, found.id) if found else None

    def _now(self, subject: Subject, gone: list[Thing]) -> Subject | None:
        """What a thing is called now that has gone in this step, where something very like it came."""
        found = next((other for one, other in self._renamed(subject.unit) if one.id == subject.id), None)
        if found is None:
            come = self._elsewhere(*self._trees[::-1], gone)
            found = next((other for _, other in moved(gone, come, _always)), None)
        return Subject(found.unit, found.id) if found else None

    def _renamed(self, unit: str) -> list[tuple[Thing, Thing]]:
        """Things of a unit that have a new id."""
        old, new = (self.contents.things(files, {unit}) for files in self._trees)
        return by_content(_lacking(old, new), _lacking(new, old))

    def _elsewhere(self, here: Files, there: Files, things: list[Thing]) -> list[Thing]:
        """What other units have on one side alone, where their files have changed, and have an id or a title of the things."""
        named = self.contents.units_with(here, {word for thing in things for word in (thing.id, thing.title)}) - {things[0].unit}
        units = named & (self.contents.units(self.before) | self.contents.units(self.after))
        return _lacking(*(self.contents.things(files, units) for files in (here, there))) if units else []

    def _sides(self, former: Subject, subject: Subject) -> tuple[Said, Said]:
        """What was said before and after; also by files that did not change, where a plan came or went beside them."""
        files = self._trees if any(map(self._has_plan_alone, {former.unit, subject.unit})) else (self.before, self.after)
        before, after = self.contents.said(files[0], former), self.contents.said(files[1], subject)
        return _by_years_alike(before, after), after

    def _has_plan_alone(self, unit: str) -> bool:
        """Whether a file with a plan of a unit has come or gone."""
        sides = ((self.before, self.after), (self.after, self.before))
        lone = ({path: content for path, content in one.items() if not other.get(path)} for one, other in sides)
        return any(self.contents.has_plan(files, unit) for files in lone)

    @cached_property
    def _trees(self) -> tuple[Files, Files]:
        """All files before and after."""
        return self.contents.tree(self._start), self.contents.tree(self.commit.id)

    def events(self, former: Subject, subject: Subject) -> Iterator[Event]:
        before, after = self._sides(former, subject)
        gone = _ageless(before)
        now = self._now(subject, gone) if subject.id and gone and not _definitions(after) else None
        for key in dict.fromkeys([*after, *before]):
            one, other = (side.get(key) for side in (before, after))
            if event := self._event(one, other, former if former != subject else None, now):
                yield event

    def _event(self, one: Thing | None, other: Thing | None, former: Subject | None, now: Subject | None) -> Event | None:
        thing = other or one
        if thing is None:
            return None
        fields = differing(thing.sort, one.fields if one else {}, other.fields if other else {})
        what = What.ADDED if one is None else What.REMOVED if other is None else What.CHANGED
        is_definition = thing.sort is not Sort.OUTCOME
        event = Event(self.commit, what, thing.sort, thing.period, fields, thing.place.file)
        if is_definition and now and what is What.REMOVED:
            return event._replace(what=_way(thing.id, now.id), fields=(), now=now.address)
        if is_definition and former and what is What.CHANGED:
            event = event._replace(what=_way(thing.id, former.id), former=former.address)
        elif what is What.CHANGED and not fields:
            return None
        breaks = is_definition and one is not None and other is not None and any(_is_break(thing.sort, field) for field in fields)
        return event._replace(breaks=breaks)


def _way(one: str, other: str) -> What:
    return What.MOVED if one == other else What.RENAMED


def _always(_one: Thing, _other: Thing) -> bool:
    return True


def _ageless(said: Said) -> list[Thing]:
    """The thing as plans have it, whatever their years."""
    return [said[key]._replace(period="") for key in _definitions(said)]


def _definitions(said: Said) -> set[Key]:
    return {key for key in said if key[0] is not Sort.OUTCOME}


def _lacking(here: list[Thing], there: list[Thing]) -> list[Thing]:
    """The things that are not there as well."""
    known = {(thing.unit, thing.id) for thing in there}
    return [thing for thing in here if (thing.unit, thing.id) not in known]


def _by_years_alike(before: Said, after: Said) -> Said:
    """What was said before, by the years that the same thing has now, where its plan has other years or it stands in another plan."""
    gone, come = _definitions(before) - after.keys(), _definitions(after) - before.keys()
    if len(gone) != 1 or {sort for sort, _ in gone} != {sort for sort, _ in come} or len(come) != 1:
        return before
    (old,), (new,) = gone, come
    return {new if key == old else key: statement for key, statement in before.items()}


def _is_break(sort: Sort, field: Field) -> bool:
    return sort is Sort.KPI and (field.name in _DEFINING or field.name.startswith("breaks."))


def _in_all(events: list[list[Event]]) -> list[Event]:
    """Of a merge, what differs from all parents."""
    if len(events) < 2:
        return events[0] if events else []
    others = [{(event.sort, event.period, field.name) for event in found for field in event.fields} for found in events[1:]]
    kept = []
    for event in events[0]:
        fields = tuple(field for field in event.fields if all((event.sort, event.period, field.name) in other for other in others))
        if fields:
            kept.append(event._replace(fields=fields))
    return kept
