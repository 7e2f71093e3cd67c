"""What the first sheet says: how the workbook is filled in, what its words and colours mean, and where each unit's sheets are."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from planctl.evaluate.status import COLOURS, UnitResult
from planctl.exchange.workbook.layout import GROUP, KEY, KPIS, NO_VALUE_WORDS, TABLES
from planctl.exchange.workbook.sheet_model import FIRST, Look, Sheet
from planctl.exchange.workbook.sheets import Occasion
from planctl.exchange.workbook.words import AT_IMPORT, CHECK, DONE, NO_COLOUR, colour_word
from planctl.message import Message

_EXAMPLE = Decimal("6.4")
_SAMPLE = "sample of input"
"""As an input cell looks; but it is locked."""


class Destination(NamedTuple):
    """Where a unit's rows of one table begin, and how many things they are about."""

    sheet: Sheet
    row: int
    things: int


class Sample(NamedTuple):
    """A cell that looks as those on the sheets do, and what the look means."""

    text: str
    look: str
    meaning: str


class Listed(NamedTuple):
    """A unit in the list of units: a destination or nothing for each of `TABLES`, or why it has none."""

    unit: str
    destinations: tuple[Destination | None, ...]
    remark: str = ""


class Instructions(NamedTuple):
    """The whole first sheet in words."""

    title: str
    subtitle: str
    steps: tuple[str, ...]
    words: tuple[Sample, ...]
    colours: tuple[Sample, ...]
    afterwards: str
    units: tuple[Listed, ...]


def instructions(occasion: Occasion, units: Sequence[UnitResult], made: Sequence[Sheet]) -> Instructions:
    """The instructions of a workbook with these sheets."""
    say = occasion.language.text
    organisation, found = occasion.workspace.organisation.name, _destinations(made)
    return Instructions(
        title=say(Message("{organisation}: figures and words for {occasion}", organisation=organisation, occasion=occasion.title)),
        subtitle=say(_dates(occasion)),
        steps=tuple(map(say, _steps(occasion))),
        words=tuple(_words(occasion)),
        colours=tuple(_colours(occasion)),
        afterwards=say(
            Message(
                "What is in the blue cells is read in, and the colours are computed once more. If something is unclear, you are told which "
                "cell it is. You may filter the rows and change widths and heights, but show all rows again before you send the workbook."
            )
        ),
        units=tuple(_listed(occasion, unit, found) for unit in units),
    )


def _dates(occasion: Occasion) -> Message:
    calendar, period = occasion.calendar, occasion.period
    return Message(
        "Covers {first} to {last}. To be sent back by {due}.",
        first=datetime.date(period.year, 1, 1),
        last=calendar.end(period),
        due=calendar.report_due(period),
    )


def _steps(occasion: Occasion) -> Iterator[Message]:
    yield Message("Find your unit in the list at the bottom of this page, and click on what you want to fill in.")
    yield Message("Fill in the blue cells. All other cells are locked.")
    yield Message(
        "Write the outcome as a number in the unit of the row, with nothing after it: {example}. Zero is a value. An empty cell means that "
        "you have not answered yet.",
        example=_EXAMPLE,
    )
    yield Message("If there is no value, write one of the three words below instead of the number.")
    yield Message(
        "When a KPI or a goal is red, both are required: an analysis (why it is so) and an action (what you do about it, who does it and "
        "when)."
    )
    if occasion.period != occasion.calendar.year_end(occasion.period.year):
        yield Message(
            "The forecast is what you expect of the whole of {year}. It is all that is asked in the grey rows, which are not measured this "
            "time: give it, or say in a comment why you have none. In the other rows you may give it.",
            year=occasion.period.year,
        )
    yield Message(
        "Judge every goal, say how the activities are going and whether the promises were kept. A new date does not replace the original "
        "one: both are shown."
    )
    yield Message(
        "You are done when the column {column} says {done} in every row. Until then it says what the row lacks. Activities that are not "
        "followed up this time are done from the start.",
        column=_header("check", occasion),
        done=DONE,
    )
    due = occasion.calendar.report_due(occasion.period)
    yield Message("Save the workbook and send it back to the person who sent it to you, by {due} at the latest.", due=due)


def _header(key: str, occasion: Occasion) -> str:
    column = KPIS.column(key)
    assert column is not None
    return occasion.language.text(Message("“{header}”", header=occasion.language.text(column.header)))


def _words(occasion: Occasion) -> Iterator[Sample]:
    reason = _header("reason", occasion)
    meanings = {
        "missing": Message("there should be a value, but there is none: say why in the column {column}", column=reason),
        "not-applicable": Message("the KPI does not apply this time"),
        "confidential": Message(
            "the value must not be shown, for example since single persons could be recognised: say why in the column {column}",
            column=reason,
        ),
    }
    for code, word in NO_VALUE_WORDS.items():
        yield Sample(occasion.language.text(word), _SAMPLE, occasion.language.text(meanings[code]))


def _colours(occasion: Occasion) -> Iterator[Sample]:
    say = occasion.language.text
    yield Sample(say(Message("blue")), _SAMPLE, say(Message("you fill it in")))
    yield Sample(say(Message("white")), Look.LOCKED, say(Message("locked: taken from the plan and from earlier reports")))
    yield Sample(say(Message("grey")), Look.MUTED, say(Message("not measured or followed up this time, or of no use in this row")))
    for colour in COLOURS:
        yield Sample(
            colour_word(occasion.language, colour), colour.value, say(Message("the colour of the outcome by the limits in its row"))
        )
    doubtful = Message("the outcome can't be read, or lies outside the scale: look at it once more; the last column says what is wrong")
    yield Sample(say(CHECK), "attention", say(doubtful))
    at_import = Message("what others have reported decides it too: planctl gives the colour when the workbook is read in")
    yield Sample(say(AT_IMPORT), Look.LOCKED, say(at_import))
    no_colour = Message("no colour: there is no number yet, or the number alone decides none; the limits say why")
    yield Sample(NO_COLOUR, Look.LOCKED, say(no_colour))


def _listed(occasion: Occasion, unit: UnitResult, found: Mapping[tuple[str, str], Destination]) -> Listed:
    title = unit.unit.title
    if unit.plan is None:
        return Listed(title, (), occasion.language.text(Message("has no plan for {year}", year=occasion.period.year)))
    destinations = tuple(found.get((unit.unit.id, table.name)) for table in TABLES)
    remark = "" if any(destinations) else occasion.language.text(Message("has nothing to report this time"))
    return Listed(title, destinations, remark)


def _destinations(made: Sequence[Sheet]) -> dict[tuple[str, str], Destination]:
    """Where the rows of each unit begin, by unit and table."""
    found: dict[tuple[str, str], Destination] = {}
    for sheet in made:
        for number, row in enumerate(sheet.rows, FIRST):
            unit = str(row[KEY].content).partition("/")[0]
            start = found.get((unit, sheet.table.name), Destination(sheet, number, 0))
            is_group = GROUP in row and row[GROUP].content is not None
            found[unit, sheet.table.name] = start._replace(things=start.things + (not is_group))
    return found
