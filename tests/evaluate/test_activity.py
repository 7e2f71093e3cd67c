"""Activities: a new date never hides the first one."""

import datetime

import pytest

from planctl.evaluate.activity import evaluate_activity
from planctl.notation.period import Period
from tests.workspaces import load_workspace, outcomes, plan


def result(tmp_path, due, reports="", year=2026, period="T2", as_of=datetime.date.max):
    files = {"personal/plan.yaml": plan(f"activities:\n  a:\n    title: Införa e-tjänst\n    due: {due}\n")}
    if reports:
        files["personal/outcomes-2026.yaml"] = outcomes(f"activities:\n  a: {{{reports}}}\n")
    workspace = load_workspace(tmp_path, files)
    assert workspace.problems == []
    return evaluate_activity(workspace.plans[0].activities["a"], Period(year, period), workspace.calendar, as_of)


@pytest.mark.parametrize(
    ("due", "reports", "status", "overdue"),
    [
        ("2026-06-30", "", "planned", True),
        ("2026-12-31", "", "planned", False),
        ("Löpande", "", "planned", False),
        ("2026-06-30", "T2: {status: done}", "done", False),
        ("2026-06-30", "T1: {status: ongoing}", "ongoing", True),
        ("2026-06-30", "T2: {status: cancelled}", "cancelled", False),
        ("2026-06-30", "T1: {status: done}, T2: {comment: Klar sedan i våras}", "done", False),
        ("2026-06-30", "year: {status: done}", "planned", True),  # not known yet at T2
    ],
)
def test_status_and_overdue(tmp_path, due, reports, status, overdue):
    found = result(tmp_path, due, reports)
    assert (found.status, found.overdue) == (status, overdue)


@pytest.mark.parametrize(("day", "overdue"), [("2026-12-14", False), ("2026-12-15", False), ("2026-12-16", True)])
def test_nothing_is_late_before_its_day_has_passed(tmp_path, day, overdue):
    found = result(tmp_path, "2026-12-15", "", period="year", as_of=datetime.date.fromisoformat(day))
    assert found.overdue is overdue


def test_a_new_date_stands_beside_the_first(tmp_path):
    found = result(tmp_path, "2026-06-30", "T1: {status: ongoing, due: 2026-10-31, comment: Väntar på upphandling}")
    assert found.first_due == datetime.date(2026, 6, 30)
    assert found.due == datetime.date(2026, 10, 31)
    assert found.postponed
    assert not found.overdue


def test_a_month_without_a_year_is_the_last_of_the_plan(tmp_path):
    assert result(tmp_path, "Februari").due == datetime.date(2027, 2, 28)
