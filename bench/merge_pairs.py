"""Pairs of concurrent edits of real plans, each with what must come of them: the same from the same seed.

What must come of them is known apart from any merge: each edit is a change to the text, and apart from that a change to a flat table of
things (goals, KPIs, activities, services), on which the edits of both sides can be made one after the other.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from planctl.source.editing.edit import Change, edited
from planctl.source.reader import parse

ROOT = Path(__file__).parent.parent
TABLES = ("services", "goals", "kpis", "activities", "assignments")
WORDS = ["vård", "skola", "omsorg", "kommun", "medarbetare", "budget", "kvalitet", "tillgång", "närhet", "trygghet", "klimat", "lärande"]
Data = Any
Target = tuple[str, ...]
"""What an edit touches: a thing (or `` for the file itself), and the keys inside it; or `#name`, `#parent`, `#all`."""


class Edit(NamedTuple):
    """One edit: what it touches, the text with it, and what it does to a flat table. `note` is a comment that it adds."""

    target: Target
    text: str
    act: Callable[[Flat], None]
    note: str = ""


class Thing:
    """A row of the flat table."""

    def __init__(self, name: str, table: str, parent: str, content: Data) -> None:
        self.name, self.table, self.parent, self.content = name, table, parent, content


Flat = dict[str, Thing]
"""The things of a file by their ids in the base; under `` the file itself."""


class Pair(NamedTuple):
    """Three texts and what must come of them; `apart` says whether the two sides touch different values."""

    name: str
    base: str
    ours: str
    theirs: str
    apart: bool
    expected: Flat
    our_edits: list[Edit]
    their_edits: list[Edit]


def flat(data: Data) -> Flat:
    """The table of a file's data, which is not changed."""
    rest = copy.deepcopy(data)
    found: Flat = {"": Thing("", "", "", rest)}
    for table in TABLES:
        for name, content in (rest.pop(table, None) or {}).items():
            found[name] = Thing(name, table, "", content)
            for inner in ("kpis", "activities"):
                inside = content.pop(inner, None) if table == "goals" and isinstance(content, dict) else None
                for key, value in (inside or {}).items():
                    found[key] = Thing(key, inner, name, value)
    return found


def comparable(table: Flat) -> Data:
    """The table by the names that things have now, to be compared with another one."""
    names = {key: thing.name for key, thing in table.items()}
    is_outcomes = table[""].content.get("kind") == "outcomes"

    def content(thing: Thing) -> Data:
        return _spelled_out(thing.content) if is_outcomes and thing.table == "kpis" else thing.content

    return {thing.name: (thing.table, names.get(thing.parent, thing.parent), _plain(content(thing))) for thing in table.values()}


def _spelled_out(reports: Data) -> Data:
    """Outcomes with each lone value as the mapping that it stands for."""
    if not isinstance(reports, dict):
        return reports
    return {period: said if isinstance(said, dict) else {"value": said} for period, said in reports.items()}


def _plain(data: Data) -> Data:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return sorted((_plain(item) for item in data), key=repr)  # the order in lists is not compared
    return float(data) if isinstance(data, int) and not isinstance(data, bool) else data


def real_files() -> list[str]:
    """The texts of the plans and outcomes in the repository."""
    paths = sorted([*(ROOT / "plans").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")])
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return [text for text in texts if re.search(r"^kind: (plan|outcomes)", text, re.MULTILINE)]


def pairs(count: int, seed: int = 5) -> Iterator[Pair]:
    texts = real_files()
    number = made = 0
    while made < count:
        rng = random.Random(f"{seed}/{number}")
        pair = _pair(f"pair-{made:04}", rng.choice(texts), rng)
        if pair is not None:
            yield pair
            made += 1
        number += 1


def _pair(name: str, base: str, rng: random.Random) -> Pair | None:
    near = rng.random() < 0.7
    """Whether both work in the same part of the file, as those do who meet in conflicts."""
    focus = rng.choice(_things(base)) if near else ""
    ours, our_text = _edits(base, rng, focus, "a")
    theirs, their_text = _edits(base, rng, focus, "b")
    if not ours or not theirs:
        return None
    expected = flat(data_of(base))
    apart = not any(_meet(one.target, other.target, expected) for one in ours for other in theirs)
    if apart:
        for edit in sorted([*ours, *theirs], key=lambda edit: edit.target[1].startswith("#")):
            edit.act(expected)
    return Pair(name, base, our_text, their_text, apart, expected, ours, theirs)


def _meet(one: Target, other: Target, table: Flat) -> bool:
    """Whether two edits touch the same value."""
    for mine, its in ((one, other), (other, one)):
        if mine[1] == "#all" and (its[0] == mine[0] or _below(its[0], mine[0], table) or (its[1] == "#parent" and its[2] == mine[0])):
            return True
    if one[0] != other[0]:
        return False
    if "#new" in (one[1], other[1]):
        return one == other
    if one[1].startswith("#") or other[1].startswith("#"):
        return one[1] == other[1]
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def _below(name: str, goal: str, table: Flat) -> bool:
    return name in table and table[name].parent == goal


def data_of(text: str) -> Data:
    source = parse(text.encode(), Path("-"), "")
    assert not source.problems, source.problems
    return source.data


def _things(text: str) -> list[str]:
    return [name for name in flat(data_of(text)) if name] or [""]


def _edits(base: str, rng: random.Random, focus: str, side: str) -> tuple[list[Edit], str]:
    """Some edits by one person, and the text with all of them."""
    name = focus if focus and rng.random() < 0.8 else rng.choice(_things(base))
    done = rng.choice((_take_over, _swap))(base, name, rng, side) if rng.random() < 0.1 else []
    if done:  # a further edit would name things by ids that mean others by now, as the table does not
        return done, done[-1].text
    text = base
    for _ in range(rng.choice((1, 1, 2, 3))):
        makers = [_set, _set, _set, _add_value, _add_thing, _remove, _rename, _move, _comment, _listed, _report, _report, _reform]
        maker = rng.choice(makers)
        names = [focus] if focus and rng.random() < 0.8 else _things(base)
        name = rng.choice(names)
        edit = maker(text, name, rng, side) if all(not _meet(edit.target, (name, "#all"), {}) for edit in done) else None
        if (edit is not None and data_of(edit.text) != data_of(text)) or (edit is not None and edit.note):
            text = edit.text
            done.append(edit)
    return done, text


def _found(text: str, name: str) -> tuple[Thing, tuple[str, ...]] | None:
    thing = flat(data_of(text)).get(name)
    if thing is None or not name:
        return None
    return thing, ((thing.table, name) if not thing.parent else ("goals", thing.parent, thing.table, name))


def _sentence(rng: random.Random, side: str) -> str:
    return f"{side.upper()} " + " ".join(rng.choice(WORDS) for _ in range(rng.randint(3, 9))) + f" {rng.randint(100, 999)}"


def _change(text: str, path: tuple[Any, ...], value: Data) -> str | None:
    try:
        return edited(text.encode(), [Change(path, value)]).decode()
    except Exception:  # an edit that planctl itself does not make: another one is tried
        return None


def _put(name: str, path: tuple[Any, ...], value: Data) -> Callable[[Flat], None]:
    def act(table: Flat) -> None:
        content = table[name].content
        for key in path[:-1]:
            content = content.setdefault(key, {})
        content[path[-1]] = value

    return act


def _leaves(data: Data, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Data]]:
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, dict) and value:
            yield from _leaves(value, (*path, key))
        elif not isinstance(value, (dict, list)):
            yield (*path, key), value


def _set(text: str, name: str, rng: random.Random, side: str) -> Edit | None:
    """Another value or text in a thing."""
    found = _found(text, name)
    leaves = list(_leaves(found[0].content)) if found else []
    if not found or not leaves:
        return None
    path, old = rng.choice(leaves)
    value = rng.randint(1, 99) if isinstance(old, (int, float)) and not isinstance(old, bool) else _sentence(rng, side)
    new = _change(text, (*found[1], *path), value)
    return new and Edit((name, *map(str, path)), new, _put(name, path, value))  # type: ignore[return-value]


def _add_value(text: str, name: str, rng: random.Random, side: str) -> Edit | None:
    found = _found(text, name)
    if not found or not isinstance(found[0].content, dict) or "kind: outcomes" in text:
        return None
    key = rng.choice(("description", "owner", "source", "group", "purpose"))
    value = _sentence(rng, side)
    new = _change(text, (*found[1], key), value)
    return new and Edit((name, key), new, _put(name, (key,), value))  # type: ignore[return-value]


def _add_thing(text: str, name: str, rng: random.Random, side: str) -> Edit | None:
    found = _found(text, name)
    if not found or "kind: outcomes" in text:
        return None
    goal = name if found[0].table == "goals" else found[0].parent
    table = rng.choice(("kpis", "activities")) if goal else found[0].table
    new_name = f"ny-{side}-{rng.randint(1000, 9999)}"
    value = {"title": _sentence(rng, side), "owner": _sentence(rng, side)}
    new = _change(text, (*(("goals", goal) if goal else ()), table, new_name), value)

    def act(things: Flat) -> None:
        things[new_name] = Thing(new_name, table, goal, dict(value))

    return new and Edit((goal, "#new", new_name), new, act)  # type: ignore[return-value]


def _block(text: str, name: str) -> tuple[int, int, int] | None:
    """First and last line (exclusive) of a thing with the comments straight above it, and its column."""
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        found = re.match(rf"( +){re.escape(name)}:\s*(?:#.*)?$", line)
        if found:
            column, start, end = len(found[1]), number, number + 1
            while end < len(lines) and (len(lines[end]) - len(lines[end].lstrip(" ")) > column or not lines[end].strip()):
                end += 1
            while not lines[end - 1].strip():
                end -= 1
            while start and lines[start - 1].startswith(" " * column + "#"):
                start -= 1
            return start, end, column
    return None


def _remove(text: str, name: str, rng: random.Random, side: str) -> Edit | None:
    found, block = _found(text, name), _block(text, name)
    if not found or not block or rng.random() < 0.5:
        return None
    lines = text.splitlines(keepends=True)
    new = "".join(lines[: block[0]] + lines[block[1] :])

    def act(things: Flat) -> None:
        for key in [key for key, thing in things.items() if key == name or thing.parent == name]:
            del things[key]

    return _sound(Edit((name, "#all"), new, act))


def _sound(edit: Edit) -> Edit | None:
    """An edit whose text can be read; a key without anything below it may be left."""
    return None if parse(edit.text.encode(), Path("-"), "").problems else edit


def _rename(text: str, name: str, rng: random.Random, side: str) -> Edit | None:
    return _renamed(text, name, f"{name}-{side}{rng.randint(10, 99)}")


def _renamed(text: str, name: str, new_name: str, called: str = "") -> Edit | None:
    """Another id for a thing; `called` is the one that it has in the text, where that is another than in the base."""
    block = _block(text, called or name)
    if not _found(text, called or name) or not block or "kind: outcomes" in text:
        return None
    lines = text.splitlines(keepends=True)
    at = next(n for n in range(block[0], block[1]) if lines[n].lstrip().startswith((called or name) + ":"))
    lines[at] = lines[at].replace((called or name) + ":", new_name + ":", 1)

    def act(things: Flat) -> None:
        things[name].name = new_name

    return _sound(Edit((name, "#name"), "".join(lines), act))


def _mate(text: str, name: str, rng: random.Random) -> str | None:
    """Another thing of the same table."""
    table = flat(data_of(text))
    mates = [key for key, thing in table.items() if key != name and name in table and thing.table == table[name].table and key]
    return rng.choice(mates) if mates else None


def _take_over(text: str, name: str, rng: random.Random, side: str) -> list[Edit]:
    """A thing goes, and another gets its id."""
    gone, mate = _remove(text, name, rng, side), _mate(text, name, rng)
    taken = _renamed(gone.text, mate, name) if gone and mate else None
    return [gone, taken] if gone and taken else []


def _swap(text: str, name: str, rng: random.Random, side: str) -> list[Edit]:
    """Two things get the ids of each other."""
    mate = _mate(text, name, rng)
    aside = _renamed(text, name, "aside") if mate else None
    other = _renamed(aside.text, mate, name) if aside and mate else None
    back = _renamed(other.text, name, mate, "aside") if other and mate else None
    return [other, back] if other and back else []


def _move(text: str, name: str, rng: random.Random, side: str) -> Edit | None:
    """To the end of the same table of another goal."""
    found, block = _found(text, name), _block(text, name)
    if not found or not block or not found[0].parent:
        return None
    table = flat(data_of(text))
    goals = [key for key, thing in table.items() if thing.table == "goals" and key != found[0].parent]
    mates = [key for key, thing in table.items() if thing.parent in goals and thing.table == found[0].table]
    if not mates:
        return None
    mate = rng.choice(mates)
    other = _block(text, mate)
    if other is None or other[2] != block[2]:
        return None
    lines = text.splitlines(keepends=True)
    cut = lines[block[0] : block[1]]
    at = other[1]
    new = lines[:at] + cut + lines[at:] if at <= block[0] else None
    new = new[: block[0] + len(cut)] + new[block[1] + len(cut) :] if new else lines[: block[0]] + lines[block[1] : at] + cut + lines[at:]
    goal = table[mate].parent

    def act(things: Flat) -> None:
        things[name].parent = goal

    return _sound(Edit((name, "#parent", goal), "".join(new), act))


def _comment(text: str, name: str, rng: random.Random, side: str) -> Edit | None:
    block = _block(text, name)
    if not block:
        return None
    note = f"# {_sentence(rng, side)}"
    lines = text.splitlines(keepends=True)
    at = rng.randint(block[0], block[1] - 1)
    if rng.random() < 0.3 and re.fullmatch(r" +[a-z]+: [^\"'>|{\[#]+\n", lines[at]) and "#" not in lines[at]:
        lines[at] = f"{lines[at].rstrip()}  {note}\n"
    elif re.match(r" +[\wåäö-]+:( |$)", lines[at]):
        lines.insert(at, " " * (len(lines[at]) - len(lines[at].lstrip(" "))) + note + "\n")
    else:
        return None
    new = "".join(lines)
    source = parse(new.encode(), Path("-"), "")
    if source.problems or source.data != data_of(text):
        return None
    return Edit((name, "#comment", note), new, lambda things: None, note)


def _listed(text: str, name: str, rng: random.Random, side: str) -> Edit | None:
    """An item at the end of a list of the file's own."""
    data = data_of(text)
    keys = [key for key in ("tasks", "governed_by", "values") if isinstance(data.get(key), list)]
    if not keys:
        return None
    key, item = rng.choice(keys), _sentence(rng, side)
    found = re.search(rf"^{key}:\n((?: *- .*\n(?:   .*\n)*)+)", text, re.MULTILINE)
    if not found:
        return None
    indent = re.match(" *", found[1])[0]  # type: ignore[index]
    new = text[: found.end()] + f'{indent}- "{item}"\n' + text[found.end() :]
    return _sound(Edit(("", key, "#item", item), new, lambda things: things[""].content[key].append(item)))


def _report(text: str, name: str, rng: random.Random, side: str) -> Edit | None:
    """The outcome of a follow-up."""
    found = _found(text, name)
    if not found or "kind: outcomes" not in text or not isinstance(found[0].content, dict) or found[0].table != "kpis":
        return None
    period = rng.choice(("T1", "T2", "year"))
    old = found[0].content.get(period)
    key = rng.choice(("value", "forecast", "comment", "analysis"))
    value: Data = rng.randint(1, 99) if key in ("value", "forecast") else _sentence(rng, side)
    if isinstance(old, dict) or old is None:
        new = _change(text, (*found[1], period, key), value)
        return new and Edit((name, period, key), new, _put(name, (period, key), value))  # type: ignore[return-value]
    new = _change(text, (*found[1], period), {"value": old, key: value})
    return new and Edit((name, period, *(() if key == "value" else (key,))), new, _put_wrapped(name, period, key, value))  # type: ignore[return-value]


def _reform(text: str, name: str, rng: random.Random, side: str) -> Edit | None:
    """The outcome of a follow-up written anew: as a lone value, as none with a reason, or as a forecast."""
    found = _found(text, name)
    if not found or "kind: outcomes" not in text or not isinstance(found[0].content, dict) or found[0].table != "kpis":
        return None
    period, number, words = rng.choice(("T1", "T2", "year")), rng.randint(1, 99), _sentence(rng, side)
    value: Data = rng.choice((number, {"value": "confidential", "reason": words}, {"forecast": number, "comment": words}))
    new = _change(text, (*found[1], period), value)
    return new and Edit((name, period), new, _put(name, (period,), value))  # type: ignore[return-value]


def _put_wrapped(name: str, period: str, key: str, value: Data) -> Callable[[Flat], None]:
    def act(things: Flat) -> None:
        old = things[name].content[period]
        things[name].content[period] = {**(old if isinstance(old, dict) else {"value": old}), key: value}

    return act
