"""Where `Message`s become Swedish or English, and where values are written as the language writes them.

Sentences come from gettext catalogs, numbers and dates from `render.symbols`. Babel would write both as well, but its first number costs
14 ms (2 to import, 12 to load the language's data) where typer, pydantic and rich together take 65, each later one 6 µs instead of 1 to 2,
and its minus is a hyphen in every language. So Babel collects and compiles the catalogs, and is not needed when planctl runs.
"""

from __future__ import annotations

import datetime
import gettext
import importlib
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from planctl.message import N_, Message, Plural
from planctl.notation.number import round_half_away
from planctl.render.catalog import Catalog
from planctl.render.symbols import NO_BREAK_SPACE, SYMBOLS, Symbols

LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "planctl"

_SERIES = N_("{items} and {last}")

SortKey = tuple[str, str, str]


class Language:
    """A language to show things in: `Language.of("sv")`. It depends on its code alone, never on the process's environment."""

    __slots__ = ("code",)

    def __init__(self, code: str) -> None:
        if code not in SYMBOLS:
            raise ValueError(f"planctl does not speak {code!r}")
        self.code = code

    @staticmethod
    @cache
    def of(code: str) -> Language:
        """The language of a code, `sv` or `en`."""
        return Language(code)

    def text(self, message: Message | str) -> str:
        """A message, or a string marked with `N_`, as a sentence. What has no translation is shown in English.

        Braces are fields where there are values to fill in; a sentence without values is shown as it is.
        """
        if isinstance(message, str):
            return self._translated(message)
        values = {name: self._value(value) for name, value in message.values.items()}
        sentence = self._sentence(message)
        return sentence.format(**values) if values else sentence

    def number(self, value: Decimal | int, decimals: int | None = None, sign: bool = False) -> str:
        """A number: all of its digits, or rounded half away from zero to `decimals`; with `sign`, a plus before what is above zero."""
        exact = Decimal(value) if decimals is None else round_half_away(Decimal(value), decimals)
        return self._sign(exact, sign) + self._digits(format(exact.copy_abs(), ",f"))

    def quantity(self, value: Decimal | int, unit: str | None, decimals: int | None = None, sign: bool = False) -> str:
        """A number with its unit, kept on one line: `6,4 %`, `12 dagar`."""
        number = self.number(value, decimals, sign)
        if not unit:
            return number
        space = self._symbols.before_percent if unit in ("%", "‰") else NO_BREAK_SPACE
        return f"{number}{space}{unit}"

    def date(self, value: datetime.date, form: Literal["medium", "short"] = "medium") -> str:
        """A date: `30 apr. 2025`, or short, `2025-04-30`."""
        if form == "short":
            return value.isoformat()
        return f"{value.day} {self._symbols.months[value.month - 1]} {value.year}"

    def list(self, items: Sequence[str]) -> str:
        """Things in a row: `a, b och c`."""
        *others, last = items or [""]
        return self.text(_SERIES).format(items=", ".join(others), last=last) if others else last

    def sort_key(self, text: str) -> SortKey:
        """For `sorted`: in the order of the language's alphabet; then without accents before with; then by case."""
        folded = unicodedata.normalize("NFKC", text).casefold()
        letters = folded.translate(_alphabet(self.code))
        return (_without_accents(letters), folded, text)

    @property
    def decimal_sign(self) -> str:
        """What stands before the decimals of a number."""
        return self._symbols.decimal

    @property
    def _symbols(self) -> Symbols:
        return SYMBOLS[self.code]

    def _sentence(self, message: Message) -> str:
        if isinstance(message, Plural):
            return _catalog(self.code).ngettext(message.msgid, message.many, message.values["n"])
        return self._translated(message.msgid)

    def _translated(self, msgid: str) -> str:
        return _catalog(self.code).gettext(msgid) if msgid else ""  # the catalog keeps its header under the empty msgid

    def _value(self, value: Any) -> str:
        match value:
            case str():
                return value
            case Message():
                return self.text(value)
            case int():
                return self._count(value)
            case Decimal():
                return self.number(value)
            case datetime.date():
                return self.date(value)
            case tuple():
                return ", ".join(map(self._value, value))
        return str(value)

    def _count(self, value: int) -> str:
        # Four digits may be a year, and are written without a space.
        return self.number(value) if abs(value) >= 10_000 else self._sign(value, plus=False) + str(abs(value))

    def _sign(self, value: Decimal | int, plus: bool) -> str:
        if value < 0:
            return self._symbols.minus
        return "+" if plus and value > 0 else ""

    def _digits(self, digits: str) -> str:
        whole, point, fraction = digits.partition(".")
        return whole.replace(",", self._symbols.group) + (self._symbols.decimal + fraction if point else "")


def install(language: Language) -> None:
    """Let `language` answer those who ask the standard library's gettext: typer does, for the words of its help.

    gettext itself would find a catalog by the environment (LANGUAGE, LANG); here planctl has chosen. Call it before typer shows anything.
    """
    gettext.dgettext = lambda domain, message: language.text(message)
    if typers_help := sys.modules.get("typer.rich_utils"):
        importlib.reload(typers_help)  # it asked when it was imported


@cache
def _alphabet(code: str) -> dict[int, str]:
    return str.maketrans(SYMBOLS[code].letters)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(character for character in unicodedata.normalize("NFD", text) if not unicodedata.combining(character))


@cache
def _catalog(code: str) -> gettext.NullTranslations:
    source = LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if _changed(source) > _changed(source.with_suffix(".mo")):
        with suppress(ImportError):  # without Babel the catalog as it was last compiled will do
            return _compile(source)
    compiled = source.with_suffix(".mo")
    return Catalog.read(compiled) if compiled.exists() else gettext.NullTranslations()  # English has none: its sentences are the msgids


def _changed(path: Path) -> float:
    return path.stat().st_mtime if path.exists() else 0.0


def _compile(source: Path) -> gettext.NullTranslations:
    """The catalog of a source checkout where it has not been compiled since it was changed; an installed planctl has no .po files."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, domain=DOMAIN))
    return Catalog(compiled.getvalue())
