"""A diff as sentences in a language, apart from how a terminal or Markdown writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from planctl.evaluate.status import Status
from planctl.message import N_, Message, Plural
from planctl.render.language import Language
from planctl.render.revisions.words import AMBITION_WORDS, MOVED_AND_RENAMED, SORT_WORDS, WHAT_WORDS, counted, field_words, holding
from planctl.render.words import STATUS_WORDS, capital
from planctl.revisions.differences import Ambition, BrokenSupport, Diff, Difference, Effect, Field, Sort, Unread, What
from planctl.revisions.word_diff import Piece, pieces, pieces_of_items

_LONG = 48
"""Letters: a longer text is shown word by word."""
_BETWEEN = "; "
_BLANK = re.compile(r"\s")
_NO_QUANTITIES = frozenset(("municipality_code", "period", "reference"))
"""Fields in which a number counts nothing, as the years of a plan."""


class Detail(NamedTuple):
    """One field: its name, and how its value was changed; `pieces` where it is a long text."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()


class Item(NamedTuple):
    """One thing that differs. `notes` weigh more than its details; `alarming` where one of them is that less is asked for."""

    what: What
    sort: str
    title: str
    address: str
    word: str
    notes: tuple[str, ...]
    details: tuple[Detail, ...]
    alarming: bool


class Light(NamedTuple):
    """A status that differs."""

    sort: str
    title: str
    address: str
    before: Status | None
    after: Status | None
    before_word: str
    after_word: str


class Section(NamedTuple):
    """What differs in a unit."""

    title: str
    items: tuple[Item, ...]
    lights: tuple[Light, ...]


class View:
    """The sentences of one diff."""

    def __init__(self, diff: Diff, language: Language) -> None:
        self.diff, self.language = diff, language
        self.text = language.text

    def heading(self) -> str:
        return self.text(
            Message(
                "{organisation}: from {base} to {head}, statuses at {period}",
                organisation=self.diff.organisation,
                base=self.diff.base,
                head=_revision(self.diff.head),
                period=str(self.diff.period),
            )
        )

    def sections(self) -> Iterator[Section]:
        """Unit by unit, in the order in which they first differ."""
        units = dict.fromkeys([*(known.unit for known in self.diff.differences), *(effect.unit for effect in self.diff.effects)])
        for unit in units:
            yield Section(
                self._unit_title(unit),
                tuple(self._item(difference) for difference in self.diff.differences if difference.unit == unit),
                tuple(self._light(effect) for effect in self.diff.effects if effect.unit == unit),
            )

    def _unit_title(self, unit: str) -> str:
        return self.diff.titles.get(unit, unit)

    def _item(self, difference: Difference) -> Item:
        is_changed = difference.what in (What.CHANGED, What.RENAMED, What.MOVED) or difference.sort is Sort.OUTCOME
        title = f"{difference.title} {difference.period}" if difference.sort is Sort.OUTCOME else difference.title
        return Item(
            difference.what,
            self._word(SORT_WORDS[difference.sort]),
            title,
            difference.address,
            self.text(MOVED_AND_RENAMED if difference.moved and difference.what is What.RENAMED else WHAT_WORDS[difference.what]),
            tuple(self._notes(difference)),
            tuple(detail_of(field, difference.sort, self.language) for field in difference.fields) if is_changed else (),
            difference.is_ambition(Ambition.LOWERED),
        )

    def _word(self, word: str) -> str:
        """A word inside a sentence: a small letter first, unless it is an abbreviation."""
        text = self.text(word)
        return text if text.isupper() else text[:1].lower() + text[1:]

    def _notes(self, difference: Difference) -> Iterator[str]:
        if difference.former:
            yield self.text(Message("was {address}", address=difference.former))
        if difference.parent or difference.former_parent:
            yield self._moved(difference)
        for ambition in Ambition:
            years = tuple(str(year) for year, moved in difference.ambition.items() if moved is ambition)
            if years:
                word = Message(AMBITION_WORDS[ambition])
                all_of_them = len(years) == len(difference.ambition) > 1
                yield self.text(word if all_of_them else Message("{ambition} {years}", ambition=word, years=years))
        if difference.holds:
            parts = [self.text(holding(sort, n)) for sort, n in difference.holds.items() if n]
            if parts:
                yield self.text(Message("with {things}", things=self.language.list(parts)))

    def _moved(self, difference: Difference) -> str:
        nowhere = self.text(Message("no goal"))
        return self.text(
            Message("from {before} to {after}", before=difference.former_parent or nowhere, after=difference.parent or nowhere)
        )

    def _light(self, effect: Effect) -> Light:
        return Light(
            self._word(SORT_WORDS[effect.sort]),
            effect.title,
            effect.address,
            effect.before,
            effect.after,
            *(self.text(STATUS_WORDS[status] if status else N_("not there")) for status in (effect.before, effect.after)),
        )

    def warnings(self) -> Iterator[str]:
        """What a reviewer must not miss."""
        for unread in self.diff.unread:
            yield self.text(_unread(unread))
        for file in dict.fromkeys(difference.place.file for difference in self.diff.differences if difference.decided):
            yield self.text(Message("{file} was decided, and is changed without a new decision: see planctl decide", file=file))
        by_goal: dict[tuple[str, str, bool], list[BrokenSupport]] = {}
        for broken in self.diff.broken:
            by_goal.setdefault((broken.supports, broken.now, broken.was_there), []).append(broken)
        for (goal, now, was_there), supporting in by_goal.items():
            yield self.text(self._broken(goal, now, was_there, [broken.address for broken in supporting]))

    def _broken(self, goal: str, now: str, was_there: bool, addresses: list[str]) -> Message:
        """All that support a goal in one sentence."""
        address, n = self.language.list(addresses), len(addresses)
        if now:
            return Plural(
                "{address} supports {goal}, which is called {now} now",
                "{address} support {goal}, which is called {now} now",
                n=n,
                address=address,
                goal=goal,
                now=now,
            )
        if not was_there:
            return Plural(
                "{address} supports {goal}, and there is no such goal",
                "{address} support {goal}, and there is no such goal",
                n=n,
                address=address,
                goal=goal,
            )
        return Plural(
            "{address} supports {goal}, which is gone", "{address} support {goal}, which is gone", n=n, address=address, goal=goal
        )

    def summary(self) -> str:
        """All of it in a sentence."""
        if self.diff.is_empty:
            return self.text(Message("Nothing differs in meaning."))
        counts = Counter(difference.what for difference in self.diff.differences)
        parts: list[Message] = [counted(what, counts[what]) for what in What if counts[what]]
        for ambition in (Ambition.LOWERED, Ambition.RAISED):
            n = sum(difference.is_ambition(ambition) for difference in self.diff.differences)
            parts += [Message("{ambition} for {n}", ambition=Message(AMBITION_WORDS[ambition]), n=n)] if n else []
        worse, better = sum(effect.is_worse for effect in self.diff.effects), sum(effect.is_better for effect in self.diff.effects)
        parts += [Message("{n} to a worse colour", n=worse)] if worse else []
        parts += [Message("{n} to a better colour", n=better)] if better else []
        if not parts:
            return self.text(Message("Nothing differs in what can be read."))
        return capital(self.language.list([self.text(part) for part in parts])) + "."


def _revision(name: str) -> str | Message:
    return name or Message("the working tree")


def _unread(unread: Unread) -> Message:
    revision = _revision(unread.revision)
    if not unread.places:
        return Message("{file} can't be read whole at {revision}: what is in it is not compared", file=unread.file, revision=revision)
    return Message(
        "{file} has faults at {revision}: what stands there is not compared, nor are the colours of the unit ({places})",
        file=unread.file,
        revision=revision,
        places=tuple(".".join(map(str, path)) for path in unread.places),
    )


def detail_of(field: Field, sort: Sort, language: Language) -> Detail:
    """A field that differs, of something of a sort, in a language."""
    label = " ".join(language.text(word) for word in field_words(field.name, sort))
    before, after = (_written(field.name, value, language) for value in (field.before, field.after))
    is_text = isinstance(field.before, (str, tuple)) and isinstance(field.after, (str, tuple)) and max(len(before), len(after)) > _LONG
    return Detail(label, before, after, tuple(_pieces(field, before, after)) if is_text else ())


def _pieces(field: Field, before: str, after: str) -> list[Piece]:
    """Of a list of names or addresses, which are no sentences, each is compared whole."""
    if isinstance(field.before, tuple) and isinstance(field.after, tuple):
        old, new = ([str(item) for item in side] for side in (field.before, field.after))
        if not any(map(_BLANK.search, (*old, *new))):
            return pieces_of_items(old, new, _BETWEEN)
    return pieces(before, after)


def _written(name: str, value: Any, language: Language) -> str:
    return written(str(value) if name.rpartition(".")[2] in _NO_QUANTITIES and isinstance(value, int) else value, language)


def written(value: Any, language: Language) -> str:
    """A value as it stands in the file; numbers as the language writes them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return _BETWEEN.join(written(item, language) for item in value)
    if isinstance(value, (int, float)):
        return language.number(Decimal(str(value)))
    return " ".join(str(value).split())
