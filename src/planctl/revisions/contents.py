"""What the files of a workspace have said of one thing, at any commit.

The data is taken as YAML has it, without the models: old commits may hold what was allowed then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from planctl.revisions.differences import Place, Sort
from planctl.revisions.things import SORTS, Thing
from planctl.source.git.command import GitError
from planctl.source.git.log import Commit
from planctl.source.git.repository import Repository
from planctl.source.reader import parse

_INSIDE = {"goals": frozenset(("kpis", "activities"))}
"""What stands inside an entry of a section, and is an entry of its own."""
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


class Statement(NamedTuple):
    """What a file says of a thing, and the revision of the plan that says it."""

    thing: Thing
    revision: int = 0


Said = dict[Key, Statement]
"""By what a thing is and its years: what the latest revision of the plan says."""


class Contents:
    """The data of all contents that commits have come upon, by their ids in git: all are fetched at once, and each is parsed once."""

    def __init__(self, repository: Repository, folder: str, commits: Iterable[Commit]) -> None:
        self._repository, self._folder = repository, f"{folder}/" if folder else ""
        ids = (id_ for commit in commits for change in commit.changes for id_ in (*change.before, change.after) if id_)
        self._raw = repository.contents(list(ids))
        self._units = {id_: found[1].decode(errors="replace") for id_, raw in self._raw.items() if (found := _UNIT.search(raw))}
        self._data: dict[str, Mapping[Any, Any]] = {}

    def said(self, files: Files, subject: Subject) -> Said:
        """What files say of a thing."""
        found: Said = {}
        for path, content in self._of_units(files, {subject.unit}):
            if subject.id.encode() in self._raw[content]:
                _add(found, _statements(path, self._parsed(content), subject))
        return found

    def standing(self, revision: str, without: Files, subject: Subject) -> Said:
        """What the files of a whole commit say of a thing, apart from some of them; nothing where there is no such commit."""
        try:
            listed = self._repository.files(revision)
        except GitError:
            return {}
        return self.said(
            {file.path: file.id for file in listed if file.path.startswith(self._folder) and file.path not in without}, subject
        )

    def things(self, files: Files, units: Iterable[str]) -> list[Thing]:
        """All entries of the plans of units, whatever their years."""
        found = ((path, self._parsed(content), self._units[content]) for path, content in self._of_units(files, set(units)))
        return [
            thing._replace(period="") for path, data, unit in found if data.get("kind") == "plan" for thing in _entries(path, data, unit)
        ]

    def units_with(self, files: Files, words: Iterable[str]) -> set[str]:
        """The units whose files hold one of the words."""
        wanted = [word.encode() for word in words if word]
        known = ((content, self._raw[content]) for content in files.values() if content in self._units)
        return {self._units[content] for content, raw in known if any(word in raw for word in wanted)}

    def _of_units(self, files: Files, units: set[str]) -> Iterator[tuple[str, str]]:
        return ((path, content) for path, content in files.items() if self._units.get(content) in units)

    def _parsed(self, content: str) -> Mapping[Any, Any]:
        if content not in self._data:
            data = parse(self._raw[content], Path(content), content).data
            self._data[content] = data if isinstance(data, dict) else {}
        return self._data[content]


def _add(found: Said, statements: Iterable[Statement]) -> None:
    for statement in statements:
        key = statement.thing.sort, statement.thing.period
        if key not in found or statement.revision >= found[key].revision:
            found[key] = statement


def _statements(path: str, data: Mapping[Any, Any], subject: Subject) -> Iterator[Statement]:
    if data.get("kind") == "plan":
        revision = _revision(data)
        things = _entries(path, data, subject.unit) if subject.id else [_plan(path, data, subject.unit)]
        yield from (Statement(thing, revision) for thing in things if thing.id == subject.id)
    elif data.get("kind") == "outcomes" and subject.id:
        yield from map(Statement, _outcomes(path, data, subject))


def _revision(data: Mapping[Any, Any]) -> int:
    document = data.get("document")
    found = document.get("revision") if isinstance(document, dict) else None
    return found if isinstance(found, int) else 0


def _plan(path: str, data: Mapping[Any, Any], unit: str) -> Thing:
    said = {key: value for key, value in data.items() if key not in SORTS and key not in ("kind", "unit")}
    fields = dict(_flat("", said))
    return Thing(Sort.PLAN, unit, "", str(data.get("title", unit)), Place(path, ()), fields, period=str(data.get("period", "")))


def _entries(path: str, data: Mapping[Any, Any], unit: str) -> Iterator[Thing]:
    period = str(data.get("period", ""))
    for section in SORTS:
        for id_, entry in _mappings(data.get(section)):
            yield _entry(path, (section, id_), unit, entry, period)
            for inner in ("kpis", "activities") if section == "goals" else ():
                for inner_id, inside in _mappings(entry.get(inner)):
                    yield _entry(path, (section, id_, inner, inner_id), unit, inside, period)


def _entry(path: str, at: tuple[str, ...], unit: str, entry: Mapping[Any, Any], period: str) -> Thing:
    section, id_ = at[-2:]
    fields = dict(_flat("", {key: value for key, value in entry.items() if key not in _INSIDE.get(section, ())}))
    goal = {"goal": at[1]} if len(at) > 2 else {}
    return Thing(SORTS[section], unit, id_, str(entry.get("title", id_)), Place(path, at), goal | fields, period=period)


def _outcomes(path: str, data: Mapping[Any, Any], subject: Subject) -> Iterator[Thing]:
    for section in SORTS:
        for id_, reports in _mappings(data.get(section)):
            for name, report in reports.items() if id_ == subject.id else ():
                period = str(data.get("year", "")) if name == "year" else f"{data.get('year', '')}-{name}"
                fields = dict(_flat("", report if isinstance(report, dict) else {"value": report}))
                yield Thing(Sort.OUTCOME, subject.unit, id_, id_, Place(path, (section, id_, str(name))), fields, period=period)


def _mappings(section: Any) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    for id_, entry in section.items() if isinstance(section, dict) else ():
        if isinstance(entry, dict):
            yield str(id_), entry


def _flat(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Dotted names and values, as `fields.fields_of` has them of a model."""
    if isinstance(value, dict):
        if name and value.keys() == {"text"}:
            yield name, value["text"]
            return
        for key, item in value.items():
            yield from _flat(f"{name}.{key}" if name else str(key), item)
    elif isinstance(value, list):
        yield name, tuple(map(str, value))
    elif value is not None:
        yield name, value
