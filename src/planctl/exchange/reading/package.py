"""What may be given to a reader of workbooks: decided from a file's first bytes and its table of contents, before anything is unpacked."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from copy import copy
from io import BytesIO
from typing import NamedTuple

from planctl.errors import PlanctlError
from planctl.message import Message

MAX_UNPACKED = 80_000_000
"""Bytes: a workbook of 20,000 rows takes some twenty million."""
MAX_PARTS = 2_000

_LONGEST = 100
"""Characters of a part's name in a message."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_TYPES = "[Content_Types].xml"
_WORKBOOK = "xl/workbook.xml"
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|head|body|\?xml)", re.IGNORECASE)
_SAVE_AS = Message("open it in Excel or LibreOffice, choose “Save as” and the format Excel workbook (.xlsx)")


def is_workbook(raw: bytes) -> bool:
    """Whether the bytes begin like a workbook of any kind, or like something that is often named as one."""
    return raw.startswith((*_ZIP, _OLE)) or _MARKUP.match(raw) is not None


class Package(NamedTuple):
    """The parts of an .xlsx file that are worth reading, none of which holds more than it should."""

    archive: zipfile.ZipFile

    def part(self, name: str) -> bytes:
        """A part's bytes; none for a part that is not there."""
        return self.required(name) if name in self.archive.NameToInfo else b""

    def required(self, name: str) -> bytes:
        """A part's bytes, and never more than the table of contents declares.

        Raises:
            KeyError: there is no such part.
            BadZipFile: it is damaged, or unpacks to more.
        """
        declared = copy(self.archive.getinfo(name))
        size = declared.file_size
        declared.file_size += 1  # zipfile cuts off what is beyond; so one byte too many shows
        with self.archive.open(declared) as file:
            raw = file.read(size + 1)  # without a number, zipfile unpacks all of it before it cuts
        if len(raw) > size:
            raise zipfile.BadZipFile(name)
        return raw


def opened(raw: bytes, name: str) -> Package:
    """The package in a file's bytes.

    Raises:
        PlanctlError: it is another kind of file, is encrypted or damaged, or unpacks to more than a workbook of outcomes can hold.
    """
    if raw.startswith(_OLE):
        raise _old_or_encrypted(raw, name)
    if not raw.startswith(_ZIP):
        raise PlanctlError(Message("{file} is a web page or an XML text with the name of a workbook", file=name), _SAVE_AS)
    try:
        archive = zipfile.ZipFile(BytesIO(raw))
        _says_one_thing(archive, name)
        _unpacks_bit_by_bit(archive)
        _of_right_kind(archive, name)
        _of_right_size(archive, name)
    except PlanctlError:
        raise
    except Exception as error:  # zipfile raises a dozen kinds of errors on damaged files
        raise damaged(name) from error
    return Package(archive)


def damaged(name: str) -> PlanctlError:
    """For a file whose parts can't be read, whatever the reason."""
    return PlanctlError(
        Message("{file} is damaged, or not a workbook", file=name),
        Message("fetch it again, or open it in Excel or LibreOffice, let it be repaired, and save it anew as .xlsx"),
    )


def with_macros(name: str) -> PlanctlError:
    """For a file whose cells programs may have written, whatever they hold now."""
    return PlanctlError(
        Message("{file} holds macros (.xlsm), which may write anything into its cells", file=name),
        Message("open it in Excel, choose “Save as” and the format Excel workbook (.xlsx), which leaves them out"),
    )


def _old_or_encrypted(raw: bytes, name: str) -> PlanctlError:
    if _ENCRYPTED in raw:
        return PlanctlError(
            Message("{file} is encrypted", file=name),
            Message("take its password away in Excel (File, Info, Protect Workbook), and save it"),
        )
    return PlanctlError(Message("{file} is in the old format .xls", file=name), _SAVE_AS)


def _says_one_thing(archive: zipfile.ZipFile, name: str) -> None:
    """Of two parts with one name each program reads the one it likes. Names of parts are the same in any case."""
    counts = Counter(part.filename.casefold() for part in archive.infolist())
    twice = next((part for part, n in counts.items() if n > 1), None)
    if twice is not None:
        raise PlanctlError(
            Message("{file} holds two parts with the name {part}: it is not clear which one counts", file=name, part=twice[:_LONGEST]),
            Message("open it in Excel or LibreOffice, look whether the figures are right, and save it anew as .xlsx"),
        )


def _unpacks_bit_by_bit(archive: zipfile.ZipFile) -> None:
    """Other ways of packing, which no workbook uses, zipfile can only unpack whole."""
    for part in archive.infolist():
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile(part.filename)


def _of_right_kind(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.NameToInfo
    if "mimetype" in parts and b"opendocument" in _start(archive, "mimetype"):
        raise PlanctlError(Message("{file} is in the format of LibreOffice (.ods)", file=name), _SAVE_AS)
    if "xl/workbook.bin" in parts:
        raise PlanctlError(Message("{file} is a binary workbook (.xlsb)", file=name), _SAVE_AS)
    if _TYPES not in parts or _WORKBOOK not in parts:
        raise PlanctlError(Message("{file} is not a workbook", file=name), Message("name an Excel workbook (.xlsx) or a CSV file"))
    types = _start(archive, _TYPES)
    if "xl/vbaProject.bin" in parts or b"macroEnabled" in types or b"vbaProject" in types:
        raise with_macros(name)


def _start(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as file:
        return file.read(100_000)


def _of_right_size(archive: zipfile.ZipFile, name: str) -> None:
    """What the table of contents declares: no part is unpacked further than that."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
        raise PlanctlError(
            Message(
                "{file} unpacks to {size} million bytes in {parts} parts; planctl reads at most {limit} million in {most} parts",
                file=name,
                size=-(-unpacked // 1_000_000),
                parts=len(parts),
                limit=MAX_UNPACKED // 1_000_000,
                most=MAX_PARTS,
            ),
            Message("move the sheets with outcomes to a workbook of their own"),
        )
