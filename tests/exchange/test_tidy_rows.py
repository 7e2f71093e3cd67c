"""Which rows there are, and what stands in them."""

from __future__ import annotations

import datetime

import pytest

from planctl.errors import PlanctlError
from planctl.exchange.tidy.columns import COLUMNS
from tests.exchange.requests import rows_of
from tests.workspaces import load_workspace, outcomes, plan, plan_with_kpi

KPI = """
unit: dagar
decimals: 1
target: "≤ 10"
thresholds: {red: "> 12,0", yellow: "10,1–12,0", green: "≤ 10,0"}
frequency: tertial
by: {kön: [kvinnor, män], skola: [Norra]}
"""


def workspace_with(tmp_path, reports, kpi=KPI, **files):
    texts = {"personal/plan.yaml": plan_with_kpi(kpi), "personal/outcomes-2026.yaml": outcomes(f"kpis:\n  k: {reports}\n")}
    return load_workspace(tmp_path, texts | files)


def test_the_columns_are_named_once_each():
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)
    assert all(name.islower() and name.isidentifier() for name in names)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("10.04", {"value": "10.04", "rounded": "10.0", "no_value": None, "status": "green", "band": "green", "in_gap": False}),
        ('"1 234,50"', {"value": "1234.50", "rounded": "1234.5", "status": "red"}),
        ("missing", {"value": None, "rounded": None, "no_value": "missing", "status": "missing", "band": None, "in_gap": None}),
        ("not-applicable", {"no_value": "not-applicable", "status": "not-applicable"}),
        ("{value: confidential, reason: Små tal}", {"no_value": "confidential", "status": "confidential", "reason": "Små tal"}),
        ("{comment: Senare}", {"value": None, "no_value": "missing", "status": "missing", "comment": "Senare"}),
        ("{assessment: yellow}", {"value": None, "no_value": "not-reported", "status": "yellow", "assessment": "yellow"}),
        ("cirka fem", {"value": None, "no_value": "unreadable", "status": "missing"}),
        ("{value: 9, forecast: 11, source: u.xlsx!A!B2}", {"forecast": "11", "forecast_status": "yellow", "source": "u.xlsx!A!B2"}),
        ("{value: 9, analysis: Bra, action: Mer}", {"analysis": "Bra", "action": "Mer"}),
        ("{value: 9}", {"target": "≤ 10", "target_number": "10", "direction": "lower", "yellow": "10,1–12,0", "measured_in": "dagar"}),
        ("9", {"period": "2026-T2", "year": 2026, "follow_up": "T2", "period_end": "2026-08-31", "due": True, "decimals": 1}),
        ("9", {"kpi": "personal/k", "goal": "personal/mal", "unit": "personal", "unit_above": "exempel", "organisation": "exempel"}),
        ("9", {"plan_period": "2025-2027", "plan_status": "draft", "plan_revision": None, "group_name": None, "breakdown": None}),
    ],
)
def test_what_is_reported(tmp_path, report, expected):
    (row,) = rows_of(workspace_with(tmp_path, f"{{T2: {report}}}"), "2026-T2")
    assert {name: row[name] for name in expected} == expected


def test_places(tmp_path):
    rows = rows_of(workspace_with(tmp_path, "\n    T1: 9\n    T2:\n      value: 8\n      by:\n        kvinnor: 7"))
    assert [(row["file"].rpartition("/")[2], row["line"]) for row in rows[:3]] == [
        ("outcomes-2026.yaml", 6),
        ("outcomes-2026.yaml", 7),
        ("outcomes-2026.yaml", 10),
    ]


def test_what_is_due_and_not_reported(tmp_path):
    workspace = workspace_with(tmp_path, "{T1: 9}")
    (row,) = rows_of(workspace, "2026-T2")
    assert (row["status"], row["no_value"], row["file"].rpartition("/")[2], row["line"]) == ("missing", "missing", "plan.yaml", 8)
    assert row["status_reason"] == "it was due on 31 Oct 2026 and is not reported"
    (row,) = rows_of(workspace, "2026-T2", as_of=datetime.date(2026, 9, 1))
    assert (row["status"], row["no_value"]) == ("pending", "pending")


def test_groups(tmp_path):
    reports = "{T1: 9, T2: {value: 8, comment: Bra, forecast: 7, by: {kvinnor: 7.25, män: confidential, Norra: 11, Södra: x}}}"
    whole, *groups = rows_of(workspace_with(tmp_path, reports), "2026-T2")
    assert (whole["value"], whole["status"], whole["comment"], whole["previous_value"]) == ("8", "green", "Bra", "9")
    assert [(row["breakdown"], row["group_name"], row["value"], row["rounded"], row["no_value"]) for row in groups] == [
        ("kön", "kvinnor", "7.25", "7.3", None),
        ("kön", "män", None, None, "confidential"),
        ("skola", "Norra", "11", "11.0", None),
        (None, "Södra", None, None, "unreadable"),
    ]
    for name in ("status", "status_reason", "band", "in_gap", "change", "previous_value", "forecast", "comment", "source", "assessment"):
        assert {row[name] for row in groups} == {None}
    assert {row["green"] for row in groups} == {"≤ 10,0"}


@pytest.mark.parametrize(("by", "breakdown"), [("[kön]", "kön"), ("[kön, skola]", None), ("{kön: [män]}", "kön"), ("{kön: []}", None)])
def test_the_breakdown_of_a_group(tmp_path, by, breakdown):
    kpi = KPI.replace("{kön: [kvinnor, män], skola: [Norra]}", by)
    _whole, row = rows_of(workspace_with(tmp_path, "{T2: {value: 8, by: {män: 7}}}", kpi), "2026-T2")
    assert row["breakdown"] == breakdown


def test_a_confidential_whole_takes_its_groups_and_its_forecast_with_it(tmp_path):
    """Numbers that stand in the file all the same."""
    reports = "{T1: 9, T2: {value: confidential, forecast: 4711, by: {kvinnor: 4712, män: 4713}}}"
    rows = rows_of(workspace_with(tmp_path, reports))
    assert [row["no_value"] for row in rows] == [None, "confidential", "confidential", "confidential"]
    assert "471" not in str(rows)


def test_the_plan_in_force_then(tmp_path):
    old = plan_with_kpi('target: "≥ 5"\nfrequency: year', period="2022-2024")
    workspace = workspace_with(
        tmp_path, "{T2: 9}", **{"personal/plan-2022.yaml": old, "personal/outcomes-2024.yaml": outcomes("kpis: {k: {year: 4}}", 2024)}
    )
    first, last = rows_of(workspace)
    assert (first["period"], first["target"], first["status"], first["plan_period"]) == ("2024", "≥ 5", "red", "2022-2024")
    assert (last["period"], last["target"], last["status"], last["plan_period"]) == ("2026-T2", "≤ 10", "green", "2025-2027")


def test_periods_that_any_unit_has_reported_for(tmp_path):
    """Another unit's report makes the KPI missing; a follow-up that nobody has reported for has no rows."""
    other = {
        "ekonomi/plan.yaml": plan("", unit="ekonomi"),
        "ekonomi/outcomes-2026.yaml": outcomes("summary: {T1: Hej, T9: Nej}", 2026, "ekonomi"),
    }
    rows = rows_of(workspace_with(tmp_path, "{T2: 9}", **other))
    assert [(row["period"], row["status"]) for row in rows] == [("2026-T1", "missing"), ("2026-T2", "green")]


def test_a_kpi_that_is_not_due_shows_when_it_is_reported(tmp_path):
    kpi = 'target: "≥ 5"\nfrequency: year'
    workspace = workspace_with(tmp_path, "{T2: {forecast: 6}}", kpi)
    (row,) = rows_of(workspace)
    assert (row["due"], row["status"], row["no_value"], row["forecast"]) == (False, "pending", "pending", "6")
    with pytest.raises(PlanctlError):
        rows_of(workspace, "2026-T1")


def test_nothing_is_reported(tmp_path):
    workspace = load_workspace(tmp_path, {"personal/plan.yaml": plan_with_kpi(KPI)})
    with pytest.raises(PlanctlError) as stopped:
        rows_of(workspace)
    assert stopped.value.message.msgid == "there is nothing to export: nothing is reported yet"
    assert len(rows_of(workspace, "2026-T2")) == 1


@pytest.mark.parametrize(
    ("target", "shown"), [("45", "45"), ("8.50", "8.5"), ("{text: Alla är nöjda}", "Alla är nöjda"), ('{2025: "≥ 3"}', "≥ 3")]
)
def test_the_target_as_written(tmp_path, target, shown):
    (row,) = rows_of(workspace_with(tmp_path, "{T2: 9}", f"target: {target}\nfrequency: tertial"), "2026-T2")
    assert row["target"] == shown
    assert row["decimals"] == (None if "text" in target else 1 if "." in target else 0)


def test_a_kpi_without_a_goal(tmp_path):
    files = {
        "lon/plan.yaml": plan("kpis: {fri: {title: Fritt, frequency: tertial, kolada: N00945}}", unit="lon"),
        "lon/outcomes-2026.yaml": outcomes("kpis: {fri: {T2: 1}}", unit="lon"),
    }
    workspace = workspace_with(tmp_path, "{T2: 9}", **files)
    (row,) = rows_of(workspace, units=("lon",))
    assert (row["unit_above"], row["goal"], row["supports"], row["kolada"], row["target"], row["red"]) == (
        "personal",
        None,
        None,
        "N00945",
        None,
        None,
    )
    assert [row["unit"] for row in rows_of(workspace, "2026-T2", units=("personal",))] == ["personal", "lon"]


def test_goals_above(tmp_path):
    text = plan_with_kpi(KPI).replace("title: Ett mål", "title: Ett mål\n    supports: [exempel/a, b]")
    workspace = load_workspace(tmp_path, {"personal/plan.yaml": text, "personal/outcomes-2026.yaml": outcomes("kpis: {k: {T2: 9}}")})
    assert rows_of(workspace, "2026-T2")[0]["supports"] == "exempel/a personal/b"
