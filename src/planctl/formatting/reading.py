"""From a text and the data in it to what is to be laid out: every comment with the entry that it belongs to."""

from __future__ import annotations

import re
from typing import Any

from planctl.formatting.blocks import block_of
from planctl.formatting.gaps import Closed, distribute, gap
from planctl.formatting.nodes import Beside, Item, RefusedError, Value
from planctl.message import Message
from planctl.source.editing.scalar import AsWritten
from planctl.source.editing.tree import Branch, tree
from planctl.source.nodes import Event, all_events, extent, is_alias, is_scalar

_MARKS = re.compile(r"[&!][^\s,\[\]{}]*(?:[ \t]+[&!][^\s,\[\]{}]*)?")
_BLANKS = re.compile(r"\s*")
_BY_HAND = Message("write it in the ordinary way: a key, a colon, and a value")


def read_layout(text: str, data: dict[Any, Any]) -> tuple[list[str], Value]:
    """The comments at the head of the file, and the mapping in it. The data is what the reader has made of the text.

    Raises:
        RefusedError: something in the text can't be laid out anew.
    """
    events = all_events(text)
    _refuse_directives(text, events)
    top = tree(text, events)
    if top is None:
        raise RefusedError(0, Message("planctl can't tell where the parts of this file begin and end"), _BY_HAND)
    return _Reader(text).top(top, data)


def _refuse_directives(text: str, events: list[Event]) -> None:
    for event in events:
        if type(event).__name__ == "DocumentStartEvent" and (event.version or event.tags):
            index = max(text.find("%"), 0)
            raise RefusedError(index, Message("lines that begin with % can't be kept by fmt"), Message("delete the line"))


class _Reader:
    """Goes through a text from piece to piece. What lies between two of them is given away when the second is reached."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = 0
        self._beside: Item | Value | None = None
        """Whose a comment is that stands behind the last piece, on its line."""
        self._begun: tuple[Item, int] | None = None
        """The outermost item of a list that has begun, while no piece of it has been reached."""
        self._closed: list[Closed] = []

    def top(self, branch: Branch, data: dict[Any, Any]) -> tuple[list[str], Value]:
        if branch.event.anchor or branch.event.tag:
            raise RefusedError(branch.start, Message("the file begins with an anchor or a tag (& or !)"), Message("delete it"))
        value = self._value(branch, data, Item(None))
        self._reach(len(self._text), None, -1)
        _lift_all(value)
        items = value.items or []
        head, items[0].above = items[0].above, []
        return head, value

    def _reach(self, start: int, item: Item | None, column: int) -> None:
        """Comes to a piece that belongs to an item, whose collection stands in a column."""
        if self._begun is not None:
            item, column = self._begun
        found = gap(self._text, self._last, max(start, self._last))
        if found.beside is not None and self._beside is not None:
            _put_beside(self._beside, found.beside)
        elif found.beside is not None:
            found.lines.insert(0, found.beside)
        if item is not None and item is self._beside and any(found.lines):
            _put_above(item)
        distribute(found.lines, self._closed, item, column)
        self._begun, self._closed = None, []

    def _pass(self, end: int, beside: Item | Value) -> None:
        self._last = max(end, self._last)
        self._beside = beside

    def _value(self, branch: Branch, data: Any, owner: Item) -> Value:
        event = branch.event
        marks, start = self._marks(branch, owner)
        if is_alias(event) or is_scalar(event):
            value = self._single(branch, data, start)
            self._reach(start, owner, -1)
            if branch.is_block_text:
                self._take_header(start, owner)
            self._pass(self._end(branch, value, start), owner)
        else:
            value = Value(items=[], is_mapping=branch.is_mapping, is_flow=branch.is_flow)
            self._collection(branch, data, value, start, owner)
        value.marks = marks
        return value

    def _end(self, branch: Branch, value: Value, start: int) -> int:
        """Where a single value ends. The last lines of literal text may be blanks, and are a part of it all the same."""
        if value.block is None or value.block.sign != "|":
            return start + len(self._text[start : branch.end].rstrip())
        end = self._text.find("\n", start)
        for _ in value.block.lines:
            end = self._text.find("\n", end + 1) if end >= 0 else end
        return end if end >= 0 else len(self._text)

    def _take_header(self, start: int, owner: Item) -> None:
        """The comment behind the sign of a block of text."""
        end = self._text.find("\n", start)
        found = gap(self._text, start, end if end >= 0 else len(self._text)).beside
        if found is not None:
            _put_beside(owner, found)

    def _marks(self, branch: Branch, owner: Item) -> tuple[str, int]:
        """Anchor and tag, and where the value behind them begins."""
        event = branch.event
        if is_alias(event) or not (event.anchor or event.tag):
            return "", branch.start
        found = _MARKS.match(self._text, branch.start)
        if found is None:
            raise RefusedError(branch.start, Message("the anchor or tag here (& or !) can't be kept by fmt"), _BY_HAND)
        self._reach(found.start(), owner, -1)
        self._pass(found.end(), owner)
        after = _BLANKS.match(self._text, found.end())
        start = found.end() if after is None or branch.is_block else min(after.end(), max(branch.end, found.end()))
        if not branch.is_block and self._text.startswith("#", start):
            message = Message("a comment between an anchor or tag (& or !) and its value can't be kept by fmt")
            raise RefusedError(start, message, Message("put the comment above, in a line of its own"))
        return found[0], start

    def _single(self, branch: Branch, data: Any, start: int) -> Value:
        source = self._text[start : branch.end].rstrip()
        if is_alias(branch.event):
            return Value(AsWritten(source))
        if isinstance(data, str):
            return Value(data, block=block_of(source, data) if branch.is_block_text else None)
        if "\n" in source or (data is None and source[:1] == "#"):
            raise RefusedError(start, Message("this value can't be written on one line"), _BY_HAND)
        return Value(AsWritten(source))

    def _collection(self, branch: Branch, data: Any, value: Value, start: int, owner: Item) -> None:
        has_braces = branch.is_flow and self._text[start] in "{["
        if has_braces:
            self._reach(start, owner, -1)
            self._pass(start + 1, owner)
        self._children(branch, data, value)
        if has_braces:
            self._reach_end(branch, value, owner)
        elif branch.is_block:
            self._closed.append(Closed(self._column(branch), value))

    def _reach_end(self, branch: Branch, value: Value, owner: Item) -> None:
        found = gap(self._text, self._last, branch.end - 1)
        if found.beside is not None and self._beside is not None:
            _put_beside(self._beside, found.beside)
        distribute(found.lines, [Closed(0, value)], None, -1)
        if value.foot and not value.items:
            _put_above(owner)
            owner.above += filter(None, value.foot)
            value.foot = []
        self._begun, self._closed = None, []
        self._pass(branch.end, value if value.has_comments() else owner)

    def _column(self, branch: Branch) -> int:
        if not (branch.event.anchor or branch.event.tag):
            return branch.column
        first = next(iter(branch.children.values()))
        column: int = first.event.start_mark.column if first.key is None else first.key.start_mark.column
        return column - (2 if first.key is None else 0)

    def _children(self, branch: Branch, data: Any, value: Value) -> None:
        column = self._column(branch) if branch.is_block else -1
        items = value.items = []
        for part, child in branch.children.items():
            known = part in data if isinstance(data, dict) else isinstance(data, list) and part < len(data)  # type: ignore[operator]
            if not known or (child.key is not None and (is_alias(child.key) or child.key.anchor or child.key.tag)):
                raise RefusedError(child.start, Message("this key can't be kept by fmt"), _BY_HAND)
            item = Item(part if branch.is_mapping else None)
            items.append(item)
            if child.key is not None:
                begin, end = extent(child.key)
                self._reach(begin, item, column)
                self._pass(end, item)
            elif self._begun is None:
                self._begun = item, column
            item.value = self._value(child, data[part], item)
        if len(items) != len(data):
            raise RefusedError(branch.start, Message("planctl can't tell where the parts of this file begin and end"), _BY_HAND)


def _put_beside(owner: Item | Value, comment: Beside) -> None:
    """A second comment for one line sends the first one above it."""
    if isinstance(owner, Value):
        owner.foot.append(comment.text)
        return
    _put_above(owner)
    owner.beside = comment


def _put_above(item: Item) -> None:
    if item.beside is not None:
        item.above.append(item.beside.text)
        item.beside = None


def _lift_all(value: Value) -> None:
    for item in value.items or ():
        _lift_all(item.value)
        if not value.is_mapping:
            _lift(item)


def _lift(item: Item) -> None:
    """Brings the comments before the first piece of a list's item, which stands behind the dash, above the dash."""
    value = item.value
    if value.items is None or value.marks or (value.is_flow and not value.has_comments()):
        return
    _put_above(item)
    if value.items:
        item.above += value.items[0].above
        value.items[0].above = []
