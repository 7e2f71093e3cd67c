"""All of a file that another program may hold open, or why it can't be had."""

from __future__ import annotations

from pathlib import Path

from planctl.errors import PlanctlError
from planctl.exchange.reading.cells import printable
from planctl.message import Message

MAX_BYTES = 50_000_000
_EXCEL_LOCK = "~$"


def content(path: Path, name: str) -> bytes:
    """The bytes of a file; `name` is what to call it.

    Raises:
        PlanctlError: there is no such file, it is none, its name can't be kept, it is empty or far too large, or another program keeps it.
    """
    if printable(path.name) != path.name:
        raise PlanctlError(
            Message("the name of {file} holds characters that can't be kept with the outcomes", file=printable(name)),
            Message("give the file a name of letters, digits, spaces and hyphens"),
        )
    if path.name.startswith(_EXCEL_LOCK):
        raise PlanctlError(
            Message("{file} is only Excel's mark that a workbook is open", file=name),
            Message("name the workbook itself: {file}", file=path.name.removeprefix(_EXCEL_LOCK)),
        )
    try:
        if path.is_dir():
            raise PlanctlError(Message("{file} is a folder", file=name), Message("name the files in it"))
        if not path.is_file():
            raise _not_there(path, name)
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b"\0" * (MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(name, error) from error
    if not raw:
        raise PlanctlError(Message("{file} is empty", file=name), Message("see whether it was saved or copied whole"))
    if len(raw) > MAX_BYTES:
        raise PlanctlError(
            Message("{file} is larger than {limit} million bytes", file=name, limit=MAX_BYTES // 1_000_000),
            Message("move the sheets with outcomes to a workbook of their own"),
        )
    return raw


def _not_there(path: Path, name: str) -> PlanctlError:
    if path.exists():
        return PlanctlError(Message("{file} is not an ordinary file", file=name), Message("name a workbook or a CSV file"))
    return PlanctlError(Message("{path} does not exist", path=name), Message("look at how the name is spelt"))


def unreadable(name: str, error: OSError) -> PlanctlError:
    """What the operating system says of a file: on Windows a workbook that Excel has open may not be read."""
    if isinstance(error, PermissionError):
        return PlanctlError(
            Message("{file} may not be read: another program has it open, or you lack the right to read it", file=name),
            Message("close it in Excel and run the command again"),
        )
    return PlanctlError(
        Message("{file} can't be read: {reason}", file=name, reason=error.strerror or type(error).__name__),
        Message("see whether the disk or the network folder works, and run the command again"),
    )


def is_open_elsewhere(path: Path) -> bool:
    """Whether Excel or LibreOffice has left its mark beside the file: what is not saved yet is not in it."""
    return (path.parent / f"{_EXCEL_LOCK}{path.name}").exists() or (path.parent / f".~lock.{path.name}#").exists()
