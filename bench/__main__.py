"""Run all benchmarks and print their ratios: `make bench`; those of merges, which take a quarter of an hour: `python -m bench merge`."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import imports, merges, revisions
from bench.organisations import write_organisations

PLANS = 1000
RUNS = 5
UNITS = 300
ROOT = Path(__file__).parent.parent
PLANCTL = [str(Path(sys.executable).with_name("planctl"))]
"""The command as users run it."""
READ_ALONE = """
import sys, yaml_rs
from pathlib import Path
for path in sys.stdin.read().splitlines():
    yaml_rs.loads(Path(path).read_bytes().decode(), parse_datetime=False)
"""


def timed(command: Sequence[str], stdin: str = "", cwd: Path = ROOT, runs: int = RUNS) -> float:
    """The median seconds of a whole process."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, input=stdin, text=True, capture_output=True, check=False, cwd=cwd)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def peak_memory(command: Sequence[str], cwd: Path) -> float:
    """The largest resident size in MB of a command, its worker processes included."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    return float(subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=True, cwd=cwd).stdout)


def start_up() -> None:
    base = timed([sys.executable, "-c", "import typer, pydantic, rich"], runs=15)
    status = timed([*PLANCTL, "-C", "plans", "status"], runs=15)
    over = 1000 * (status - 1.5 * base)
    print("status on plans/ against importing typer, pydantic and rich (bar: 1.5 × and 80 ms more):")
    print(f"  {status / base:.2f} ×, which is 1.5 × and {over:.0f} ms")


def checking(folder: Path) -> None:
    clean = write_organisations(folder / "clean", PLANS)
    write_organisations(folder / "faulty", PLANS, faults=1)
    names = "\n".join(map(str, clean))
    reading = timed([sys.executable, "-c", READ_ALONE], stdin=names)
    check = timed([*PLANCTL, "check"], cwd=folder / "clean")
    faulty = timed([*PLANCTL, "check"], cwd=folder / "faulty")
    schema = folder / "schema"
    subprocess.run([*PLANCTL, "schema", "-o", str(schema)], check=True, capture_output=True, cwd=ROOT)
    peer = timed(
        [str(Path(sys.executable).parent / "check-jsonschema"), "--schemafile", str(schema / "plan.schema.json"), *map(str, clean)], runs=1
    )
    lines = statistics.mean(len(path.read_text(encoding="utf-8").splitlines()) for path in clean)
    print(f"{PLANS} plan files of {lines:.0f} lines:")
    print(f"  check: {check / reading:.2f} × reading and parsing them with yaml-rs alone (bar: at most 3)")
    print(f"  check-jsonschema: {peer / check:.0f} × the time of check (bar: at least 40)")
    print(f"  check with a finding in each file: {faulty / check:.2f} × check without (bar: at most 3)")
    print(f"  memory: {peak_memory([*PLANCTL, 'check'], folder / 'clean'):.0f} MB in the largest process (bar: below 300)")


def importing(folder: Path) -> None:
    """Every run files into a fresh copy: a second import of the same file would have nothing to write."""
    imports.write_workspace(folder / "imports")
    file = folder / "utfall.xlsx"
    imports.write_workbook(folder / "imports", file)
    peer = [sys.executable, "-c", f"import openpyxl; openpyxl.load_workbook({str(file)!r})"]
    command = [*PLANCTL, "import", str(file)]
    first, again = [], []
    for number in range(RUNS):
        copy = shutil.copytree(folder / "imports", folder / f"imports-{number}")
        reading = timed(peer, runs=1)
        first.append(timed(command, cwd=copy, runs=1) / reading)
        assert (copy / "enhet-0" / "outcomes-2026.yaml").exists(), "the import has refused the workbook"
        again.append(timed(command, cwd=copy, runs=1) / reading)
    memory = peak_memory(command, shutil.copytree(folder / "imports", folder / "imports-memory"))
    print(f"import of {imports.UNITS * imports.KPIS} rows from a workbook into {imports.UNITS} files:")
    print(f"  {statistics.median(first):.2f} × the time that openpyxl takes to read the workbook (bar: at most 1.4)")
    print(f"  {statistics.median(again):.2f} × where all is on file already")
    print(f"  memory: {memory:.0f} MB (bar: below 400)")


def publishing(folder: Path) -> None:
    """The site of plans/ against its own status, and that of a large organisation, whole and after one change."""
    status = timed([*PLANCTL, "-C", "plans", "status"], runs=RUNS)
    site = statistics.median(timed([*PLANCTL, "-C", "plans", "site", "-o", str(folder / f"site-{run}")], runs=1) for run in range(RUNS))
    print("site of plans/ against status on it:")
    print(f"  {(site - 1) / status:.2f} × and 1 s (bar: 3 × and 1 s)")
    plan = write_organisations(folder / "large", UNITS, units=UNITS)[UNITS // 2]
    command = [*PLANCTL, "-C", str(folder / "large"), "site", "-o", str(folder / "large-site")]
    memory = peak_memory(command, folder)
    shutil.rmtree(folder / "large-site")
    whole = timed(command, runs=1)
    described = [_changed(plan, "med berörda", "med alla berörda", command) for _ in range(RUNS)]
    renamed = [_changed(plan, "Resultat 3", "Resultatet 3", command) for _ in range(RUNS)]
    print(f"site of {UNITS} units:")
    print(f"  {whole:.0f} s, {memory:.0f} MB (bars: 60 s, 500 MB)")
    print(f"  again after an activity has other words: {whole / statistics.median(described):.1f} × faster (bar: 10)")
    print(f"  again after a goal has a new title, which others show too: {whole / statistics.median(renamed):.1f} × faster")


def _changed(plan: Path, old: str, new: str, command: Sequence[str]) -> float:
    """The seconds of a command after a change in a plan, which is undone by the next one."""
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace(new, old) if new in text else text.replace(old, new, 1), encoding="utf-8")
    return timed(command, runs=1)


def revising(folder: Path) -> None:
    """Differences and histories, against a check of the same plans."""
    place = revisions.write_repository(folder / "revised", UNITS)
    check = timed([*PLANCTL, "check"], cwd=place)
    print(f"diff of two revisions of {UNITS} units:")
    print(f"  {timed([*PLANCTL, 'diff', 'HEAD~1', 'HEAD'], cwd=place) / check:.2f} × a check (bar: at most 2)")
    (folder / "history").mkdir()
    revisions.write_history(folder / "history")
    (place,) = (path.parent for path in (folder / "history").glob("*/organisation.yaml"))
    seconds = timed([*PLANCTL, "history", f"{place.name}/nyckeltal-0-0"], cwd=place, runs=3)
    print(f"history of a KPI over {revisions.COMMITS} commits of its file: {seconds:.1f} s")


def main() -> None:
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    if sys.argv[1:2] == ["merge"]:
        merges.main(*map(int, sys.argv[2:]))
        return
    folder = Path(tempfile.mkdtemp(prefix="planctl-bench-"))
    try:
        start_up()
        checking(folder)
        importing(folder)
        publishing(folder)
        revising(folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
