"""All statements of all files brought together: what is said twice is said once, and what is said in two ways is nobody's."""

from __future__ import annotations

from collections.abc import Iterable

from planctl.exchange.imports.cell_values import cited
from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.statement import Statement, Target
from planctl.message import Message


def gathered(statements: Iterable[Statement], findings: Findings) -> dict[Target, Statement]:
    """The statement on each target: the first of several equal ones. Where they differ, both cells are named."""
    found: dict[Target, Statement] = {}
    for statement in statements:
        first = found.setdefault(statement.target, statement)
        if first.unseen and first.value == statement.value:
            found[statement.target] = statement  # the same may be seen elsewhere
        elif first.value != statement.value:
            _contradict(first, statement, findings)
            _contradict(statement, first, findings)
    return found


def _contradict(one: Statement, other: Statement, findings: Findings) -> None:
    value, against = (cited(statement.value, statement.target.field) for statement in (one, other))
    findings.error(
        one.place,
        Message("{value} stands here, but {other} in {place}, of the same thing", value=value, other=against, place=str(other.place)),
        Message("leave the right one, and empty the other or make it equal"),
        one.target.address,
    )
