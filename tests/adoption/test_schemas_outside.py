"""The schemas that editors get, held by check-jsonschema: a validator that knows nothing of planctl."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from planctl.adoption.schemas import schema_files
from tests.conftest import SOURCES

ROOT = SOURCES.parent
FILES = sorted(path for folder in ("plans", "examples") for path in (ROOT / folder).rglob("*.yaml"))
PLAN = "kind: plan\nunit: a\nperiod: 2026\n"
FAULTY = {
    "organisation": [
        "kind: organisation\nformat: 2\nid: a\nname: A\n",
        "kind: organisation\nformat: 1\nid: A\nname: A\n",
        "kind: organisation\nformat: 1\nid: a\nname: A\nlanguage: de\n",
        "kind: organisation\nformat: 1\nid: a\nname: A\nunits: {b: {head: Chef}}\n",
        "kind: organisation\nformat: 1\nid: a\nname: A\nmunicipality_code: '22'\n",
        "kind: organisation\nformat: 1\nid: a\nname: A\ncalendar: {T1: {ends: 30 april}}\n",
    ],
    "plan": [
        "unit: a\nperiod: 2026\n",
        PLAN + "misson: Vi\n",
        PLAN + "goals: {a: {kpis: {}}}\n",
        PLAN + "goals: {a: {title: A, kpis: {b: {title: B, frequency: ibland}}}}\n",
        PLAN + "kpis: {b: {title: B, decimals: många}}\n",
        PLAN + "document: {status: beslutad}\n",
        PLAN + "services: {a: {title: A}}\n",
        PLAN.replace("2026", "i år"),
    ],
    "outcomes": [
        "kind: outcomes\nunit: a\n",
        "kind: outcomes\nunit: a\nyear: i år\n",
        "kind: outcomes\nunit: a\nyear: 2026\nkpis: {b: {T1: {vlaue: 1}}}\n",
        "kind: outcomes\nunit: a\nyear: 2026\nservices: {b: {T1: {kept: nästan}}}\n",
    ],
}


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schemas")
    for name, content in schema_files().items():
        (folder / name).write_bytes(content)
    return folder


def validated(schemas: Path, kind: str, files: list[Path]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schemas / f"{kind}.schema.json"), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("kind", ["organisation", "plan", "outcomes"])
def test_all_files_of_the_repository_pass(kind: str, schemas: Path) -> None:
    files = [path for path in FILES if f"kind: {kind}" in path.read_text(encoding="utf-8").splitlines()]
    assert len(files) >= 3
    done = validated(schemas, kind, files)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("kind", list(FAULTY))
def test_faulty_files_do_not(kind: str, schemas: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.yaml" for number in range(len(FAULTY[kind]))]
    for path, text in zip(files, FAULTY[kind], strict=True):
        path.write_text(text, encoding="utf-8")
    done = validated(schemas, kind, files)
    assert done.returncode == 1
    assert [path.name for path in files if f"{path}::" not in done.stdout] == []
