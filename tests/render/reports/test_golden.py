"""Every report in both formats and languages, as it was read and found right. --update-golden writes them anew."""

from __future__ import annotations

import pytest

from planctl.notation.period import Period
from planctl.render.reports.escaping import FORMATS
from planctl.render.reports.names import FORMAT_NAMES, NAMES
from planctl.render.reports.reports import REPORTS
from planctl.render.reports.templates import packaged
from tests.conftest import DATA, TESTS
from tests.render.reports.pages import report, workspace_in

PLANS = TESTS.parent / "plans"


@pytest.fixture(scope="module")
def exempel():
    return workspace_in(DATA / "exempel")


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("format_", FORMAT_NAMES)
@pytest.mark.parametrize("name", NAMES)
def test_reports(exempel, golden, name, format_, code):
    page = report(exempel, name, format_, code, units=("personal", "exempel") if name == "kpi" else ())
    golden(f"report/{name}.{code}.{format_}", page)
    assert page == report(exempel, name, format_, code, units=("personal", "exempel") if name == "kpi" else ())


@pytest.mark.parametrize("name", ["plan", "followup", "services"])
def test_one_unit_with_everything(golden, name):
    golden(f"report/lindsjo-personal-{name}.md", report(workspace_in(PLANS), name, "md", units=("personal",)))


def test_a_whole_year(golden):
    golden("report/lindsjo-it-2025.md", report(workspace_in(PLANS), "followup", "md", units=("it",), period=Period(2025, "year")))


def test_what_the_command_line_names_is_what_there_is():
    assert tuple(REPORTS) == tuple(NAMES)
    assert tuple(FORMATS) == FORMAT_NAMES
    for name in NAMES:
        for format_ in FORMAT_NAMES:
            assert (packaged() / f"{name}.{format_}.j2").is_file()
