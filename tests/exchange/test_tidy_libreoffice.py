"""The CSV for Excel, opened by a spreadsheet program in Swedish: numbers are numbers, text is text."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from planctl.exchange.formats import exported
from planctl.exchange.tidy.headings import HEADINGS
from tests.exchange.requests import request_of, rows_of
from tests.workspaces import load_workspace, outcomes, plan_with_kpi

SWEDISH = "1053"
FILTER = f"CSV:59,34,UTF-8,1,,{SWEDISH},false,true"
"""As Excel does it: semicolons, quotes, UTF-8, from the first line, dates and special numbers recognised."""
KPI = """
unit: "%"
target: "+25"
direction: higher
thresholds: {red: "0-5", yellow: 6-10, green: "≥ 11"}
frequency: tertial
"""


@pytest.fixture(scope="module")
def soffice():
    found = shutil.which("soffice")
    if found is None and not os.environ.get("CI"):
        pytest.skip("LibreOffice is not installed")
    assert found, "LibreOffice is not installed"
    return found


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    reports = (
        "kpis:\n  k:\n    T1: {value: 6.449, comment: '=1+1'}\n"
        "    T2: {value: -1234567.8901, forecast: 0.5, comment: 'Två rader;\n\n      och \"citat\" åäö'}\n"
    )
    files = {"personal/plan.yaml": plan_with_kpi(KPI), "personal/outcomes-2026.yaml": outcomes("") + reports}
    return load_workspace(tmp_path_factory.mktemp("workspace"), files)


@pytest.fixture(scope="module")
def opened(soffice, workspace, tmp_path_factory):
    """The rows as the spreadsheet holds them."""
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "a.csv").write_bytes(exported("csv", request_of(workspace, excel=True)))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        f"--infilter={FILTER}",
        "--outdir",
        str(folder),
        str(folder / "a.csv"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sheet = load_workbook(folder / "a.xlsx").active
    headings, *rows = sheet.iter_rows(values_only=True)
    assert headings[0] == "Organisation (id)"  # whole, without the mark before it
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows]


def test_numbers_arrive_as_numbers(opened):
    first, second = opened
    assert (first["value"], second["value"], second["forecast"]) == (6.449, -1234567.8901, 0.5)
    assert (first["year"], first["target_number"], first["previous_value"], second["previous_value"]) == (2026, 25, None, 6.449)


def test_days_arrive_as_days(opened):
    assert [row["period_end"] for row in opened] == [datetime.datetime(2026, 4, 30), datetime.datetime(2026, 8, 31)]


def test_text_arrives_as_text(opened, workspace):
    first, second = opened
    assert (first["comment"], first["target"]) == ("'=1+1", "'+25")
    assert (first["red"], first["yellow"], first["green"]) == ("0–5", "6–10", "≥ 11")
    assert second["comment"] == rows_of(workspace)[1]["comment"] == 'Två rader;\noch "citat" åäö'
