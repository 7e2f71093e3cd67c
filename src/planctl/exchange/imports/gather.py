"""All statements of all files brought together: what is said twice is said once, and what is said in two ways is nobody's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planctl.exchange.imports.cell_values import cited
from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.statement import Statement, Target
from planctl.message import Message


def gathered(statements: Iterable[Statement], findings: Findings) -> dict[Target, Statement]:
    """The statement on each target: of several equal ones, the best. Where they differ, both cells are named."""
    found: dict[Target, Statement] = {}
    several: dict[Target, list[Statement]] = {}
    for statement in statements:
        first = found.setdefault(statement.target, statement)
        if first is statement:
            continue
        if first.value == statement.value:
            several.setdefault(statement.target, [first]).append(statement)
        else:
            _contradict(first, statement, findings)
            _contradict(statement, first, findings)
    return found | {target: _best(equal, findings) for target, equal in several.items()}


def _best(equal: Sequence[Statement], findings: Findings) -> Statement:
    """Of statements that say the same, one that is seen, in a row without fault; else one that is not seen, with the reasons of all such.

    What stands in rows with faults only is named by those.
    """
    seen = [statement for statement in equal if not statement.unseen and findings.is_sound(statement.place)]
    reasons = tuple(reason for statement in equal for reason in statement.unseen)
    if seen or not reasons:
        return (seen or equal)[0]
    return equal[0]._replace(unseen=reasons)


def _contradict(one: Statement, other: Statement, findings: Findings) -> None:
    value, against = (cited(statement.value, statement.target.field) for statement in (one, other))
    findings.error(
        one.place,
        Message("{value} stands here, but {other} in {place}, of the same thing", value=value, other=against, place=str(other.place)),
        Message("leave the right one, and empty the other or make it equal"),
        one.target.address,
    )
