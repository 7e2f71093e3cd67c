"""What a KPI's chart is made of: its past, as the plans and reports of each year tell it."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from planctl.evaluate.evaluation import evaluate
from planctl.evaluate.kpi import evaluate_kpi
from planctl.evaluate.status import Change, Status
from planctl.notation.period import Period
from planctl.render.charts.of_evaluation import goal_heatmap, heatmap_of
from planctl.render.charts.of_kpi import kpi_sparkline, kpi_timeline, timeline_of
from planctl.render.language import Language
from tests.workspaces import TODAY, load_workspace, outcomes, plan, plan_with_kpi

SWEDISH = Language.of("sv")
LOWER = 'unit: "%"\nfrequency: tertial\nthresholds: {red: "> 7,0", yellow: "6,6–7,0", green: "≤ 6,5"}\ntarget: "≤ 6,5"'
RANGE = 'thresholds: {red: "< 15 eller > 30", yellow: 26–30, green: 15–25}'
SHARE = "target: 80\ndirection: higher\nthresholds: {red: mindre än 90 % av målet, green: minst 90 % av målet}"
R, Y, G = Status.RED, Status.YELLOW, Status.GREEN


@pytest.fixture
def history(tmp_path):
    def found(kpi, reports, *, earlier="", period="T2", plans=()):
        files = {"personal/plan.yaml": plan_with_kpi(kpi), "personal/outcomes-2026.yaml": outcomes(f"kpis:\n  k: {{{reports}}}\n")}
        if earlier:
            files["personal/outcomes-2025.yaml"] = outcomes(f"kpis:\n  k: {{{earlier}}}\n", 2025)
        workspace = load_workspace(tmp_path, files | dict(plans))
        assert workspace.problems == []
        entry = workspace.units["personal"].plan_for(2026).kpis["k"]
        result = evaluate_kpi(entry, Period(2026, period), workspace.calendar, TODAY)
        return result, workspace.calendar

    return found


@pytest.fixture
def data(history):
    return lambda *arguments, **more: timeline_of(*history(*arguments, **more), TODAY, SWEDISH)


def told(data):
    return [(point.period, point.value and str(point.value), point.status) for point in data.points]


def test_points_have_the_status_of_their_time(data):
    found = data(LOWER, "T1: 6.8, T2: 6.3", earlier="T1: 7.4, T2: confidential, year: 7.0")
    assert told(found) == [
        ("2025-T1", "7.4", R), ("2025-T2", None, Status.CONFIDENTIAL), ("2025", "7.0", Y), ("2026-T1", "6.8", Y), ("2026-T2", "6.3", G),
    ]  # fmt: skip
    assert [point.date for point in found.points][:2] == [datetime.date(2025, 4, 30), datetime.date(2025, 8, 31)]
    assert [point.tick for point in found.points][1:3] == ["T2", "2025"]
    assert found.move
    assert (found.move.change, found.move.since) == (Change.BETTER, "2026-T1")


def test_what_was_due_and_not_reported_is_missing(data):
    assert told(data(LOWER, "T2: 6.3", earlier="T2: 6.9"))[1:3] == [("2025", None, Status.MISSING), ("2026-T1", None, Status.MISSING)]


def test_what_was_not_due_is_no_gap(data):
    yearly = LOWER.replace("tertial", "year")
    assert told(data(yearly, "T1: {forecast: 6.5}, T2: {forecast: 6.4}", earlier="year: 6.9")) == [
        ("2025", "6.9", Y), ("2026-T2", None, Status.PENDING),
    ]  # fmt: skip


def test_a_year_without_a_plan_has_no_aims_and_no_colour(data):
    found = data(LOWER + "\nbaseline: {2022: 7.8, 2024: 7.6}", "T2: 6.3", earlier="T1: 7.4, T2: 7.1, year: 7.0")
    assert told(found)[:3] == [("2022", "7.8", Status.UNTARGETED), ("2023", None, Status.MISSING), ("2024", "7.6", Status.UNTARGETED)]
    assert min(band.start for band in found.bands) == datetime.date(2025, 1, 1)
    assert found.points[0].target == ""
    assert found.points[0].bands == ()


def test_earlier_plans_tell_what_held_then(data):
    before = plan_with_kpi('unit: "%"\ntarget: "≤ 8"\nfrequency: year', period="2022-2024")
    files = {"personal/plan-old.yaml": before, "personal/outcomes-2024.yaml": outcomes("kpis:\n  k: {year: 7.9}\n", 2024)}
    found = data(LOWER, "T2: 6.3", plans=files)
    assert (found.points[0].status, found.points[0].target) == (G, "≤ 8")
    assert {(level.start.year, level.value) for level in found.targets} == {(2024, 8), (2025, Decimal("6.5")), (2026, Decimal("6.5"))}


@pytest.mark.parametrize(
    ("kpi", "bands", "targets"),
    [
        # half a step beyond the last value that a band holds, since values are rounded before they are placed
        (LOWER, {(G, None, "6.55"), (Y, "6.55", "7.05"), (R, "7.05", None)}, {"6.5"}),
        ('target: "≥ 80"', {(G, "79.5", None)}, {"80"}),
        ('target: "> 80"', {(G, "80.5", None)}, {"80"}),
        ("target: 15–25", {(G, "14.5", "25.5")}, {"15", "25"}),
        (SHARE, {(G, "71.5", None), (R, None, "71.5")}, {"80"}),
        (RANGE, {(R, None, "14.5"), (R, "30.5", None), (Y, "25.5", "30.5"), (G, "14.5", "25.5")}, set()),
        ("thresholds: {red: sämsta kvartilen, green: bästa kvartilen}", set(), set()),
        ("target: {text: Inga anmärkningar}", set(), set()),
        ("purpose: trend", set(), set()),
    ],
)  # fmt: skip
def test_bands_and_targets_are_placed_on_the_axis(data, kpi, bands, targets):
    found = data(kpi, "T2: 20")

    def text(end):
        return None if end is None else str(Decimal(end.numerator) / end.denominator if hasattr(end, "numerator") else end)

    this_year = [band for band in found.bands if band.end.year == 2026]
    assert {(band.status, text(band.low), text(band.high)) for band in this_year} == bands
    assert {str(level.value) for level in found.targets} == targets


def test_a_relative_band_is_placed_at_each_follow_up(data):
    found = data("target: minska\nfrequency: tertial\ndecimals: 0", "T1: 55, T2: 52", earlier="T1: 60, T2: 59, year: 58")
    assert [(level.end.isoformat(), str(level.value)) for level in found.targets] == [
        ("2025-08-31", "60"), ("2025-12-31", "59"), ("2026-04-30", "60"), ("2026-08-31", "59"),
    ]  # fmt: skip


def test_aims_of_the_years_to_come_are_shown_where_they_are_others(data):
    path = 'unit: "%"\ntarget: {2025: "≥ 80", 2027: "≥ 90"}'
    assert {level.end.year: level.text for level in data(path, "T2: 85").targets} == {2026: "≥ 80", 2027: "≥ 90"}
    assert {level.end.year for level in data('target: "≥ 80"', "T2: 85").targets} == {2026}


def test_breaks_lie_between_values(data):
    breaks = LOWER + "\nbreaks: {2021: Förut, 2026: Ny enkät}"
    found = data(breaks, "T2: 6.3", earlier="T2: 7.1")
    assert found.breaks == ((datetime.date(2026, 1, 1), "Ny enkät"),)
    assert found.move is None


def test_a_forecast_stands_until_the_year_is_known(data):
    found = data(LOWER, "T2: 6.3, year: {forecast: 6.6}")
    assert found.forecast == ("2026", datetime.date(2026, 12, 31), Decimal("6.6"), Y)
    assert data(LOWER, "T2: 6.3, year: 6.4", period="year").forecast is None


def test_charts_of_a_kpi(history):
    known = history(LOWER, "T1: 6.8, T2: 6.3", earlier="T2: 6.9")
    chart = kpi_timeline(*known, TODAY, SWEDISH, "k")
    assert chart is not None
    assert chart.description.startswith("Från 6,9\xa0%, 2025-T2, till 6,3\xa0%, 2026-T2. Förändring sedan 2025-T2: −0,6 (bättre).")
    spark = kpi_sparkline(known[0], SWEDISH, "k-s")
    assert spark is not None
    assert spark.table.rows == (("2025-T2", "6,9\xa0%"), ("2026-T1", "6,8\xa0%"), ("2026-T2", "6,3\xa0%"))


def test_without_numbers_there_is_no_chart(history):
    known = history("target: {text: Inga anmärkningar}", "T2: {assessment: green}")
    assert kpi_timeline(*known, TODAY, SWEDISH, "k") is None
    assert kpi_sparkline(known[0], SWEDISH, "k") is None


def test_goals_by_unit(tmp_path):
    files = {
        "exempel/plan.yaml": plan("goals:\n  topp: {title: Toppmål}\n  ensam: {title: Ensamt mål}\n", unit="exempel"),
        "personal/plan.yaml": plan_with_kpi(LOWER).replace("title: Ett mål", "title: Ett mål\n    supports: exempel/topp"),
        "lon/plan.yaml": plan_with_kpi(LOWER, unit="lon").replace("title: Ett mål", "title: Ett mål\n    supports: personal/mal"),
        "personal/outcomes-2026.yaml": outcomes("kpis:\n  k: {T2: 6.3}\n"),
        "lon/outcomes-2026.yaml": outcomes("kpis:\n  k: {T2: 7.3}\n", unit="lon"),
    }
    evaluation = evaluate(load_workspace(tmp_path, files), Period(2026, "T2"), TODAY)
    data = heatmap_of(evaluation, "")
    assert (data.units, data.goals) == (("Personalavdelningen", "Löneenheten"), ("Toppmål",))
    assert data.cells == {(0, 0): Y, (1, 0): R}
    chart = goal_heatmap(evaluation, SWEDISH, "h")
    assert chart is not None
    assert chart.table.rows == (("Personalavdelningen", "gul"), ("Löneenheten", "röd"))
