"""Cells that say different things of one and the same thing: all of them are named, and nothing of their rows is taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from planctl.exchange.imports.cell_values import cited
from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.statement import Statement
from planctl.message import Message, Plural, first_few

_MOST_CELLS = 12
"""Cells that are listed with what they say."""
_MOST_THINGS = 20
"""Things of a column that are told one by one: where there are more, it is rather the column that is wrong, or a file given twice."""
_MAKE_EQUAL = Message("leave the right one, and empty the other or make it equal")
_LOOK_FOR_A_CAUSE = Message("look whether the file holds the same outcomes twice, or whether a column is missing in the profile")
_MAKE_ALL_EQUAL = Message("leave the right one, and empty the others or make them equal")


def name_contradictions(contradictory: Iterable[Sequence[Statement]], findings: Findings) -> None:
    """A finding for each thing of which several cells say different things, and one for all the rest of a column with many."""
    told: Counter[tuple[str, int, int]] = Counter()
    rest: dict[tuple[str, int, int], list[Statement]] = {}
    for statements in contradictory:
        first = statements[0]
        column = (first.place.file, first.place.order, first.place.column)
        told[column] += 1
        if told[column] <= _MOST_THINGS:
            _name(statements, findings)
        else:
            rest.setdefault(column, []).append(first)
        for statement in statements:
            findings.spoil(statement.place)
    for firsts in rest.values():
        _name_rest(firsts, findings)


def _name(statements: Sequence[Statement], findings: Findings) -> None:
    if len(statements) == 2:
        for one, other in (statements, statements[::-1]):
            _name_pair(one, other, findings)
    else:
        _name_all(statements, findings)


def _name_pair(one: Statement, other: Statement, findings: Findings) -> None:
    """Two cells are named at each of them: they may lie in files that different people look at."""
    value, against = _said(one), _said(other)
    message = Message("{value} stands here, but {other} in {place}, of the same thing", value=value, other=against, place=str(other.place))
    findings.error(one.place, message, _MAKE_EQUAL, one.target.address)


def _name_all(statements: Sequence[Statement], findings: Findings) -> None:
    """More than two cells are named together, at the first; where there are many, every value once before any cell that repeats one."""
    first = statements[0]
    values = {statement.value: statement for statement in reversed(statements)}
    is_repeated = [values[statement.value] is not statement for statement in statements]
    ordered = [statement for _repeated, statement in sorted(zip(is_repeated, statements, strict=True), key=lambda pair: pair[0])]
    shown = sorted(ordered[:_MOST_CELLS], key=lambda statement: statement.place)
    cells = [
        Message("{value} in {place}", value=_said(statement), place=place)
        for statement, place in zip(shown, _places(shown, first), strict=True)
    ]
    message = Message(
        "{n} cells say different things of one thing: {cells}", n=len(statements), cells=first_few(cells, _MOST_CELLS, len(statements))
    )
    findings.error(first.place, message, _MAKE_ALL_EQUAL, first.target.address)


def _name_rest(firsts: Sequence[Statement], findings: Findings) -> None:
    place = firsts[0].place
    message = Plural(
        "of {n} more thing cells of this column say different things too; its first cell: {places}",
        "of {n} more things cells of this column say different things too; the first cell of each: {places}",
        n=len(firsts),
        places=first_few(_places(firsts, firsts[0]), _MOST_CELLS),
    )
    findings.error(place, message, _LOOK_FOR_A_CAUSE)


def _places(statements: Sequence[Statement], beside: Statement) -> list[str]:
    """The cells, with file and sheet where these are others than those of the cell that they are named beside."""
    near = beside.place
    return [
        statement.place.cell if (statement.place.file, statement.place.order) == (near.file, near.order) else str(statement.place)
        for statement in statements
    ]


def _said(statement: Statement) -> object:
    return cited(statement.value, statement.target.field)
