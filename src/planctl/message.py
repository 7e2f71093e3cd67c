"""A sentence for a user, kept apart from the language it will be shown in.

Every layer speaks in `Message`s; only `render.language` turns them into Swedish or English. Babel collects the first argument of
`Message(...)`, `Plural(...)` and `N_(...)` into the catalogs under `locale/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def N_(text: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark a plain string for translation; it is translated where it is shown."""
    return text


class Message:
    """A translatable sentence: an English `msgid` with `{named}` fields, and the values of the fields.

    A value may be a str, int, Decimal, date, another `Message`, or a tuple of these; the language formats each as its own.
    """

    __slots__ = ("msgid", "values")

    def __init__(self, msgid: str, /, **values: Any) -> None:
        self.msgid = msgid
        self.values = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and type(other) is type(self) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self.msgid)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.msgid!r}, {self.values!r})"

    def _key(self) -> tuple[Any, ...]:
        return (self.msgid, self.values)


class Plural(Message):
    """A sentence with a singular and a plural form, chosen by the field `n`."""

    __slots__ = ("many",)

    def __init__(self, msgid: str, many: str, /, *, n: int, **values: Any) -> None:
        super().__init__(msgid, n=n, **values)
        self.many = many

    def _key(self) -> tuple[Any, ...]:
        return (self.msgid, self.many, self.values)


def first_few(names: Sequence[str | Message], most: int, n: int | None = None) -> tuple[str | Message, ...]:
    """So many of the names, and how many more there are; `n` counts them all, where they are not all given."""
    more = (len(names) if n is None else n) - most
    return (*names[:most], Message("and {n} more", n=more)) if more > 0 else tuple(names)
