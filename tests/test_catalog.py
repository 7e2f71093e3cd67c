"""The Swedish catalog is whole: every sentence of the sources is translated, and nothing else is. What is missing is listed."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCES = ("src/planctl", "templates")
SWEDISH = ROOT / "src/planctl/locale/sv/LC_MESSAGES/planctl.po"
KEYWORDS = DEFAULT_KEYWORDS | {"Message": None, "Plural": (1, 2), "N_": None}


@cache
def collected() -> Catalog:
    """The messages of the sources, as `make locale` collects them."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalog = Catalog()
    for folder in SOURCES:
        for _, line, msgid, _, context in extract_from_dir(ROOT / folder, methods, options, KEYWORDS):
            catalog.add(msgid, None, [(folder, line)], context=context)
    return catalog


@cache
def swedish() -> Catalog:
    with SWEDISH.open("rb") as file:
        return read_po(file, locale="sv", domain="planctl")


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def ids(catalog: Iterable[Message]) -> set[str]:
    return {forms(message.id)[0] for message in catalog}


def forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """The one form of a sentence, or its singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def fields(*texts: str) -> set[str]:
    return {field for text in texts for field in re.findall(r"\{(\w*)\}", text)}


def listed(faults: Iterable[str]) -> str:
    return "\n  ".join(["", *sorted(faults)])


def test_every_sentence_is_translated() -> None:
    translated = ids(message for message in messages(swedish()) if all(forms(message.string) or [""]))
    missing = ids(messages(collected())) - translated
    assert not missing, "not in Swedish yet (run `make locale`, then fill in planctl.po):" + listed(missing)


def test_nothing_else_is_translated() -> None:
    left = ids(messages(swedish())) - ids(messages(collected())) | ids(swedish().obsolete.values())
    assert not left, "no longer in the sources (run `make locale`):" + listed(left)


def test_no_translation_is_a_guess() -> None:
    fuzzy = ids(message for message in messages(swedish()) if message.fuzzy)
    assert not fuzzy, "marked fuzzy:" + listed(fuzzy)


def test_translations_have_the_fields_of_their_sentences() -> None:
    wrong = [
        f"{message.id!r} → {translation!r}"
        for message in messages(swedish())
        for translation in forms(message.string)
        if translation and fields(translation) != fields(*forms(message.id))
    ]
    assert not wrong, "other fields than in English:" + listed(wrong)


def test_translations_can_be_filled_in() -> None:
    broken = [message.string for message in messages(swedish()) if fillable(message.id) and not fillable(message.string)]
    assert not broken, "a brace is open:" + listed(map(str, broken))


def fillable(texts: str | Iterable[str] | None) -> bool:
    try:
        return all(list(Formatter().parse(text)) is not None for text in forms(texts))
    except ValueError:
        return False


def test_plurals_are_plurals_in_both() -> None:
    singular = [message.id for message in messages(swedish()) if len(forms(message.id)) != len(forms(message.string))]
    assert not singular, listed(map(str, singular))


def test_the_catalog_is_in_its_normal_form() -> None:
    """Sorted, unwrapped and without places: two who add messages seldom touch the same lines."""
    normal = BytesIO()
    write_po(normal, swedish(), width=0, no_location=True, sort_output=True, ignore_obsolete=True, omit_header=True)
    _, _, body = SWEDISH.read_text(encoding="utf-8").partition("\n\n")
    assert body.strip() == normal.getvalue().decode().strip(), "run `make locale`"


# --- the sources ---


def calls_of_messages() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted((ROOT / "src/planctl").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Message", "Plural", "N_"):
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node


def test_sentences_are_written_out_so_that_they_can_be_collected() -> None:
    known = ids(messages(collected()))
    lost = [place for place, call in calls_of_messages() if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)]
    lost += [f"{place}: {text}" for place, call in calls_of_messages() if (text := sentences(call)[:1]) and text[0] not in known]
    assert not lost, listed(lost)


def test_every_message_is_given_the_fields_of_its_sentence() -> None:
    wrong = [f"{place}: {sentences(call)[0]}" for place, call in calls_of_messages() if sentences(call) and not given_its_fields(call)]
    assert not wrong, "the fields in braces and the values given differ:" + listed(wrong)


def given_its_fields(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Name)
    given = {keyword.arg for keyword in call.keywords}
    if call.func.id == "N_" or None in given:  # None: values passed on as **values
        return True
    if not given:
        return not fields(*sentences(call)) and "{{" not in sentences(call)[0]
    return filled(sentences(call)) | ({"n"} if call.func.id == "Plural" else set()) == given


def sentences(call: ast.Call) -> tuple[str, ...]:
    return tuple(argument.value for argument in call.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str))


def filled(texts: tuple[str, ...]) -> set[str]:
    """The fields as `str.format` sees them."""
    return {field for text in texts for _, field, _, _ in Formatter().parse(text) if field is not None}


@pytest.mark.parametrize(
    ("source", "right"),
    [
        ('Message("{a} and {b}", a=1, b=2)', True),
        ('Message("{a} and {b}", a=1)', False),
        ('Message("{a}", a=1, b=2)', False),
        ('Message("{a}")', False),
        ('Message("{a: 1, b: 2}")', True),
        ('Message("{{a}}")', False),
        ('Message("{{a}} {b}", b=1)', True),
        ('Message("{a}", **values)', True),
        ('Plural("one {a}", "{n} {a}", n=1, a=2)', True),
        ('Plural("{n} one", "{n} many", n=1)', True),
        ('Plural("{n} one", "{n} {a}", n=1)', False),
    ],
)
def test_forgotten_fields_are_found(source: str, right: bool) -> None:
    call = ast.parse(source, mode="eval").body
    assert isinstance(call, ast.Call)
    assert given_its_fields(call) is right
