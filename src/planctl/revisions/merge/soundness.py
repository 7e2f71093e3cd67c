"""Whether a merged file is as sound as those that it is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from planctl.diagnostics import Problem
from planctl.message import Message
from planctl.revisions.merge.named import names_of


def new_problems(merged: Any, ours: Any, theirs: Any) -> list[Message]:
    """What is wrong with the data of a merged file, and with neither of the two."""
    return [*_twice(merged, ours, theirs), *_against_model(merged, ours, theirs)]


def _twice(merged: Any, ours: Any, theirs: Any) -> Iterator[Message]:
    known = {name for side in (ours, theirs) for name, count in Counter(names_of(side)).items() if count > 1}
    for name, count in Counter(names_of(merged)).items():
        if count > 1 and name not in known:
            yield Message("the id {id} stands in it more than once", id=str(name))


def _against_model(merged: Any, ours: Any, theirs: Any) -> Iterator[Message]:
    from planctl.model.validate import validate

    problems = validate("", merged)[1]
    if problems:
        known = {_sort(problem) for side in (ours, theirs) for problem in validate("", side)[1]}
        for problem in problems:
            if _sort(problem) not in known:
                yield Message("{place}: {reason}", place=".".join(map(str, problem.path)), reason=problem.message)


def _sort(problem: Problem) -> tuple[object, ...]:
    """What makes it the same problem in another file, in which the thing may stand elsewhere."""
    return problem.code, problem.path[-2:], problem.message
