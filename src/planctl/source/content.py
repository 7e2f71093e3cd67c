"""A file's bytes, or why they cannot be had."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from planctl.diagnostics import START, Problem
from planctl.message import Message
from planctl.source import codes

MAX_BYTES = 10_000_000
# A pipe must not make the reader wait; Windows must not translate line breaks.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def content(path: Path, file: str) -> bytes | Problem:
    """All of a file, or why it cannot be had."""
    try:
        handle = os.open(path, _FLAGS)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
                return _no_file(file, status)
            return _all(handle, status.st_size)
        finally:
            os.close(handle)
    except OSError as error:
        if path.is_dir():  # Windows does not say of a folder that it is one, only that it may not be opened.
            return folder_as_file(file)
        is_dangling = isinstance(error, FileNotFoundError) and path.is_symlink()
        return dangling(file, os.fspath(path.readlink())) if is_dangling else unreadable(file, error)


def _all(handle: int, size: int) -> bytes:
    """Everything in an open file. It may grow meanwhile, and a disk far away may give less at a time than it was asked for."""
    chunks = []
    while chunk := os.read(handle, size + 1):
        chunks.append(chunk)
    return b"".join(chunks)


def _no_file(file: str, status: os.stat_result) -> Problem:
    if stat.S_ISDIR(status.st_mode):
        return folder_as_file(file)
    if stat.S_ISREG(status.st_mode):
        return too_large(file, status.st_size)
    return _problem(codes.UNREADABLE, file, Message("this is not an ordinary file"), Message("delete it, or give it another name"))


def unreadable(file: str, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        message, hint = Message("this does not exist any more"), Message("run the command again")
    elif isinstance(error, PermissionError):
        message, hint = Message("you have no permission to read this"), Message("ask its owner for the right to read it")
    else:
        message = Message("this can't be read: {reason}", reason=error.strerror or type(error).__name__)
        hint = Message("see whether the disk or the network folder works, and run the command again")
    return _problem(codes.UNREADABLE, file, message, hint)


def dangling(file: str, target: str) -> Problem:
    message = Message("the link leads to {target}, which is not there", target=target.replace(os.sep, "/"))
    return _problem(codes.UNREADABLE, file, message, Message("put the file there, or delete the link"))


def folder_as_file(file: str) -> Problem:
    message = Message("this is a folder with the name of a file")
    return _problem(codes.IS_A_FOLDER, file, message, Message("give the folder a name that does not end in .yaml or .yml"))


def too_large(file: str, size: int) -> Problem:
    megabytes, limit = -(-size // 1_000_000), MAX_BYTES // 1_000_000
    message = Message("the file is too large: {size} million bytes, of at most {limit}", size=megabytes, limit=limit)
    return _problem(codes.TOO_LARGE, file, message, Message("plans are text: look for what else is in it"))


def _problem(code: str, file: str, message: Message, hint: Message) -> Problem:
    return Problem(code, file, (), message, hint, span=START)
