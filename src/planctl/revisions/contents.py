"""What the files of a workspace have said of one thing, at any commit.

The data is taken as YAML has it, without the models: old commits may hold what was allowed then. Where a content can't be read, the
one before it in the same file stands for it: what is unreadable is not gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from planctl.notation.period import Period
from planctl.revisions.differences import SORTS, Place, Sort
from planctl.revisions.fields import flat
from planctl.revisions.things import IN_GOAL, Thing
from planctl.source.git.command import GitError
from planctl.source.git.log import Commit
from planctl.source.git.repository import Repository
from planctl.source.reader import parse

_INSIDE = {"goals": IN_GOAL}
"""What stands inside an entry of a section, and is an entry of its own."""
GOAL = "goal"
"""The field that says which goal an entry stands in: where it stands in another, it has changed."""
_UNIT = re.compile(rb"^unit:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)

Key = tuple[Sort, str]
"""What a thing is, and the years of its plan or its follow-up."""
Files = Mapping[str, str]
"""Paths, and the ids of their contents in git; "" where there is none."""


class Subject(NamedTuple):
    """Whose history is told; a unit's plan has no id."""

    unit: str
    id: str

    @classmethod
    def of(cls, address: str) -> Subject:
        unit, _, id_ = address.partition("/")
        return cls(unit, id_)

    @property
    def address(self) -> str:
        return f"{self.unit}/{self.id}" if self.id else self.unit


Said = dict[Key, Thing]
"""What is said of one thing, by what it is and its years."""


class Contents:
    """The data of all contents that commits have come upon, by their ids in git: all are fetched at once, and each is parsed once."""

    def __init__(self, repository: Repository, folder: str, commits: Sequence[Commit]) -> None:
        """Of commits, the newest first."""
        self._repository, self._folder = repository, f"{folder}/" if folder else ""
        ids = (id_ for commit in commits for change in commit.changes for id_ in (*change.before, change.after) if id_)
        self._raw = repository.contents(list(ids))
        self._data: dict[str, Mapping[Any, Any] | None] = {}
        self._earlier: dict[tuple[str, str], str] = {}
        """What stood in a file before a content first came into it."""
        self._units: dict[tuple[str, str], str] = {}
        """The unit that a content of a file is about; that of the content before it, where it does not say."""
        for commit in reversed(commits):
            for change in commit.changes:
                for content in (*change.before, change.after):
                    self._place(change.path, content, next(filter(None, change.before), ""))

    def _place(self, path: str, content: str, before: str) -> None:
        if not content or (path, content) in self._units:
            return
        if content != before:
            self._earlier.setdefault((path, content), before)
        found = _UNIT.search(self._raw.get(content, b""))
        unit = found[1].decode(errors="replace") if found else self._units.get((path, before))
        if unit is not None:
            self._units[path, content] = unit

    def tree(self, revision: str) -> Files:
        """All files of a commit; none where there is no such commit."""
        try:
            listed = self._repository.files(revision)
        except GitError:
            return {}
        return {file.path: file.id for file in listed if file.path.startswith(self._folder) and (file.path, file.id) in self._units}

    def units(self, files: Files) -> set[str]:
        """The units that files are about."""
        return {self._units[place] for place in files.items() if place in self._units}

    def has_plan(self, files: Files, unit: str) -> bool:
        return any(self._parsed(content).get("kind") == "plan" for _, content in self._of(files, {unit}))

    def said(self, files: Files, subject: Subject) -> Said:
        """What files say of a thing; of a plan, its latest revision alone counts."""
        mine = list(self._of(files, {subject.unit}))
        telling = [(path, content) for path, content in mine if subject.id.encode() in self._raw[content]]
        found: Said = {}
        for path, data in self._in_force(telling, mine if telling else []):
            found |= {(thing.sort, thing.period): thing for thing in _things(path, data, subject)}
        return found

    def things(self, files: Files, units: set[str]) -> list[Thing]:
        """All entries of the plans of units, whatever their years."""
        found: list[Thing] = []
        for unit in sorted(units):
            mine = list(self._of(files, {unit}))
            plans = [(path, data) for path, data in self._in_force(mine, mine) if data.get("kind") == "plan"]
            found += [thing._replace(period="") for path, data in plans for thing in _entries(path, data, unit)]
        return found

    def _in_force(self, files: Iterable[tuple[str, str]], among: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Mapping[Any, Any]]]:
        """The data of files, without plans that have a later revision for the same years among others."""
        latest: dict[Any, int] = {}
        for _, content in among if len(among) > 1 else ():
            years, revision = _issue(self._parsed(content))
            latest[years] = max(revision, latest.get(years, 0))
        for path, content in files:
            data = self._parsed(content)
            years, revision = _issue(data)
            if revision >= latest.get(years, 0):
                yield path, data

    def units_with(self, files: Files, words: Iterable[str]) -> set[str]:
        """The units whose files hold one of the words."""
        wanted = [word.encode() for word in words if word]
        known = ((place, self._raw.get(place[1], b"")) for place in files.items() if place in self._units)
        return {self._units[place] for place, raw in known if any(word in raw for word in wanted)}

    def _of(self, files: Files, units: set[str]) -> Iterator[tuple[str, str]]:
        """The files about units, with their contents; where one can't be read, with the last one before it that can."""
        for path, content in files.items():
            if self._units.get((path, content)) in units and (found := self._readable(path, content)):
                yield path, found

    def _readable(self, path: str, content: str) -> str:
        passed = set[str]()
        while content and content not in passed and self._read(content) is None:
            passed.add(content)
            content = self._earlier.get((path, content), "")
        return "" if content in passed else content

    def _parsed(self, content: str) -> Mapping[Any, Any]:
        return self._read(content) or {}

    def _read(self, content: str) -> Mapping[Any, Any] | None:
        """The data of a content; None where it can't be read."""
        if content not in self._data:
            raw = self._raw.get(content)  # None of one that is larger than any plan
            data = None if raw is None else parse(raw, Path(content), content).data
            self._data[content] = data if isinstance(data, dict) else None
        return self._data[content]


def _things(path: str, data: Mapping[Any, Any], subject: Subject) -> Iterator[Thing]:
    if data.get("kind") == "plan":
        things = _entries(path, data, subject.unit) if subject.id else [_plan(path, data, subject.unit)]
        yield from (thing for thing in things if thing.id == subject.id)
    elif data.get("kind") == "outcomes" and subject.id:
        yield from _outcomes(path, data, subject)


def _issue(data: Mapping[Any, Any]) -> tuple[str, int]:
    """The years of a plan, and its revision; of anything else nothing that a plan has."""
    document = data.get("document")
    found = document.get("revision") if isinstance(document, dict) else None
    return str(data.get("period", "")), found if isinstance(found, int) else 0


def _plan(path: str, data: Mapping[Any, Any], unit: str) -> Thing:
    said = {key: value for key, value in data.items() if key not in SORTS and key not in ("kind", "unit")}
    fields = dict(flat("", said))
    return Thing(Sort.PLAN, unit, "", str(data.get("title", unit)), Place(path, ()), fields, period=str(data.get("period", "")))


def _entries(path: str, data: Mapping[Any, Any], unit: str) -> Iterator[Thing]:
    period = str(data.get("period", ""))
    for section in SORTS:
        for id_, entry in _mappings(data.get(section)):
            yield _entry(path, (section, id_), unit, entry, period)
            for inner in _INSIDE.get(section, ()):
                for inner_id, inside in _mappings(entry.get(inner)):
                    yield _entry(path, (section, id_, inner, inner_id), unit, inside, period)


def _entry(path: str, at: tuple[str, ...], unit: str, entry: Mapping[Any, Any], period: str) -> Thing:
    section, id_ = at[-2:]
    fields = dict(flat("", {key: value for key, value in entry.items() if key not in _INSIDE.get(section, ())}))
    goal = {GOAL: at[1]} if len(at) > 2 else {}
    return Thing(SORTS[section], unit, id_, str(entry.get("title", id_)), Place(path, at), goal | fields, period=period)


def _outcomes(path: str, data: Mapping[Any, Any], subject: Subject) -> Iterator[Thing]:
    for section in SORTS:
        for id_, reports in _mappings(data.get(section)):
            for name, report in reports.items() if id_ == subject.id else ():
                period = str(Period(data.get("year", ""), name))
                fields = dict(flat("", report if isinstance(report, dict) else {"value": report}))
                yield Thing(Sort.OUTCOME, subject.unit, id_, id_, Place(path, (section, id_, str(name))), fields, period=period)


def _mappings(section: Any) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    for id_, entry in section.items() if isinstance(section, dict) else ():
        if isinstance(entry, dict):
            yield str(id_), entry
