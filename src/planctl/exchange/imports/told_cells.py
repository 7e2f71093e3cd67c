"""Cells of outcomes as an import profile says that their texts are meant: its words for no value, and its decimal sign."""

from __future__ import annotations

import re
from decimal import Decimal

from planctl.exchange.imports.names import by_plain, plain
from planctl.exchange.imports.numbers import quoted, refused
from planctl.exchange.reading.cells import Cell, Kind
from planctl.exchange.reading.error_values import is_error_value
from planctl.message import Message
from planctl.model.import_profile import ImportProfile
from planctl.notation.absence import absence
from planctl.notation.refusal import Refusal

_THOUSANDS = re.compile(r"[-+]?(?:[0-9]*|[0-9]{1,3}(?:[\s.,][0-9]{3})+)")
_BETWEEN = re.compile(r"[\s.,]")
_DIGITS = re.compile(r"[-+\u2212]?[0-9][0-9\s.,]*")


class ToldCells:
    """Reads the cells of numbers of one profile's files."""

    def __init__(self, profile: ImportProfile) -> None:
        self.absent, self.decimal = by_plain(profile.no_value), profile.decimal

    def number(self, cell: Cell) -> Cell | Refusal:
        """A cell as the profile says that such texts are meant; refused where it holds words that are neither a number nor for none."""
        word = self.absent.get(plain(str(cell.value))) if cell.kind in (Kind.TEXT, Kind.ERROR) else None
        if word is not None:
            return Cell(Kind.TEXT, word)
        return _not_a_number(cell.text) if _is_a_word(cell.text) else self._by_sign(cell)

    def _by_sign(self, cell: Cell) -> Cell:
        """A number in text by the decimal sign of the profile, where it says one."""
        if self.decimal is None or not _DIGITS.fullmatch(cell.text):
            return cell
        whole, mark, decimals = cell.text.replace("\u2212", "-").partition(self.decimal)
        if not (_THOUSANDS.fullmatch(whole) and (decimals.isdecimal() or not mark)):
            return cell
        return Cell(Kind.NUMBER, Decimal(f"{_BETWEEN.sub('', whole)}.{decimals or 0}"), cell.words)


def saved_error(cell: Cell) -> Refusal:
    """For an error value in a text that was saved from a workbook."""
    return refused(
        Message("{error} is an error that the workbook showed when it was saved as text", error=quoted(str(cell.value))),
        Message("mend it in the workbook, and save that as text again"),
    )


def _not_a_number(text: str) -> Refusal:
    if is_error_value(text):
        return refused(
            Message("the cell shows the error {error}", error=text),
            Message("mend it in the sheet that the cell was copied from, or type the value"),
        )
    return refused(
        Message("{value} is not a number", value=quoted(text)),
        Message("type the number; or say under no_value: in the profile which word for no value it is"),
    )


def _is_a_word(text: str) -> bool:
    """Whether a text holds words without any number, and none that planctl knows to mean no value."""
    has_digits = any(sign.isdigit() for sign in text) and not is_error_value(text)
    return bool(text) and not has_digits and absence(text) is None
