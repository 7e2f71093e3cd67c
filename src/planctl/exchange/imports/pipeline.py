"""The whole of an import but for the writing: files read, statements gathered, held against what is on file, and made into new texts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from planctl.exchange.imports.edits import NewText, new_texts
from planctl.exchange.imports.emptied import name_emptied
from planctl.exchange.imports.filing import Filing, News, filings, sound
from planctl.exchange.imports.findings import Findings
from planctl.exchange.imports.foreign import foreign_statements
from planctl.exchange.imports.gather import gathered
from planctl.exchange.imports.lacking import name_lacking
from planctl.exchange.imports.lookup import Lookup
from planctl.exchange.imports.lost_marker import name_lost, without_marker
from planctl.exchange.imports.own_workbook import Asked, statements_of, tables_of
from planctl.exchange.imports.profiles import dialect_for, has_profile, profile_for
from planctl.exchange.imports.remarks import remark
from planctl.exchange.imports.statement import Statement
from planctl.exchange.imports.wordings import Wordings, wordings_of
from planctl.exchange.reading.cells import Book, Place
from planctl.exchange.reading.content import is_open_elsewhere
from planctl.exchange.reading.read import read_book
from planctl.message import Message
from planctl.render.progress import Progress
from planctl.workspace.workspace import Workspace


class Options(NamedTuple):
    """What the user of an import allows."""

    update: bool = False
    """Values on file may be changed."""
    partial: bool = False
    """What is right is taken in though something else is wrong."""
    profile: str = ""
    period: str = ""
    """The follow-up that a profile's files are of, where they don't say."""


class Taken(NamedTuple):
    """What an import has found: what is wrong, all that is said, and the files as they will be."""

    findings: Findings
    filings: list[Filing]
    texts: list[NewText]
    wordings: Wordings
    """The words for no value in what is filed."""

    @property
    def same(self) -> int:
        """How many statements are on file already."""
        return sum(filing.news is News.SAME for filing in self.filings)


def read_all(files: Sequence[Path], workspace: Workspace, options: Options) -> tuple[list[Book], Findings]:
    """The files, each read once, and what is doubtful about them.

    Raises:
        PlanctlError: one of them can't be read.
    """
    findings = Findings()
    books: list[Book] = []
    for path in dict.fromkeys(files):
        book = read_book(path, dialect_for(path, workspace, options.profile))
        books.append(book)
        if is_open_elsewhere(path):
            findings.warning(
                Place(book.name), Message("the file is open in another program"), Message("what is not saved there is not taken in")
            )
    return books, findings


def take_in(
    books: Sequence[Book], workspace: Workspace, as_of: datetime.date, options: Options, findings: Findings, progress: Progress
) -> Taken:
    """What becomes of the files' statements; nothing is written. Without `partial`, one error leaves no texts."""
    lookup = Lookup(workspace, as_of, findings)
    asked = Asked([], [])
    said = gathered((statement for book in books for statement in _statements(book, lookup, options, asked)), findings)
    name_emptied(asked.empty, said, findings)
    name_lacking(asked.rows, said, lookup)
    held = filings(said.values(), workspace, options.update, findings)
    texts = new_texts(sound(held, findings), workspace, findings, progress)
    if findings.errors and not options.partial:
        texts = []
    remark(texts, workspace, as_of, findings)
    return Taken(findings, held, texts, wordings_of(texts, books))


def _statements(book: Book, lookup: Lookup, options: Options, asked: Asked) -> Iterator[Statement]:
    tables = [] if options.profile else [table for sheet in book.sheets for table in tables_of(sheet)]
    is_ours = tables or not (options.profile or has_profile(book, lookup.workspace))
    lost = without_marker(book) if is_ours else []
    if tables or lost:
        if options.period:
            lookup.findings.unused_period(book.name, options.period)
        for table in tables:
            yield from statements_of(table, lookup, asked)
        for sheet in lost:
            name_lost(sheet, lookup.findings)
        return
    profile = profile_for(book, lookup.workspace, options.profile)
    yield from foreign_statements(book, profile, lookup, options.period)
