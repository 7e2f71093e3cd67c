"""One line of a file as its writer saw it: a key with its value, or an item of a list; and how to write it so that YAML reads the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LONGEST = 72
_TYPED = 20_000
"""Longer lines are not read to their end: no one typed them."""
_LEAD = re.compile(r"\s*(?:[-?](?:\s+|$))*")
_COMMENT = re.compile(r"\s+#.*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value with what stands before it (`title: `, `- `, or nothing), and its indexes in the line."""

    prefix: str
    value: str
    start: int
    end: int

    def in_quotes(self) -> str:
        return shortened(self.prefix + quoted(self.value))


def quoted(value: str) -> str:
    """The value in quotes that change nothing in it. Quotes that are around all of it already are taken for such."""
    text = value.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" and text[1:-1].count(text[0]) in (0, 1):
        text = text[1:-1]
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def shortened(text: str) -> str:
    """The text on one line, cut where it is too long to be shown."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def entry_at(line: str, index: int) -> Entry:
    """The entry around an index: inside braces or brackets it is one of theirs, else it is the line's own."""
    scan = scanned(line[: index + 1])
    start = scan.content if scan.value is None else scan.value
    start += len(line[start:]) - len(line[start:].lstrip())
    rest = line[start:]
    if scan.opened:
        after = max(index - start, 0)
        end = next((after + i for i, char in enumerate(rest[after:]) if char in ",]}" and (i or after)), len(rest))
        value = rest[:end].rstrip()
    else:
        value = _COMMENT.sub("", rest).rstrip()
    return Entry(line[scan.item : start].lstrip(), value, start, start + len(value))


@dataclass(slots=True)
class Scan:
    """What a line has left open at its end.

    `item` is where its last item begins, `content` where that item's text does (after dashes), `value` where its value does, if it has
    a key; `quote` is a quote that has not been closed, `opened` the brackets that have not, each with the item it stands in.
    """

    item: int
    content: int
    value: int | None = None
    quote: int | None = None
    opened: list[tuple[int, tuple[int, int, int | None]]] = field(default_factory=list)

    def begin(self, index: int) -> None:
        self.item = self.content = index
        self.value = None


def scanned(line: str) -> Scan:
    """Reads a line as YAML does: quotes and brackets count where a value may begin, and the first colon ends a key."""
    line = line[:_TYPED]
    index = len(_LEAD.match(line)[0])  # type: ignore[index]
    scan = Scan(item=len(line) - len(line.lstrip()), content=index)
    fresh = True
    while index < len(line):
        char = line[index]
        if scan.quote is not None:
            index = _in_quotes(scan, line, index)
            continue
        if char == "#" and line[index - 1 : index] in ("", " ", "\t"):
            break
        fresh = _structure(scan, line, index, fresh)
        index += 1
    return scan


def _in_quotes(scan: Scan, line: str, index: int) -> int:
    """The index of the next character inside quotes; a backslash or a doubled quote takes the meaning from the second of two."""
    quote = line[scan.quote or 0]
    if (quote == '"' and line[index] == "\\") or (quote == "'" and line[index : index + 2] == "''"):
        return index + 2
    if line[index] == quote:
        scan.quote = None
    return index + 1


def _structure(scan: Scan, line: str, index: int, fresh: bool) -> bool:
    """Takes in one character outside quotes: whether a value may begin after it."""
    char = line[index]
    if fresh and char in "\"'":
        scan.quote = index
    elif fresh and char in "{[":
        scan.opened.append((index, (scan.item, scan.content, scan.value)))
        scan.begin(index + 1)
        return True
    elif scan.opened and char in "}]":
        scan.item, scan.content, scan.value = scan.opened.pop()[1]
    elif scan.opened and char == ",":
        scan.begin(index + 1)
        return True
    elif char == ":" and scan.value is None and line[index + 1 : index + 2] in ("", " ", "\t"):
        scan.value = index + 1
        return True
    return fresh and char in " \t"
