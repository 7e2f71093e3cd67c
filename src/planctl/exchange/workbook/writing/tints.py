"""Excel's conditional formats: words in their colour, and the cells that a red row must fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.worksheet import Worksheet

from planctl.evaluate.status import COLOURS, Status
from planctl.exchange.workbook.formulas import quoted
from planctl.exchange.workbook.sheet_model import FIRST, Sheet
from planctl.exchange.workbook.words import CHECK, DONE, check_that, colour_word
from planctl.exchange.workbook.writing import looks
from planctl.render.language import Language


def tint_words(worksheet: Worksheet, sheet: Sheet, letters: Mapping[str, str], language: Language) -> None:
    """Colours the cells of a sheet by what they say."""
    for key, condition, colours in _conditions(letters, language):
        area = f"{letters[key]}{FIRST}:{letters[key]}{FIRST + len(sheet.rows) - 1}"
        worksheet.conditional_formatting.add(area, Rule(type="expression", formula=[condition], dxf=looks.tint(colours)))


def _conditions(letters: Mapping[str, str], language: Language) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Which column is tinted when: what says a colour, what is left to do, and the cells that a red row must fill."""
    first = {key: f"${letter}{FIRST}" for key, letter in letters.items()}
    for key in ("colour", "assessment"):
        for colour in COLOURS if key in first else ():
            yield key, f"{first[key]}={quoted(colour_word(language, colour))}", looks.COLOURS[colour]
    if "colour" in first:
        yield "colour", f"{first['colour']}={quoted(language.text(CHECK))}", looks.ATTENTION
    done, asked = f"{first['check']}={quoted(language.text(DONE))}", language.text(check_that("")).strip()
    doubtful = f"LEFT({first['check']},{len(asked)})={quoted(asked)}"
    yield "check", done, looks.COLOURS[Status.GREEN]
    yield "check", doubtful, looks.ATTENTION
    yield "check", f"NOT(OR({done},{doubtful}))", looks.COLOURS[Status.YELLOW]
    judges = [key for key in ("colour", "assessment") if key in first]
    red = ",".join(f"{first[key]}={quoted(colour_word(language, Status.RED))}" for key in judges)
    for key in ("analysis", "action"):
        if key in first:
            yield key, f"AND(OR({red}),LEN(TRIM({first[key]}))=0)", looks.COLOURS[Status.RED]
