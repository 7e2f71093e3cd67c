"""Workspaces: what is linked to what, and what goes on in spite of faults."""

from planctl.notation.period import Period
from tests.workspaces import load_workspace, outcomes, plan, plan_with_kpi


def test_units_are_a_tree_with_the_organisation_as_root(tmp_path):
    workspace = load_workspace(tmp_path, {})
    assert [(unit.id, unit.depth) for unit in workspace.root.walk()] == [("exempel", 0), ("personal", 1), ("lon", 2), ("ekonomi", 1)]


def test_the_plan_in_force(tmp_path):
    files = {
        "a.yaml": plan("document: {status: superseded}", period="2025-2027"),
        "b.yaml": plan("document: {status: decided}", period="2025-2027"),
        "c.yaml": plan("document: {status: draft}", period="2027-2029"),
        "d.yaml": plan("document: {status: decided, revision: 2}", period="2026"),
    }
    unit = load_workspace(tmp_path, files).units["personal"]
    found = {year: unit.plan_for(year) for year in range(2024, 2029)}
    names = {year: entry.file[-6:-5] if entry else None for year, entry in found.items()}
    assert names == {2024: None, 2025: "b", 2026: "d", 2027: "b", 2028: "c"}


def test_a_path_of_targets(tmp_path):
    kpi = load_workspace(tmp_path, {"p.yaml": plan_with_kpi('target: {2025: "< 7", 2027: "< 6"}')}).plans[0].kpis["k"]
    assert [kpi.target_in(year) for year in (2024, 2025, 2026, 2027, 2028)] == [None, "< 7", "< 7", "< 6", "< 6"]


def test_ids_that_stand_twice(tmp_path):
    body = "goals:\n  a:\n    title: A\n    kpis:\n      b: {title: B}\nactivities:\n  b: {title: B}\n"
    entry = load_workspace(tmp_path, {"p.yaml": plan(body)}).plans[0]
    assert [(first.path, second.path) for first, second in entry.doubles] == [(("goals", "a", "kpis", "b"), ("activities", "b"))]
    assert entry.find("b") is entry.kpis["b"]


def test_addresses_lead_to_the_plan_of_a_year(tmp_path):
    files = {"a.yaml": plan_with_kpi("unit: st", period="2022-2024"), "b.yaml": plan_with_kpi("unit: kr", period="2025-2027")}
    workspace = load_workspace(tmp_path, files)
    assert workspace.resolve("personal/k", "x", 2023).model.unit == "st"
    assert workspace.resolve("k", "personal", 2026).model.unit == "kr"
    assert workspace.resolve("k", "personal").model.unit == "kr"
    assert workspace.resolve("personal/nej", "x") is None
    assert workspace.resolve("nej/k", "x") is None


def test_two_outcome_files_of_a_year(tmp_path):
    workspace = load_workspace(tmp_path, {"a.yaml": outcomes("kpis: {}"), "b.yaml": outcomes("kpis: {}")})
    assert [(first.file[-6:], second.file[-6:]) for first, second in workspace.rival_outcomes] == [("a.yaml", "b.yaml")]


def test_a_file_with_a_fault_takes_part(tmp_path):
    files = {
        "a.yaml": plan("goals:\n  a: {title: A, titel: B}\n  b: {titel: B}\n"),
        "b.yaml": "kind: plan\nunit: ekonomi\n\tperiod: 2025\n",
    }
    workspace = load_workspace(tmp_path, files)
    assert set(workspace.plans[0].goals) == {"a"}
    assert {problem.code for problem in workspace.problems} == {"F002", "F022"}
    assert [len(files) for files in (workspace.broken["personal"], workspace.broken["ekonomi"])] == [1, 1]


def test_goals_know_who_supports_them(tmp_path):
    files = {
        "a.yaml": plan("goals:\n  a: {title: A}\n", unit="exempel"),
        "b.yaml": plan("goals:\n  b: {title: B, supports: exempel/a}\n  c: {title: C, supports: [exempel/a, b]}\n"),
    }
    workspace = load_workspace(tmp_path, files)
    assert [goal.address for goal in workspace.root.plans[0].goals["a"].supporters] == ["personal/b", "personal/c"]


def test_the_calendar(tmp_path):
    calendar = load_workspace(tmp_path, {}).calendar
    day = calendar.report_due(Period(2025, "year"))
    assert calendar.names == ("T1", "T2", "year")
    assert (day.isoformat(), calendar.end(Period(2025, "T2")).isoformat()) == ("2026-02-28", "2025-08-31")
    assert calendar.latest_ended(day) == Period(2025, "year")
