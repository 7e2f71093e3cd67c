"""Sentences, numbers, dates, rows and order, in Swedish and in English; and typer's own words."""

import datetime
import gettext
import os
import subprocess
import sys
import typing
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path
from random import Random
from typing import Annotated

import pytest
import typer
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_minus_sign_symbol, get_plus_sign_symbol, parse_pattern
from typer.exceptions import TyperException
from typer.testing import CliRunner

from planctl.message import Message, Plural
from planctl.render import language as module
from planctl.render.catalog import Catalog
from planctl.render.language import Language, install
from planctl.render.typer_messages import Command, Group, usage_error

SV, EN = Language.of("sv"), Language.of("en")
BOTH = pytest.mark.parametrize("language", [SV, EN], ids=lambda language: language.code)
DATES_AS_IN = {"sv": "sv", "en": "en_SE"}


def test_a_language_is_known_by_its_code() -> None:
    assert Language.of("sv") is SV
    with pytest.raises(ValueError, match="fi"):
        Language.of("fi")


# --- sentences ---


def test_a_sentence_is_shown_in_the_language() -> None:
    message = Message("two different units: {units}", units=("dagar", "%"))
    assert EN.text(message) == "two different units: dagar, %"
    assert SV.text(message) == "två olika enheter: dagar, %"


def test_a_marked_string_is_translated_and_never_filled_in() -> None:
    assert SV.text("The goal, in one sentence.") == "Målet i en mening."
    assert SV.text("{items} and {last}") == "{items} och {last}"
    assert SV.text("") == EN.text("") == ""


def test_braces_are_fields_only_where_there_are_values() -> None:
    assert EN.text(Message("written {a: 1, b: 2}")) == "written {a: 1, b: 2}"
    assert EN.text(Message("written {{{a}}}", a=1)) == "written {1}"


def test_what_has_no_translation_is_shown_in_english() -> None:
    assert SV.text("No catalog has this.") == "No catalog has this."
    assert SV.text(Plural("{n} such thing", "{n} such things", n=2)) == "2 such things"


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ("%s {x} as it is", "%s {x} as it is", "%s {x} as it is"),
        (2025, "2025", "2025"),
        (-3, "−3", "-3"),
        (20_000, "20\N{NO-BREAK SPACE}000", "20,000"),
        (Decimal("-1234.50"), "−1\N{NO-BREAK SPACE}234,50", "-1,234.50"),
        (datetime.date(2025, 4, 30), "30 apr. 2025", "30 Apr 2025"),
        (Message("the range goes backwards"), "intervallet går baklänges", "the range goes backwards"),
        (("a", 1, Decimal("0.5"), Message("Error")), "a, 1, 0,5, Fel", "a, 1, 0.5, Error"),
        ((), "", ""),
    ],
)
def test_each_field_is_written_as_the_language_writes_it(value: object, swedish: str, english: str) -> None:
    message = Message("{value}!", value=value)
    assert SV.text(message) == f"{swedish}!"
    assert EN.text(message) == f"{english}!"


@pytest.mark.parametrize(("n", "expected"), [(0, "0 dagar"), (1, "1 dag"), (2, "2 dagar")])
def test_plural_forms_come_from_the_catalog(n: int, expected: str, catalogs: Path) -> None:
    write_catalog(catalogs, 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} dag"\nmsgstr[1] "{n} dagar"\n')
    assert SV.text(Plural("{n} day", "{n} days", n=n)) == expected


# --- catalogs ---


@pytest.fixture
def catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A locale folder of the test's own."""
    monkeypatch.setattr(module, "LOCALE", tmp_path)
    module._catalog.cache_clear()
    yield tmp_path
    module._catalog.cache_clear()


def write_catalog(locale: Path, messages: str) -> Path:
    source = locale / "sv" / "LC_MESSAGES" / "planctl.po"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n' + messages,
        encoding="utf-8",
    )
    return source


def compiled(source: Path) -> Path:
    target = source.with_suffix(".mo")
    with source.open("rb") as text, target.open("wb") as file:
        write_mo(file, read_po(text))
    return target


def test_a_checkout_without_compiled_catalogs_reads_the_source(catalogs: Path) -> None:
    write_catalog(catalogs, 'msgid "goal"\nmsgstr "mål"\n')
    assert SV.text("goal") == "mål"


def test_an_installed_planctl_has_compiled_catalogs_only(catalogs: Path) -> None:
    source = write_catalog(catalogs, 'msgid "goal"\nmsgstr "mål"\n')
    compiled(source)
    source.unlink()
    assert SV.text("goal") == "mål"


def test_a_changed_source_wins_over_an_old_compiled_catalog(catalogs: Path) -> None:
    old = compiled(write_catalog(catalogs, 'msgid "goal"\nmsgstr "gammalt"\n'))
    new = write_catalog(catalogs, 'msgid "goal"\nmsgstr "nytt"\n')
    os.utime(old, (1, 1))
    assert SV.text("goal") == "nytt"
    os.utime(new, (0, 0))
    module._catalog.cache_clear()
    assert SV.text("goal") == "gammalt"


def test_without_babel_an_old_compiled_catalog_will_do(catalogs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = compiled(write_catalog(catalogs, 'msgid "goal"\nmsgstr "gammalt"\n'))
    os.utime(old, (1, 1))
    monkeypatch.setitem(sys.modules, "babel.messages.mofile", None)
    assert SV.text("goal") == "gammalt"


# --- numbers ---


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "swedish", "english"),
    [
        ("0", None, False, "0", "0"),
        ("-0.0", None, True, "0,0", "0.0"),
        ("6.40", None, False, "6,40", "6.40"),
        ("1E+3", None, False, "1 000", "1,000"),
        ("-1E-7", None, False, "−0,0000001", "-0.0000001"),
        ("12345678901234567890123456789012345.5", 0, False, "12 345 678 901 234 567 890 123 456 789 012 346", None),
        ("2.5", 0, False, "3", "3"),
        ("-2.5", 0, False, "−3", "-3"),
        ("0.05", 1, True, "+0,1", "+0.1"),
        ("-0.04", 1, True, "0,0", "0.0"),
        ("25", None, True, "+25", "+25"),
        ("25", 2, False, "25,00", "25.00"),
    ],
)
def test_numbers_are_exact(value: str, decimals: int | None, sign: bool, swedish: str, english: str | None) -> None:
    number = Decimal(value)
    assert SV.number(number, decimals, sign) == swedish.replace(" ", "\N{NO-BREAK SPACE}")
    assert EN.number(number, decimals, sign) == (english or swedish.replace(" ", ","))


@pytest.mark.parametrize(
    ("value", "unit", "swedish", "english"),
    [
        ("6.4", "%", "6,4~%", "6.4%"),
        ("6.4", "‰", "6,4~‰", "6.4‰"),
        ("12", "dagar", "12~dagar", "12~dagar"),
        ("3.5", "mkr", "3,5~mkr", "3.5~mkr"),
        ("3.5", "", "3,5", "3.5"),
        ("3.5", None, "3,5", "3.5"),
    ],
)
def test_a_number_stays_on_the_line_of_its_unit(value: str, unit: str | None, swedish: str, english: str) -> None:
    assert SV.quantity(Decimal(value), unit) == swedish.replace("~", "\N{NO-BREAK SPACE}")
    assert EN.quantity(Decimal(value), unit) == english.replace("~", "\N{NO-BREAK SPACE}")


def test_a_quantity_has_decimals_and_a_sign() -> None:
    assert SV.quantity(Decimal("0.4"), "%", decimals=2, sign=True) == "+0,40\N{NO-BREAK SPACE}%"


def some_numbers(count: int) -> Iterator[tuple[Decimal, int]]:
    """Numbers of many sizes, and how many decimals to show of each."""
    random = Random(2025)
    for _ in range(count):
        digits = tuple(random.choices(range(10), k=random.randint(1, 18)))
        yield Decimal((random.randint(0, 1), digits, -random.randint(0, 9))), random.randint(0, 4)


@BOTH
def test_numbers_are_written_as_in_cldr(language: Language) -> None:
    minus = get_minus_sign_symbol(language.code)  # Babel has the sign, but writes a hyphen
    for value, decimals in some_numbers(3000):
        plain = "#,##0" + ("." + "0" * decimals if decimals else "")
        with localcontext(prec=40, rounding=ROUND_HALF_UP):
            rounded = round(value, decimals) + 0  # adding nothing takes the sign from a zero
        expected = parse_pattern(plain).apply(rounded, language.code).replace("-", minus)
        assert language.number(value, decimals) == expected
        assert language.number(value, decimals, sign=True) == ("+" if rounded > 0 else "") + expected


@BOTH
def test_signs_are_those_of_cldr(language: Language) -> None:
    assert language.number(1, sign=True) == get_plus_sign_symbol(language.code) + "1"
    assert language.quantity(1, "%") == "1" + Locale(language.code).percent_formats[None].suffix[0]


@BOTH
def test_dates_are_written_as_in_cldr(language: Language) -> None:
    locale = DATES_AS_IN[language.code]
    for ordinal in range(datetime.date(2019, 12, 31).toordinal(), datetime.date(2025, 1, 2).toordinal()):
        day = datetime.date.fromordinal(ordinal)
        assert language.date(day) == format_date(day, "medium", locale)
        assert language.date(day, "short") == format_date(day, "short", locale)


@BOTH
def test_rows_are_written_as_in_cldr(language: Language) -> None:
    for count in range(6):
        items = list("abcdef"[:count])
        assert language.list(items) == format_list(items, "standard", DATES_AS_IN[language.code])
    assert language.list(("{x}", "%s")) in ("{x} och %s", "{x} and %s")


# --- order ---


def test_swedish_order_ends_with_its_own_letters() -> None:
    expected = ["10", "2", "Ande", "ande", "anden", "e", "é", "Édith", "Eslöv", "kost", "kost och tvätt", "kost-enhet", "kostnad"]
    expected += ["v", "w", "y", "ü", "Yngve", "Z", "zebra", "Å", "ångest", "Ä", "æ", "Ö", "ø", "öga"]
    shuffled = Random(1).sample(expected, len(expected))
    assert sorted(shuffled, key=SV.sort_key) == expected


def test_english_order_sees_letters_without_their_accents() -> None:
    assert sorted(["zebra", "öga", "Ängsö", "old", "bo"], key=EN.sort_key) == ["Ängsö", "bo", "öga", "old", "zebra"]


def test_composed_and_decomposed_letters_sort_alike() -> None:
    assert SV.sort_key("a\N{COMBINING RING ABOVE}r")[0] == SV.sort_key("år")[0]


# --- start-up ---


def test_numbers_and_dates_need_no_babel() -> None:
    code = (
        "import sys, datetime; from planctl.render.language import Language; sv = Language.of('sv'); "
        "sv.quantity(1, '%'); sv.date(datetime.date(2025, 1, 1)); print('babel' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | python_path())
    assert shown.stdout.strip() == "False"


def python_path() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(module.__file__).parents[2])}


# --- typer ---


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leaves gettext, and typer's help, as they were; with an environment that would choose another language."""
    monkeypatch.setattr(gettext, "dgettext", gettext.dgettext)
    monkeypatch.setenv("LANGUAGE", "de")
    yield
    install(EN)


def tiny_app(markup: typing.Literal["rich"] | None = "rich") -> typer.Typer:
    app = typer.Typer(cls=Group, help="The unit's goals.", add_completion=False, rich_markup_mode=markup)

    @app.callback()
    def root(lang: Annotated[typing.Literal["sv", "en"], typer.Option(help="The language to speak.")] = "sv") -> None: ...

    @app.command(cls=Command, help="What is measured.")
    def show(
        unit: Annotated[str, typer.Argument(help="The unit that reports.")],
        level: Annotated[int, typer.Option(max=3)] = 1,
        folder: Annotated[Path, typer.Option(exists=True, file_okay=False)] = Path(),
    ) -> None: ...

    @app.command(cls=Command, help="What others have.")
    def other() -> None: ...

    return app


def helped(*arguments: str, markup: typing.Literal["rich"] | None = "rich") -> str:
    return CliRunner().invoke(tiny_app(markup), [*arguments, "--help"], env={"COLUMNS": "100", "NO_COLOR": "1"}).output


@pytest.mark.usefixtures("spoken")
def test_help_is_in_the_installed_language() -> None:
    install(SV)
    shown = helped()
    for words in ("Användning: ", "[FLAGGOR] KOMMANDO [ARGUMENT]...", "Enhetens mål.", "─ Flaggor ─", "─ Kommandon ─", "Vad som mäts."):
        assert words in shown
    assert "Visa den här hjälpen och avsluta." in shown
    assert "Språket att använda. [förval: sv]" in shown
    assert "Enheten som rapporterar. [obligatoriskt]" in helped("show")


@pytest.mark.usefixtures("spoken")
def test_plain_help_is_in_the_installed_language_too() -> None:
    install(SV)
    assert helped(markup=None).splitlines() == [
        "Användning: root [FLAGGOR] KOMMANDO [ARGUMENT]...",
        "",
        "  Enhetens mål.",
        "",
        "Flaggor:",
        "  --lang <sv|en>  Språket att använda.  [förval: sv]",
        "  --help          Visa den här hjälpen och avsluta.",
        "",
        "Kommandon:",
        "  show   Vad som mäts.",
        "  other  Vad andra har.",
    ]


@pytest.mark.usefixtures("spoken")
def test_the_language_of_help_can_be_changed() -> None:
    install(SV)
    helped()
    install(EN)
    shown = helped()
    for words in ("Usage: ", "The unit's goals.", "─ Options ─", "─ Commands ─", "Show this message and exit.", "[default: sv]"):
        assert words in shown


def refused(*arguments: str) -> list[str]:
    with pytest.raises(TyperException) as refusal:
        tiny_app()([*arguments], standalone_mode=False, prog_name="planctl")
    return usage_error(refusal.value).splitlines()


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("shw", "Kommandot 'shw' finns inte. Menade du 'show'?"),
        ("zzz", "Kommandot 'zzz' finns inte."),
        ("", "Kommando saknas."),
        ("show", "Argumentet 'unit' saknas."),
        ("show a b", "För många argument: b"),
        ("other --hlp", "Flaggan --hlp finns inte. Menade du --help?"),
        ("show a --level", "Flaggan '--level' måste ha ett värde."),
        ("show a --level x", "Ogiltigt värde för '--level': ska vara ett heltal"),
        ("show a --level 9", "Ogiltigt värde för '--level': ska vara högst 3"),
        ("show a --folder nowhere", "Ogiltigt värde för '--folder': mappen 'nowhere' finns inte."),
        ("--lang fi show a", "Ogiltigt värde för '--lang': 'fi' är inte ett av 'sv', 'en'."),
        ("--lang=sv --nix", "Flaggan --nix finns inte."),
    ],
)
def test_a_broken_call_is_explained_in_swedish(arguments: str, expected: str) -> None:
    install(SV)
    assert refused(*arguments.split())[-1] == expected


@pytest.mark.usefixtures("spoken")
def test_a_broken_call_says_where_the_help_is() -> None:
    install(SV)
    assert refused("show") == [
        "Användning: planctl show [FLAGGOR] {unit}",
        "Hjälp finns med ”planctl show --help”.",
        "",
        "Argumentet 'unit' saknas.",
    ]
    install(EN)
    assert refused("show") == [
        "Usage: planctl show [OPTIONS] {unit}",
        "Try 'planctl show --help' for help.",
        "",
        "Missing argument 'unit'.",
    ]


def test_the_catalog_says_what_the_standard_library_reads_in_it() -> None:
    path = module.LOCALE / "sv" / "LC_MESSAGES" / "planctl.mo"
    catalog = Catalog.read(path)
    with path.open("rb") as file:
        standard = gettext.GNUTranslations(file)
    plurals = [key.split("\0") for key in catalog.sentences() if "\0" in key]
    singles = [key for key in catalog.sentences() if key and "\0" not in key]
    assert [catalog.gettext(key) for key in singles] == [standard.gettext(key) for key in singles]
    for one, many in plurals:
        assert [catalog.ngettext(one, many, n) for n in (0, 1, 2)] == [standard.ngettext(one, many, n) for n in (0, 1, 2)]
    assert len(singles) > 500
    assert len(plurals) > 10
