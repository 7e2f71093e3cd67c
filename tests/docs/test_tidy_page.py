"""The queries of docs/tidy-data.md are asked of what planctl exports of plans/, as Parquet and as CSV, and answer what its JSON says."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal

import duckdb
import pytest

from tests.conftest import DOCS, TESTS

QUERIES = re.findall(r"```sql\n(.*?)```", (DOCS / "tidy-data.md").read_text(encoding="utf-8"), re.DOTALL)
SHARE, TWO_YEARS, GROUPS, MISSING, EXACT = QUERIES
COLOURS = ("red", "yellow", "green")


@pytest.fixture(scope="module")
def rows(planctl):
    return json.loads(planctl("-C", "plans", "export", "json", cwd=TESTS.parent).out)["rows"]


@pytest.fixture(scope="module")
def folder(planctl, tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    for format_ in ("csv", "parquet"):
        run = planctl("-C", "plans", "export", format_, "-o", folder / f"lindsjo.{format_}", cwd=TESTS.parent)
        assert (run.code, run.err) == (0, f"skrev {folder}/lindsjo.{format_}\n")
    return folder


@pytest.fixture(scope="module", params=["parquet", "csv"])
def ask(request, folder):
    def asked(query):
        query = query.replace("lindsjo.parquet", f"{folder}/lindsjo.{request.param}").replace("'lindsjo.csv", f"'{folder}/lindsjo.csv")
        with duckdb.connect() as database:
            answer = database.execute(query)
            names = [column[0] for column in answer.description]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    return asked


def test_share_of_green(ask, rows):
    coloured = [row for row in rows if row["follow_up"] == "year" and row["status"] in COLOURS]
    kpis = Counter((row["unit"], row["year"]) for row in coloured)
    greens = Counter((row["unit"], row["year"]) for row in coloured if row["status"] == "green")
    answer = {(row["unit"], row["year"]): (row["coloured"], row["greens"]) for row in ask(SHARE)}
    assert len(answer) > 15
    assert answer == {key: (count, greens[key]) for key, count in kpis.items()}


def test_two_years(ask, rows):
    values = {(row["kpi"], row["year"]): row["value"] for row in rows if row["follow_up"] == "T2" and not row["group_name"]}
    answer = {row["kpi"]: row for row in ask(TWO_YEARS)}
    assert len(answer) > 100
    for kpi, row in answer.items():
        old, new = Decimal(values[kpi, 2025]), Decimal(values[kpi, 2026])
        assert round(Decimal(row["moved"]), 9) == new - old


def test_groups(ask, rows):
    answer = ask(GROUPS)
    assert len(answer) > 20
    for row in answer:
        groups = [
            Decimal(other["value"])
            for other in rows
            if other["group_name"] and (other["kpi"], other["period"]) == (row["kpi"], row["period"])
        ]
        assert (min(groups), max(groups)) == (round(Decimal(row["low"]), 9), round(Decimal(row["high"]), 9))


def test_missing(ask, rows):
    missing = Counter(row["owner"] for row in rows if row["status"] == "missing")
    assert {row["owner"]: row["missing"] for row in ask(MISSING)} == missing


def test_exact_numbers_of_csv(ask, rows):
    values = {(row["kpi"], row["period"]): Decimal(row["value"]) for row in rows if row["value"] and not row["group_name"]}
    assert {(row["kpi"], row["period"]): row["value"] for row in ask(EXACT)} == values
