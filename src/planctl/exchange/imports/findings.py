"""What is wrong with a file that is taken in, each with its cell: all of it is found in one run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planctl.diagnostics import Severity
from planctl.exchange.reading.cells import Place
from planctl.message import Message


class Finding(NamedTuple):
    """One thing that is wrong or doubtful at a place, and what to do about it."""

    place: Place
    severity: Severity
    message: Message
    hint: Message | None = None
    address: str = ""


class Findings:
    """Collects what is found. A row with an error in it is not taken in, nor is any part of it."""

    def __init__(self) -> None:
        self._found: dict[tuple[Place, Message], Finding] = {}
        self._bad_rows: set[tuple[str, int, int]] = set()

    def error(self, place: Place, message: Message, hint: Message | None = None, address: str = "") -> None:
        self._found[place, message] = Finding(place, Severity.ERROR, message, hint, address)
        self._bad_rows.add((place.file, place.order, place.row))

    def warning(self, place: Place, message: Message, hint: Message | None = None, address: str = "") -> None:
        self._found.setdefault((place, message), Finding(place, Severity.WARNING, message, hint, address))

    def is_sound(self, place: Place) -> bool:
        """Whether nothing is wrong with the row that a place lies in."""
        return (place.file, place.order, place.row) not in self._bad_rows

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self._found.values())

    @property
    def warnings(self) -> int:
        return len(self._found) - self.errors

    def __iter__(self) -> Iterator[Finding]:
        return iter(sorted(self._found.values(), key=lambda finding: (finding.place, finding.message.msgid)))
