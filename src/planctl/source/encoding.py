"""From a file's bytes to its text: UTF-8, whatever wrote it."""

from __future__ import annotations

import codecs
import re

from planctl.diagnostics import Position, Problem, Span
from planctl.message import Message
from planctl.source import codes
from planctl.source.positions import Lines

_UTF_16_OR_32 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SAVE = Message("save the file as UTF-8, in the editor's “Save as” or “Encoding” menu")
_SWEDISH = re.compile(rb"[\xc4\xc5\xd6\xe4\xe5\xf6\xe9\x96\xa7]")


def decoded(raw: bytes) -> str:
    """The text in a file, without a byte order mark. What is not UTF-8 becomes U+FFFD."""
    return raw.decode("utf-8", "replace").removeprefix("\ufeff")


def not_utf8(raw: bytes, file: str) -> Problem | None:
    """Says where the first byte is that is not UTF-8, and what the file was probably saved as."""
    if raw.startswith(_UTF_16_OR_32):
        return utf_16(file)
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        bad = error.start
    else:
        return None
    text = decoded(raw[:bad])
    if _SWEDISH.match(raw, bad):
        letter = raw[bad : bad + 1].decode("cp1252")
        message = Message("the file is not saved as UTF-8 but probably as {encoding}: {letter}", encoding="Windows-1252", letter=letter)
    else:
        message = Message("this is not UTF-8 text (byte {byte})", byte=f"{raw[bad]:02X}")
    return Problem(codes.NOT_UTF8, file, (), message, _SAVE, span=Lines(text + "?").span(len(text), len(text) + 1))


def utf_16(file: str) -> Problem:
    message = Message("the file is saved as {encoding}, not as UTF-8", encoding="UTF-16")
    start = Position(1, 1)
    return Problem(codes.NOT_UTF8, file, (), message, _SAVE, span=Span(start, start))


def control_character(text: str, file: str) -> Problem:
    """The first sign that belongs in no text. A file that is half zeros is UTF-16 without the mark that says so."""
    if text.count("\0") * 3 > len(text):
        return utf_16(file)
    found = _CONTROL.search(text)
    index = found.start() if found else 0
    message = Message("an invisible control character ({sign}) stands here", sign=f"U+{ord(text[index]):04X}")
    hint = Message("delete it, or write the line anew: it was probably copied from another program")
    return Problem(codes.NOT_YAML, file, (), message, hint, span=Lines(text).span(index, index + 1))
