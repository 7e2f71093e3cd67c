"""Merges by real git of pairs of concurrent edits, with the driver and without: `python -m bench merge [PAIRS]`."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.merge_pairs import Pair, comparable, data_of, flat, pairs
from planctl.revisions.merge.conflict import Style, marked
from planctl.revisions.merge.semantic import Merged, merged_texts

PAIRS = 2000
_NAMES = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
_MARKS = {"<<<<<<< ": "ours", "||||||| ": "base", "=======": "theirs", ">>>>>>> ": ""}


class Repository:
    """One repository with a file for each pair, and both sides as branches."""

    def __init__(self, top: Path, made: Sequence[Pair]) -> None:
        self.top, self._pairs = top, made
        top.mkdir()
        path = os.pathsep.join([os.fspath(Path(sys.executable).parent), os.environ["PATH"]])
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self._environment = kept | _NAMES | {"PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        self.git("init", "-qb", "base")
        (top / "organisation.yaml").write_text("kind: organisation\nformat: 1\nid: a\nname: A\n")
        self._commit([pair.base for pair in made])
        for side, texts in (("ours", [pair.ours for pair in made]), ("theirs", [pair.theirs for pair in made])):
            self.git("checkout", "-q", "-b", side, "base")
            self._commit(texts)

    def git(self, *arguments: str) -> int:
        return subprocess.run(["git", *arguments], cwd=self.top, env=self._environment, capture_output=True, check=False).returncode

    def install(self) -> None:
        subprocess.run(["planctl", "merge", "install"], cwd=self.top, env=self._environment, capture_output=True, check=True)
        self._attributes = (self.top / ".gitattributes").read_text()
        (self.top / ".git/info/attributes").write_text(self._attributes)
        (self.top / ".gitattributes").unlink()

    def _commit(self, texts: Sequence[str]) -> None:
        for pair, text in zip(self._pairs, texts, strict=True):
            (self.top / f"{pair.name}.yaml").write_text(text, encoding="utf-8", newline="\n")
        self.git("add", "-A")
        self.git("commit", "-qm", "x")

    def merged(self, into: str, other: str) -> dict[str, str]:
        """The texts after a merge of one branch into another, by the names of the pairs."""
        self.git("checkout", "-qf", into)
        self.git("merge", "-q", "--no-commit", "-Xno-renames", other)
        texts = {pair.name: (self.top / f"{pair.name}.yaml").read_text(encoding="utf-8") for pair in self._pairs}
        self.git("reset", "-q", "--hard")
        return texts


def main(count: int = PAIRS) -> None:
    made = list(pairs(count))
    folder = Path(tempfile.mkdtemp(prefix="planctl-bench-merge-"))
    try:
        repository = Repository(folder / "repository", made)
        alone = repository.merged("ours", "theirs")
        repository.install()
        start = time.perf_counter()
        driven = repository.merged("ours", "theirs")
        seconds = (time.perf_counter() - start) / count
    finally:
        shutil.rmtree(folder)
    mirrored = {pair.name: the_other_way(pair) for pair in made}
    report(made, alone, driven, mirrored)
    print(f"  {seconds:.2f} s a file, git's work on it included (bar: below 0.5)")


def the_other_way(pair: Pair) -> str:
    """Ours merged into theirs, without git, which is spared half of the time."""
    merged = merged_texts(pair.base.encode(), pair.theirs.encode(), pair.ours.encode())
    return "".join(line + "\n" for line in marked(merged.pieces, Style())) if isinstance(merged, Merged) else ""


def report(made: Sequence[Pair], alone: dict[str, str], driven: dict[str, str], mirrored: dict[str, str]) -> None:
    hard = [pair for pair in made if pair.apart and has_conflict(alone[pair.name])]
    clean = [pair for pair in hard if not has_conflict(driven[pair.name])]
    faults = {pair.name: found for pair in made if (found := faults_of(pair, driven[pair.name], mirrored[pair.name]))}
    apart = [pair for pair in made if pair.apart]
    wrong = [pair for pair in apart if not has_conflict(alone[pair.name]) and not is_expected(pair, alone[pair.name])]
    print(f"{len(made)} pairs of concurrent edits over the real plans, merged by git with the driver and without:")
    print(f"  {len(apart)} touch different values; git alone leaves {len(hard)} of them in conflict, and merges {len(wrong)} wrong")
    print(f"  the driver merges {len(clean)} of those {len(hard)} clean: {len(clean) / max(len(hard), 1):.1%} (bar: 90 %)")
    conflicts = Counter((pair.apart, has_conflict(driven[pair.name])) for pair in made)
    print(f"  with the driver {conflicts[True, True]} that touch different values are in conflict, and {conflicts[False, True]} others")
    lines = [sum(map(len, _blocks(text[pair.name]))) for text in (alone, driven) for pair in made if has_conflict(text[pair.name])]
    print(f"  lines between markers, in the middle: {statistics.median(lines or [0])}")
    print(f"  lost, invented, or not the same both ways: {len(faults)} (bar: 0)")
    for name, found in list(faults.items())[:10]:
        print(f"    {name}: {found}")


def has_conflict(text: str) -> bool:
    return "\n<<<<<<< " in text or text.startswith("<<<<<<< ")


def _blocks(text: str) -> list[list[str]]:
    """The lines of each conflict."""
    blocks: list[list[str]] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("<<<<<<< "):
            inside = True
            blocks.append([])
        elif line.startswith(">>>>>>> "):
            inside = False
        elif inside:
            blocks[-1].append(line)
    return blocks


def chosen(text: str, side: str) -> str:
    """The text with one side chosen in all conflicts."""
    lines, now = [], ""
    for line in text.splitlines(keepends=True):
        mark = next((mark for mark in _MARKS if line.startswith(mark)), None)
        if mark is not None:
            now = _MARKS[mark]
        elif now in ("", side):
            lines.append(line)
    return "".join(lines)


def is_expected(pair: Pair, text: str) -> bool:
    try:
        return bool(comparable(flat(data_of(text))) == comparable(pair.expected))
    except AssertionError:
        return False


def faults_of(pair: Pair, text: str, mirrored: str) -> list[str]:
    """What is wrong with a merged file: by what must come of the edits, and in conflicts by what each side wrote."""
    faults = []
    if has_conflict(text) != has_conflict(mirrored):
        faults.append("in conflict one way only")
    if not has_conflict(text):
        if pair.apart and not is_expected(pair, text):
            faults.append("not what must come of the edits")
        if not has_conflict(mirrored) and comparable(flat(data_of(text))) != comparable(flat(data_of(mirrored))):
            faults.append("not the same both ways")
    faults += [
        f"lost: {edit.note}" for edit in [*pair.our_edits, *pair.their_edits] if edit.note and edit.note not in text and _stays(pair)
    ]
    faults += [f"lost or invented: {value}" for value in _strange(pair, text)]
    return faults


def _stays(pair: Pair) -> bool:
    """Whether neither side removes anything, with the comments in it."""
    return all(edit.target[1] != "#all" for edit in [*pair.our_edits, *pair.their_edits])


def _strange(pair: Pair, text: str) -> list[str]:
    """Values that are in none of the three files, and new ones of a side that are not in the merged file, with that side chosen."""
    base, ours, theirs = (values(data_of(side)) for side in (pair.base, pair.ours, pair.theirs))
    sides = {"ours": values(data_of(chosen(text, "ours"))), "theirs": values(data_of(chosen(text, "theirs")))}
    invented = [value for side in sides.values() for value in side if value not in base | ours | theirs]
    lost = [value for side, wrote in (("ours", ours), ("theirs", theirs)) for value in wrote - base if value not in sides[side]]
    wrote_mixed = any(has_mixed_outcome(data_of(side)) for side in (pair.base, pair.ours, pair.theirs))
    mixed = [f"a reason beside a number: {side}" for side in sides if not wrote_mixed and has_mixed_outcome(data_of(chosen(text, side)))]
    return [*invented, *lost, *mixed]


def has_mixed_outcome(data: Any) -> bool:
    """Whether a reason why there is no value stands beside a number."""
    if not isinstance(data, dict):
        return False
    return ("reason" in data and not isinstance(data.get("value"), str)) or any(map(has_mixed_outcome, data.values()))


def values(data: Any) -> set[str]:
    if isinstance(data, dict):
        return {value for item in data.values() for value in values(item)}
    return {value for item in data for value in values(item)} if isinstance(data, list) else {repr(data)} - {"None"}
