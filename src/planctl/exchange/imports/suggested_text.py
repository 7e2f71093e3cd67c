"""A suggested import profile as the text of a file, with what its reader must look at in comments."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.exchange.imports.suggest import Suggestion, id_of, pattern_of
from planctl.message import Message
from planctl.render.language import Language
from planctl.render.terminal import clean
from planctl.source.editing.scalar import key_of, text_of


def profile_text(found: Suggestion, language: Language) -> str:
    """A file of kind import-profile."""
    return "\n".join(_lines(found, language)) + "\n"


def _lines(found: Suggestion, language: Language) -> Iterator[str]:
    guess = found.guess
    yield _comment(language, Message("A first profile for {file}. Look through it, and try it with --dry-run.", file=found.file))
    yield "kind: import-profile"
    yield f"id: {text_of(id_of(found.file), flow=False)}"
    yield f"match: {text_of(pattern_of(found.file), flow=False)}"
    if guess.sheet.name:
        yield f"sheet: {text_of(guess.sheet.name, flow=False)}"
    yield f"header: {guess.header}"
    if "period" not in found.columns and (not found.values or set(found.columns) - {"kpi", "unit", "group"}):
        remark = Message("the follow-up of all rows; leave it out to give it with --period")
        yield f"period: {found.period}  {_comment(language, remark)}"
    yield "columns:"
    yield from (f"  {key}: {text_of(name, flow=False)}" for key, name in found.columns.items())
    if found.values:
        yield "values:"
        yield from (f"  {key_of(name)}: {{period: {period}}}" for name, period in found.values.items())
    yield from _rows(found, language)


def _rows(found: Suggestion, language: Language) -> Iterator[str]:
    """The texts that are no titles, each with the KPI it is likest; and those that are like none."""
    yield _comment(language, Message("{n} rows have the very title or code of a KPI.", n=found.exact))
    if found.likely:
        yield "kpis:"
        for match in found.likely:
            likeness = Message("{score} %: {title}", score=round(match.score * 100), title=match.kpi.model.title)
            yield f"  {key_of(match.text)}: {match.kpi.address}  {_comment(language, likeness)}"
    if found.unmatched:
        yield _comment(language, Message("Like no KPI; take away the sign # before those that are to be passed by:"))
        yield "# skip:"
        yield from (f"#   - {text_of(text, flow=False)}" for text in found.unmatched)


def _comment(language: Language, message: Message) -> str:
    return "# " + clean(language.text(message))
