"""`planctl import` through the real command: what it prints in both languages, what it writes, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml_rs

from planctl.source.writing.write import locked
from tests.conftest import Planctl
from tests.exchange.books import own_workbook, packed, parts_of, print_of, write
from tests.exchange.imported import EKONOMI, FILES, OUTCOMES, PLAN
from tests.workspaces import load_workspace, write_workspace

SICK, ANSWER, COST = "personal/sjukfranvaro", "personal/svarstid", "ekonomi/kostnad"
GOOD = (
    {"key": SICK, "value": 7.25, "comment": "Högre i vår,\nlägre i höst.", "forecast": 6.2},
    {"key": SICK, "group": "kvinnor", "value": "7,8 %"},
    {"key": ANSWER, "value": "–", "reason": "Systemet byttes."},
    {"key": COST, "value": 1250},
)
BAD = (
    {"key": SICK, "value": 720, "comment": "Lägre."},
    {"key": ANSWER, "value": "två dagar"},
    {"key": "ekonomi/kostnader", "value": 1250},
    {"key": "ekonomi/betyg", "value": 80, "fingerprint": "k0"},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_workspace(tmp_path, FILES)


def workbook(folder: Path, rows: tuple[dict[str, object], ...], name: str = "utfall-t2.xlsx", **options: str) -> str:
    workspace = load_workspace(folder, {})
    write(folder, name, own_workbook(workspace, rows, **options))
    return name


def yaml(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("name", "rows", "options", "code"),
    [
        ("filed", GOOD, ["--update"], 0),
        ("dry-run", GOOD, ["--dry-run"], 0),
        ("refused", BAD, [], 1),
        ("partial", (*BAD, *GOOD[1:3]), ["--partial", "--dry-run"], 1),
        ("nothing", ({"key": SICK},), [], 0),
    ],
)
def test_what_it_prints(
    name: str,
    rows: tuple[dict[str, object], ...],
    options: list[str],
    code: int,
    language: str,
    folder: Path,
    planctl: Planctl,
    golden: Callable[[str, str], None],
) -> None:
    done = planctl("--lang", language, "import", workbook(folder, rows), *options, cwd=folder)
    assert (done.code, done.err) == (code, "")
    golden(f"import/{name}.{language}.txt", done.out)


def test_what_it_writes(folder: Path, planctl: Planctl, golden: Callable[[str, str], None]) -> None:
    before = yaml(folder)
    assert planctl("import", workbook(folder, GOOD), cwd=folder).code == 0
    after = yaml(folder)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"personal/outcomes-2026.yaml", "ekonomi/outcomes-2026.yaml"}
    for name in changed:
        golden(f"import/{name.replace('/', '-')}", after[name].decode())
    assert planctl("check", cwd=folder).code == 0
    data = yaml_rs.loads(after["personal/outcomes-2026.yaml"].decode(), parse_datetime=False)
    assert data["kpis"]["sjukfranvaro"]["T2"] == {
        "value": 7.25,
        "by": {"kvinnor": 7.8},
        "comment": "Högre i vår,\nlägre i höst.",
        "source": "utfall-t2.xlsx!Personal!E3",
    }


def test_a_second_import_changes_nothing(folder: Path, planctl: Planctl) -> None:
    name = workbook(folder, GOOD)
    assert planctl("import", name, cwd=folder).code == 0
    once = yaml(folder)
    again = planctl("--lang", "en", "import", name, cwd=folder)
    assert again.code == 0
    assert again.out.endswith("Nothing to change: all that is filled in is on file already.\n")
    assert yaml(folder) == once


def test_a_cell_that_has_moved_is_no_change(folder: Path, planctl: Planctl) -> None:
    assert planctl("import", workbook(folder, GOOD), cwd=folder).code == 0
    once = yaml(folder)
    assert planctl("import", workbook(folder, GOOD[::-1], "annat-namn.xlsx"), cwd=folder).code == 0
    assert yaml(folder) == once


def test_a_refusal_writes_nothing(folder: Path, planctl: Planctl) -> None:
    before = yaml(folder)
    assert planctl("import", workbook(folder, (*GOOD, BAD[2])), cwd=folder).code == 1
    assert planctl("import", workbook(folder, GOOD), "--dry-run", cwd=folder).code == 0
    assert yaml(folder) == before
    assert planctl("import", workbook(folder, (*GOOD, BAD[2])), "--partial", cwd=folder).code == 1
    assert yaml(folder) != before
    again = planctl("--lang", "en", "import", "utfall-t2.xlsx", "--partial", cwd=folder)
    assert again.code == 1
    assert again.out.endswith("1 error. Nothing was filed: all that is right is on file already.\n")


def test_a_part_of_which_nothing_is_right(folder: Path, planctl: Planctl) -> None:
    done = planctl("--lang", "en", "import", workbook(folder, BAD[:2]), "--partial", cwd=folder)
    assert done.code == 1
    assert done.out.endswith("2 errors. Nothing was filed: there is an error in every row that is filled in.\n")
    assert "utfall-t2.xlsx!Personal!E3  error  personal/sjukfranvaro “Total sjukfrånvaro”\n" in done.out


def test_several_files_at_once(folder: Path, planctl: Planctl) -> None:
    names = [workbook(folder, GOOD[:2], "a.xlsx"), workbook(folder, GOOD[2:], "b.xlsx"), workbook(folder, GOOD[:1], "c.xlsx")]
    done = planctl("--lang", "en", "import", *names, cwd=folder)
    assert done.code == 0
    assert done.out.endswith("3 outcomes and 3 other entries filed in 2 files. 1 was on file already.\n")
    one = workbook(folder, ({"key": "ekonomi/betyg", "value": 70},), "d.xlsx")
    other = workbook(folder, ({"key": "ekonomi/betyg", "value": 71},), "e.xlsx")
    done = planctl("--lang", "en", "import", one, other, cwd=folder)
    assert done.code == 1
    assert "d.xlsx!Personal!E3" in done.out
    assert "e.xlsx!Personal!E3" in done.out


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("saknas.xlsx", lambda: None, "saknas.xlsx finns inte"),
        ("gammal.xls", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(50), "gammal.xls är i det gamla formatet .xls"),
        ("bomb.xlsx", lambda: packed(parts_of("") | {"xl/big.xml": bytes(100_000_000)}), "bomb.xlsx packas upp till 101 miljoner byte"),
        (
            "annan.xlsx",
            lambda: packed(parts_of("<sheetData><row><c><v>1</v></c></row></sheetData>")),
            "har inte gjorts av planctl, och ingen importprofil passar den",
        ),
    ],
    ids=["absent", "old", "bomb", "foreign"],
)
def test_files_it_can_not_read(name: str, content: Callable[[], bytes | None], expected: str, folder: Path, planctl: Planctl) -> None:
    if (written := content()) is not None:
        write(folder, name, written)
    done = planctl("import", name, cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert expected in done.err
    assert "Tips:" in done.err


def test_an_open_file_is_worth_a_word(folder: Path, planctl: Planctl) -> None:
    name = workbook(folder, GOOD)
    write(folder, f"~${name}", "x")
    done = planctl("import", name, cwd=folder)
    assert done.code == 0
    assert done.out.startswith("utfall-t2.xlsx  varning\n  filen är öppen i ett annat program\n")


def test_a_file_with_problems_is_left_alone(folder: Path, planctl: Planctl) -> None:
    write(folder, "personal/outcomes-2026.yaml", OUTCOMES.replace("T1: 2\n", "T1: [2]\n"))
    before = yaml(folder)
    done = planctl("--lang", "en", "import", workbook(folder, GOOD[:1]), cwd=folder)
    assert done.code == 1
    assert done.out.startswith(
        "personal/outcomes-2026.yaml  error\n  the file has problems of its own, and nothing can be filed in it. Not taken in:\n"
        "  utfall-t2.xlsx!Personal!E3, F3, G3\n"
    )
    assert "✖ 1 error." in done.out
    write(folder, "ekonomi/outcomes-2026.yaml", "det här är: [ingen yaml\n")
    assert planctl("import", workbook(folder, GOOD[3:]), cwd=folder).code == 1
    assert yaml(folder)["personal/outcomes-2026.yaml"] == before["personal/outcomes-2026.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="links are made in another way on Windows")
def test_an_outcomes_file_that_is_a_link_out_says_what_to_do(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, planctl: Planctl
) -> None:
    name = workbook(folder, GOOD[:1])
    outside = tmp_path_factory.mktemp("utanför") / "outcomes.yaml"
    path = folder / "personal/outcomes-2026.yaml"
    path.rename(outside)
    path.symlink_to(outside)
    done = planctl("--lang", "en", "import", name, cwd=folder)
    assert done.code == 1
    assert done.out.startswith(
        "personal/outcomes-2026.yaml  error\n  the link leads out of the workspace, and is not followed. Not taken in:\n"
        "  utfall-t2.xlsx!Personal!E3, F3, G3\n  Hint: put the file itself here, or delete the link\n"
    )
    assert outside.read_text() == OUTCOMES


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("locked", ["personal", "ekonomi", "personal/outcomes-2026.yaml", ""])
def test_without_the_right_to_write_all_stays(locked: str, folder: Path, planctl: Planctl) -> None:
    name, before = workbook(folder, GOOD), yaml(folder)
    mode = (folder / locked).stat().st_mode
    (folder / locked).chmod(0o555)
    done = planctl("--lang", "en", "import", name, "--update", cwd=folder)
    (folder / locked).chmod(mode)
    assert done.code == 2
    assert done.err.startswith("Error: ")
    assert "Traceback" not in done.err
    assert yaml(folder) == before
    assert not list(folder.rglob("*.planctl-*"))


def test_a_file_that_can_not_be_edited_is_named_once(folder: Path, planctl: Planctl) -> None:
    write(folder, "personal/outcomes-2026.yaml", OUTCOMES.replace("T1: 2\n    T2: missing", "T1: &a {value: 2}\n    T2: *a"))
    done = planctl("--lang", "en", "import", workbook(folder, GOOD), "--partial", "--update", cwd=folder)
    assert done.code == 1
    assert done.out.count("personal/outcomes-2026.yaml") == 1
    assert "Not taken in: utfall-t2.xlsx!Personal!" in " ".join(done.out.split())
    assert "ekonomi/outcomes-2026.yaml" in done.out


def test_rows_that_a_profile_skips_are_said_in_the_end(folder: Path, planctl: Planctl) -> None:
    profile = "kind: import-profile\nid: lista\nmatch: '*.csv'\ncolumns: {kpi: KPI, value: Utfall}\nskip: ['Summa*']\n"
    write(folder, "import/lista.yaml", profile)
    write(folder, "a.csv", "KPI;Utfall\nekonomi/kostnad;1250\nSumma;3\n")
    done = planctl("--lang", "en", "import", "a.csv", "--period", "2026-T2", cwd=folder)
    assert (done.code, done.out.splitlines()[-1]) == (0, "✔ 1 outcome filed in 1 file. 1 row passed by as the profile says.")


def test_words_for_no_value_are_told_once_each(folder: Path, planctl: Planctl) -> None:
    profile = "kind: import-profile\nid: lista\nmatch: '*.csv'\ncolumns: {kpi: KPI, value: Utfall}\nno_value: {i.u.: missing}\n"
    write(folder, "import/lista.yaml", profile)
    words = ("ekonomi/kostnad;..", "ekonomi/betyg;i.u.", "personal/betyg;N/A", f"{SICK};..")
    write(folder, "a.csv", "\n".join(("KPI;Utfall", *words)) + "\n")
    done = planctl("--lang", "en", "import", "a.csv", "--period", "2026-T2", cwd=folder)
    assert " ".join(done.out.split()).endswith(
        "4 outcomes filed in 2 files. 4 cells were read as no value: “..” (2) as missing, “N/A” (1) as not applicable, "
        "“i.u.” (1) as missing."
    )
    again = planctl("--lang", "en", "import", "a.csv", "--period", "2026-T2", cwd=folder)
    assert "no value" not in again.out


def test_an_option_that_is_not_used_is_named(folder: Path, planctl: Planctl) -> None:
    done = planctl("--lang", "en", "import", workbook(folder, GOOD), "--period", "2026-T1", cwd=folder)
    assert done.code == 0
    assert "utfall-t2.xlsx  warning\n  --period 2026-T1 is not used" in done.out


def test_new_files_lie_beside_the_plan_or_in_a_folder_of_their_own(tmp_path: Path, planctl: Planctl) -> None:
    write_workspace(
        tmp_path,
        {"planer/personal.yaml": PLAN, "planer/ekonomi.yaml": EKONOMI, "planer/lon/plan.yaml": EKONOMI.replace("unit: e", "unit: lon #")},
    )
    workspace = load_workspace(tmp_path, {})
    assert not [problem for problem in workspace.problems if "lon" in problem.file]
    rows = ({"key": COST, "value": 1}, {"key": "lon/kostnad", "value": 2, "fingerprint": print_of(workspace, "lon/kostnad")})
    assert planctl("import", workbook(tmp_path, rows), cwd=tmp_path).code == 0
    assert (tmp_path / "ekonomi/outcomes-2026.yaml").exists()
    assert (tmp_path / "planer/lon/outcomes-2026.yaml").exists()


def test_two_imports_at_the_same_time(folder: Path, planctl: Planctl) -> None:
    name, before = workbook(folder, GOOD), yaml(folder)
    with locked(folder):
        done = planctl("--lang", "en", "import", name, cwd=folder)
        assert done.code == 2
        assert "another planctl is writing in" in done.err
        assert planctl("import", name, "--dry-run", cwd=folder).code == 0
    assert yaml(folder) == before
    assert planctl("import", name, cwd=folder).code == 0


def test_several_organisations(tmp_path: Path, planctl: Planctl) -> None:
    for name in ("a", "b"):
        write_workspace(tmp_path / name, FILES)
    done = planctl("--lang", "en", "import", "x.xlsx", cwd=tmp_path)
    assert done.code == 2
    assert "there are several organisations here" in done.err
    assert planctl("--lang", "en", "-C", "a", "import", "x.xlsx", cwd=tmp_path).code == 2


def test_a_first_profile(folder: Path, planctl: Planctl) -> None:
    write(folder, "rapport.csv", "Nyckeltal;Utfall\nTotal sjukfrånvaro;6,4\nKostnad/invånare;1250\nAntal katter;3\n")
    shown = planctl("import", "--suggest", "rapport.csv", cwd=folder)
    assert shown.code == 0
    assert "# Oklart vilket nyckeltal som menas" in shown.out
    written = planctl("import", "rapport.csv", "--suggest", "-o", "import/rapport.yaml", cwd=folder)
    assert (written.code, written.out, written.err) == (
        0,
        "",
        "skrev import/rapport.yaml\nPröva den: planctl import rapport.csv --profile rapport --dry-run\n",
    )
    assert (folder / "import/rapport.yaml").read_text(encoding="utf-8") == shown.out
    (folder / "import/rapport.yaml").write_text(shown.out.replace("#skip", "skip").replace("#  -", "  -"), encoding="utf-8")
    assert planctl("import", "rapport.csv", cwd=folder).code == 0
    assert b"rapport.csv!B2" in yaml(folder)["personal/outcomes-2026.yaml"]
    assert planctl("import", "--suggest", "rapport.csv", "b.csv", cwd=folder).code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--suggest", "--dry-run", "--profile", "a"], "--suggest imports nothing, so --dry-run, --profile means nothing beside it"),
        (["-o", "a.yaml"], "-o says where --suggest writes"),
    ],
)
def test_options_that_would_do_nothing(folder: Path, planctl: Planctl, arguments: list[str], message: str) -> None:
    run = planctl("--lang", "en", "import", "u.xlsx", *arguments, cwd=folder)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"Error: {message}")


def test_start_up_without_what_only_import_needs(planctl: Planctl, folder: Path) -> None:
    script = (
        "import sys; from planctl.cli.run import run; run(['-C', '.', 'status']); "
        "print([name for name in ('openpyxl', 'xml.parsers.expat', 'ruamel.yaml', 'planctl.exchange') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
