"""Excel's data validation: what each input cell takes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.workbook.sheet_model import CLOSED, FIRST, Rule, Sheet
from planctl.message import Message
from planctl.render.language import Language

_LONGEST_TITLE = 32


def validate(worksheet: Worksheet, sheet: Sheet, letters: Mapping[str, str], language: Language) -> None:
    """The rule of each input cell; neighbours below each other that have the same share one."""
    for heading in sheet.headings:
        cells = [row.get(heading.key, CLOSED) for row in sheet.rows]
        title = heading.header[:_LONGEST_TITLE]
        for rule, run in groupby(enumerate(cells, FIRST), key=lambda numbered: numbered[1].rule):
            numbers = [number for number, _ in run]
            if rule is not None:
                worksheet.add_data_validation(_validation(rule, title, letters[heading.key], numbers, letters, language))


def _validation(rule: Rule, title: str, letter: str, numbers: list[int], letters: Mapping[str, str], language: Language) -> DataValidation:
    first, last = numbers[0], numbers[-1]
    found = DataValidation(allow_blank=True, promptTitle=title, prompt=rule.prompt, showInputMessage=True)
    if rule.words:
        found.type, found.formula1 = "list", f'"{",".join(rule.words)}"'
    elif rule.formula:
        found.type, found.formula1 = "custom", rule.formula.format(**{key: f"{column}{first}" for key, column in letters.items()})
    if rule.error:
        found.showErrorMessage, found.errorStyle = True, "stop"
        found.errorTitle, found.error = language.text(Message("This does not fit here")), rule.error
    found.add(f"{letter}{first}:{letter}{last}" if last > first else f"{letter}{first}")
    return found
