"""What number formats make of numbers: read as they are, in per cent, as dates; or refused, since the cell shows another number."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from planctl.exchange.reading.cells import Kind
from planctl.exchange.reading.formats import shown_by
from planctl.exchange.reading.xlsx import read_workbook
from tests.exchange.books import own_workbook, write
from tests.exchange.imported import found, hints, said, take, take_files, workspace_in

NUMBER, PERCENT, DATE, OTHER = Kind.NUMBER, Kind.PERCENT, Kind.DATE, Kind.DISGUISED
TIME, HOURS = Kind.TIME, Kind.DURATION

ALL_NUMBERS: dict[str, Kind] = {
    "": NUMBER, "General": NUMBER, "Standard": NUMBER, "@": NUMBER, '"x"@': NUMBER, "General;@": NUMBER, 'General" st"': NUMBER,
    "0": NUMBER, "0.0": NUMBER, "#,##0.00": NUMBER, "# ##0": NUMBER, "#\\ ##0.0": NUMBER, "#\u00a0##0": NUMBER, "0_": NUMBER, "0\\": NUMBER,
    "0.0E+00": NUMBER, "##0.0E+0": NUMBER, "# ?/?": NUMBER, "# 0/8": NUMBER, "# 0/100": NUMBER,
    '0 "% av målet"': NUMBER, '0"%"': NUMBER, "0\\%": NUMBER, '0"‰"': NUMBER, '0.0 "dagar"': NUMBER, "0\\ \\d": NUMBER, '0" m2"': NUMBER,
    '"ca "0': NUMBER, '"kr. "0': NUMBER, '0" (st)"': NUMBER, '0.0" av 10"': NUMBER, "[$kr-41D] #,##0": NUMBER, "[$-41D]#,##0.00": NUMBER,
    "0%": PERCENT, "0.0\\ %": PERCENT, '"a;b"0%': PERCENT, "0%;-0%": PERCENT, "0%;-0%;0%;@": PERCENT, "[$-41D]0%": PERCENT,
    "yyyy-mm-dd": DATE, "yyyy-mm-dd;@": DATE, "yyyy-mm-dd hh:mm": DATE, "mmm": DATE, "h:mm": TIME, "[$-F400]h:mm:ss AM/PM": TIME,
    "mm:ss.0": TIME, "[h]:mm": HOURS, "[mm]:ss": HOURS, "[h]\" tim\"": HOURS, "[$-41D]d mmmm yyyy;@": DATE,
    "[Red]0.0;[Blue]-0.0": NUMBER, "0;(0)": NUMBER, "0;[Red]0": NUMBER, "+0.0;-0.0;0.0": NUMBER, "0.00_);[Red](0.00)": NUMBER,
    '_-* #,##0.00\\ "kr"_-;\\-* #,##0.00\\ "kr"_-;_-* "-"??\\ "kr"_-;_-@_-': NUMBER,
    "[>0]0;-0": NUMBER, "[>=0]0;-0": NUMBER, "[<0]-0;0": NUMBER, "0;\u22120": NUMBER,
    "#,##0,": OTHER, "0,,": OTHER, "0.0,": OTHER, "0,.0": OTHER, '0," tkr"': OTHER, "#\\ ##0,": OTHER, "0,%": OTHER, "0%%": OTHER,
    "[<1]0%;0": OTHER, '[>=1000]0,"k";0': OTHER, "[<90]0": OTHER,
    '" "': OTHER, ";": OTHER, ";;": OTHER, ";;;": OTHER, ";;;@": OTHER, "**;**;**;**": OTHER,
    '"hej"': OTHER, '"Ja";"Ja";"Nej"': OTHER, '"0': OTHER,
    '0"000"': OTHER, "0\\0": OTHER, '"1"0': OTHER, "0\\.0": OTHER, '0","0': OTHER, '0".5"': OTHER, '"<"0': OTHER, "000000-0000": OTHER,
    "0" * 256: OTHER,
}  # fmt: skip


@pytest.mark.parametrize("code", ALL_NUMBERS)
def test_formats_that_are_the_same_for_all_numbers(code: str) -> None:
    assert {look.kind for look in shown_by(170, code)[:3]} == {ALL_NUMBERS[code]}


@pytest.mark.parametrize(
    ("code", "zero", "positive", "negative"),
    [
        ("0;0", NUMBER, NUMBER, OTHER),
        ("0;", NUMBER, NUMBER, OTHER),
        ("0;+0", NUMBER, NUMBER, OTHER),
        ("-0", NUMBER, OTHER, OTHER),
        ("(0)", NUMBER, OTHER, OTHER),
        ("0;-0;", OTHER, NUMBER, NUMBER),
        ("0;-0;;@", OTHER, NUMBER, NUMBER),
        ('0;-0;"noll"', OTHER, NUMBER, NUMBER),
        ("#,###", OTHER, NUMBER, NUMBER),
        ("0.0;yyyy", NUMBER, NUMBER, DATE),
        ("0%;0", PERCENT, PERCENT, OTHER),
        ("0%;-0.0;0", NUMBER, PERCENT, OTHER),
        ("0;-0%", NUMBER, NUMBER, OTHER),
        ("[Red][<90]0.0;[Green]0.0", NUMBER, NUMBER, OTHER),
        ("[<1]0%;0%", PERCENT, PERCENT, OTHER),
        ("[>0]0", OTHER, NUMBER, OTHER),
        ('[=0]"";0', OTHER, NUMBER, OTHER),
        ("[<0]-0;[=0]0", NUMBER, OTHER, NUMBER),
    ],
)
def test_formats_that_differ_by_sign(code: str, zero: Kind, positive: Kind, negative: Kind) -> None:
    assert tuple(look.kind for look in shown_by(170, code)[:3]) == (zero, positive, negative)


@pytest.mark.parametrize(
    ("number", "kind"),
    [(0, NUMBER), (4, NUMBER), (9, PERCENT), (14, DATE), (44, NUMBER), (20, TIME), (22, DATE), (46, HOURS), (47, TIME), (49, NUMBER)],
)
def test_formats_that_every_program_knows(number: int, kind: Kind) -> None:
    assert {look.kind for look in shown_by(number, None)[:3]} == {kind}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("0.0", ""), ("0%", ""), ("0_", ""), ("#\\ ##0", ""), ("0;-0", ""), ("+0.0;-0.0;0.0", ""), ("0.00_);[Red](0.00)", ""),
        ("[$-41D]0", ""),
        ('0" veckor"', "veckor"), ('0.0" %"', "%"), ("0\\%", "%"), ('# ##0" tkr"', "tkr"), ('@" tusen"', "tusen"), ('General" st"', "st"),
        ("0\\ \\d", "d"), ('0" m2"', "m2"), ('0"‰"', "‰"), ('"ca "0" dagar"', "ca dagar"), ("[$kr-41D] #,##0", "kr"), ("[$€-2]\\ 0", "€"),
        ('0" (st)"', "st"), ('0.0" av 10"', "av 10"), ('0%" av målet"', "av målet"), ('0" kr."', "kr"), ("0 €", "€"),
        ('_-* #,##0.00\\ "kr"_-;\\-* #,##0.00\\ "kr"_-;_-* "-"??\\ "kr"_-;_-@_-', "kr"),
        ('[>=1000]0" st";0" st"', "st"),
    ],
)  # fmt: skip
def test_words_that_a_format_shows_beside_a_number(code: str, words: str) -> None:
    shown = shown_by(170, code)
    assert {look.words for look in shown[:2]} == {words}


def test_words_that_differ_by_sign_and_size() -> None:
    assert [look.words for look in shown_by(170, '0" st";-0" kr";0')[:3]] == ["", "st", "kr"]
    assert {look.kind for look in shown_by(170, '[>=1000]0" t";0" st"')[:3]} == {OTHER}


@pytest.mark.parametrize(("code", "words"), [("@", ""), ('@" tusen"', "tusen"), ('0;-0;0;@" kr"', "kr"), ('0" st"', "")])
def test_words_that_a_format_shows_beside_a_text(code: str, words: str) -> None:
    assert shown_by(170, code).text == words


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("#,##0,", ["utfall.xlsx!Personal!E3: the cell holds 1.4, but its number format shows something else"]),
        (";;;@", ["utfall.xlsx!Personal!E3: the cell holds 1.4, but its number format shows something else"]),
        ("[<1]0%;0", ["utfall.xlsx!Personal!E3: the cell holds 1.4, but its number format shows something else"]),
        ('#,##0.0 "dagar"', []),
    ],
)
def test_a_cell_that_shows_another_number_is_named(code: str, expected: list[str], tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)

    def shown(sheet: Worksheet) -> None:
        sheet["E3"].number_format = code

    raw = own_workbook(workspace, [{"key": "personal/svarstid", "value": 1.4}], then=shown)
    taken = take(workspace, read_workbook(raw, "utfall.xlsx"))
    assert found(taken) == expected
    assert len(said(taken)) == 1 - len(expected)
    assert hints(taken) == ["give the cell the number format General, and look whether its value is right"] * len(expected)


WEEKS = "“{} {}” is in another unit than the KPI, which is counted in dagar"


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (40, '0" veckor"', WEEKS.format(40, "veckor")),
        (0, '0" veckor"', WEEKS.format(0, "veckor")),
        (40.5, '0.0" %"', WEEKS.format("40.5", "%")),
        (40, "0\\%", WEEKS.format(40, "%")),
        (0.4, '0%" av målet"', "the cell shows 40 %, and the KPI is counted in dagar"),
        (40, '# ##0" tkr"', WEEKS.format(40, "tkr")),
        ("44", '@" tusen"', "“44 tusen” is more than a number in dagar"),
        (44, '@" tusen"', "“44 tusen” is more than a number in dagar"),
        (40, '"ca "0', "“40 ca” is more than a number in dagar"),
        (1, '0" dagar"', None),
        ("1", '@" dagar"', None),
        ("ej mätt", '@" dagar"', None),
    ],
)
def test_words_in_a_number_format_are_read_as_if_they_were_typed(value: object, code: str, expected: str | None, tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)

    def shown(sheet: Worksheet) -> None:
        sheet["E3"].number_format = code

    reason = {"reason": "Enkäten är flyttad"} if value == "ej mätt" else {}
    raw = own_workbook(workspace, [{"key": "personal/svarstid", "value": value, **reason}], then=shown)
    taken = take(workspace, read_workbook(raw, "u.xlsx"))
    assert found(taken) == ([f"u.xlsx!Personal!E3: {expected}"] if expected else [])
    assert len(said(taken)) == (0 if expected else 1 + len(reason))


@pytest.mark.parametrize(("code", "lines"), [('0.0" %"', 0), ("0.0\\ %", 0), ('0.0" % av målet"', 1), ('0.0%" av målet"', 1)])
def test_per_cent_as_words_is_no_hundredth(code: str, lines: int, tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)

    def shown(sheet: Worksheet) -> None:
        sheet["E3"].number_format = code

    raw = own_workbook(workspace, [{"key": "personal/sjukfranvaro", "value": 0.064 if code.endswith("%") else 6.4}], then=shown)
    taken = take(workspace, read_workbook(raw, "u.xlsx"))
    assert len(found(taken)) == lines
    if not lines:
        assert {str(value) for value in said(taken).values()} == {"6.4"}


@pytest.mark.parametrize(
    ("code", "value", "column", "expected"),
    [
        ("h:mm", 0.0625, "E", "E3: 01:30 is a time, and a number is expected"),
        ("[h]:mm", 1.0625, "E", "E3: 25:30 is a time, and a number is expected"),
        ("[h]:mm", 1.0625, "F", "F3: 25:30 is a time, and a number is expected"),
        ("yyyy-mm-dd", 46265, "E", "E3: 2026-08-31 is a date, and a number is expected"),
    ],
)
def test_a_time_is_named_as_its_cell_shows_it(code: str, value: float, column: str, expected: str, tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)

    def shown(sheet: Worksheet) -> None:
        sheet[f"{column}3"] = value
        sheet[f"{column}3"].number_format = code

    path = write(tmp_path, "utfall.xlsx", own_workbook(workspace, [{"key": "personal/svarstid"}], then=shown))
    taken = take_files(workspace, path)
    assert [line.rpartition("!")[2] for line in found(taken)] == [expected]
    assert not taken.texts
