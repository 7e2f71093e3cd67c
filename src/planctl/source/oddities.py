"""The checks of text that parses to something else than its writer meant: keys twice, decimal commas, lost digits, swallowed signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from planctl.diagnostics import START, Path, Problem
from planctl.message import Message
from planctl.source import codes
from planctl.source.entry import quoted, shortened
from planctl.source.limits import HUGE, INFINITE, LESS_DEEP, MAX_DEPTH, MAX_DIGITS, TOO_DEEP
from planctl.source.nodes import Event, Node, all_nodes, extent, integer, is_alias, is_plain, is_scalar
from planctl.source.positions import Lines

_MOST = 200

_FLOAT = re.compile(r"[-+]?(?:\.(?:inf|nan)|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:e[-+]?[0-9]+)?)", re.IGNORECASE)
_NOT_TEXT = frozenset(("~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"))
_KNOWN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq"))
_SIGN_AND_DIGIT = re.compile(r"[>|](?:[-+]?[1-9]|[1-9][-+])")


@dataclass(frozen=True, slots=True)
class Oddity:
    """A problem; the text that its value was meant to be, where that is known; and keys beside it that are only parts of that text."""

    problem: Problem
    written: str | None = None
    parts: tuple[str | int, ...] = ()


def oddities(text: str, file: str) -> list[Oddity]:
    """What is odd in a text, each in its place, in order; not endlessly much of it."""
    reading = Reading(text, file)
    found = [odd for check in _CHECKS for odd in islice(check(reading), _MOST)]
    return sorted(found, key=lambda odd: odd.problem.span or START)


class Reading:
    """A text with its nodes, as the checks need it."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.nodes = all_nodes(text)
        self.lines = Lines(text)

    @cached_property
    def split(self) -> list[list[Node]]:
        """The values that commas split inside braces: each with the keys without a value that its further parts became."""
        return [group for group in _groups(self) if len(group) > 1]

    @cached_property
    def keyed(self) -> list[Node]:
        """The nodes with a key that was written as one."""
        parts = {id(part.key) for group in self.split for part in group[1:]}
        return [node for node in self.nodes if node.key is not None and id(node.key) not in parts]

    def source(self, event: Event) -> str:
        start, end = extent(event)
        return self.text[start:end].strip()

    def entry(self, node: Node, value: str) -> str:
        """How to write the node with its value in quotes."""
        prefix = "" if node.key is None else self.source(node.key) + ": "
        return shortened(prefix + quoted(value))

    def odd(self, code: str, path: Path, at: tuple[int, int], message: Message, hint: Message, *, key: bool = False) -> Oddity:
        return Oddity(Problem(code, self.file, path, message, hint, key=key, span=self.lines.span(*at)))


def decimal_commas(reading: Reading) -> Iterator[Oddity]:
    """`{yellow: 6,0–6,9}` is three keys to YAML."""
    for first, *parts in reading.split:
        at = extent(first.value)[0], extent(parts[-1].key)[1]
        written = reading.text[at[0] : at[1]]
        message = Message("inside braces, the comma splits the value {value} in two", value=shortened(written))
        hint = Message("write {entry}", entry=reading.entry(first, written))
        odd = reading.odd(codes.SPLIT_AT_COMMA, first.path, at, message, hint)
        yield replace(odd, written=written, parts=tuple(part.path[-1] for part in parts))


def _groups(reading: Reading) -> list[list[Node]]:
    """The entries of mappings in braces, with each that has no colon joined to the one that it was split from."""
    groups: list[list[Node]] = []
    current: dict[Path, list[Node]] = {}
    for node in reading.nodes:
        if getattr(node.value, "flow_style", False):
            current[node.path] = []
        group = current.get(node.path[:-1])
        if node.key is None or group is None:
            continue
        if not (group and _was_split_from(reading, node, group)):
            group = current[node.path[:-1]] = []
            groups.append(group)
        group.append(node)
    return groups


def _was_split_from(reading: Reading, node: Node, group: list[Node]) -> bool:
    if not (is_plain(node.key) and is_plain(node.value) and node.key.value and not node.value.value):
        return False
    colon = re.compile(r"\s*:").match(reading.text, extent(node.key)[1])
    return colon is None and is_plain(group[0].value) and group[0].value.value != ""


def duplicates(reading: Reading) -> Iterator[Oddity]:
    seen: dict[Path, dict[str | int, Node]] = {}
    firsts = {id(node) for node in reading.keyed}
    for node in reading.nodes:
        seen[node.path] = {}
        if id(node) not in firsts:
            continue
        first = seen[node.path[:-1]].setdefault(node.path[-1], node)
        if first is not node:
            line = reading.lines.position(extent(first.key)[0]).line
            message = Message("the key {key} stands twice here", key=shortened(reading.source(node.key)))
            hint = Message("it stands in line {line} too: keep one of them, or rename one", line=line)
            yield reading.odd(codes.DUPLICATE_KEY, node.path, extent(node.key), message, hint, key=True)


def keys(reading: Reading) -> Iterator[Oddity]:
    """Keys that are lists, groups, true, false, nothing or broken numbers."""
    for node in reading.keyed:
        start, end = extent(node.key)
        if not is_scalar(node.key):
            message = Message("a key must be a word or a year")
            hint = Message("text that begins with a bracket, ? or * must be in quotes")
            yield reading.odd(codes.KEY_NOT_TEXT, node.path, (start, start + 1), message, hint, key=True)
        elif is_plain(node.key) and not node.key.value:
            message = Message("there is no key before the colon")
            hint = Message("write a key, or put the text in quotes")
            yield reading.odd(codes.KEY_NOT_TEXT, node.path, (start, start + 1), message, hint, key=True)
        elif is_plain(node.key) and _is_no_text(node.key.value):
            message = Message("the key {key} is not read as text", key=node.key.value)
            hint = Message("put it in quotes: {key}", key=shortened(quoted(node.key.value) + ":"))
            yield reading.odd(codes.KEY_NOT_TEXT, node.path, (start, end), message, hint, key=True)


def _is_no_text(key: str) -> bool:
    return key in _NOT_TEXT or (_FLOAT.fullmatch(key) is not None and integer(key) is None and not key.isdigit())


def numbers(reading: Reading) -> Iterator[Oddity]:
    """Numbers with more digits than are kept, and those that are no numbers to compare with."""
    for node in reading.nodes:
        for event in (node.key, node.value):
            if event is None or not is_plain(event):
                continue
            written = event.value
            if _has_too_many_digits(written):
                message, hint = too_many_digits(written)
                yield reading.odd(codes.TOO_MANY_DIGITS, node.path, extent(event), message, hint, key=event is node.key)
            elif event is node.value and _cannot_be_compared(written):
                message = Message("{number} is not a number that can be compared", number=shortened(written))
                hint = Message("write a number, or put it in quotes if it is text: {entry}", entry=reading.entry(node, written))
                yield reading.odd(codes.NOT_A_NUMBER, node.path, extent(event), message, hint)


def too_many_digits(written: str) -> tuple[Message, Message]:
    message = Message("the number {number} has more than {limit} digits", number=shortened(written), limit=MAX_DIGITS)
    return message, Message("round it, or put it in quotes: {value}", value=shortened(quoted(written)))


def _has_too_many_digits(written: str) -> bool:
    if _FLOAT.fullmatch(written) is None:
        return len(written) > MAX_DIGITS - 3 and not -HUGE < (integer(written) or 0) < HUGE
    mantissa = written.lower().partition("e")[0]
    digits = re.sub("[^0-9]", "", mantissa).lstrip("0")
    return len(digits.rstrip("0") if "." in mantissa else digits) > MAX_DIGITS


def _cannot_be_compared(written: str) -> bool:
    """Whether this is "not a number" or infinity, by name or by its size."""
    if _FLOAT.fullmatch(written) is None:
        return False
    return written[-1] in "fFnN" or abs(float(written.replace("_", ""))) >= INFINITE


def swallowed(reading: Reading) -> Iterator[Oddity]:
    """Values that begin with a sign that YAML has for itself, and that so lose a part without an error."""
    used = {node.value.anchor for node in reading.nodes if is_alias(node.value)}
    for node in reading.nodes:
        sign = _swallowed_sign(reading, node.value, used)
        if sign is None:
            continue
        written = reading.source(node.value) if is_scalar(node.value) else ""
        start, end = extent(node.value)
        end = start + len(reading.text[start:end].rstrip())
        message = Message("the value begins with {sign}, so a part of it is not read as text", sign=sign)
        hint = (
            Message("write {entry}", entry=reading.entry(node, written))
            if written
            else Message("delete the word after {sign}, or put the text in quotes", sign=sign)
        )
        yield replace(reading.odd(codes.SWALLOWED, node.path, (start, end), message, hint), written=written or None)


def _swallowed_sign(reading: Reading, value: Event, used: set[str]) -> str | None:
    if is_alias(value):
        return None
    if value.tag is not None and str(value.tag) not in _KNOWN_TAGS:
        return "!"
    if value.anchor is not None and value.anchor not in used and is_scalar(value):
        return "&"
    if is_scalar(value) and value.style in (">", "|") and not value.value.strip():
        written = reading.source(value)
        return written[0] if _SIGN_AND_DIGIT.match(written) else None
    return None


def too_deep(reading: Reading) -> Iterator[Oddity]:
    deep = next((node for node in reading.nodes if len(node.path) >= MAX_DEPTH and hasattr(node.value, "flow_style")), None)
    if deep is not None:
        start, _ = extent(deep.value)
        yield reading.odd(codes.TOO_LARGE, deep.path, (start, start + 1), TOO_DEEP, LESS_DEEP)


_CHECKS: tuple[Callable[[Reading], Iterator[Oddity]], ...] = (decimal_commas, duplicates, keys, numbers, swallowed, too_deep)
