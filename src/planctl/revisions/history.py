"""How one thing's definition and its outcomes have changed, commit by commit, read from git's objects.

Each commit is held against its own parents, so that branches that were merged tell their own changes once. The data is taken as YAML has
it, without the models: old commits may hold what was allowed then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from planctl.revisions.differences import Field, Place, Sort, What
from planctl.revisions.fields import differing
from planctl.revisions.pairing import by_content
from planctl.revisions.things import SORTS, Thing
from planctl.source.git.log import Commit, log
from planctl.source.git.repository import Repository
from planctl.source.reader import parse
from planctl.source.walk import is_yaml

_INSIDE = {"goals": frozenset(("kpis", "activities"))}
"""What stands inside an entry of a section, and is an entry of its own."""
_DEFINING = frozenset(("unit", "scale", "numerator", "denominator", "source", "kolada", "kkik"))
"""Fields of a KPI: where one of them changes, values after it may not be comparable with those before."""
_UNIT = re.compile(rb"^unit:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)

Key = tuple[Sort, str]
"""What a thing is, and the years of its plan or its follow-up."""
Said = dict[Key, Thing]


class Event(NamedTuple):
    """What a commit did to the thing. `former` is the id it had before, `breaks` whether what it measures was changed."""

    commit: Commit
    what: What
    sort: Sort
    period: str
    fields: tuple[Field, ...]
    file: str
    former: str = ""
    breaks: bool = False


def history(repository: Repository, folder: str, address: str, until: str) -> list[Event]:
    """The events of an address in the workspace of a folder, the newest first; a thing that had another id before is followed back."""
    commits = [_yaml_alone(commit) for commit in log(repository, until, folder)]
    unit, _, id_ = address.partition("/")
    contents = _Contents(repository, commits, unit)
    events: list[Event] = []
    for commit in commits:
        found, id_ = _events(commit, contents, id_)
        events += found
    return events


def _yaml_alone(commit: Commit) -> Commit:
    return commit._replace(changes=tuple(change for change in commit.changes if is_yaml(change.path)))


class _Contents:
    """The data of all contents that belong to a unit, by their ids in git: all are fetched at once, and each is parsed once."""

    def __init__(self, repository: Repository, commits: Iterable[Commit], unit: str) -> None:
        self.unit = unit
        ids = (id_ for commit in commits for change in commit.changes for id_ in (*change.before, change.after) if id_)
        self.raw = {id_: raw for id_, raw in repository.contents(list(ids)).items() if self._is_ours(raw)}
        self.data: dict[str, Mapping[Any, Any]] = {}

    def _is_ours(self, raw: bytes) -> bool:
        found = _UNIT.search(raw)
        return found is not None and found[1].decode(errors="replace") == self.unit

    def said(self, files: Mapping[str, str], id_: str | None) -> Said:
        """What files say of an id, or of every id for None: paths and the ids of their contents."""
        found: Said = {}
        for path, content in files.items():
            raw = self.raw.get(content)
            if raw is not None and (id_ is None or id_.encode() in raw):
                found |= _things(path, self._parsed(content, raw), self.unit, id_)
        return found

    def _parsed(self, content: str, raw: bytes) -> Mapping[Any, Any]:
        if content not in self.data:
            data = parse(raw, Path(content), content).data
            self.data[content] = data if isinstance(data, dict) else {}
        return self.data[content]


def _things(path: str, data: Mapping[Any, Any], unit: str, id_: str | None) -> Said:
    if data.get("kind") == "plan":
        return {_key(thing, id_): thing for thing in _of_plan(path, data, unit) if id_ in (None, thing.id)}
    if data.get("kind") == "outcomes":
        return {_key(thing, id_): thing for thing in _of_outcomes(path, data, unit, id_) if id_ is not None}
    return {}


def _key(thing: Thing, id_: str | None) -> Key:
    return thing.sort, thing.period if id_ is not None else f"{thing.period}/{thing.id}"


def _of_plan(path: str, data: Mapping[Any, Any], unit: str) -> Iterator[Thing]:
    period = str(data.get("period", ""))
    said = {key: value for key, value in data.items() if key not in SORTS and key not in ("kind", "unit")}
    yield Thing(Sort.PLAN, unit, "", str(data.get("title", unit)), Place(path, ()), dict(_flat("", said)), period=period)
    for section in SORTS:
        for id_, entry in _mappings(data.get(section)):
            yield _thing(path, (section, id_), unit, entry, period)
            if section == "goals":
                for inner in ("kpis", "activities"):
                    for inner_id, inside in _mappings(entry.get(inner)):
                        yield _thing(path, (section, id_, inner, inner_id), unit, inside, period)


def _thing(path: str, at: tuple[str, ...], unit: str, entry: Mapping[Any, Any], period: str) -> Thing:
    section, id_ = at[-2:]
    fields = dict(_flat("", {key: value for key, value in entry.items() if key not in _INSIDE.get(section, ())}))
    goal = {"goal": at[1]} if len(at) > 2 else {}
    return Thing(SORTS[section], unit, id_, str(entry.get("title", id_)), Place(path, at), goal | fields, period=period)


def _of_outcomes(path: str, data: Mapping[Any, Any], unit: str, wanted: str | None) -> Iterator[Thing]:
    for section in SORTS:
        for id_, reports in _mappings(data.get(section)):
            if id_ == wanted:
                for name, report in reports.items():
                    period = str(data.get("year", "")) if name == "year" else f"{data.get('year', '')}-{name}"
                    fields = dict(_flat("", report if isinstance(report, dict) else {"value": report}))
                    yield Thing(Sort.OUTCOME, unit, id_, id_, Place(path, (section, id_, str(name))), fields, period=period)


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


def _events(commit: Commit, contents: _Contents, id_: str) -> tuple[list[Event], str]:
    """What a commit did to the thing of an id, and the id it had before."""
    after = contents.said({change.path: change.after for change in commit.changes}, id_)
    parents = max((len(change.before) for change in commit.changes), default=0)
    befores = [_before(commit, contents, parent, id_) for parent in range(parents)]
    former = next((found for parent in range(parents) if (found := _former(commit, contents, parent, id_, befores[parent], after))), "")
    if former:
        befores = [_before(commit, contents, parent, former) for parent in range(parents)]
    events = [list(_differing(commit, before, after, former)) for before in befores]
    return _in_all(events), former or id_


def _before(commit: Commit, contents: _Contents, parent: int, id_: str | None) -> Said:
    files = {change.path: change.before[parent] for change in commit.changes if parent < len(change.before)}
    return contents.said(files, id_)


def _former(commit: Commit, contents: _Contents, parent: int, id_: str, before: Said, after: Said) -> str:
    """The id that the thing had in a parent, where it came with the commit and something very like it went."""
    come = [thing for key, thing in after.items() if key not in before and key[0] is not Sort.OUTCOME]
    if not come or any(key[0] is not Sort.OUTCOME for key in before):
        return ""
    if not id_:
        return ""
    now = {thing.id for thing in contents.said({change.path: change.after for change in commit.changes}, None).values()}
    gone = [thing for thing in _before(commit, contents, parent, None).values() if thing.id not in now and thing.id != id_]
    return next((one.id for one, _ in by_content(gone, come)), "")


def _differing(commit: Commit, before: Said, after: Said, former: str) -> Iterator[Event]:
    for key in dict.fromkeys([*after, *before]):
        one, other = before.get(key), after.get(key)
        fields = differing(one.fields if one else {}, other.fields if other else {})
        thing = other or one
        if thing is None or not (fields or former or (one is None) != (other is None)):
            continue
        is_definition = thing.sort is not Sort.OUTCOME
        what = What.ADDED if one is None else What.REMOVED if other is None else What.CHANGED
        renamed = former if one and other and is_definition else ""
        if not fields and what is What.CHANGED and not renamed:
            continue
        breaks = is_definition and what is What.CHANGED and any(_is_break(thing.sort, field) for field in fields)
        yield Event(commit, What.RENAMED if renamed else what, thing.sort, thing.period, fields, thing.place.file, renamed, breaks)


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
