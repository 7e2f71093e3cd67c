"""Rules: declared once, with everything that `check`, `planctl rule` and docs/rules.md need to know of them."""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from planctl.diagnostics import Path as DataPath
from planctl.diagnostics import Severity
from planctl.message import Message
from planctl.workspace.entries import Entry

EXAMPLES = Path(__file__).parent / "examples"
FAMILIES = {
    "F": "files",
    "R": "references",
    "T": "thresholds",
    "G": "goals",
    "K": "kpis",
    "A": "activities",
    "O": "outcomes",
    "D": "documents",
    "S": "services",
    "E": "economy",
}
"""The letter of each family and the module that declares its rules."""


class Finding(NamedTuple):
    """What a rule says of one place; the rule's code and severity are added by those who run it."""

    file: str
    path: DataPath
    message: Message
    hint: Message | None = None
    address: str = ""
    key: bool = False
    offset: int | None = None
    length: int = 1


def at(entry: Entry, *part: str | int, message: Message, hint: Message | None = None, key: bool = False) -> Finding:
    """A finding in an entry of a plan, or in one of its parts."""
    return Finding(entry.plan.file, (*entry.path, *part), message, hint, entry.address, key or not part)


Check = Callable[..., Iterator[Finding]]
C = TypeVar("C", bound=Check)


class Rule(NamedTuple):
    """A rule. `title` says in one line what it finds, `reason` why that matters; `check` is None where the reader itself finds it."""

    code: str
    severity: Severity
    title: Message
    reason: Message
    subject: type | None = None
    check: Check | None = None

    def example(self, kind: str) -> str | None:
        """The text of the example `bad` or `good`; None where it can't be shown as text."""
        try:
            return (EXAMPLES / f"{self.code}.{kind}.yaml").read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return None


_RULES: dict[str, Rule] = {}


def rule(code: str, severity: Severity, on: type, *, title: Message, reason: Message) -> Callable[[C], C]:
    """Declare a rule by its check: a function of a subject and the review, which yields findings."""

    def declared(check: C) -> C:
        _add(Rule(code, severity, title, reason, on, check))
        return check

    return declared


def found_by_reader(code: str, severity: Severity = Severity.ERROR, *, title: Message, reason: Message) -> None:
    """Declare a rule that no check of its own looks for: reading a file finds it."""
    _add(Rule(code, severity, title, reason))


def _add(new: Rule) -> None:
    if new.code in _RULES:
        raise ValueError(f"rule {new.code} is declared twice")
    _RULES[new.code] = new


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code, in order of families and codes."""
    for module in FAMILIES.values():
        importlib.import_module(f"planctl.rules.{module}")
    order = {letter: index for index, letter in enumerate(FAMILIES)}
    return dict(sorted(_RULES.items(), key=lambda item: (order[item[0][0]], item[0])))


@cache
def checks_by_subject() -> Mapping[type, Sequence[tuple[str, Check]]]:
    """The checks of each subject, with their codes."""
    found: dict[type, list[tuple[str, Check]]] = {}
    for code, known in all_rules().items():
        if known.subject and known.check:
            found.setdefault(known.subject, []).append((code, known.check))
    return found
