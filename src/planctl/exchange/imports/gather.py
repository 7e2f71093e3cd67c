"""All statements of all files brought together: what is said twice is said once, and what is said in two ways is nobody's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planctl.exchange.imports.contradictions import name_contradictions
from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.statement import Statement, Target


def gathered(statements: Iterable[Statement], findings: Findings) -> dict[Target, Statement]:
    """The statement on each target: of several equal ones, the best. Where they differ, all their cells are named."""
    found: dict[Target, Statement] = {}
    several: dict[Target, list[Statement]] = {}
    for statement in statements:
        first = found.setdefault(statement.target, statement)
        if first is not statement:
            several.setdefault(statement.target, [first]).append(statement)
    equal = {target: said for target, said in several.items() if all(one.value == said[0].value for one in said)}
    name_contradictions((said for target, said in several.items() if target not in equal), findings)
    return found | {target: _best(said, findings) for target, said in equal.items()}


def _best(equal: Sequence[Statement], findings: Findings) -> Statement:
    """Of statements that say the same, one that is seen, in a row without fault; else one that is not seen, with the reasons of all such.

    What stands in rows with faults only is named by those.
    """
    seen = [statement for statement in equal if not statement.unseen and findings.is_sound(statement.place)]
    reasons = tuple(reason for statement in equal for reason in statement.unseen)
    if seen or not reasons:
        return (seen or equal)[0]
    return equal[0]._replace(unseen=reasons)
