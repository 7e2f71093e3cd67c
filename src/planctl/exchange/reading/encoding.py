"""The bytes of a text as a text, in whatever encoding: told, marked, or found out."""

from __future__ import annotations

import codecs
import re

from planctl.errors import PlanctlError
from planctl.message import Message

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF_8 = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2[\x80-\xbf]{2}")
"""å, § or – in UTF-8. In Windows-1252 it would be Ã¥, Â§ or â€“, which nobody writes."""


def decoded(raw: bytes, name: str, told: str = "") -> str:
    """The text of a file; `name` is what to call it, `told` the encoding where it is known.

    Raises:
        PlanctlError: it is no text, or not in the encoding that is told, or a byte of its UTF-8 is spoilt.
    """
    encoding = told or next((known for mark, known in _MARKS if raw.startswith(mark)), "") or _encoding(raw)
    try:
        text = raw.decode("utf-8-sig" if encoding.casefold() in ("utf-8", "utf8") else encoding)
    except (UnicodeDecodeError, LookupError) as error:
        if told:
            raise _in_another(name, told) from error
        if isinstance(error, UnicodeDecodeError) and encoding == "utf-8":
            raise _spoilt(error, name) from error
        raise _no_text(name) from error
    if _CONTROL.search(text):
        raise _no_text(name)
    return text


def _no_text(name: str) -> PlanctlError:
    """For a file of which nothing is known but what it is not."""
    return PlanctlError(
        Message("{file} is neither a workbook nor a text", file=name), Message("name an Excel workbook (.xlsx) or a CSV file")
    )


def _in_another(name: str, encoding: str) -> PlanctlError:
    return PlanctlError(
        Message("{file} is not in the encoding {encoding}", file=name, encoding=encoding),
        Message("take encoding: out of the profile, and planctl finds out"),
    )


def _spoilt(error: UnicodeDecodeError, name: str) -> PlanctlError:
    """Where the first byte is that can't stand in UTF-8."""
    before = error.object[: error.start].decode()
    return PlanctlError(
        Message(
            "{file} is in UTF-8, but character {column} of line {line} is spoilt: the byte {byte}",
            file=name,
            line=before.count("\n") + 1,
            column=len(before) - before.rfind("\n"),
            byte=f"{error.object[error.start]:02X}",
        ),
        Message("write the character anew, look for others like it, and save the file as UTF-8 (in Excel: “CSV UTF-8”)"),
    )


def _encoding(raw: bytes) -> str:
    """UTF-8 where it can be, or where some of it surely is; else what Swedish Windows writes. Two bytes a letter without a mark show by
    their zeros.
    """
    if raw[1::2].count(0) * 2 > len(raw) // 2:
        return "utf-16-le"
    if raw[::2].count(0) * 2 > len(raw) // 2:
        return "utf-16-be"
    try:
        raw.decode()
    except UnicodeDecodeError:
        return "utf-8" if _UTF_8.search(raw) else "cp1252"
    return "utf-8"
