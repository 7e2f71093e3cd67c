"""What import would read in a cell of numbers, as a formula: so that a workbook says the same of it as import does.

Where it can't tell, it asks for a look rather than say that all is well: import knows more words and more ways to write a number.
"""

from __future__ import annotations

from planctl.exchange.imports.numbers import unit_of
from planctl.exchange.workbook.characters import storable
from planctl.exchange.workbook.formulas import END, held_by, is_blank, is_misgrouped, numeral, quoted, strictly, trimmed
from planctl.exchange.workbook.layout import NO_VALUE_WORDS
from planctl.exchange.workbook.words import names
from planctl.notation.units import PERCENT, unit_meant
from planctl.workspace.entries import KpiEntry

UNCLEAR = "unclear"
"""What stands there is neither a number nor a word for none."""
_TAKEN = "CHAR(2)"
"""Stands where a unit was taken away, so that no second one is."""
_LONGEST_UNIT = 40
_LONGEST_DOUBTFUL = len("999,999")


class Reading:
    """How the cells of one KPI are read: by its unit and its scale in a year."""

    def __init__(self, kpi: KpiEntry, year: int) -> None:
        self.unit, self.scale = unit_of(kpi, year), kpi.scheme(year).scale
        self.is_percent = unit_meant(self.unit) == PERCENT

    def outcome(self, key: str) -> str:
        """The number in a cell, the code of a word for none, or `UNCLEAR`; an empty text where nothing stands there."""
        formula = f"IF({self.is_doubtful(key)},NA(),{self.number(key)})"
        for code, word in NO_VALUE_WORDS.items():
            formula = f"IF({_is_word(key, names(code, word))},{quoted(code)},{formula})"
        return f'IFERROR(IF({is_blank(key)},"",{formula}),{quoted(UNCLEAR)})'

    def is_no_number(self, key: str) -> str:
        """The condition that something stands in a cell, but no number that the scale holds."""
        fits = held_by(self.number(key), self.scale)
        return f"AND(NOT({is_blank(key)}),OR(IFERROR({self.is_doubtful(key)},TRUE),NOT(IFERROR({fits},FALSE))))"

    def number(self, key: str) -> str:
        """The number in a cell, also where it is shown as per cent or written as text; an error where it is no number of the KPI's."""
        share = f"ROUND(100*{{{key}}},10)" if self.is_percent else "NA()"
        typed = f"IF({_is_shown_as(key, 'P')},{share},IF(OR({_is_shown_as(key, 'D')},ABS({{{key}}})>=1E15),NA(),{{{key}}}))"
        is_number = f"AND(ISNUMBER({{{key}}}),NOT(ISLOGICAL({{{key}}})))"  # LibreOffice takes TRUE for a number
        return f"IF({is_number},{typed},IF(ISTEXT({{{key}}}),{numeral(strictly(self.without_unit(key)))},NA()))"

    def is_doubtful(self, key: str) -> str:
        """The condition that a number is written as text in a way that may be meant as another one."""
        text = self.without_unit(key)
        has_mark = f'ISNUMBER(FIND(LEFT(RIGHT({text},4)),".,"))'
        is_ambiguous = f'AND({has_mark},LEN({text})<={_LONGEST_DOUBTFUL}+ISNUMBER(FIND(LEFT({text}),"+-")),LEFT({text})<>"0")'
        return f"AND(ISTEXT({{{key}}}),OR({is_ambiguous},{is_misgrouped(text)}))"

    def without_unit(self, key: str) -> str:
        """What stands in a cell of text in capitals, less the KPI's unit after it."""
        text = f"UPPER({trimmed(key)})&{END}"
        for unit in self.units():
            text = f"SUBSTITUTE({text},{quoted(unit.upper())}&{END},{_TAKEN})"
        return f'TRIM(SUBSTITUTE(SUBSTITUTE({text},{END},""),{_TAKEN},""))'

    def units(self) -> list[str]:
        """What may stand after the number."""
        known = sorted({PERCENT, self.unit} if self.is_percent else {self.unit})
        return [unit for unit in known if 0 < len(unit) <= _LONGEST_UNIT and storable(unit) == unit]


def says_percent(key: str) -> str:
    """The condition that a number in per cent says so itself, by its format or by what stands after it: then it is meant so."""
    is_bare = f'ISNUMBER(FIND(RIGHT({trimmed(key)}),"0123456789"))'
    return f"IF(ISTEXT({{{key}}}),NOT({is_bare}),{_is_shown_as(key, 'P')})"


def _is_shown_as(key: str, kind: str) -> str:
    """The condition that a cell's number format is one of per cent (P) or of dates (D); false in programs that can't tell."""
    return f'IFERROR(LEFT(CELL("format",{{{key}}}))={quoted(kind)},FALSE)'


def _is_word(key: str, words: tuple[str, ...]) -> str:
    """The condition that one of a few words stands in a cell, with a full stop or without."""
    return f"OR({','.join(f'{trimmed(key)}={quoted(word + end)}' for word in words for end in ('', '.'))})"
