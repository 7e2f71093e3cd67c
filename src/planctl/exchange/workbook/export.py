"""`planctl export xlsx`: an input workbook, as bytes."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.workbook import Workbook

from planctl.errors import PlanctlError
from planctl.evaluate.evaluation import evaluate
from planctl.evaluate.period import chosen_period
from planctl.evaluate.status import UnitResult
from planctl.exchange.request import Part, Request
from planctl.exchange.workbook.instructions import instructions
from planctl.exchange.workbook.layout import STAMP_SHEET
from planctl.exchange.workbook.names import SheetNames
from planctl.exchange.workbook.sheet_model import Sheet
from planctl.exchange.workbook.sheets import Occasion, sheets
from planctl.exchange.workbook.stamp import stamp_of, stamp_rows
from planctl.exchange.workbook.writing.archive import packed
from planctl.exchange.workbook.writing.looks import Looks
from planctl.exchange.workbook.writing.page import Head, protect
from planctl.exchange.workbook.writing.put import Goal, cell_at, entrance, put
from planctl.exchange.workbook.writing.write_instructions import write_instructions
from planctl.exchange.workbook.writing.write_sheet import Around, write_sheet
from planctl.message import Message
from planctl.render.language import Language

_TAB_COLOURS = ("0A5C9E", "57606A")
"""By turns, so that the sheets of one unit are seen to belong together."""


def export(request: Request) -> bytes:
    """An input workbook for the units and the follow-up that are asked for; the latest that has ended where none is.

    Raises:
        PlanctlError: none of the units has a plan in force, or a text does not fit into a cell.
    """
    (part,) = request.parts
    period = part.period or chosen_period(part.workspace, "", request.as_of)
    occasion = Occasion(part.workspace, period, request.language)
    units = _units(part, occasion)
    first = request.language.text(Message("Instructions"))
    names = SheetNames(first, titles=(unit.unit.title for unit in units))
    made = list(sheets(occasion, [unit for unit in units if unit.plan], request.one_sheet, names))
    if not made:
        raise _nothing(occasion)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    looks = Looks(workbook)
    links = _Links(made, first, request.language)
    head = Head(part.workspace.organisation.name, "", occasion.title)
    front = workbook.create_sheet(first)
    for sheet in request.progress.track(made, Message("Writing sheets")):
        worksheet = workbook.create_sheet(sheet.name)
        worksheet.sheet_properties.tabColor = _TAB_COLOURS[sheet.group % len(_TAB_COLOURS)]
        around = Around(links.around(sheet), head._replace(scope=sheet.scope))
        write_sheet(worksheet, sheet, around, looks, request.language)
    write_instructions(front, instructions(occasion, units, made), head._replace(scope=first), looks, request.language)
    _write_stamp(workbook, occasion, units, looks)
    title = f"{part.workspace.organisation.name} – {occasion.title}"
    return packed(workbook, occasion.calendar.end(period), title, part.workspace.organisation.name)


def _units(part: Part, occasion: Occasion) -> list[UnitResult]:
    """The units that are asked for, as they stand at the follow-up; nothing of it depends on today."""
    wanted = {unit.id for unit in part.units}
    evaluation = evaluate(part.workspace, occasion.period, occasion.calendar.end(occasion.period))
    return [unit for unit in evaluation.units if unit.unit.id in wanted]


def _nothing(occasion: Occasion) -> PlanctlError:
    years = [plan.years for plan in occasion.workspace.plans if plan.years]
    hint = Message("the plans cover {years}", years=tuple(dict.fromkeys(map(str, sorted(years))))) if years else None
    return PlanctlError(Message("there is nothing to report for {period}: no plan is in force", period=str(occasion.period)), hint)


class _Links:
    """The links on each sheet: back to the instructions, and on to the other sheets of the same unit."""

    def __init__(self, made: Sequence[Sheet], first: str, language: Language) -> None:
        self.first, self.language = first, language
        self.groups: dict[int, list[Sheet]] = {}
        for sheet in made:
            self.groups.setdefault(sheet.group, []).append(sheet)

    def around(self, sheet: Sheet) -> dict[str, Goal]:
        """By their texts."""
        others = [other for other in self.groups[sheet.group] if other is not sheet]
        return {f"← {self.first}": Goal(self.first, "B1")} | {
            f"→ {self.language.text(other.table.title)}": entrance(other) for other in others
        }


def _write_stamp(workbook: Workbook, occasion: Occasion, units: Sequence[UnitResult], looks: Looks) -> None:
    worksheet = workbook.create_sheet(STAMP_SHEET)
    worksheet.sheet_state = "hidden"
    for number, row in enumerate(stamp_rows(stamp_of(occasion, [unit.plan for unit in units if unit.plan])), 1):
        for column, text in enumerate(row, 1):
            put(cell_at(worksheet, number, column), text, looks, "marker")
    protect(worksheet)
