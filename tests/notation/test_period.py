"""Periods and the years of a plan, as tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctl.notation.period import Period, Years, parse_period, parse_years

NAMES = ("T1", "T2", "year")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-T2", Period(2026, "T2")),
        ("2026 T2", Period(2026, "T2")),
        ("2026T2", Period(2026, "T2")),
        ("2026-t1", Period(2026, "T1")),
        ("2026–T1", Period(2026, "T1")),
        (" 2026-T1 ", Period(2026, "T1")),
        ("2026\u00a0T1", Period(2026, "T1")),
        ("2026", Period(2026, "year")),
        ("2026-year", Period(2026, "year")),
        ("2026-år", Period(2026, "year")),
        ("2026 ÅR", Period(2026, "year")),
    ],
)
def test_a_period(text: str, period: Period) -> None:
    assert parse_period(text, NAMES) == period


@pytest.mark.parametrize(
    "text", ["", "T2", "2026-T3", "2026-T", "26-T2", "20260-T1", "2026--T2", "2026-T2-1", "2026/T2", "0000", "9999-T1", "år 2026"]
)
def test_no_period(text: str) -> None:
    assert parse_period(text, NAMES) is None


def test_the_names_are_those_of_the_calendar() -> None:
    assert parse_period("2026-delår", ("delår", "helår")) == Period(2026, "delår")
    assert parse_period("2026-år", ("delår", "helår")) == Period(2026, "helår")
    assert parse_period("2026-år", ("år", "bokslut")) == Period(2026, "år")
    assert parse_period("2026-M12", ("M1", "M12")) == Period(2026, "M12")


@pytest.mark.parametrize(("period", "text"), [(Period(2026, "T2"), "2026-T2"), (Period(2026, "year"), "2026")])
def test_a_period_is_shown_as_it_is_written(period: Period, text: str) -> None:
    assert str(period) == text
    assert parse_period(text, NAMES) == period


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2025-2027", Years(2025, 2027)),
        ("2025–2027", Years(2025, 2027)),
        ("2025−2027", Years(2025, 2027)),
        ("2025 - 2027", Years(2025, 2027)),
        ("2025\u00a0–\u00a02027", Years(2025, 2027)),
        ("2025", Years(2025, 2025)),
        (2025, Years(2025, 2025)),
        (" 2025 ", Years(2025, 2025)),
    ],
)
def test_years(text: str | int, years: Years) -> None:
    assert parse_years(text) == years


@pytest.mark.parametrize(
    "text", ["", "2027-2025", "2025-27", "25-27", "2025--2027", "2025/2027", "2025 till 2027", "0205-2027", "2025-9999", 0, 20252]
)
def test_no_years(text: str | int) -> None:
    assert parse_years(text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    parse_period(text, NAMES)
    parse_years(text)


def test_the_years_up_to_one() -> None:
    assert list(Years(2025, 2027).within(2026)) == [2025, 2026]
    assert list(Years(2025, 2027).within(2030)) == [2025, 2026, 2027]
    assert list(Years(2025, 2027).within(2024)) == []


def test_years_as_a_span() -> None:
    plan = Years(2025, 2027)
    assert [year for year in range(2023, 2030) if year in plan] == [2025, 2026, 2027]
    assert not plan.__contains__("2025")
    assert (str(plan), str(Years(2025, 2025))) == ("2025-2027", "2025")
    assert [plan.overlaps(other) for other in (Years(2022, 2024), Years(2024, 2025), Years(2027, 2027), Years(2028, 2030))] == [
        False,
        True,
        True,
        False,
    ]
