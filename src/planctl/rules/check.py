"""The whole of `planctl check`: load, review, place and sort, for one workspace or for many at once."""

import datetime
import gc
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from planctl.diagnostics import START, Diagnostic, Problem, Severity
from planctl.errors import PlanctlError
from planctl.message import Message
from planctl.rules.registry import all_rules
from planctl.rules.review import Review
from planctl.source.discover import Root
from planctl.workspace.loading import load
from planctl.workspace.workspace import Workspace

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_WORTH_A_PROCESS = 200
"""Files: below this many, starting more processes costs more than it saves."""


class Choice(NamedTuple):
    """Which rules count. Codes may be whole (K001) or the beginning of one (K)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, code: str) -> bool:
        return (not self.select or code.startswith(self.select)) and not code.startswith(self.ignore or ("-",))


class Checked(NamedTuple):
    """What a check found, sorted by file and place."""

    files: int
    diagnostics: Sequence[Diagnostic] = ()
    since: str = ""
    """The revision since which they are new; "" where all are told of."""
    older: int = 0
    """How many more there are that are not new."""

    def count(self, severity: Severity) -> int:
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)


def check_all(roots: Sequence[Root], as_of: datetime.date, choice: Choice = Choice()) -> Checked:
    """Check workspaces, on all cores where there are many files in several of them."""
    files = sum(len(root.files) for root in roots)
    workers = min(os.cpu_count() or 1, len(roots))
    found = _shared(roots, as_of, choice, workers) if workers > 1 and files >= _WORTH_A_PROCESS else _one_by_one(roots, as_of, choice)
    return Checked(files, sorted(found, key=Diagnostic.sort_key))


def _shared(roots: Sequence[Root], as_of: datetime.date, choice: Choice, workers: int) -> list[Diagnostic]:
    """Every core takes a share; this process has the first.

    Raises:
        PlanctlError: a process was ended before it had told what it found.
    """
    # Not ProcessPoolExecutor, which would tell of an ended process by itself: it takes 28 ms to import where this takes 8, and its
    # threads and queues cost as much again, at each large check.
    from multiprocessing import Pipe, Process

    others = []
    for start in range(1, workers):
        receiver, sender = Pipe(duplex=False)
        process = Process(target=_send_findings, args=(sender, roots[start::workers], as_of, choice), daemon=True)
        process.start()
        sender.close()
        others.append((process, receiver))
    found = _one_by_one(roots[::workers], as_of, choice)
    for process, receiver in others:
        received = _received(receiver)
        process.join()
        if isinstance(received, Exception):
            raise received
        found += received
    return found


def _received(receiver: "Connection") -> list[Diagnostic] | Exception:
    try:
        received: list[Diagnostic] | Exception = receiver.recv()
    except (EOFError, OSError):  # before its first word, or in the middle
        return PlanctlError(
            Message("a process that helped with the check was ended before it was done"),
            Message("run planctl again; by whom it was ended can't be known, but where memory is short the system does so"),
        )
    return received


def _send_findings(sender: "Connection", roots: Sequence[Root], as_of: datetime.date, choice: Choice) -> None:
    with sender:
        try:
            sender.send(_one_by_one(roots, as_of, choice))
        except Exception as error:  # whatever it is, the first process tells of it
            sender.send(error)


def _one_by_one(roots: Sequence[Root], as_of: datetime.date, choice: Choice) -> list[Diagnostic]:
    return [diagnostic for root in roots for diagnostic in check(root, as_of, choice)]


def check(root: Root, as_of: datetime.date, choice: Choice = Choice()) -> list[Diagnostic]:
    """Everything wrong in one workspace, in no special order."""
    collecting = gc.isenabled()
    gc.disable()  # the objects of a workspace live until the end: looking for garbage among them only costs time
    try:
        workspace = load(root)
        if not isinstance(workspace, Workspace):
            return _placed(root, workspace, {}, choice)
        silenced = _silenced(workspace, choice)
        problems = workspace.problems + Review(workspace, as_of).problems(without=silenced)
        return _placed(root, problems, workspace.organisation.rules, choice)
    finally:
        if collecting:
            gc.enable()


def _silenced(workspace: Workspace, choice: Choice) -> Collection[str]:
    settings = workspace.organisation.rules
    return {code for code, known in all_rules().items() if not choice.takes(code) or settings.get(code, known.severity) == Severity.OFF}


def _placed(root: Root, problems: Iterable[Problem], settings: Mapping[str, str], choice: Choice) -> list[Diagnostic]:
    """Problems with their severities and their places in the texts; a text is read again only where something is wrong in it."""
    from planctl.source.locate import Locator  # takes its time to import, and most checks find nothing

    rules = all_rules()
    by_file: dict[str, list[tuple[Problem, Severity]]] = {}
    for problem in problems:
        severity = Severity(settings.get(problem.code, rules[problem.code].severity))
        if severity is not Severity.OFF and choice.takes(problem.code):
            by_file.setdefault(problem.file, []).append((problem, severity))
    paths = {root.name_of(path): path for path in root.files}
    diagnostics: list[Diagnostic] = []
    for file, found in by_file.items():
        locator: Locator | None = None
        for problem, severity in found:
            span = problem.span
            if span is None:
                locator = locator or (Locator(root.read(paths[file]).text) if file in paths else None)
                span = locator.span(problem.path, key=problem.key, offset=problem.offset, length=problem.length) if locator else START
            diagnostics.append(Diagnostic(problem.code, severity, file, span, problem.message, problem.hint, problem.address))
    return diagnostics
