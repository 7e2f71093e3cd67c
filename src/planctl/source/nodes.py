"""The nodes of a text with their paths and their marks: where things stand.

The fast reader keeps no positions, so this parses again, with PyYAML's libyaml: some twelve times faster than any parser written in
Python. libyaml speaks YAML 1.1 and is stricter than the reader, so others stand behind it. Only its structure is used, never its values.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from planctl.diagnostics import Path

Event = Any
"""An event of PyYAML or of ruamel.yaml: they look alike, and have no type in common."""

SLOW_LIMIT = 200_000
"""The longest text that parsers written in Python are tried on: they take a second for 100,000 characters."""

MOST_NODES = 100_000
"""Further nodes are not looked at: a plan has hundreds, and each holds a kilobyte."""

# Every character that PyYAML refuses, and every one that is a line break only to YAML 1.1. For each another one stands in: indexes stay
# right, and keys can be had back. (One class of all that is not strange would take twenty times as long to compile.)
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\u2028-\u2029]|[\ud800-\udfff]|\ufeff|[\ufffe-\uffff]")
_STAND_INS = 0xF0000
_SIGN_FIRST = re.compile(r"([:,\[{][ \t]*)([>|])(?![-+0-9]*[ \t]*(?:#.*)?$)", re.MULTILINE)
"""Inside braces and brackets the reader takes `>= 80` for text, and all other parsers take it for a mistake."""
_INTEGER = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|_*[0-9][0-9_]*)")


class Node(NamedTuple):
    """A value with its path, and its key, or None where it has none. No path goes on behind an alias."""

    path: Path
    key: Event
    value: Event


def nodes(text: str) -> Iterator[Node]:
    """Every node of the first document, in order. When one parser gives up the next begins anew, so that a node may come twice."""
    for parser in _parsers(text):
        try:
            yield from islice(_with_paths(parser(_STRANGE.sub(_stand_in, text))), MOST_NODES)
        except Exception:  # a parser may fail in any way of its own: the next one has its turn
            continue
        return


def all_nodes(text: str) -> list[Node]:
    """The nodes of the first document, each once, up to `MOST_NODES`; none when no parser can read the text."""
    return _first_whole(text, lambda events: list(islice(_with_paths(events), MOST_NODES)))


@lru_cache(maxsize=2)
def all_events(text: str) -> list[Event]:
    """The events of all documents in the text; none when no parser can read it. An edit asks twice for those of the text it changes."""
    return _first_whole(text, list)


def _first_whole(text: str, listed: Callable[[Iterable[Event]], list[Any]]) -> list[Any]:
    """What is listed of the events of the first parser that can read all that is needed."""
    for parser in _parsers(text):
        try:
            return listed(parser(_STRANGE.sub(_stand_in, text)))
        except Exception:  # as above
            continue
    return []


def is_scalar(event: Event) -> bool:
    return type(event).__name__ == "ScalarEvent"


def is_alias(event: Event) -> bool:
    return type(event).__name__ == "AliasEvent"


def is_plain(event: Event) -> bool:
    """Whether this is text without quotes (or nothing at all), which YAML may take for a number or for nothing."""
    return is_scalar(event) and event.style in (None, "") and event.implicit[0]


def extent(event: Event) -> tuple[int, int]:
    """The indexes of an event's first character and of the one after its last."""
    return event.start_mark.index, event.end_mark.index


def integer(text: str) -> int | None:
    """The whole number that plain text is to the reader, if it is one."""
    if not _INTEGER.fullmatch(text):
        return None
    digits = text.replace("_", "").lower()
    unsigned = digits.lstrip("+-")
    base = {"0x": 16, "0o": 8, "0b": 2}.get(unsigned[:2], 10)
    try:
        return int(digits, base)
    except ValueError:  # more digits than Python turns into a number
        return None


def _stand_in(strange: re.Match[str]) -> str:
    return chr(_STAND_INS + (ord(strange[0]) & 0xFFFF))


def _restored(text: str) -> str:
    return "".join(chr(ord(char) - _STAND_INS) if ord(char) >= _STAND_INS else char for char in text)


def _parsers(text: str) -> Iterator[Callable[[str], Iterable[Event]]]:
    yield _libyaml
    if _SIGN_FIRST.search(text):
        yield _libyaml_without_signs
    if len(text) <= SLOW_LIMIT:
        yield _pyyaml
        yield _ruamel


def _libyaml(text: str) -> Iterable[Event]:
    import yaml

    return iter(yaml.CSafeLoader(text).get_event, None)  # yaml.parse asks twice for each event, in Python


def _libyaml_without_signs(text: str) -> Iterable[Event]:
    return _libyaml(_SIGN_FIRST.sub(lambda found: found[1] + chr(_STAND_INS + ord(found[2])), text))


def _pyyaml(text: str) -> Iterable[Event]:
    import yaml

    return yaml.parse(text, Loader=yaml.SafeLoader)


def _ruamel(text: str) -> Iterable[Event]:
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).parse(text)  # type: ignore[no-any-return]


class _Open:
    """A collection whose end has not come. `index` counts a list's items; a mapping has a `key` between its key and its value."""

    __slots__ = ("index", "key", "path")

    def __init__(self, path: Path | None, index: int | None) -> None:
        self.path = path
        self.index = index
        self.key: Event = None

    def enter(self, event: Event) -> tuple[Path | None, Event]:
        """The path and key of the next thing in here; no path for a key, and for all that is inside a key."""
        if self.index is not None:
            self.index += 1
            return (None if self.path is None else (*self.path, self.index - 1)), None
        key = self.key
        if key is None:
            self.key = event
            return None, None
        self.key = None
        return (None if self.path is None else (*self.path, key_part(key))), key


def _with_paths(events: Iterable[Event]) -> Iterator[Node]:
    outer: list[_Open] = []
    for event in events:
        kind = type(event).__name__
        if kind in _ENDS:
            outer.pop()
        elif kind == "DocumentEndEvent":
            return
        elif kind in _BEGINS:
            path, key = outer[-1].enter(event) if outer else ((), None)
            if path is not None:
                yield Node(path, key, event)
            if kind in _STARTS:
                outer.append(_Open(path, _STARTS[kind]))


_STARTS = {"MappingStartEvent": None, "SequenceStartEvent": 0}
_BEGINS = {"ScalarEvent", "AliasEvent", *_STARTS}
_ENDS = {"MappingEndEvent", "SequenceEndEvent"}


def key_part(key: Event) -> str | int:
    """A key as a part of a path. Keys that are lists or mappings are refused elsewhere; any part will do for them."""
    if not is_scalar(key):
        return "?"
    text: str = key.value
    if not text.isascii():
        return _restored(text)
    number = integer(text) if text[:1] in "0123456789+-_" and is_plain(key) else None
    return text if number is None else number
