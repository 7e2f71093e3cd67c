"""A text as a tree of what stands where, and its comments: what must be known to change it in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planctl.source.nodes import Event, extent, is_alias, is_scalar, key_part

_BLANKS = " \t\r\n"
_COLON = re.compile(r"[ \t]*:")
_COMMENT = re.compile(r"#[^\r\n]*")
_LINE = re.compile(r"[^\r\n]*")


class Branch:
    """A value in a text, with the indexes of its first character and of the one after its last.

    `colon` is the index after the key's colon, None where there is no key, or one without a colon on its line.
    `children` are the values in a mapping or a list, by their keys or numbers; `end` of a block is where its last content ends.
    """

    __slots__ = ("children", "colon", "end", "event", "key", "start")

    def __init__(self, key: Event, event: Event, start: int, end: int, colon: int | None) -> None:
        self.key = key
        self.event = event
        self.start = start
        self.end = end
        self.colon = colon
        self.children: dict[str | int, Branch] = {}

    @property
    def column(self) -> int:
        column: int = self.event.start_mark.column
        return column

    @property
    def is_mapping(self) -> bool:
        return type(self.event).__name__ == "MappingStartEvent"

    @property
    def is_flow(self) -> bool:
        return bool(getattr(self.event, "flow_style", False))

    @property
    def is_block(self) -> bool:
        """Whether it is a mapping or a list in lines of its own."""
        return not is_scalar(self.event) and not is_alias(self.event) and not self.is_flow

    @property
    def is_block_text(self) -> bool:
        return is_scalar(self.event) and self.event.style in ("|", ">")

    @property
    def is_marked(self) -> bool:
        """Whether an anchor, an alias, a tag or a merge key makes it depend on other places, or them on it."""
        return "<<" in self.children or _is_marked(self.event) or (self.key is not None and _is_marked(self.key))

    @property
    def holds_marks(self) -> bool:
        """Whether anything inside it is marked."""
        return any(child.is_marked or child.holds_marks for child in self.children.values())

    @property
    def levels(self) -> int:
        """How many levels of mappings are spread over lines in it."""
        if not (self.is_mapping and self.is_block):
            return 0
        return 1 + max((child.levels for child in self.children.values()), default=0)


def _is_marked(event: Event) -> bool:
    return is_alias(event) or event.anchor is not None or event.tag is not None


def tree(text: str, events: Iterable[Event]) -> Branch | None:
    """The top of a text's first document, made of the events of the text; None when there is nothing."""
    return _Builder(text).built(events)


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[tuple[Branch, list[Event]]] = []
        self._root: Branch | None = None

    def built(self, events: Iterable[Event]) -> Branch | None:
        for event in events:
            kind = type(event).__name__
            if kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._close(event)
            elif kind == "DocumentEndEvent":
                return self._root
            elif kind in ("ScalarEvent", "AliasEvent", "MappingStartEvent", "SequenceStartEvent"):
                self._begin(event, kind in ("MappingStartEvent", "SequenceStartEvent"))
        return self._root

    def _begin(self, event: Event, is_collection: bool) -> None:
        branch, keys = self._open[-1] if self._open else (None, [])
        if branch is None:
            new = self._root = self._branch(None, event)
        elif branch.is_mapping and not keys:
            keys.append(event)
            new = self._branch(None, event)
        else:
            key = keys.pop() if keys else None
            new = self._branch(key, event)
            branch.children[key_part(key) if key is not None else len(branch.children)] = new
        if is_collection:
            self._open.append((new, []))

    def _branch(self, key: Event, event: Event) -> Branch:
        start, end = extent(event)
        colon = None if key is None else self._colon(extent(key)[1])
        if key is not None and is_scalar(event) and start == end:
            start = end = colon or extent(key)[1]
        return Branch(key, event, start, self._content_end(event, start, end), colon)

    def _colon(self, end_of_key: int) -> int | None:
        found = _COLON.match(self._text, end_of_key)
        return None if found is None else found.end()

    def _content_end(self, event: Event, start: int, end: int) -> int:
        """Without the blank lines that parsers count to the end of a block of text, unless they are kept in its value."""
        if is_scalar(event) and event.style in ("|", ">"):
            header = _LINE.match(self._text, start)
            if header is not None and "+" in header[0].partition("#")[0]:
                return end
            return start + len(self._text[start:end].rstrip(_BLANKS))
        return end

    def _close(self, event: Event) -> None:
        branch, _ = self._open.pop()
        if branch.is_flow:
            branch.end = extent(event)[1]
        elif branch.children:
            branch.end = max(child.end for child in branch.children.values())


def comments(text: str, events: Iterable[Event]) -> Iterator[str]:
    """The comments of a text, in order."""
    return (found[0] for found in placed_comments(text, events))


def placed_comments(text: str, events: Iterable[Event]) -> Iterator[re.Match[str]]:
    """The comments of a text with their places, in order. Between values there are only indicators, blanks and comments."""
    last, sign = 0, text.find("#")
    for event in events:
        if sign < 0:  # no more of them; and a file of outcomes has thousands of values
            return
        if event.end_mark.index <= sign:
            continue
        kind = type(event).__name__
        if kind in ("ScalarEvent", "AliasEvent") or getattr(event, "anchor", None) or getattr(event, "tag", None):
            start, end = extent(event)
            if sign < start:
                yield from _COMMENT.finditer(text, last, start)
            last = max(last, end)
            if kind == "ScalarEvent" and event.style in ("|", ">"):
                header = _LINE.match(text, start)
                yield from _COMMENT.finditer(text, start, header.end() if header else start)
            if sign < last:
                sign = text.find("#", last)
    yield from _COMMENT.finditer(text, last)
