"""A suggested import profile as the text of a file, with what its reader must look at in comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planctl.exchange.imports.header_words import Told
from planctl.exchange.imports.names import LONGEST_NAME
from planctl.exchange.imports.suggest import Suggestion, pattern_of
from planctl.exchange.imports.suggested_rows import Match, Rows
from planctl.exchange.imports.suggested_words import Words
from planctl.message import N_, Message, Plural, first_few
from planctl.render.language import Language
from planctl.render.terminal import clean
from planctl.source.editing.scalar import key_of, text_of
from planctl.source.entry import shortened

_MOST = 12
"""Names and cells that a remark lists."""
_STRANGE = {
    "periods": N_("No follow-ups; take away the sign # and write after each which one it is: T2"),
    "groups": N_("No groups of a KPI; take away the sign # and write after each which one it is, or totalt for the whole"),
    "no_value": N_("Words where numbers are expected; take away the sign # before those that mean no value"),
}


def profile_text(found: Suggestion, language: Language) -> str:
    """A file of kind import-profile."""
    return "\n".join(_lines(found, language)) + "\n"


def not_read(found: Suggestion) -> Message | None:
    """The columns of numbers that the profile leaves out; None where it reads them all."""
    if not found.left:
        return None
    return Plural(
        "{n} column of numbers is not read, since it is not known what it holds: {names}",
        "{n} columns of numbers are not read, since it is not known what they hold: {names}",
        n=len(found.left),
        names=first_few(found.left, _MOST),
    )


def assumed(found: Suggestion) -> Message | None:
    """The year that is taken where the file says none; None where it always says one."""
    if not found.assumes_year:
        return None
    return Message(
        "The file names follow-ups without their year; {year} is taken for it: look whether that is right", year=str(found.period.year)
    )


def not_named(found: Suggestion) -> Message | None:
    """The cells whose texts the profile leaves out since they are no names; None where there are none."""
    if not found.overlong:
        return None
    return Plural(
        "{n} cell holds a text of more than {limit} characters, which is left out here: {cells}",
        "{n} cells hold texts of more than {limit} characters, which are left out here: {cells}",
        n=len(found.overlong),
        limit=LONGEST_NAME,
        cells=first_few(found.overlong, _MOST),
    )


def try_it(found: Suggestion) -> Message:
    """What to do next."""
    return Message("Try it: {command}", command=found.command)


def _lines(found: Suggestion, language: Language) -> Iterator[str]:
    guess = found.guess
    remarks = filter(None, (assumed(found), not_named(found)))
    yield _comment(language, Message("A first profile for {file}. Look it through before you use it.", file=found.file))
    yield _comment(language, try_it(found))
    yield from (_comment(language, remark) for remark in remarks)
    yield "kind: import-profile"
    yield f"id: {text_of(found.id, flow=False)}"
    yield f"match: {text_of(pattern_of(found.file), flow=False)}"
    if guess.sheet.name:
        yield f"sheet: {text_of(guess.sheet.name, flow=False)}"
    yield f"header: {guess.header}"
    if found.needs_period:
        remark = Message("the follow-up of all rows; leave it out to give it with --period")
        yield f"period: {found.period}  {_comment(language, remark)}"
    if found.words.year:
        remark = Message("the year of follow-ups that are written without one")
        yield f"year: {found.words.year}  {_comment(language, remark)}"
    yield from _columns(found, language)
    if found.rows.fill_down:
        remark = Message("an empty cell means the one above")
        yield f"fill_down: [{', '.join(found.rows.fill_down)}]  {_comment(language, remark)}"
    yield from _words(found.words, language)
    yield from _units(found.rows, language)
    yield from _kpis(found.rows, language)


def _columns(found: Suggestion, language: Language) -> Iterator[str]:
    yield "columns:"
    yield from (f"  {key}: {text_of(name, flow=False)}" for key, name in found.columns.items())
    if found.values:
        yield "values:"
        yield from (_value(name, told, found, language) for name, told in found.values.items())
    if left := not_read(found):
        yield _comment(language, left)
        yield "ignore:"
        yield from (f"  - {text_of(name, flow=False)}" for name in found.left)


def _value(name: str, told: Told, found: Suggestion, language: Language) -> str:
    line = f"  {key_of(name)}: {{{', '.join(_told(told))}}}"
    remarks: list[Message] = []
    if name in found.without_year:
        remarks.append(Message("the header does not say which year"))
    if name in found.loose:
        remarks.append(Message("not all words of the header are known: look whether it is the outcome"))
    said = "; ".join(map(language.text, remarks))
    return f"{line}  # {clean(said)}" if said else line


def _told(told: Told) -> Iterator[str]:
    if told.period:
        yield f"period: {told.period}"
    if told.group:
        yield f"group: {text_of(told.group, flow=True)}"
    if told.unit:
        yield f"unit: {told.unit}"
    if told.field == "forecast":
        yield "field: forecast"


def _words(words: Words, language: Language) -> Iterator[str]:
    """What the words in the cells mean, by the keys of a profile."""
    known: Mapping[str, Mapping[str, str]] = {"periods": words.periods, "groups": words.groups, "no_value": words.no_value}
    for key, names in known.items():
        strange = words.strange[key]
        if names:
            yield f"{key}:"
            yield from (f"  {key_of(text)}: {text_of(meant, flow=False)}" for text, meant in names.items())
        if strange:
            yield _comment(language, Message(_STRANGE[key]))
            yield from _disabled(key, not names, (f"{key_of(text)}: {'missing' if key == 'no_value' else ''}".rstrip() for text in strange))


def _disabled(key: str, is_first: bool, lines: Iterable[str]) -> Iterator[str]:
    """Entries that become ones of the profile when the sign before them is taken away."""
    if is_first:
        yield f"#{key}:"
    yield from (f"#  {line}" for line in lines)


def _units(rows: Rows, language: Language) -> Iterator[str]:
    """The names of units that are no titles, each with the unit it is likest."""
    if rows.units:
        yield "units:"
        yield from (_meant(match, language) for match in rows.units)
    if rows.strange_units:
        yield _comment(language, Message("Unclear which unit is meant; write its id under units:"))
        lines = (_doubtful(f"{key_of(text)}:", match, language) for text, match in rows.strange_units)
        yield from _disabled("units", not rows.units, lines)


def _kpis(rows: Rows, language: Language) -> Iterator[str]:
    """The texts that are no titles, each with the KPI it is likest; those that add others up; and those that are like none."""
    yield _comment(
        language, Plural("{n} row has the very title or code of a KPI.", "{n} rows have the very title or code of a KPI.", n=rows.exact)
    )
    if rows.likely:
        yield "kpis:"
        yield from (_meant(match, language) for match in rows.likely)
    if rows.sums:
        yield "skip:"
        yield from (f"  - {text_of(text, flow=False)}" for text in rows.sums)
    if rows.unmatched:
        yield _comment(
            language,
            Message(
                "Unclear which KPI is meant, if any; take away the sign # before what is to be passed by, and write the rest under kpis:"
            ),
        )
        lines = (_doubtful(f"- {text_of(text, flow=False)}", match, language) for text, match in rows.unmatched)
        yield from _disabled("skip", not rows.sums, lines)


def _meant(match: Match, language: Language) -> str:
    return f"  {key_of(match.text)}: {match.meant}  {_likeness(match, language)}"


def _doubtful(line: str, match: Match | None, language: Language) -> str:
    return f"{line}  {_likeness(match, language, match.meant)}" if match else line


def _likeness(match: Match, language: Language, meant: str = "") -> str:
    """How like a text something is, as a remark; with what it is, where that stands nowhere else."""
    score, title = round(match.score * 100), shortened(match.title)
    if meant:
        return _comment(language, Message("likest, {score} %: {meant} ({title})", score=score, meant=meant, title=title))
    if not match.score:
        return _comment(language, Message("most of its rows are KPIs of {title}", title=title))
    return _comment(language, Message("{score} %: {title}", score=score, title=title))


def _comment(language: Language, message: Message) -> str:
    return "# " + clean(language.text(message))
