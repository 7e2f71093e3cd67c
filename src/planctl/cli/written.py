"""What `-o` names: a file, of which a word on standard error tells that it was written, or standard output."""

from __future__ import annotations

import sys
from pathlib import Path

from planctl.cli.session import say
from planctl.message import Message
from planctl.render.language import Language
from planctl.source.discover import name_of

_STANDARD_OUTPUT = Path("-")


def file_of(output: Path | None) -> Path | None:
    """The file that `-o` names; None for standard output, which `-` names too."""
    return None if output == _STANDARD_OUTPUT else output


def put_out(content: bytes, path: Path | None, language: Language) -> None:
    """Writes to standard output, or into a file."""
    from planctl.source.writing.output import write_output

    if path is None:
        sys.stdout.buffer.write(content)
    else:
        write_output(path, content)
        tell_of_written(path, language)


def tell_of_written(path: Path, language: Language) -> None:
    say(Message("written: {path}", path=name_of(path)), language)
