"""What a cell means to a KPI: the table of every way to write a value, and of those that are refused."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.evaluate.status import Status
from planctl.exchange.imports.cell_values import read_field
from planctl.exchange.imports.numbers import number_in, unit_of
from planctl.exchange.reading.cells import Cell, Kind
from planctl.model.outcomes import NO_VALUE
from planctl.notation.absence import WORDINGS, absence
from planctl.notation.refusal import Refusal
from planctl.render.language import Language
from planctl.render.words import STATUS_WORDS
from planctl.workspace.entries import AnyEntry, KpiEntry
from tests.workspaces import load_workspace, plan

PLAN = plan("""
    kpis:
      andel: {title: Andel, unit: "%", scale: 0–100}
      dagar: {title: Tid, unit: dagar}
      index: {title: Index, unit: HME-index, scale: 0–100}
      bar: {title: Bar}
      mal: {title: Mål, target: "≥ 90 %"}
      kr: {title: Kostnad, unit: mkr}
      per: {title: Kostnad, unit: kr/invånare}
    activities:
      a: {title: Något görs}
""")


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, AnyEntry]:
    (found,) = load_workspace(tmp_path_factory.mktemp("ws"), {"personal/plan.yaml": PLAN}).plans
    return {**found.kpis, **found.activities}


def text(value: str) -> Cell:
    return Cell(Kind.TEXT, value)


def number(value: float) -> Cell:
    return Cell(Kind.NUMBER, value)


def percent(value: float) -> Cell:
    return Cell(Kind.PERCENT, value)


@pytest.mark.parametrize(
    ("cell", "kpi", "expected"),
    [
        (number(6.4), "andel", "6.4"),
        (number(6), "andel", "6"),
        (number(80.0), "andel", "80"),
        (number(0.1 + 0.2), "andel", "0.3"),
        (number(1 / 3), "andel", "0.333333333333333"),
        (number(1e-7), "bar", "0.0000001"),
        (number(123456789012345), "bar", "123456789012345"),
        (number(0), "andel", "0"),
        (number(-0.0), "andel", "0"),
        (Cell(Kind.NUMBER, Decimal("-0.0")), "andel", "0.0"),
        (text("-0,0"), "andel", "0.0"),
        (number(-3.5), "dagar", "-3.5"),
        (percent(0.064), "andel", "6.4"),
        (percent(0.07), "andel", "7"),
        (percent(0.57), "andel", "57"),
        (percent(1), "andel", "100"),
        (percent(0.5), "andel", "50"),
        (percent(0.0645), "andel", "6.45"),
        (percent(0.9), "mal", "90"),
        (text("6,4"), "andel", "6.4"),
        (text("6.4"), "andel", "6.4"),
        (text("6,40"), "andel", "6.40"),
        (text(" 6,4 "), "andel", "6.4"),
        (text("6,4 %"), "andel", "6.4"),
        (text("6,4%"), "andel", "6.4"),
        (text("6,4\u00a0procent"), "andel", "6.4"),
        (text("6,4 procentenheter"), "andel", "6.4"),
        (text("\u22123,2"), "dagar", "-3.2"),
        (text("(3,2)"), "dagar", "-3.2"),
        (text("+25"), "bar", "25"),
        (text("1 250"), "bar", "1250"),
        (text("12\u202f345,5"), "bar", "12345.5"),
        (text("12 dagar"), "dagar", "12"),
        (text("12 dag"), "dagar", "12"),
        (text("12 days"), "dagar", "12"),
        (text("1,5 mnkr"), "kr", "1.5"),
        (text("81 HME-index"), "index", "81"),
        (text("2 230 kr/invånare"), "per", "2230"),
        (text("91 %"), "mal", "91"),
    ],
)  # fmt: skip
def test_taken(cell: Cell, kpi: str, expected: str, entries: dict[str, KpiEntry]) -> None:
    value = number_in(cell, entries[kpi], 2026)
    assert isinstance(value, Decimal), value
    assert str(value.__format__("f")) == expected


@pytest.mark.parametrize(
    ("cell", "kpi", "expected"),
    [
        (text("cirka 6"), "andel", "“cirka 6” is not a number"),
        (text("6-7"), "andel", "“6-7” is not a number"),
        (text("se kommentar"), "andel", "“se kommentar” is not a number"),
        (text("12 dagar"), "andel", "“12 dagar” is in another unit than the KPI, which is counted in %"),
        (text("6 %"), "dagar", "“6 %” is in another unit than the KPI, which is counted in dagar"),
        (text("5,8 % ungefär"), "andel", "“5,8 % ungefär” is more than a number in %"),
        (text("5,8 % i juni"), "andel", "“5,8 % i juni” is more than a number in %"),
        (text("1,5 tkr"), "kr", "“1,5 tkr” is in another unit than the KPI, which is counted in mkr"),
        (text("81 bra"), "index", "“81 bra” is more than a number in HME-index"),
        (text("12 dagar"), "bar", "“12 dagar” is written with a unit, and the KPI does not say what it is counted in"),
        (text("12 (preliminärt)"), "dagar", "“12 (preliminärt)” is more than a number in dagar"),
        (text("12 (preliminärt)"), "bar", "“12 (preliminärt)” is more than a number"),
        (text("12 preliminärt"), "dagar", "“12 preliminärt” is more than a number in dagar"),
        (text("12 preliminärt"), "bar", "“12 preliminärt” is more than a number"),
        (Cell(Kind.NUMBER, 6, "fot" * 80), "andel", f"“6 {'fot' * 23}fo…” is more than a number in %"),
        (text("1e1"), "andel", "“1e1” is written with an exponent, as programs do"),
        (text("1,5E+03"), "andel", "“1,5E+03” is written with an exponent, as programs do"),
        (text("1e99"), "andel", "“1e99” is written with an exponent, as programs do"),
        (text("0x10"), "andel", "“0x10” is how programmers write numbers, and is not read"),
        (text("1.250,5"), "bar", "“1.250,5” has marks between its thousands"),
        (text("1,250.5"), "bar", "“1,250.5” has marks between its thousands"),
        (text("1.250.000"), "bar", "“1.250.000” has marks between its thousands"),
        (text("1'250"), "bar", "“1'250” has marks between its thousands"),
        (text("1.250.5"), "bar", "“1.250.5” is not a number"),
        (text("1,000"), "bar", "“1,000” may be meant as thousands or with decimals"),
        (text("12.500"), "bar", "“12.500” may be meant as thousands or with decimals"),
        (text("12.500 kr"), "bar", "“12.500 kr” may be meant as thousands or with decimals"),
        (text("120"), "andel", "120 lies outside the scale, 0–100"),
        (number(-1), "andel", "-1 lies outside the scale, 0–100"),
        (percent(1.2), "andel", "120 lies outside the scale, 0–100"),
        (percent(0.064), "dagar", "the cell shows 6.4 %, and the KPI is counted in dagar"),
        (percent(0.064), "bar", "the cell shows 6.4 %, and the KPI does not say what it is counted in"),
        (text("1,2345678901234567"), "bar", "1.2345678901234567 has more digits than can be kept exactly"),
        (number(1.5e-276), "bar", None),
        (number(1e15), "bar", "1,000,000,000,000,000 has more digits than can be kept exactly"),
        (number(1e308), "bar", "1E+308 has more digits than can be kept exactly"),
        (percent(1e305), "dagar", "the cell shows 1E+307 %, and the KPI is counted in dagar"),
        (Cell(Kind.DISGUISED, 6400), "bar", "the cell holds 6,400, but its number format shows something else"),
        (Cell(Kind.UNSTYLED, 6.4), "andel", "the cell holds 6.4, but its number format is missing in the file"),
        (Cell(Kind.OVERLONG, "xx"), "andel", "the text in the cell is longer than 32,767 characters"),
        (Cell(Kind.DATE, datetime.datetime(2026, 4, 6)), "andel", "2026-04-06 is a date, and a number is expected"),
        (Cell(Kind.BOOLEAN, True), "andel", "TRUE stands here, and a number is expected"),
        (Cell(Kind.ERROR, "#REF!"), "andel", "the cell shows the error #REF!"),
        (Cell(Kind.UNCALCULATED, ""), "andel", "the formula here has no value: the file was never calculated"),
    ],
)  # fmt: skip
def test_refused(cell: Cell, kpi: str, expected: str | None, entries: dict[str, KpiEntry]) -> None:
    value = number_in(cell, entries[kpi], 2026)
    assert isinstance(value, Refusal), value
    assert expected is None or Language.of("en").text(value.message) == expected
    assert value.hint


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("1e1", "if 10 is meant, write it so; or make the cell a number"),
        ("1,5E+03", "if 1,500 is meant, write it so; or make the cell a number"),
        ("1e99", "write the number with all its digits, or make the cell a number"),
        ("0x10", "write the number with the digits 0 to 9 alone"),
        ("-1.250,5", "if -1,250.5 is meant, write it without marks between the thousands; or make the cell a number"),
        ("1'250", "if 1,250 is meant, write it without marks between the thousands; or make the cell a number"),
        ("12 (preliminärt)", "type the number alone; words about it belong in the comment"),
    ],
)
def test_what_to_write_instead(written: str, hint: str, entries: dict[str, KpiEntry]) -> None:
    value = number_in(text(written), entries["bar"], 2026)
    assert isinstance(value, Refusal)
    assert value.hint
    assert Language.of("en").text(value.hint) == hint


def test_units_come_from_the_target_where_the_kpi_has_none(entries: dict[str, KpiEntry]) -> None:
    assert [unit_of(entries[kpi], 2026) for kpi in ("andel", "mal", "bar")] == ["%", "%", ""]


@pytest.mark.parametrize(("word", "wordings"), WORDINGS.items())
def test_the_many_ways_to_write_no_value(word: str, wordings: tuple[str, ...], entries: dict[str, KpiEntry]) -> None:
    assert word in NO_VALUE
    for wording in wordings:
        for written in (wording, wording.upper(), f" {wording} "):
            assert number_in(text(written), entries["andel"], 2026) == word
    assert absence("–") == absence("—") == "missing"


@pytest.mark.parametrize("code", ["sv", "en"])
def test_the_words_of_our_own_workbooks_are_among_them(code: str) -> None:
    for word in NO_VALUE:
        assert absence(Language.of(code).text(STATUS_WORDS[Status(word)])) == word


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_percent_is_a_hundred_times_what_the_cell_holds(value: Decimal) -> None:
    from planctl.exchange.imports.numbers import _from_percent, _of_binary

    assert _from_percent(_of_binary(float(value / 100)), "%") == value


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        ("assessment", text("Grön"), "green"),
        ("assessment", text("yellow"), "yellow"),
        ("comment", text("Rad ett \r\nrad två\x07 "), "Rad ett\nrad två"),
        ("comment", number(12), "12"),
        ("comment", Cell(Kind.DATE, datetime.datetime(2026, 4, 6)), "2026-04-06"),
        ("comment", text("\x07"), None),
        ("forecast", text("6,2"), Decimal("6.2")),
    ],
)  # fmt: skip
def test_other_fields(field: str, cell: Cell, expected: object, entries: dict[str, AnyEntry]) -> None:
    assert read_field(cell, field, entries["andel"], 2026) == expected


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        ("status", text("Pågår"), "ongoing"),
        ("status", text("klar"), "done"),
        ("status", text("avbruten"), "cancelled"),
        ("due", Cell(Kind.DATE, datetime.datetime(2026, 12, 31)), "2026-12-31"),
        ("due", text("december 2026"), "december 2026"),
        ("due", number(2027), "2027"),
    ],
)  # fmt: skip
def test_fields_of_activities(field: str, cell: Cell, expected: object, entries: dict[str, AnyEntry]) -> None:
    assert read_field(cell, field, entries["a"], 2026) == expected


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("status", text("på gång kanske")),
        ("status", number(1)),
        ("due", text("2026-02-31")),
        ("due", Cell(Kind.BOOLEAN, False)),
        ("comment", Cell(Kind.ERROR, "#REF!")),
        ("comment", Cell(Kind.UNCALCULATED, "")),
    ],
)
def test_fields_that_are_refused(field: str, cell: Cell, entries: dict[str, AnyEntry]) -> None:
    assert isinstance(read_field(cell, field, entries["a"], 2026), Refusal)


def test_the_table_of_words_stands_in_the_documentation() -> None:
    page = (Path(__file__).parents[2] / "docs" / "excel.md").read_text(encoding="utf-8")
    for wordings in WORDINGS.values():
        for wording in wordings:
            assert f"`{wording}`" in page


def test_a_word_is_no_forecast(entries: dict[str, AnyEntry]) -> None:
    found = read_field(text("–"), "forecast", entries["andel"], 2026)
    assert isinstance(found, Refusal)
    assert found.message.msgid == "{value} is no forecast"
