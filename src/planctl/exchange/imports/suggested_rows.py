"""What the rows of a table say of their units and KPIs, as far as it can be guessed for a first import profile."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from planctl.exchange.imports.likeness import LIKE, Likest, likest, nearest_of
from planctl.exchange.imports.names import KpiNames, is_name, plain, unit_names
from planctl.exchange.reading.cells import Kind, Sheet
from planctl.workspace.entries import KpiEntry
from planctl.workspace.workspace import Workspace

_SUMS = frozenset(("summa", "delsumma", "totalt", "sum", "subtotal"))
"""How rows begin that are of no KPI."""
_GENERIC = re.compile(r"(?:avdelning(?:en)?|avd\b|förvaltning(?:en)?|förv\b|enhet(?:en)?|kontor(?:et)?|nämnd(?:en)?|sektor(?:n)?)s?\b")
_SAME_LETTERS = 0.8
"""From here on a text without a word in common with a name is taken for it."""
_MOST = 400
"""Further texts are not looked at."""


class Match(NamedTuple):
    """A text of the file and what it is likest: a KPI's address and title, or a unit's id and title."""

    text: str
    meant: str
    title: str
    score: float
    """How like it is; 0 where only the rows say so."""


class Line(NamedTuple):
    """A row with outcomes: what stands in it of its KPI and its unit, in its own cells or, for a unit, in one above."""

    kpi: str
    unit: str
    empty: frozenset[str]
    """The columns that say what a row is and are empty here, though something stands above."""


class Rows(NamedTuple):
    """What is found out of all rows."""

    exact: int
    likely: tuple[Match, ...]
    unmatched: tuple[tuple[str, Match | None], ...]
    """Texts that are like no KPI, each with the one that is least unlike it."""
    units: tuple[Match, ...]
    strange_units: tuple[tuple[str, Match | None], ...]
    fill_down: tuple[str, ...]
    sums: tuple[str, ...]
    """Texts of rows that add others up."""


def rows_of(lines: list[Line], names: KpiNames, year: int) -> Rows:
    units = dict.fromkeys(line.unit for line in lines if is_name(line.unit))
    meant = {unit: _unit(unit, lines, names, year) for unit in units}
    ids = {unit: found if isinstance(found, str) else found.meant for unit, found in meant.items() if found}
    asked: dict[str, set[str]] = {}
    for line in lines:
        if line.kpi:
            asked.setdefault(line.kpi, set()).update(filter(None, [ids.get(line.unit)]))
    texts = dict(list(asked.items())[:_MOST])
    exact = [text for text, of in texts.items() if _within(names.named(text, year), of)]
    matches = {text: _kpi(text, of, names, year) for text, of in texts.items() if text not in exact and is_name(text)}
    likely = tuple(match for match in matches.values() if match)
    sums = tuple(text for text in matches if _is_sum(text))
    unmatched = tuple((text, _least_unlike(text, names, year)) for text, match in matches.items() if not match and text not in sums)
    sure = {*exact, *(match.text for match in likely)}
    return Rows(
        len(exact),
        likely,
        unmatched,
        tuple(found for found in meant.values() if isinstance(found, Match)),
        tuple((unit, _nearest_unit(unit, names.workspace)) for unit, found in meant.items() if not found),
        _fill_down(lines, sure),
        sums,
    )


def lines_of(sheet: Sheet, header: int, columns: Mapping[str, int], inputs: Iterable[int]) -> Iterator[Line]:
    """The rows below a header that hold outcomes; where no column is known to hold them, all rows."""
    above: dict[str, str] = {}
    wanted = set(inputs)
    for number in sorted(number for number in sheet.rows if number > header):
        row = sheet.rows[number]
        said = {key: row[columns[key]].text if columns.get(key) in row else "" for key in ("kpi", "unit")}
        other = [key for key in ("period",) if key in columns and columns[key] not in row and key in above]
        empty = frozenset([*(key for key, text in said.items() if key in columns and not text and key in above), *other])
        above |= {key: text for key, text in said.items() if text}
        above |= {"period": "x"} if columns.get("period") in row else {}
        holds = not wanted or any(row[column].kind is not Kind.ERROR for column in row if column in wanted)
        if holds and not _is_sum(said["unit"]):
            yield Line(said["kpi"], above.get("unit", ""), empty)


def _fill_down(lines: Iterable[Line], sure: set[str]) -> tuple[str, ...]:
    """The columns in which an empty cell means the one above: it is empty in a row that is surely one of a KPI."""
    counts = Counter(key for line in lines for key in line.empty if line.kpi in sure or key == "kpi")
    return tuple(key for key in ("kpi", "unit", "period") if counts[key])


def _within(kpis: Iterable[KpiEntry], units: set[str]) -> list[KpiEntry]:
    return [kpi for kpi in kpis if not units or kpi.plan.unit_id in units]


def _kpi(text: str, units: set[str], names: KpiNames, year: int) -> Match | None:
    """The KPI that is likest a text, in the units that its rows are of where there is one; an id alone, where each of them has it."""
    if _is_sum(text):
        return None
    known = names.of(year)
    own = {name: kpis for name, all_ in known.items() if (kpis := _within(all_, units))}
    for candidates in (own, known):
        if found := likest(text, candidates) or _misspelt(text, candidates):
            kpis = candidates[found.name]
            shared = len(units) > 1 and {kpi.plan.unit_id for kpi in kpis if kpi.id == kpis[0].id} >= units
            return Match(text, kpis[0].id if shared else kpis[0].address, kpis[0].model.title, found.score)
    return None


def _misspelt(text: str, names: Iterable[str]) -> Likest | None:
    """The name that a text has nearly all letters in common with, though no word."""
    found = nearest_of(text, names)
    return found if found and found.score >= _SAME_LETTERS else None


def _is_sum(text: str) -> bool:
    return plain(text).partition(" ")[0].rstrip(":") in _SUMS


def _least_unlike(text: str, names: KpiNames, year: int) -> Match | None:
    known = names.of(year)
    found = likest(text, known, least=0) or nearest_of(text, known)
    return Match(text, known[found.name][0].address, known[found.name][0].model.title, found.score) if found else None


def _unit(text: str, lines: Iterable[Line], names: KpiNames, year: int) -> str | Match | None:
    """The id of a unit that a text names; a match where most of its rows are KPIs of one, or it is like one."""
    known = unit_names(names.workspace)
    if plain(text) in known:
        return known[plain(text)]
    if elected := _elected(text, lines, names, year):
        return elected
    near = _nearest_unit(text, names.workspace)
    return near if near and near.score >= LIKE else None


def _elected(text: str, lines: Iterable[Line], names: KpiNames, year: int) -> Match | None:
    """The unit that most rows with a text are KPIs of."""
    named = [{kpi.plan.unit_id for kpi in names.named(line.kpi, year)} for line in lines if line.unit == text and line.kpi]
    votes = Counter(next(iter(ids)) for ids in named if len(ids) == 1)
    if not votes:
        return None
    [(best, count)] = votes.most_common(1)
    known = sum(bool(ids) for ids in named)
    return Match(text, best, names.workspace.units[best].title, 0) if 2 * count > known else None


def _nearest_unit(text: str, workspace: Workspace) -> Match | None:
    known = {core: id_ for name, id_ in unit_names(workspace).items() if (core := _core(name))}
    found = likest(_core(text), known) or nearest_of(_core(text), known)
    return Match(text, known[found.name], workspace.units[known[found.name]].title, found.score) if found else None


def _core(name: str) -> str:
    """What tells a unit from others: its name without the words that all sorts of units are called."""
    return " ".join(word for word in re.split(r"[\s.-]+", _GENERIC.sub(" ", plain(name))) if word)
