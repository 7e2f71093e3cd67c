"""Which follow-up a cell of a foreign file is of: its column says so, or its row, or all of the file."""

from __future__ import annotations

import datetime
import re

from planctl.exchange.imports.header import Header
from planctl.exchange.imports.lookup import Lookup
from planctl.exchange.imports.names import by_plain, plain
from planctl.exchange.imports.row_keys import At
from planctl.exchange.reading.cells import Place
from planctl.message import Message
from planctl.model.import_profile import ImportProfile, ValueColumn
from planctl.notation.due import parse_day
from planctl.notation.period import Period, parse_period


class Periods:
    """The follow-ups of a sheet; `default` is that of all rows where nothing else says."""

    def __init__(self, header: Header, profile: ImportProfile, lookup: Lookup, default: str) -> None:
        self.header, self.year, self.lookup, self.default = header, profile.year, lookup, default
        self.calendar = lookup.workspace.calendar
        self.names = by_plain(profile.periods)
        self.uses_default = False
        self._meant: dict[str | datetime.datetime, Period | str] = {}

    def period(self, place: Place, told: ValueColumn, at: At, *, is_expected: bool) -> Period | None:
        """The follow-up of a cell; None, and a finding, where there is none."""
        written = str(told.period or "") or at.period or self.default
        self.uses_default |= not (told.period or at.period)
        where = self._place(place, told, at)
        if not written:
            self.lookup.findings.repeated(where, *self._without_period())
            return None
        meant = self.meant(written)
        if isinstance(meant, str) and len(ending := self._ending(meant)) > 1:
            self.lookup.findings.repeated(
                where,
                Message("{day} is the last day of several follow-ups", day=meant),
                Message("write one of {allowed}", allowed=tuple(map(str, ending))),
            )
            return None
        return self.lookup.period(where, str(meant), is_expected=is_expected)

    def meant(self, written: str | datetime.datetime) -> Period | str:
        """The follow-up that is written, by its name or its last day; where there is none, what was looked for."""
        if written not in self._meant:
            self._meant[written] = self._read(written)
        return self._meant[written]

    def _read(self, written: str | datetime.datetime) -> Period | str:
        name = written.date().isoformat() if isinstance(written, datetime.datetime) else self.names.get(plain(written), written)
        if parse_day(name):
            ending = self._ending(name)
            return ending[0] if len(ending) == 1 else name
        if self.year and not re.search(r"[0-9]{4}", name):
            name = f"{self.year}-{name}"
        return parse_period(name, self.calendar.names) or name

    def _ending(self, name: str) -> list[Period]:
        """The follow-ups whose last day a text names."""
        day = parse_day(name)
        named = [Period(day.year, name) for name in self.calendar.names] if day else []
        return [period for period in named if self.calendar.end(period) == day]

    def _place(self, place: Place, told: ValueColumn, at: At) -> Place:
        """Where it is written, or should be, which follow-up a cell is of: in the header, in the row, or nowhere in the file."""
        if told.period:
            return place._replace(row=self.header.row)
        column = self.header.columns.get("period", 0)
        return place._replace(column=column) if column and (at.period or not self.default) else Place(place.file)

    def _without_period(self) -> tuple[Message, Message]:
        if "period" in self.header.columns:
            return Message("the row does not say which follow-up its outcomes are of"), Message("write it here, or give it with --period")
        return Message("nothing says which follow-up the outcomes are of"), Message("give it with --period, or in the profile")
