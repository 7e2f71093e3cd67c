"""CSV: what a spreadsheet makes of it, and that nothing is lost on the way."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.exchange.formats import exported
from planctl.exchange.tidy.columns import COLUMNS
from planctl.exchange.tidy.headings import HEADINGS
from planctl.exchange.tidy.spreadsheet import as_typed_in_swedish, defused, is_formula
from planctl.render.language import Language
from tests.exchange.requests import request_of, rows_of
from tests.workspaces import load_workspace, outcomes, plan_with_kpi

SIGNS = "=+-@\t\r\n＝＋－＠"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+25 invånare", "'+25 invånare"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'", "'"),
        ("'tis", "'tis"),
        (" =1", "' =1"),
        ("\u00a0+1", "'\u00a0+1"),
        (" \t@SUM(A1)", "' \t@SUM(A1)"),
        ("\ufeff-1", "'\ufeff-1"),
        ("' =1", "'' =1"),
        (" a=1", " a=1"),
        ("a=1", "a=1"),
        ("−3,2", "−3,2"),
        ("≥ 80", "≥ 80"),
        ("", ""),
    ],
)
def test_formulas_are_defused(text, shown):
    assert defused(text) == shown


@given(st.text(alphabet=st.sampled_from(SIGNS + "'ab1 \u00a0")))
def test_what_is_defused_can_be_had_back(text):
    shown = defused(text)
    assert not shown.strip() or shown.strip()[0] not in SIGNS
    assert (shown[1:] if shown.startswith("'") and is_formula(shown) else shown) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("6-10", "6–10"),
        ("6.5", "6,5"),
        ("-6.5", "-6,5"),
        ("2025-2027", "2025-2027"),
        ("6-10 dagar", "6-10 dagar"),
        ("1.2.3", "1.2.3"),
        ("71–79", "71–79"),
    ],
)
def test_what_excel_would_take_for_a_date(text, shown):
    assert as_typed_in_swedish(text) == shown


@pytest.fixture
def request_(tmp_path):
    kpi = 'target: -3.5\ndirection: higher\nthresholds: {red: "< -9", yellow: "-9--4", green: "≥ -3,5"}\nfrequency: tertial'
    comment = '"=cmd|calc; \\"citat\\", komma\\när en rad till"'
    reports = outcomes(f"kpis:\n  k: {{T1: '-0,10', T2: {{value: -1234567.8901, comment: {comment}}}}}\n")
    return request_of(load_workspace(tmp_path, {"personal/plan.yaml": plan_with_kpi(kpi), "personal/outcomes-2026.yaml": reports}))


def test_for_programs(request_):
    content = exported("csv", request_)
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    first, second = csv.DictReader(StringIO(content.decode(), newline=""))
    assert (first["value"], second["value"]) == ("-0.10", "-1234567.8901")
    assert second["comment"] == '\'=cmd|calc; "citat", komma\när en rad till'
    assert (second["target"], second["target_number"], second["due"], second["period_end"]) == ("'-3.5", "-3.5", "true", "2026-08-31")


def test_for_excel(request_):
    content = exported("csv", request_._replace(excel=True))
    assert content.startswith(b"\xef\xbb\xbfOrganisation (id);Organisation;")
    assert content.count(b"\r\n") == 3
    _, *cells = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    first, second = (dict(zip(HEADINGS, row, strict=True)) for row in cells)
    assert (first["value"], second["value"]) == ("-0,10", "-1234567,8901")
    assert second["comment"] == '\'=cmd|calc; "citat", komma\när en rad till'
    assert (second["target"], second["target_number"], second["due"], second["period_end"]) == ("'-3,5", "-3,5", "true", "2026-08-31")


@pytest.mark.parametrize("code", ["sv", "en"])
def test_for_excel_the_columns_are_called_in_the_language_of_their_readers(request_, code):
    assert tuple(HEADINGS) == tuple(column.name for column in COLUMNS)
    language = Language.of(code)
    first, *_ = csv.reader(StringIO(exported("csv", request_._replace(excel=True, language=language)).decode("utf-8-sig")), delimiter=";")
    assert first == [language.text(heading) for heading in HEADINGS.values()]
    assert len(set(first)) == len(first)
    assert ("Nyckeltal" in first) is (code == "sv")
    assert exported("csv", request_._replace(language=language)).startswith(b"organisation,organisation_name,unit,")


def test_a_very_small_number_keeps_its_digits(tmp_path):
    workspace = load_workspace(
        tmp_path,
        {"personal/plan.yaml": plan_with_kpi("frequency: tertial"), "personal/outcomes-2026.yaml": outcomes("kpis: {k: {T2: 1e-7}}")},
    )
    assert rows_of(workspace)[0]["value"] == "0.0000001"
