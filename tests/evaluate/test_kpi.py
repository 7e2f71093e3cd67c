"""A KPI's status, as tables: the notation and what is reported, against what planctl says of it."""

from decimal import Decimal

import pytest

from planctl.evaluate.kpi import evaluate_kpi, is_due
from planctl.evaluate.status import Change, Status
from planctl.notation.period import Period
from tests.workspaces import TODAY, load_workspace, outcomes, plan_with_kpi

HIGHER = 'thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}'
LOWER = 'thresholds: {red: "≥ 7,0", yellow: "6,0–6,9", green: "< 6"}'
GAPS = 'thresholds: {red: "< 70", yellow: 71–79, green: "≥ 80"}'
RANGE = 'thresholds: {red: "< 15 eller > 30", yellow: 15–19 eller 26–30, green: 20–25}'
PEERS = "thresholds: {red: under medel, yellow: lika med medel, green: över medel}"
QUARTILE = "thresholds: {red: sämsta kvartilen, yellow: mellersta hälften, green: bästa kvartilen}"
SHARE = 'thresholds: {red: "< 80 % av målet", yellow: 80–99 % av målet, green: "≥ 100 % av målet"}'
WORSE = "thresholds: {red: mer än 10 % sämre än målet, yellow: högst 10 % sämre än målet, green: målet nått}"


def result(folder, kpi, reports, *, period="T2", earlier="", year=2026):
    files = {
        "personal/plan.yaml": plan_with_kpi(kpi),
        f"personal/outcomes-{year}.yaml": outcomes(f"kpis:\n  k: {{{reports}}}\n" if reports else "kpis: {}\n", year),
    }
    if earlier:
        files[f"personal/outcomes-{year - 1}.yaml"] = outcomes(f"kpis:\n  k: {{{earlier}}}\n", year - 1)
    workspace = load_workspace(folder, files)
    assert workspace.problems == []
    entry = workspace.plans[0].kpis["k"]
    return evaluate_kpi(entry, Period(year, period), workspace.calendar, TODAY)


@pytest.mark.parametrize(
    ("kpi", "report", "status"),
    [
        (HIGHER, "T2: 80", Status.GREEN),
        (HIGHER, "T2: 79", Status.YELLOW),
        (HIGHER, "T2: 69", Status.RED),
        (HIGHER, "T2: 79.5", Status.GREEN),  # rounded half away from zero, to 80
        (HIGHER, "T2: 79.49", Status.YELLOW),
        (HIGHER, 'T2: "69,5"', Status.YELLOW),
        (HIGHER, "T2: {value: 81, comment: bra}", Status.GREEN),
        (LOWER, "T2: 5.94", Status.GREEN),
        (LOWER, "T2: 5.95", Status.YELLOW),
        (LOWER, "T2: 7", Status.RED),
        (GAPS, "T2: 70", Status.RED),  # in no band: the worse neighbour
        (RANGE, "T2: 22", Status.GREEN),
        (RANGE, "T2: 30", Status.YELLOW),
        (RANGE, "T2: 31", Status.RED),
        (RANGE, "T2: 14", Status.RED),
        ('target: "≥ 80"', "T2: 80", Status.GREEN),
        ('target: "≥ 80"', "T2: 79", Status.RED),
        ("target: 80\ndirection: higher", "T2: 80", Status.GREEN),
        ("target: 80\ndirection: lower", "T2: 80.4", Status.GREEN),
        ("target: 80\ndirection: lower", "T2: 81", Status.RED),
        ("target: 80", "T2: 80", Status.UNASSESSED),
        ("target: {text: Inga anmärkningar}", "T2: {assessment: yellow}", Status.YELLOW),
        ("target: {text: Inga anmärkningar}", "T2: {comment: Revisionen pågår}", Status.UNASSESSED),
        ("target: Enligt ram", "T2: 5", Status.UNASSESSED),
        ("purpose: trend", "T2: 5", Status.UNTARGETED),
        (HIGHER, "T2: missing", Status.MISSING),
        (HIGHER, "T2: {value: confidential, reason: Färre än fem}", Status.CONFIDENTIAL),
        (HIGHER, "T2: not-applicable", Status.NOT_APPLICABLE),
        (f"frequency: tertial\n{HIGHER}", "", Status.MISSING),
        (f"frequency: year\n{HIGHER}", "", Status.PENDING),
        (PEERS, "T2: {value: 71, peers: {mean: 70.4}}", Status.GREEN),
        (PEERS, "T2: {value: 70, peers: {mean: 71}}", Status.RED),
        (PEERS, "T2: 70", Status.UNASSESSED),
        (QUARTILE, "T2: {value: 1, peers: {rank: 72, of: 290}}", Status.GREEN),
        (QUARTILE, "T2: {value: 1, peers: {rank: 73, of: 290}}", Status.YELLOW),
        (QUARTILE, "T2: {value: 1, peers: {rank: 218, of: 290}}", Status.RED),
        (QUARTILE, "T2: 1", Status.UNASSESSED),
        (f"target: 90\ndirection: higher\n{SHARE}", "T2: 90", Status.GREEN),
        (f"target: 90\ndirection: higher\n{SHARE}", "T2: 72", Status.YELLOW),
        (f"target: 90\ndirection: higher\n{SHARE}", "T2: 71", Status.RED),
        (f"target: 90\ndirection: lower\n{WORSE}", "T2: 90", Status.GREEN),
        (f"target: 90\ndirection: lower\n{WORSE}", "T2: 99", Status.YELLOW),
        (f"target: 90\ndirection: lower\n{WORSE}", "T2: 100", Status.RED),
        ('target: {2025: "≥ 70", 2026: "≥ 80"}', "T2: 75", Status.RED),
        ('target: {2025: "≥ 70", 2027: "≥ 80"}', "T2: 75", Status.GREEN),
        ('target: "≥ 70 år 2026 och ≥ 80 år 2027"', "T2: 75", Status.GREEN),
        ('target: "90 % år 2027"\ndirection: higher', "T2: 75", Status.UNTARGETED),
    ],
)
def test_status(tmp_path, kpi, report, status):
    assert result(tmp_path, kpi, report).status is status


@pytest.mark.parametrize(
    ("target", "now", "before", "status"),
    [
        ("öka", "5", "4", Status.GREEN),
        ("öka", "5", "5", Status.RED),
        ("inte öka", "5", "5", Status.GREEN),
        ("minska med minst 10 %", "90", "100", Status.GREEN),
        ("minska med minst 10 %", "91", "100", Status.RED),
    ],
)
def test_change_as_target(tmp_path, target, now, before, status):
    assert result(tmp_path, f"target: {target}", f"T2: {now}", earlier=f"T2: {before}").status is status


def test_change_from_a_base_year(tmp_path):
    kpi = "target: minska med minst 10 % jämfört med 2023\nbaseline: {2023: 100}"
    assert result(tmp_path, kpi, "T2: 90").status is Status.GREEN


@pytest.mark.parametrize(
    ("kpi", "now", "before", "change"),
    [
        (HIGHER, 80, 75, Change.BETTER),
        (HIGHER, 75, 80, Change.WORSE),
        (HIGHER, 75, 75.4, Change.SAME),
        (LOWER, 6.1, 6.4, Change.BETTER),
        (LOWER, 6.5, 6.4, Change.WORSE),
        (RANGE, 26, 29, Change.BETTER),
        (RANGE, 18, 20, Change.WORSE),
        (RANGE, 21, 24, Change.SAME),
        ("purpose: trend", 5, 4, None),
    ],
)
def test_change_follows_the_direction(tmp_path, kpi, now, before, change):
    assert result(tmp_path, kpi, f"T2: {now}", earlier=f"T2: {before}").change is change


def test_the_same_follow_up_of_the_year_before_is_compared(tmp_path):
    found = result(tmp_path, HIGHER, "T1: 1, T2: 75", earlier="T2: 70, year: 90")
    assert found.previous.period == Period(2025, "T2")
    assert [reading.value for reading in found.series] == [Decimal(70), Decimal(90), Decimal(1), Decimal(75)]


def test_nothing_before_a_break_is_compared(tmp_path):
    found = result(tmp_path, f"breaks: {{2026: Ny enkät}}\n{HIGHER}", "T2: 75", earlier="T2: 70")
    assert found.previous is None
    assert found.change is None


def test_a_value_in_a_gap_is_flagged(tmp_path):
    banding = result(tmp_path, GAPS, "T2: 70").banding
    assert banding.in_gap
    assert banding.rounded == Decimal(70)


def test_a_forecast_has_a_colour_of_its_own(tmp_path):
    found = result(tmp_path, HIGHER, "T2: {forecast: 81}")
    assert (found.forecast, found.forecast_status, found.status) == (Decimal(81), Status.GREEN, Status.PENDING)


def test_a_missing_value_shows_the_latest_known(tmp_path):
    found = result(tmp_path, f"frequency: tertial\n{HIGHER}", "T1: 75")
    assert found.status is Status.MISSING
    assert found.latest.value == 75
    assert found.reason.values["date"].isoformat() == "2026-10-31"


@pytest.mark.parametrize(
    ("settings", "period", "due"),
    [
        ("frequency: tertial", "T1", True),
        ("frequency: year", "T2", False),
        ("frequency: year", "year", True),
        ("frequency: half-year", "T1", False),
        ("frequency: half-year", "T2", True),
        ("frequency: every 3 years", "year", False),
        ("frequency: every 3 years\nmeasured: [2026]", "year", True),
        ("frequency: every 3 years\nmeasured: [2025]", "year", False),
        ("frequency: month", "T1", True),
        ("title: K", "T1", False),
    ],
)
def test_when_a_kpi_is_due(tmp_path, settings, period, due):
    kpi = settings.replace("title: K", "unit: st")
    workspace = load_workspace(tmp_path, {"personal/plan.yaml": plan_with_kpi(kpi)})
    assert is_due(workspace.plans[0].kpis["k"], Period(2026, period), workspace.calendar) is due
