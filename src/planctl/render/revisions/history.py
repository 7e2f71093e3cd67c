"""The history of one thing, for people at a terminal and as JSON."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import Any, TextIO

from planctl.message import N_, Message
from planctl.render.json_output import FORMAT, write_json
from planctl.render.language import Language
from planctl.render.revisions.details import DETAIL_INDENT, DetailView
from planctl.render.revisions.formats.json import field_json
from planctl.render.revisions.view import detail_of
from planctl.render.revisions.words import HAPPENED_WORDS, SORT_WORDS
from planctl.render.terminal import Span, Terminal, clean
from planctl.render.words import capital
from planctl.revisions.differences import Sort, What
from planctl.revisions.history import Event, History
from planctl.source.git.log import Commit

_BREAK = N_("a break: values before and after may not be comparable")


def show_history(asked: str, told: History, language: Language, out: TextIO) -> None:
    """Commit by commit, the newest first. `asked` is the address that was asked for, which may be a former one."""
    terminal = Terminal.on(out)
    details = DetailView(terminal)
    terminal.print(Span(clean(asked), "bold"))
    if asked != told.address:
        details.paragraph(language.text(Message("is called {address} now", address=told.address)), "", "  ")
    for commit, found in groupby(told.events, key=lambda event: event.commit):
        terminal.print("")
        terminal.print(Span(_day(commit, language), "bold"), f"  {clean(commit.author)}  ", Span(commit.id[:10], "dim"))
        details.paragraph(clean(commit.subject), "dim", "  ")
        for event in found:
            details.paragraph(_headline(event, language), "yellow" if event.breaks else "", "  ")
            for field in event.fields if event.what is not What.REMOVED else ():
                details.show(detail_of(field, event.sort, language), DETAIL_INDENT)


def _day(commit: Commit, language: Language) -> str:
    """The day in the author's own zone; as git has it, where it is no date of our calendar."""
    try:
        return language.date(datetime.datetime.fromisoformat(commit.date).date())
    except ValueError:
        return clean(commit.date) or "?"


def _headline(event: Event, language: Language) -> str:
    text = language.text
    thing = text(SORT_WORDS[event.sort])
    line = f"{capital(thing)} {clean(event.period)} {text(HAPPENED_WORDS[event.what])}"
    if event.former:
        line += f", {text(Message('was {address}', address=clean(event.former)))}"
    if event.now:
        line += f", {text(Message('is called {address} now', address=clean(event.now)))}"
    if event.breaks:
        line += f" – {text(_BREAK)}"
    return line


def history_json(asked: str, told: History, out: TextIO) -> None:
    write_json({"format": FORMAT, "address": told.address, "asked": asked, "events": [_event(event) for event in told.events]}, out)


def _event(event: Event) -> dict[str, Any]:
    return {
        "commit": event.commit.id,
        "author": event.commit.author,
        "date": event.commit.date,
        "subject": event.commit.subject,
        "what": event.what.value,
        "sort": event.sort.value,
        "of": "outcomes" if event.sort is Sort.OUTCOME else "definition",
        "period": event.period,
        "former": event.former or None,
        "now": event.now or None,
        "breaks": event.breaks,
        "fields": [field_json(field) for field in event.fields],
        "file": event.file,
    }
