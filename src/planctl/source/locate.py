"""From a path in a file's data to the place in its text."""

from __future__ import annotations

from planctl.diagnostics import START, Path, Span
from planctl.source.nodes import Event, Node, extent, is_alias, is_plain, is_scalar, nodes
from planctl.source.positions import Lines


class Locator:
    """Finds places in one text. It parses no further than it is asked about, and nothing twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: Lines | None = None
        self._known: dict[Path, Node] = {}
        self._rest = nodes(text)

    def span(self, path: Path, *, key: bool = False, offset: int | None = None, length: int = 1) -> Span:
        """The place of a value: all of a single value, the key of a list or a mapping; with `key`, the key.

        What is not in the text is placed at the key of the nearest thing around it. `offset` and `length` narrow the place to
        characters inside a value that stands on one line as it is.
        """
        node = self._find(path)
        whole = node is not None and len(node.path) == len(path)
        if node is None or not node.path:
            return START
        if not whole:
            return self._around(node)
        if key and node.key is not None:
            return self._at(*self._trimmed(node.key))
        return self._value(node, offset, length)

    def _find(self, path: Path) -> Node | None:
        """The node at the path, or the nearest around it."""
        if path not in self._known:
            self._read_to(path)
        return next((self._known[path[:depth]] for depth in range(len(path), -1, -1) if path[:depth] in self._known), None)

    def _read_to(self, path: Path) -> None:
        """Parses on until the path is found, or the last thing around it has ended."""
        around = next((depth for depth in range(len(path), -1, -1) if path[:depth] in self._known), 0)
        for node in self._rest:
            self._known.setdefault(node.path, node)
            depth = len(node.path)
            if node.path == path[:depth]:
                around = depth
                if depth == len(path):
                    return
            elif depth <= around:
                return

    def _around(self, node: Node) -> Span:
        """Where a thing is named: at its key, or at its alias when what is looked for lies behind one; else where it begins."""
        if node.key is not None and not is_alias(node.value):
            return self._at(*self._trimmed(node.key))
        return self._value(node, None, 1)

    def _value(self, node: Node, offset: int | None, length: int) -> Span:
        start, end = self._trimmed(node.value)
        if is_scalar(node.value) and start < end:
            return self._at(*self._narrowed(node.value, start, end, offset, length))
        if is_alias(node.value):
            return self._at(start, end)
        return self._at(start, start + 1) if node.key is None else self._at(*self._trimmed(node.key))

    def _narrowed(self, event: Event, start: int, end: int, offset: int | None, length: int) -> tuple[int, int]:
        """The characters meant inside a scalar: found only where its text is its value, letter by letter."""
        if offset is None:
            return start, end
        quote = 0 if is_plain(event) else 1
        if self._text[start + quote : end - quote] != event.value:
            return start, end
        first = min(start + quote + max(offset, 0), end)
        return first, min(first + max(length, 1), end)

    def _trimmed(self, event: Event) -> tuple[int, int]:
        """An event's extent, without the blank lines that parsers count to the end of a block of text."""
        start, end = extent(event)
        return start, start + len(self._text[start:end].rstrip())

    def _at(self, start: int, end: int) -> Span:
        if self._lines is None:
            self._lines = Lines(self._text)
        return self._lines.span(start, end)
