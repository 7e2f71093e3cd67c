"""`planctl export` through the real executable."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from io import StringIO

import pytest

from planctl.exchange.formats import FORMATS
from tests.conftest import DATA, SOURCES, TESTS
from tests.workspaces import ORGANISATION, outcomes, plan, write_workspace

ROOT = TESTS.parent


def rows(text, delimiter=","):
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("exempel.csv", ["csv"]),
        ("exempel-excel.csv", ["csv", "--excel"]),
        ("exempel-en.csv", ["csv", "personal", "--period", "2026-T2", "--lang", "en"]),
        ("exempel.json", ["json", "--lang", "sv"]),
    ],
)
def test_formats(planctl, golden, name, arguments):
    run = planctl("-C", "exempel", "export", *arguments)
    assert (run.code, run.err) == (0, "")
    golden(f"export/{name}", run.out)


def test_the_plans_of_this_repository(planctl):
    """Every KPI that `status` shows at a follow-up has a row with the same status, where it is due or reported then."""
    shown = json.loads(planctl("-C", "plans", "status", "--format", "json", "--period", "2026-T2", cwd=ROOT).out)["kpis"]
    exported = rows(planctl("-C", "plans", "export", "csv", "--period", "2026-T2", cwd=ROOT).out)
    statuses = {row["kpi"]: (row["status"], row["value"], row["change"]) for row in exported if not row["group_name"]}
    left_out = {kpi["address"] for kpi in shown} - set(statuses)
    assert len(statuses) > 100
    assert {kpi["status"] for kpi in shown if kpi["address"] in left_out} <= {"pending", "untargeted"}, "not measured then"
    assert statuses == {
        kpi["address"]: (kpi["status"], kpi["value"] or "", kpi["change"] or "") for kpi in shown if kpi["address"] not in left_out
    }


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_bytes_every_time_in_a_file_or_not(tmp_path, planctl, format_):
    path = tmp_path / f"a.{format_}"
    for _ in range(2):
        run = planctl("-C", "exempel", "export", format_, "-o", path)
        assert (run.code, run.out, run.err) == (0, "", f"skrev {path}\n")
    done = subprocess.run(
        [sys.executable, "-m", "planctl", "-C", "exempel", "export", format_, "-o", "-"],
        cwd=DATA,
        env={"PYTHONPATH": str(SOURCES), "SOURCE_DATE_EPOCH": "1795305600"},
        capture_output=True,
        check=True,
    )
    assert done.stdout == path.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_the_file_lies_where_its_name_says_from_here(planctl, tmp_path):
    shutil.copytree(DATA / "exempel", tmp_path / "exempel")
    run = planctl("--lang", "en", "-C", "exempel", "export", "csv", "-o", "ut.csv", cwd=tmp_path)
    assert (run.code, run.err) == (0, "written: ut.csv\n")
    assert (tmp_path / "ut.csv").is_file()


def test_units_and_folders(planctl):
    assert {row["unit"] for row in rows(planctl("-C", "exempel", "export", "csv", "personal").out)} == {"personal"}
    assert {row["organisation"] for row in rows(planctl("export", "csv", "exempel").out)} == {"exempel"}


@pytest.mark.parametrize(
    ("arguments", "notes"),
    [
        (["--period", "2026-T2"], ""),
        (["--period", "2026"], "2026 has not ended: the follow-up goes on until 31 Dec 2026\n"),
        (["personal", "lon", "--period", "2026-T2"], "no plan of lon covers 2026\n"),
    ],
)
def test_what_is_doubtful_is_exported_and_said(planctl, tmp_path, arguments, notes):
    body = "kpis: {a: {title: A, frequency: tertial}}"
    folder = write_workspace(tmp_path, {"p/plan.yaml": plan(body), "p/outcomes-2026.yaml": outcomes("kpis: {a: {T2: 1}}")}, ORGANISATION)
    run = planctl("--lang", "en", "export", "csv", *arguments, cwd=folder)
    assert (run.code, run.err) == (0, notes)
    assert rows(run.out)


def test_several_organisations(planctl, tmp_path):
    body = "kpis: {a: {title: A, frequency: tertial}}"
    for id_ in ("norr", "söder"):
        write_workspace(
            tmp_path / id_,
            {"p/plan.yaml": plan(body), "p/outcomes-2026.yaml": outcomes("kpis: {a: {T2: 1}}")},
            ORGANISATION.replace("exempel", id_),
        )
    run = planctl("-C", tmp_path, "export", "csv", "personal")
    assert [row["organisation"] for row in rows(run.out)] == ["norr", "söder"]
    assert json.loads(planctl("export", "json", tmp_path / "norr").out)["rows"][0]["organisation"] == "norr"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["cvs"], "FORMAT is one of csv, ", "did you mean csv?"),
        (["csv", "personl"], "there is no unit personl", "did you mean personal?"),
        (["csv", "--period", "2026-T9"], "2026-T9 is not a follow-up in the calendar", "2026-T1"),
        (["csv", "--period", "1999"], "there is nothing to export", "look at the period"),
        (["csv", "--as-of", "nyss"], "nyss is not a date", "2025-12-31"),
        (["json", "--excel"], "--excel says how CSV is written", "leave out --excel"),
        (["csv", "nowhere/at/all"], "nowhere/at/all does not exist", ""),
        (["csv", "-o", "exempel"], "exempel is a folder", "name a file in it: exempel/planctl.csv"),
        (["csv", "-o", "nowhere/a.csv"], "there is no folder nowhere", "make the folder first"),
        (["csv", "-o", "exempel/organisation.yaml"], "exempel/organisation.yaml exists", "choose another name"),
        (["json", "-o", "exempel/organisation.yaml/a"], "there is no folder exempel/organisation.yaml", ""),
    ],
)
def test_what_cannot_be_done(planctl, arguments, message, hint):
    before = (DATA / "exempel" / "organisation.yaml").read_bytes()
    run = planctl("-C", "exempel", "--lang", "en", "export", *arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"Error: {message}")
    assert hint in run.err
    assert run.err.count("\n") <= 2
    assert (DATA / "exempel" / "organisation.yaml").read_bytes() == before


def test_without_a_workspace(planctl, tmp_path):
    run = planctl("--lang", "en", "export", "csv", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "no organisation.yaml found" in run.err


def test_without_a_format(planctl):
    assert planctl("export").code == 2


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(planctl, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    run = planctl("-C", DATA / "exempel", "--lang", "en", "export", "csv", "-o", tmp_path / "closed" / "a.csv")
    assert run.code == 2
    assert "no permission" in run.err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no such device")  # noqa: PTH110
def test_a_full_disk(planctl):
    run = planctl("-C", "exempel", "--lang", "en", "export", "csv", "-o", "/dev/full")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("Error: there is no room on the disk for /dev/full")


def test_without_pyarrow(planctl, tmp_path):
    (tmp_path / "pyarrow.py").write_text("raise ImportError\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(SOURCES)])
    run = planctl("-C", "exempel", "--lang", "en", "export", "parquet", env={"PYTHONPATH": path})
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        'Error: Parquet files need pyarrow, which is not installed\nHint: install it with pip install "planctl[parquet]", or export csv\n'
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals there")
def test_parquet_is_nothing_for_a_terminal():
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "planctl", "-C", "exempel", "--lang", "en", "export", "parquet"],
        cwd=DATA,
        env={"PYTHONPATH": str(SOURCES)},
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert done.stderr == "Error: parquet is not for reading in a terminal\nHint: name a file: -o planctl.parquet\n"


def test_files_with_problems_are_told_of(planctl, tmp_path):
    shutil.copytree(DATA / "exempel", tmp_path / "exempel")
    with (tmp_path / "exempel" / "personal" / "outcomes-2026.yaml").open("a", encoding="utf-8") as file:
        file.write("gaols: {}\n")
    run = planctl("-C", "exempel", "--lang", "en", "export", "csv", cwd=tmp_path)
    assert run.code == 0
    assert "1 problem in the files" in run.err
    assert rows(run.out)
