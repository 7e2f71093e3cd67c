"""Whether a new text says what the old one says: read again, value by value as it is written, and comment by comment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from planctl.diagnostics import Path
from planctl.source.editing.changes import same_in_any_order
from planctl.source.editing.tree import Branch, comments, tree
from planctl.source.nodes import all_events, is_alias, is_scalar
from planctl.source.reader import Source


def is_same(old: Source, new: Source, *, moved: bool) -> bool:
    """Whether both say the same. `moved` says that keys have moved, and their comments with them."""
    if new.problems or not same_in_any_order(new.data, old.data):
        return False
    before, after = _Reading(old), _Reading(new)
    kept = Counter(before.comments) == Counter(after.comments) if moved else before.comments == after.comments
    return kept and before.written == after.written


class _Reading:
    def __init__(self, source: Source) -> None:
        text = source.text
        events = all_events(text)
        top = tree(text, events)
        self.comments = [comment.rstrip() for comment in comments(text, events)]
        self.written = {} if top is None else dict(_written(text, top, source.data, ()))
        """Everything that is no text, as it is written: 6.90 is more than 6.9."""


def _written(text: str, branch: Branch, data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if is_alias(branch.event) or (is_scalar(branch.event) and data is not None and not isinstance(data, str)):
        yield path, text[branch.start : branch.end].strip()
    elif not is_scalar(branch.event):
        for part, child in branch.children.items():
            yield from _written(text, child, data[part], (*path, part))
