"""Reads one file into data. The one place that knows which parser is used.

yaml-rs reads YAML 1.2 in a fraction of the time of any other parser, but says little about what it refuses, and nothing about places.
Whatever else has to be known about a text is found out only when something is wrong with it, and the modules that know it are imported only
then. A user's mistake is a `Problem`, never an
exception.
"""

import re
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml_rs

from planctl.diagnostics import START, Problem
from planctl.message import Message
from planctl.source import codes, encoding
from planctl.source.content import MAX_BYTES, content, too_large
from planctl.source.encoding import decoded
from planctl.source.limits import LESS_DEEP, MAX_DEPTH, MAX_DIGITS, TOO_DEEP
from planctl.source.positions import Lines
from planctl.source.survey import repaired, survey

if TYPE_CHECKING:
    from planctl.source.oddities import Oddity

_MAX_COLUMNS = 200
"""The deepest that a line may be indented. yaml-rs does not limit how deep lines nest, and some thousand levels crash the process."""

# What each byte means to the checks that need no parsing; one pass marks them all.
_CONTROL, _INDENT, _DIGIT = b"\x01", b"\x02", b"\x03"
_KINDS = bytes(
    1 if byte in b"\x7f" or (byte < 32 and byte not in b"\t\n\r") else 2 if byte in b" \t-?:" else 3 if byte in b"0123456789._" else 0
    for byte in range(256)
)
_LONG_INDENT = _INDENT * _MAX_COLUMNS
_LONG_NUMBER = _DIGIT * (MAX_DIGITS + 1)
_ENDLESS_NUMBER = _DIGIT * 5_000
"""yaml-rs takes a minute for a number of some million digits."""
_DEEP_LINE = re.compile(rb"(?:^|\r)(?:[-?:]?[ \t]){%d}" % _MAX_COLUMNS, re.MULTILINE)
_SIGN = re.compile(rb"[!&]")
_OPENINGS = (b"", *(bytes((byte,)) for byte in b"\r\n-:?,[{"))
_UNUSABLE = (
    Message("there is a key or a number in this file that can't be used"),
    Message("look for keys that are no words, and for values such as .nan and .inf"),
)
"""For text that no other parser can read, so that there are no places in it."""
_ALIASES = yaml_rs.AliasLimits(max_total_replayed_events=100_000, max_replay_stack_depth=2)


class Source(NamedTuple):
    """A file that has been read: `data` is the mapping in it, or None when none could be made of it.

    There may be data although there are problems: all that is right, so that the rest of the file can be checked in the same run.
    """

    file: str
    path: Path
    raw: bytes
    data: Any
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The file's text, without a byte order mark, for those who need it: few do."""
        return decoded(self.raw)


def read(path: Path, file: str, raw: bytes | Problem | None = None, *, trusting: bool = False) -> Source:
    """Reads a file; `file` is what to call it, `raw` what it holds where that is known already.

    `trusting` is for those who hold the data against a model at once: see `parse`.
    """
    raw = content(path, file) if raw is None else raw
    return parse(raw, path, file, trusting=trusting) if isinstance(raw, bytes) else Source(file, path, b"", None, (raw,))


def parse(raw: bytes, path: Path, file: str, *, trusting: bool = False) -> Source:
    """Makes data of a file's bytes, wherever they come from.

    What is odd in data without breaking YAML, such as a decimal comma that splits a value or .nan, breaks the models of the files too. So
    `trusting` spares the look for it; where a model then refuses the data, the file is parsed again without.
    """
    data, found = _understood(raw, file, trusting)
    return Source(file, path, raw, data, found)


def _understood(raw: bytes, file: str, trusting: bool) -> tuple[Any, tuple[Problem, ...]]:
    kinds = raw.translate(_KINDS)
    if (unfit := _unfit(raw, kinds, file)) is not None:
        return None, (unfit,)
    try:
        data = _load(raw)
    except Exception as error:  # its own error, but also ValueError for long numbers and TypeError for odd keys
        return _refused(raw, file, error)
    if type(data) is not dict:
        from planctl.source.shape import no_mapping

        return None, (no_mapping(decoded(raw), file, data),)
    suspect = _LONG_NUMBER in kinds or _may_be_swallowed(raw)
    if trusting and not suspect:
        return data, ()
    depth, odd = survey(data)
    if odd or depth > MAX_DEPTH or suspect:
        from planctl.source.oddities import oddities

        return _repaired(file, data, oddities(decoded(raw), file))
    return data, ()


def _load(raw: bytes, duplicates: yaml_rs.DuplicateKeyPolicy = yaml_rs.DuplicateKeyPolicy.Error) -> Any:
    return yaml_rs.load(
        raw.removeprefix(BOM_UTF8),
        parse_datetime=False,
        encoding="utf-8",
        encoder_errors="strict",
        alias_limits=_ALIASES,
        duplicate_key_policy=duplicates,
    )


def _unfit(raw: bytes, kinds: bytes, file: str) -> Problem | None:
    """What keeps a text from being given to the parser at all."""
    if _CONTROL in kinds:
        return encoding.control_character(decoded(raw), file)
    if len(raw) > MAX_BYTES:
        return too_large(file, len(raw))
    if _LONG_INDENT in kinds and (deep := _DEEP_LINE.search(raw)):
        return _refusal(codes.TOO_LARGE, raw, file, deep.end(), (TOO_DEEP, LESS_DEEP))
    if _LONG_NUMBER in kinds and _ENDLESS_NUMBER in kinds:
        from planctl.source.oddities import too_many_digits

        start = kinds.index(_ENDLESS_NUMBER)
        return _refusal(codes.TOO_MANY_DIGITS, raw, file, start, too_many_digits(decoded(raw[start : start + 100])))
    return None


def _refusal(code: str, raw: bytes, file: str, index: int, words: tuple[Message, Message]) -> Problem:
    """A problem at one of a file's bytes."""
    at = len(decoded(raw[:index]))
    return Problem(code, file, (), *words, span=Lines(decoded(raw)).span(at, at + 1))


def _may_be_swallowed(raw: bytes) -> bool:
    """Whether a tag or an anchor may stand before a value, and be all that is left of it."""
    for sign in _SIGN.finditer(raw) if b"!" in raw or b"&" in raw else ():
        before = raw[max(0, sign.start() - _MAX_COLUMNS) : sign.start()].rstrip(b" \t")
        if before[-1:] in _OPENINGS:
            return True
    return False


def _refused(raw: bytes, file: str, error: Exception) -> tuple[Any, tuple[Problem, ...]]:
    """What the parser does not take. It tells no place for bad bytes, keys that stand twice, unknown tags and keys that are none."""
    from planctl.source import syntax
    from planctl.source.oddities import oddities

    if (not_utf8 := encoding.not_utf8(raw, file)) is not None:
        return None, (not_utf8,)
    text = decoded(raw)
    if syntax.has_place(error) or not (found := oddities(text, file)):
        return None, (syntax.problem(text, file, error),)
    try:
        data = _load(raw, yaml_rs.DuplicateKeyPolicy.FirstWins)
    except Exception:  # as above
        data = None
    return _repaired(file, data, found)


def _repaired(file: str, data: Any, found: "list[Oddity]") -> tuple[Any, tuple[Problem, ...]]:
    """What is usable of odd data, and what is odd about it."""
    if type(data) is dict and survey(data)[0] <= MAX_DEPTH:
        usable = repaired(data, found)
        unplaced = [] if found or usable == data else [Problem(codes.NOT_YAML, file, (), *_UNUSABLE, span=START)]
        return usable, (*(odd.problem for odd in found), *unplaced)
    deep = Problem(codes.TOO_LARGE, file, (), TOO_DEEP, LESS_DEEP, span=START)
    return None, tuple(odd.problem for odd in found) or (deep,)
