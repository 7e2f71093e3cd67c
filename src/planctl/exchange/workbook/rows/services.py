"""The rows of the table of services: whether each promise was kept."""

from __future__ import annotations

from planctl.evaluate.status import ServiceResult, UnitResult
from planctl.exchange.workbook.formulas import is_blank, is_one_of
from planctl.exchange.workbook.layout import KEPT_WORDS, KEY
from planctl.exchange.workbook.rows.cell_kinds import check, choice, locked, text, unlisted, untaken
from planctl.exchange.workbook.sheet_model import Row
from planctl.exchange.workbook.words import names
from planctl.message import Message
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.workspace.calendar import Calendar


def service_rows(unit: UnitResult, language: Language, period: Period, calendar: Calendar) -> tuple[Row, ...]:
    """A row for each promise."""
    return tuple(_service(service, language) for service in unit.services)


def _service(service: ServiceResult, language: Language) -> Row:
    model = service.entry.model
    unkept = is_one_of("kept", [name for word in ("partly", "no") for name in names(word, KEPT_WORDS[word])])
    cases = [
        (is_blank("kept"), Message("Fill in whether it was kept")),
        *unlisted("kept", KEPT_WORDS),
        (f"AND({unkept},{is_blank('comment')})", Message("Fill in a comment")),
        *untaken("comment"),
    ]
    return {
        KEY: locked(service.entry.address),
        "title": locked(model.title),
        "promise": locked(model.promise),
        "within": locked(", ".join(filter(None, (model.within, model.starts)))),
        "kept": choice(language, service.kept, KEPT_WORDS),
        "comment": text(language, service.comment, Message("Required when the promise was not wholly kept.")),
        "check": check(language, cases),
    }
