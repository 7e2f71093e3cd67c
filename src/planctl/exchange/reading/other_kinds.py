"""Files that are handed in by mistake for workbooks: known by their first bytes, where no text would begin so."""

from __future__ import annotations

from planctl.message import Message

_PICTURE, _ARCHIVE = Message("a picture"), Message("a compressed archive")
_RIFF = b"RIFF"
_BEGINNINGS = {
    b"%PDF-": Message("a PDF document"),
    b"{\\rtf": Message("a text document (.rtf)"),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF87a": _PICTURE,
    b"GIF89a": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"\x1f\x8b": _ARCHIVE,
    b"7z\xbc\xaf\x27\x1c": _ARCHIVE,
    b"Rar!\x1a\x07": _ARCHIVE,
}


def kind_of(raw: bytes) -> Message | None:
    """What a file is that is surely neither a workbook nor a text; None where it may be one."""
    if raw.startswith(_RIFF) and raw[8:12] == b"WEBP":
        return _PICTURE
    return next((kind for beginning, kind in _BEGINNINGS.items() if raw.startswith(beginning)), None)
