"""The parts of a workbook on their own: names, heights, fingerprints, what is asked about earlier outcomes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.exchange.fingerprint import fingerprint
from planctl.exchange.workbook.characters import storable
from planctl.exchange.workbook.formulas import first_that_holds, plain, quoted
from planctl.exchange.workbook.names import SheetNames, table_name
from planctl.exchange.workbook.rows.earlier import shown_periods
from planctl.exchange.workbook.rows.input_rules import LONGEST, number_rule
from planctl.exchange.workbook.writing.heights import broken_into
from planctl.model.organisation import DEFAULT_CALENDAR, CalendarPeriod
from planctl.notation.conditions import Bound, Interval, at_least, at_most
from planctl.notation.period import Period
from planctl.render.language import Language
from planctl.workspace.calendar import Calendar
from planctl.workspace.entries import KpiEntry
from tests.workspaces import load_workspace, plan_with_kpi

SWEDISH = Language.of("sv")


@pytest.mark.parametrize(
    ("text", "ending", "name"),
    [
        ("Personalavdelningen", "", "Personalavdelningen"),
        ("Personalavdelningen", " aktiviteter", "Personalavdelningen aktiviteter"),
        ("Gymnasiet och vuxenutbildningen", " åtaganden", "Gymnasiet… åtaganden"),
        ("Individ- och familjeomsorgen", " aktiviteter", "Individ… aktiviteter"),
        ("Samhällsbyggnadsförvaltningen", " aktiviteter", "Samhällsbyggnadsfö… aktiviteter"),
        ("IT: drift/utveckling [ny]?", "", "IT drift utveckling ny"),
        ("'Kulturhuset'", "", "Kulturhuset"),
        ("History", "", "History 2"),
        ("planctl", "", "planctl 2"),
        ("", "", "-"),
        ("::", " mål", "- mål"),
        ("😀" * 20, "", "😀" * 15 + "…"),
    ],
)
def test_sheet_names(text, ending, name):
    assert SheetNames("Instruktion").take(text, ending) == name


def test_a_shortened_name_is_no_other_unit():
    titles = ("Sektor lärande och omsorg", "Sektor verksamhetsstöd och service", "Sektor verksamhetsstöd")
    names = SheetNames(titles=titles)
    ids = ("larande", "verksamhetsstod", "stod")
    assert [names.take(title, " aktiviteter", id_) for title, id_ in zip(titles, ids, strict=True)] == [
        "Sektor lärande… aktiviteter",
        "verksamhetsstod aktiviteter",
        "stod aktiviteter",
    ]


def test_sheet_names_differ_whatever_their_case():
    names = SheetNames()
    taken = [names.take(text) for text in ("Skolan", "SKOLAN", "skolan", "skolan", "x" * 40, "x" * 41)]
    assert taken == ["Skolan", "SKOLAN 2", "skolan 3", "skolan 4", "x" * 30 + "…", "x" * 28 + "… 2"]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_sheet_names_are_names_that_excel_takes(texts):
    names = SheetNames("Instruktion")
    taken = [names.take(text, " mål", text[:3]) for text in texts]
    assert len({name.casefold() for name in taken}) == len(taken)
    for name in taken:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\\0\ufffe")
        assert name.strip("'") == name


def test_table_names():
    assert table_name("kpis") == "planctl_kpis"
    assert table_name("kpis", "individ-och-familjeomsorg") == "planctl_kpis_individ_och_familjeomsorg"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("ett", 10, 1), ("ett två tre", 7, 2), ("ett\ntvå", 10, 2), ("a" * 25, 10, 3), ("ett " + "a" * 25, 10, 4)],
)
def test_how_many_lines_a_text_takes(text, width, lines):
    assert broken_into(text, width) == lines


@pytest.mark.parametrize(
    ("number", "text"),
    [("6.55", "6.55"), ("1000", "1000"), ("1E+3", "1000"), ("-0.5", "-0.5"), ("0", "0"), ("100", "100"), ("0.00000001", "0.00000001")],
)
def test_numbers_in_formulas(number, text):
    assert plain(Decimal(number)) == text


def test_what_a_text_can_not_hold():
    assert storable("a\r\nb\rc\x00\ud800\uffff😀") == "a\nb\nc\ufffd\ufffd\ufffd😀"


def test_texts_in_formulas():
    assert quoted('sa "hej" {x}').format() == '"sa ""hej"" {x}"'
    assert first_that_holds([("A1=1", "ett"), ("A1=2", "två")], "mer") == 'IF(A1=1,"ett",IF(A1=2,"två","mer"))'


@pytest.mark.parametrize(
    ("scale", "says"),
    [
        (None, "Skriv ett tal i måttenheten %, utan något efter."),
        (at_least(Decimal(0)), "ett tal som är minst 0"),
        (at_most(Decimal(10)), "ett tal som är högst 10"),
        (Interval(Bound(Decimal("1"), True), Bound(Decimal("5.5"), True)), "ett tal från 1 till 5,5"),
    ],
)
def test_prompts_name_the_scale(scale, says):
    rule = number_rule(SWEDISH, "value", scale, "%", words=True)
    assert says in rule.prompt
    assert all(word in rule.prompt for word in ("saknas", "ej aktuellt", "sekretess"))
    assert "saknas" not in number_rule(SWEDISH, "forecast", scale, None, words=False).prompt


def test_prompts_are_not_longer_than_excel_shows():
    assert len(number_rule(SWEDISH, "value", None, "x" * 400, words=True).prompt) == LONGEST


def test_the_limits_of_a_scale_are_strict_where_they_are():
    rule = number_rule(SWEDISH, "value", Interval(Bound(Decimal(0), False), Bound(Decimal(1), False)), None, words=False)
    assert rule.formula.startswith("OR(AND(ISNUMBER({value}),{value}>0,{value}<1),AND(ISTEXT({value}),ISNUMBER(")


def test_earlier_follow_ups_in_a_year_of_tertials_and_of_quarters():
    tertials = Calendar(DEFAULT_CALENDAR)
    assert list(map(str, shown_periods(Period(2026, "T2"), tertials))) == ["2025-T2", "2025", "2026-T1"]
    ends = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "year": "12-31"}
    quarters = Calendar({name: CalendarPeriod.model_construct(ends=day) for name, day in ends.items()})
    assert list(map(str, shown_periods(Period(2026, "Q3"), quarters))) == ["2025-Q3", "2025", "2026-Q1", "2026-Q2"]
    assert list(map(str, shown_periods(Period(2026, "year"), Calendar({"year": CalendarPeriod.model_construct(ends="12-31")})))) == [
        "2023",
        "2024",
        "2025",
    ]


# --- fingerprints ---

KPI = 'unit: "%"\nscale: 0–100\ndecimals: 1\ntarget: {2025: "≤ 7", 2026: "≤ 6"}\nthresholds: {red: "> 7", green: "≤ 6", yellow: "6,1–7"}\n'


def fingerprint_of(folder, kpi: str, year: int = 2026) -> str:
    workspace = load_workspace(folder, {"personal/plan.yaml": plan_with_kpi(kpi)})
    entry = workspace.plans[0].kpis["k"]
    assert isinstance(entry, KpiEntry)
    assert workspace.problems == []
    return fingerprint(entry, year)


@pytest.mark.parametrize(
    "same",
    [
        KPI.replace('"%"', "'%'"),
        KPI.replace('thresholds: {red: "> 7", green: "≤ 6"', 'thresholds: {green: "≤ 6", red: "> 7"'),
        KPI + "description: Mer om nyckeltalet\nfrequency: tertial\nsource: Lönesystemet\nowner: HR-chef\n",
        KPI.replace("2025: ", "2024: "),
        KPI.replace("scale: 0–100", "scale: >-\n  0–100"),
    ],
)
def test_a_fingerprint_stays_the_same(tmp_path, same):
    assert fingerprint_of(tmp_path, same) == fingerprint_of(tmp_path, KPI)


@pytest.mark.parametrize(
    "other",
    [
        KPI.replace('"%"', "kr"),
        KPI.replace("0–100", "0–200"),
        KPI.replace("decimals: 1", "decimals: 2"),
        KPI.replace('2026: "≤ 6"', '2026: "≤ 5"'),
        KPI.replace('red: "> 7"', 'red: "> 8"'),
        KPI + "direction: lower\n",
        KPI + "by: [kön]\n",
        KPI + "by: {kön: [kvinnor, män]}\n",
        KPI.replace('{2025: "≤ 7", 2026: "≤ 6"}', "{text: Så lågt som möjligt}"),
        KPI.replace('{2025: "≤ 7", 2026: "≤ 6"}', "6"),
        KPI.replace('{2025: "≤ 7", 2026: "≤ 6"}', "6.0"),
    ],
)
def test_a_fingerprint_changes_with_what_decides_the_meaning(tmp_path, other):
    assert fingerprint_of(tmp_path, other) != fingerprint_of(tmp_path, KPI)


def test_fingerprints_differ_by_what_holds_in_the_year(tmp_path):
    assert fingerprint_of(tmp_path, KPI, 2025) != fingerprint_of(tmp_path, KPI, 2026)
    assert fingerprint_of(tmp_path, KPI, 2026) == fingerprint_of(tmp_path, KPI, 2027)


def test_a_fingerprint_is_known_for_ever(tmp_path):
    assert fingerprint_of(tmp_path, KPI) == "k3a73017027449a1d"
