"""A suggested import profile as the text of a file, with what its reader must look at in comments."""

from __future__ import annotations

from collections.abc import Iterator

from planctl.exchange.imports.suggest import Suggestion, id_of, pattern_of
from planctl.exchange.imports.suggested_rows import Match, Rows
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
    if found.rows.fill_down:
        remark = Message("an empty cell means the one above")
        yield f"fill_down: [{', '.join(found.rows.fill_down)}]  {_comment(language, remark)}"
    yield from _units(found.rows, language)
    yield from _kpis(found.rows, language)


def _units(rows: Rows, language: Language) -> Iterator[str]:
    """The names of units that are no titles, each with the unit it is likest."""
    if rows.units:
        yield "units:"
        yield from (_meant(match, language) for match in rows.units)
    if rows.strange_units:
        yield _comment(language, Message("Like no unit; write the id of the one that is meant under units:"))
        yield from (f"#  {_doubtful(f' {key_of(text)}:', match, language)}" for text, match in rows.strange_units)


def _kpis(rows: Rows, language: Language) -> Iterator[str]:
    """The texts that are no titles, each with the KPI it is likest; and those that are like none."""
    yield _comment(language, Message("{n} rows have the very title or code of a KPI.", n=rows.exact))
    if rows.likely:
        yield "kpis:"
        yield from (_meant(match, language) for match in rows.likely)
    if rows.unmatched:
        yield _comment(
            language,
            Message("Like no KPI; take away the sign # before those that are to be passed by, and write the others under kpis:"),
        )
        yield "# skip:"
        yield from (_doubtful(f"#   - {text_of(text, flow=False)}", match, language) for text, match in rows.unmatched)


def _meant(match: Match, language: Language) -> str:
    return f"  {key_of(match.text)}: {match.meant}  {_likeness(match, language)}"


def _doubtful(line: str, match: Match | None, language: Language) -> str:
    return f"{line}  {_likeness(match, language, match.meant)}" if match else line


def _likeness(match: Match, language: Language, meant: str = "") -> str:
    """How like a text something is, as a remark; with what it is, where that stands nowhere else."""
    score = round(match.score * 100)
    if meant:
        return _comment(language, Message("likest, {score} %: {meant} ({title})", score=score, meant=meant, title=match.title))
    return _comment(language, Message("{score} %: {title}", score=score, title=match.title))


def _comment(language: Language, message: Message) -> str:
    return "# " + clean(language.text(message))
