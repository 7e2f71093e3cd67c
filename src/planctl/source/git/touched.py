"""Which lines of which files differ from a commit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planctl.source.git.command import git, text_of
from planctl.source.git.repository import Repository

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_NO_FILE = b"/dev/null"


class Lines(NamedTuple):
    """A stretch of lines, from the first to the last of them, counted from 1."""

    first: int
    last: int

    def meets(self, first: int, last: int) -> bool:
        return self.first <= last and first <= self.last


def touched(repository: Repository, base: str, head: str = "") -> Mapping[str, list[Lines]]:
    """The lines that differ from a commit in the working tree, or in another commit; by paths from the top of the repository.

    Where lines were only taken away, those around the gap count. A file that git does not know yet is new, and differs whole.
    """
    options = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/")
    output = git(repository.top, "-c", "core.quotePath=false", "diff", *options, base, *([head] if head else []), "--")
    found = dict(_files(output.split(b"\n")))
    if not head:
        listed = git(repository.top, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")
        found |= {text_of(path): [Lines(1, _END)] for path in listed if path}
    return found


_END = 10**9


def _files(lines: list[bytes]) -> Iterator[tuple[str, list[Lines]]]:
    path, found = "", list[Lines]()
    for line in lines:
        if line.startswith(b"+++ ") and line[4:] != _NO_FILE:
            if path:
                yield path, found
            path, found = _path(line[4:]), []
        elif (hunk := _HUNK.match(line)) and path:
            first, count = int(hunk[1]), int(hunk[2] or 1)
            found.append(Lines(first, first + count - 1) if count else Lines(first, first + 1))
    if path:
        yield path, found


def _path(written: bytes) -> str:
    """`b/plans/plan.yaml`, in quotes where there are signs in it that would steer a terminal."""
    text = written.rstrip(b"\t")
    if text.startswith(b'"'):
        text = text[1:-1].decode("unicode_escape").encode("latin-1")
    return text_of(text.removeprefix(b"b/"))
