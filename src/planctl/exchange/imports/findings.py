"""What is wrong with a file that is taken in, each with its cell: all of it is found in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import starmap
from typing import NamedTuple

from planctl.diagnostics import Severity
from planctl.exchange.reading.cells import Place
from planctl.message import Message
from planctl.notation.refusal import Refusal

SEE_CHECK = Message("run planctl check to see what is wrong with it")


class Finding(NamedTuple):
    """One thing that is wrong or doubtful at a place, and what to do about it."""

    place: Place
    severity: Severity
    message: Message
    hint: Message | None = None
    address: str = ""


class Blocked(NamedTuple):
    """Why nothing can be taken in that belongs to a file of the workspace: something is wrong with the file itself."""

    file: str
    message: Message
    hint: Message | None = None


Refused = Refusal | Blocked
"""Why a cell or a row is not taken in."""


class Findings:
    """Collects what is found. A row with an error in it is not taken in, nor is any part of it."""

    def __init__(self) -> None:
        self._found: dict[tuple[Place, Message], Finding] = {}
        self._blocked: dict[Blocked, dict[Place, None]] = {}
        self.skipped = 0
        """How many rows with outcomes a profile has passed by."""
        self._bad_rows: set[tuple[str, int, int]] = set()

    def refuse(self, place: Place, why: Refused, address: str = "") -> None:
        """An error at a place; where it is one of a file of the workspace, it is said once for the file, with all places it keeps out."""
        if isinstance(why, Refusal):
            self.error(place, why.message, why.hint, address)
        else:
            self._blocked.setdefault(why, {})[place] = None
            self._bad_rows.add((place.file, place.order, place.row))

    def error(self, place: Place, message: Message, hint: Message | None = None, address: str = "") -> None:
        self._found[place, message] = Finding(place, Severity.ERROR, message, hint, address)
        self._bad_rows.add((place.file, place.order, place.row))

    def warning(self, place: Place, message: Message, hint: Message | None = None, address: str = "") -> None:
        self._found.setdefault((place, message), Finding(place, Severity.WARNING, message, hint, address))

    def warning_once(self, place: Place, message: Message, hint: Message) -> None:
        """A warning about the whole run, at the first place that gives rise to it."""
        if not any(found == message for _place, found in self._found):
            self.warning(place, message, hint)

    def unused_period(self, file: str, period: str) -> None:
        self.warning_once(
            Place(file),
            Message("--period {period} is not used: the file says itself which follow-up each outcome is of", period=period),
            Message("leave it out; or look whether the right file was given"),
        )

    def is_sound(self, place: Place) -> bool:
        """Whether nothing is wrong with the row that a place lies in."""
        return (place.file, place.order, place.row) not in self._bad_rows

    @property
    def errors(self) -> int:
        return sum(finding.severity is Severity.ERROR for finding in self._found.values()) + len(self._blocked)

    @property
    def warnings(self) -> int:
        return sum(finding.severity is Severity.WARNING for finding in self)

    def __iter__(self) -> Iterator[Finding]:
        found = [*self._found.values(), *starmap(_of_file, self._blocked.items())]
        return iter(sorted(found, key=lambda finding: (finding.place, finding.message.msgid)))


def _of_file(why: Blocked, places: Iterable[Place]) -> Finding:
    message = Message("{reason}. Not taken in: {places}", reason=why.message, places=listed(places))
    return Finding(Place(why.file), Severity.ERROR, message, why.hint)


def listed(places: Iterable[Place], before: Place | None = None) -> tuple[str, ...]:
    """Places in their order, the file and the sheet of each only where they are others than before: u.xlsx!Blad1!E3, F3."""
    found: list[str] = []
    for place in sorted(places):
        is_near = before is not None and (before.file, before.order) == (place.file, place.order)
        found.append(place.cell if is_near else str(place))
        before = place
    return tuple(found)
