"""The driver killed at each of its steps on the disk, one child process for each. Says in what state each left our file."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from planctl.revisions.merge.driver import merge_files
from tests.source.crashes import killed

BASE = b"a: 1\nb: 2\nc: 3\n"
OURS = b"a: 4\nb: 2\nc: 5\n"
THEIRS = b"a: 1\nb: 6\nc: 7\n"
MERGED = b"a: 4\nb: 6\n<<<<<<< ours\nc: 5\n=======\nc: 7\n>>>>>>> theirs\n"
TEXTUAL = b"<<<<<<< ours\na: 4\nb: 2\nc: 5\n=======\na: 1\nb: 6\nc: 7\n>>>>>>> theirs\n"


def state(content: bytes) -> str:
    return {OURS: "untouched", MERGED: "merged", TEXTUAL: "textual"}[content]


def kill_merges(folder: Path) -> None:
    paths = [folder / name for name in ("base", "ours", "theirs")]
    at, alive = 1, True
    while alive:
        for path, content in zip(paths, (BASE, OURS, THEIRS), strict=True):
            path.write_bytes(content)
        alive = killed(at, lambda: merge_files(*paths, 7, "x"))
        print(state(paths[1].read_bytes()))  # noqa: T201
        at += 1


if __name__ == "__main__":
    gc.freeze()
    gc.disable()
    kill_merges(Path(sys.argv[1]))
