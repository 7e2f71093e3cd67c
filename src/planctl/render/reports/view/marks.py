"""A status, a change and the like as a reader sees it: a shape, a word and a class, so that colour never stands alone."""

from typing import NamedTuple

from planctl.evaluate.status import COLOURS, ActivityResult, Change, Status
from planctl.message import N_, Message
from planctl.render.language import Language
from planctl.render.words import ACTIVITY_WORDS, CHANGE_WORDS, DOCUMENT_WORDS, KEPT_WORDS, OVERDUE, STATUS_WORDS, UNICODE, counted

_DOCUMENTS = {**DOCUMENT_WORDS, "decided": N_("decided"), "superseded": N_("superseded")}
_ACTIVITY_SHAPES = {"planned": "○", "ongoing": "◐", "done": UNICODE.status[Status.GREEN], "cancelled": "∅"}
_KEPT = {"yes": Status.GREEN, "partly": Status.YELLOW, "no": Status.RED}
_DOCUMENT_SHAPES = {"draft": "✎", "proposed": "✎", "decided": UNICODE.status[Status.GREEN], "superseded": "∅"}
_NOT_REPORTED = N_("not reported")
_MISSED = N_("missed")


class Mark(NamedTuple):
    """A status, a change, or how far something has come. Show the shape and the word together."""

    code: str
    """The code of the file format: `green`, `not-applicable`, `better`, `ongoing`, `partly`."""
    word: str
    """The word in the reader's language: grön."""
    shape: str
    """A sign that tells it apart without colour: ✔."""
    css: str
    """The class that gives it its colour in HTML: `status-green`, `change-better`, `activity-done`, `document-draft`."""


class Count(NamedTuple):
    """How many there are of one status."""

    mark: Mark
    """The status."""
    n: int
    """How many."""
    text: str
    """Both in words: 3 gröna."""


def status_mark(language: Language, status: Status) -> Mark:
    return Mark(status.value, language.text(STATUS_WORDS[status]), UNICODE.status[status], f"status-{status.value}")


def change_mark(language: Language, change: Change) -> Mark:
    return Mark(change.value, language.text(CHANGE_WORDS[change]), UNICODE.change[change], f"change-{change.value}")


def activity_mark(language: Language, result: ActivityResult) -> Mark:
    return Mark(result.status, language.text(ACTIVITY_WORDS[result.status]), _ACTIVITY_SHAPES[result.status], f"activity-{result.status}")


def overdue_mark(language: Language) -> Mark:
    return Mark("overdue", language.text(OVERDUE), UNICODE.warning, "activity-overdue")


def missed_mark(language: Language) -> Mark:
    """On a first date that has passed, where a new one was set."""
    return Mark("missed", language.text(_MISSED), UNICODE.warning, "activity-missed")


def kept_mark(language: Language, kept: str | None) -> Mark:
    """Whether a promise was kept; without a report, that nothing is reported."""
    if kept is None:
        return Mark("not-reported", language.text(_NOT_REPORTED), UNICODE.status[Status.MISSING], "kept-not-reported")
    return Mark(kept, language.text(KEPT_WORDS[kept]), UNICODE.status[_KEPT[kept]], f"status-{_KEPT[kept].value}")


def document_mark(language: Language, status: str) -> Mark:
    return Mark(status, language.text(_DOCUMENTS[status]), _DOCUMENT_SHAPES[status], f"document-{status}")


def counts_of(language: Language, statuses: list[Status]) -> tuple[Count, ...]:
    """How many of each, green first as on a report, then what has no colour."""
    order = [*reversed(COLOURS), *(status for status in Status if not status.is_colour)]
    found = ((status, statuses.count(status)) for status in order)
    return tuple(Count(status_mark(language, status), n, language.text(counted(status, n))) for status, n in found if n)


def kept_counts(language: Language, kept: list[str | None]) -> tuple[Count, ...]:
    found = ((code, kept.count(code)) for code in ("yes", "partly", "no", None))
    marks = ((kept_mark(language, code), n) for code, n in found if n)
    return tuple(Count(mark, n, language.text(Message("{n} {status}", n=n, status=mark.word))) for mark, n in marks)
