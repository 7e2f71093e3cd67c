"""The workbook's format, which export writes and import reads: its tables, their columns, and how each says what it is.

Every table has, right above its header row, a hidden marker row: the cell over its key column says what table it is (`Marker`), and every
other cell of the row holds the key of its column. So rows may be sorted, columns moved, and sheets copied, renamed or given more columns.

Under the header each row is one thing; the hidden key column holds its address. A KPI that is broken down has one row for the total, where
`group` is empty, and one for each group. Words in cells are those of the organisation's language; the lists of words are declared here.

What is filed where: all under the follow-up of the marker but `forecast`, of the whole year, which goes under the year's last follow-up
unless one is filed under the follow-up itself. An assignment is a row of the activities.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from planctl.evaluate.status import COLOURS, Status
from planctl.message import N_
from planctl.model.outcomes import NO_VALUE
from planctl.render.words import ACTIVITY_WORDS, KEPT_ANSWERS, STATUS_WORDS

FORMAT = 1
STAMP_SHEET = "planctl"
"""The hidden sheet that says what the workbook was made from."""

KEY = "key"
"""The first column of every table: an address."""
GROUP = "group"
FINGERPRINT = "fingerprint"
READING = "reading"
"""What import would read in the cell of the outcome: for the formulas of the row, never for import."""
PREVIOUS = "previous "
"""Begins the key of a column with earlier outcomes: `previous 2026-T1`."""

ASSESSMENT_WORDS: Mapping[str, str] = {colour.value: STATUS_WORDS[colour] for colour in COLOURS}
KEPT_WORDS = KEPT_ANSWERS
NO_VALUE_WORDS: Mapping[str, str] = {name: STATUS_WORDS[Status(name)] for name in NO_VALUE}
"""What is written where a value would be, when there is none."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Column(NamedTuple):
    """A column of a table: its key in the marker row, its header, and its width in characters.

    `input`: a manager fills it in, and import reads it. `words`: the few that it takes, code → text. `hidden`: for planctl alone.
    `optional`: left out where no row needs it.
    """

    key: str
    header: str
    width: int
    input: bool = False
    words: Mapping[str, str] = _NOTHING
    hidden: bool = False
    optional: bool = False


class Table(NamedTuple):
    """A table of the workbook. `name` is also the section of the outcomes file.

    `tab` follows the unit's name in the name of its sheet; the KPIs' sheet bears the unit's name alone.
    """

    name: str
    title: str
    tab: str
    columns: tuple[Column, ...]

    @property
    def inputs(self) -> tuple[Column, ...]:
        """The columns that are read back."""
        return tuple(column for column in self.columns if column.input)

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)


_ADDRESS = Column(KEY, N_("Address"), 22, hidden=True)
_UNIT = Column("unit", N_("Unit"), 20, optional=True)
_COMMENT = Column("comment", N_("Comment"), 24, input=True)

KPIS = Table(
    "kpis",
    N_("KPIs"),
    "",
    (
        _ADDRESS,
        Column(GROUP, N_("Group key"), 12, hidden=True),
        Column(FINGERPRINT, N_("Fingerprint"), 18, hidden=True),
        _UNIT,
        Column("goal", N_("Goal"), 19),
        Column("title", N_("KPI"), 25),
        Column("breakdown", N_("Broken down by"), 10, optional=True),
        Column("measure", N_("Measured in"), 12),
        Column("target", N_("Target"), 12),
        Column("bands", N_("Limits"), 18),
        Column(PREVIOUS, N_("Outcome {period}"), 10),
        Column("earlier", N_("Earlier outcome"), 12, optional=True),
        Column("value", N_("Outcome"), 11, input=True),
        Column("colour", N_("Colour"), 12),
        Column("assessment", N_("Own assessment"), 12, input=True, words=ASSESSMENT_WORDS, optional=True),
        Column("forecast", N_("Forecast for the year"), 10, input=True, optional=True),
        _COMMENT,
        Column("reason", N_("Reason for no outcome"), 14, input=True),
        Column("analysis", N_("Analysis"), 24, input=True),
        Column("action", N_("Action"), 24, input=True),
        Column("check", N_("Left to do"), 18),
        Column(READING, N_("Outcome as it is read"), 12, hidden=True),
    ),
)
GOALS = Table(
    "goals",
    N_("Goals"),
    N_("goals"),
    (
        _ADDRESS,
        _UNIT,
        Column("title", N_("Goal"), 40),
        Column("owner", N_("Responsible"), 18),
        Column("kpis", N_("KPIs of the goal"), 40),
        Column("assessment", N_("Own assessment"), 12, input=True, words=ASSESSMENT_WORDS),
        Column("analysis", N_("Analysis"), 38, input=True),
        Column("action", N_("Action"), 38, input=True),
        _COMMENT,
        Column("check", N_("Left to do"), 18),
    ),
)
ACTIVITIES = Table(
    "activities",
    N_("Activities"),
    N_("activities"),
    (
        _ADDRESS,
        _UNIT,
        Column("goal", N_("Goal"), 34),
        Column("title", N_("Activity"), 44),
        Column("responsible", N_("Responsible"), 22),
        Column("first_due", N_("Original end date"), 16),
        Column("before", N_("Last reported"), 24),
        Column("status", N_("Status"), 12, input=True, words=ACTIVITY_WORDS),
        Column("due", N_("New date"), 14, input=True),
        Column("comment", N_("Comment"), 40, input=True),
        Column("check", N_("Left to do"), 22),
    ),
)
SERVICES = Table(
    "services",
    N_("Services"),
    N_("promises"),
    (
        _ADDRESS,
        _UNIT,
        Column("title", N_("Service"), 34),
        Column("promise", N_("Promise"), 62),
        Column("within", N_("Limit"), 34),
        Column("kept", N_("Was it kept?"), 12, input=True, words=KEPT_WORDS),
        Column("comment", N_("Comment"), 56, input=True),
        Column("check", N_("Left to do"), 22),
    ),
)
TABLES = (KPIS, GOALS, ACTIVITIES, SERVICES)


class Marker(NamedTuple):
    """What a table is: of which organisation, for which follow-up (`2026-T2`), and which of `TABLES`."""

    organisation: str
    period: str
    table: str
    format: int = FORMAT

    def __str__(self) -> str:
        return f"planctl {self.format} {self.organisation} {self.period} {self.table}"


_MARKER = re.compile(r"planctl (?P<format>[0-9]{1,4}) (?P<organisation>\S+) (?P<period>\S+) (?P<table>\S+)")


def parse_marker(cell: object) -> Marker | None:
    """The marker in a cell; None where the cell holds anything else. Its format and table may be unknown to this planctl."""
    match = _MARKER.fullmatch(" ".join(cell.split())) if isinstance(cell, str) else None
    return Marker(match["organisation"], match["period"], match["table"], int(match["format"])) if match else None
