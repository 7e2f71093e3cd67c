"""Columns of outcomes whose header names another follow-up than the one that they would be filed under."""

from __future__ import annotations

from collections.abc import Mapping

from planctl.exchange.imports.header import Header, header_text
from planctl.exchange.imports.header_words import FollowUp, Headers
from planctl.exchange.imports.lookup import Lookup
from planctl.exchange.imports.numbers import quoted
from planctl.exchange.reading.cells import Place, Sheet
from planctl.message import Message
from planctl.notation.period import Period
from planctl.source.editing.scalar import key_of


class FollowUpsOfHeaders:
    """What the headers of a sheet say of the columns of which the profile does not say the follow-up."""

    def __init__(self, sheet: Sheet, header: Header, lookup: Lookup) -> None:
        self.findings = lookup.findings
        self.row = sheet.rows.get(header.row, {})
        self.named: Mapping[int, FollowUp] = {}
        """Empty where none of them names one, as they seldom do."""
        has_period = "period" in header.columns
        told = {column for column, value in header.values.items() if value.period or has_period}
        columns = [column for column, field in header.inputs.items() if field == "value" and column in self.row and column not in told]
        if columns:
            words = Headers(lookup.workspace, lookup.workspace.calendar.latest_ended(lookup.as_of), lookup.as_of)
            said = {column: words.follow_up(header_text(self.row[column])) for column in columns}
            self.named = {column: named for column, named in said.items() if named}

    def is_misfiled(self, place: Place, column: int, period: Period) -> bool:
        """Whether a cell would be filed under another follow-up than its column names: an error."""
        if self.named[column].fits(period):
            return False
        text = header_text(self.row[column])
        self.findings.repeated(
            place,
            Message(
                "the header {header} names another follow-up than {period}, which the outcome would be filed under",
                header=quoted(text),
                period=str(period),
            ),
            Message("write in the profile which one the column is of: {example}", example=f"values: {{{key_of(text)}: {{period: …}}}}"),
        )
        return True
