"""What is wrong with a file that is taken in, each with its cell: all of it is found in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from itertools import starmap
from typing import Any, NamedTuple

from planctl.diagnostics import Severity
from planctl.exchange.reading.cells import Place
from planctl.message import Message, Plural, first_few
from planctl.notation.refusal import Refusal

_MOST = 12
"""Places that are listed of what is wrong in the same way."""
SEE_CHECK = Message("run planctl check to see what is wrong with it")

_LONGEST = 250
"""Characters of a name in a message, where it is not shortened before: more than that was not written to be one."""
_MOST_NAMES = 60


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
        self._repeated: dict[tuple[str, int, int, str], dict[Place, Finding]] = {}
        """What is wrong in the same way in several cells of a column, by file, sheet, column and what is said."""
        self._said: set[Message] = set()
        """What is said once for the whole run."""
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
        self._found[place, message] = Finding(place, Severity.ERROR, _bounded(message), hint and _bounded(hint), _bounded_value(address))
        self._bad_rows.add((place.file, place.order, place.row))

    def repeated(self, place: Place, message: Message, hint: Message | None = None, address: str = "") -> None:
        """An error that other rows are likely to have too: it is said once for all cells of a column in which it is the same."""
        same = self._repeated.setdefault((place.file, place.order, place.column, repr(message)), {})
        same[place] = Finding(place, Severity.ERROR, _bounded(message), hint and _bounded(hint), _bounded_value(address))
        self._bad_rows.add((place.file, place.order, place.row))

    def refuse_row(self, place: Place, why: Refused, address: str = "") -> None:
        """`refuse`, of what a row says that it is of."""
        if isinstance(why, Refusal):
            self.repeated(place, why.message, why.hint, address)
        else:
            self.refuse(place, why, address)

    def spoil(self, place: Place) -> None:
        """Something is wrong with the row that a place lies in, as is said at another place."""
        self._bad_rows.add((place.file, place.order, place.row))

    def warning(self, place: Place, message: Message, hint: Message | None = None, address: str = "") -> None:
        finding = Finding(place, Severity.WARNING, _bounded(message), hint and _bounded(hint), _bounded_value(address))
        self._found.setdefault((place, message), finding)

    def warning_once(self, place: Place, message: Message, hint: Message) -> None:
        """A warning about the whole run, at the first place that gives rise to it."""
        if message not in self._said:
            self._said.add(message)
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
        return sum(finding.severity is Severity.ERROR for finding in self._found.values()) + len(self._blocked) + len(self._repeated)

    @property
    def warnings(self) -> int:
        return sum(finding.severity is Severity.WARNING for finding in self)

    def __iter__(self) -> Iterator[Finding]:
        found = [*self._found.values(), *starmap(_of_file, self._blocked.items()), *map(_together, self._repeated.values())]
        return iter(sorted(found, key=lambda finding: (finding.place, finding.message.msgid)))


def _bounded(message: Message) -> Message:
    """A message of which no value is endless, however long the texts are that stand in a file."""
    bounded = {key: _bounded_value(value) for key, value in message.values.items()}
    if all(bounded[key] is value for key, value in message.values.items()):
        return message
    found = copy(message)
    found.values = bounded
    return found


def _bounded_value(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    if isinstance(value, tuple):
        names = tuple(map(_bounded_value, value[:_MOST_NAMES])) + ("…",) * (len(value) > _MOST_NAMES)
        return value if names == value else names
    return _bounded(value) if isinstance(value, Message) else value


def _of_file(why: Blocked, places: Iterable[Place]) -> Finding:
    message = Message("{reason}. Not taken in: {places}", reason=why.message, places=listed(places))
    return Finding(Place(why.file), Severity.ERROR, message, why.hint)


def _together(same: Mapping[Place, Finding]) -> Finding:
    """One finding for all that say the same, at the first of their places."""
    first, *others = sorted(same)
    found = same[first]
    if not others:
        return found
    values = {"reason": found.message, "places": first_few(listed(others, first), _MOST)}
    in_rows = Plural("{reason}; so too in row {places}", "{reason}; so too in rows {places}", n=len(others), **values)
    return found._replace(message=Message("{reason}; so too in {places}", **values) if first.column else in_rows)


def listed(places: Iterable[Place], before: Place | None = None) -> tuple[str, ...]:
    """Places in their order, the file and the sheet of each only where they are others than before: u.xlsx!Blad1!E3, F3."""
    found: list[str] = []
    for place in sorted(places):
        is_near = before is not None and (before.file, before.order) == (place.file, place.order)
        found.append(place.cell if is_near else str(place))
        before = place
    return tuple(found)
