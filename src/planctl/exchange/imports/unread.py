"""What an import profile passes by without a word of its own: numbers in columns that it does not name, and columns that hold nothing."""

from __future__ import annotations

from collections import Counter

from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.header import Header, header_text
from planctl.exchange.imports.numbers import quoted
from planctl.exchange.imports.profiles import matches
from planctl.exchange.reading.cells import Cell, Kind, Row, Sheet, letters
from planctl.message import Message, Plural
from planctl.model.import_profile import ImportProfile
from planctl.notation.number import parse_number

_NUMBERS = (Kind.NUMBER, Kind.PERCENT, Kind.DISGUISED, Kind.UNSTYLED)


class OtherColumns:
    """Counts the numbers of a sheet that stand in columns of which the profile says nothing."""

    def __init__(self, sheet: Sheet, header: Header, profile: ImportProfile) -> None:
        self.sheet, self.header, self.ignored = sheet, header, profile.ignore
        self.named = {*header.columns.values(), *header.inputs}
        self.last = max(sheet.rows.get(header.row, ()), default=0) if sheet.delimiter else 0
        """The last column, where further cells of a row are told as such; else 0."""
        self.counts: Counter[int] = Counter()

    def look(self, row: Row) -> None:
        cells = ((column, cell) for column, cell in row.items() if column not in self.named and not 0 < self.last < column)
        self.counts.update(column for column, cell in cells if _is_number(cell))

    def name(self, findings: Findings) -> None:
        """A warning for each column with numbers that the profile does not say to ignore."""
        for column, n in sorted(self.counts.items()):
            name = self._name(column)
            if matches(name, self.ignored) or letters(column) in self.ignored:
                continue
            findings.warning(
                self.sheet.place(self.header.row, column),
                Plural(
                    "the column {name} holds {n} number that is not read: the profile does not name it",
                    "the column {name} holds {n} numbers that are not read: the profile does not name it",
                    n=n,
                    name=quoted(name),
                ),
                Message("write the column under values: in the profile; or under ignore: where it holds no outcomes"),
            )

    def _name(self, column: int) -> str:
        """The header of a column; its letters where it has none."""
        cell = self.sheet.rows.get(self.header.row, {}).get(column)
        return header_text(cell) if cell else letters(column)


def _is_number(cell: Cell) -> bool:
    return cell.kind in _NUMBERS or (any(sign.isdigit() for sign in cell.text[:2]) and parse_number(cell.text.rstrip(" %")) is not None)


def name_empty_kpis(sheet: Sheet, header: Header, profile: ImportProfile, findings: Findings) -> None:
    """An error where no row of a sheet holds anything in the column of KPIs."""
    findings.error(
        sheet.place(header.row, header.columns["kpi"]),
        Message("no row says which KPI it is of: the column {column} is empty", column=quoted(profile.columns.kpi)),
        Message("look which column holds the KPIs, and write its header or its letters under columns: in the profile"),
    )


def name_no_outcomes(sheet: Sheet, header: Header, findings: Findings) -> None:
    """A warning where no row of a sheet holds anything to take in."""
    findings.warning(
        sheet.place(header.row),
        Message("no row holds anything in the columns of outcomes: {columns}", columns=tuple(map(letters, sorted(header.inputs)))),
        Message("look whether these are the columns that hold the outcomes; the profile says so"),
    )
