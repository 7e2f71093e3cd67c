"""`planctl schema`: what editors are told is what planctl reads."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from planctl.model.kinds import KINDS
from planctl.model.schema import schema_of
from planctl.model.validate import validate
from planctl.source.reader import parse
from tests.conftest import DATA

ROOT = Path(__file__).parent.parent.parent
FILES = sorted(path for folder in ("plans", "examples", "tests/data/exempel") for path in (ROOT / folder).rglob("*.yaml"))
HEAD = "kind: plan\nunit: personal\nperiod: 2026\n"
KPI = HEAD + "kpis:\n  andel:\n    title: Andel\n"
ORGANISATION = "kind: organisation\nformat: 1\nid: a\nname: A\n"
OUTCOMES = "kind: outcomes\nunit: a\nyear: 2026\nkpis:\n  b:\n"
GOOD = [
    HEAD,
    HEAD.replace("2026", "2026-2028"),
    KPI + '    target: "≥ 80"\n',
    KPI + "    target: 80\n",
    KPI + "    target: 8.5\n",
    KPI + "    target: {text: Inga anmärkningar}\n",
    KPI + '    target: {2026: "≥ 80", 2027: {text: Alla}}\n',
    KPI + "    thresholds: {red: 1, yellow: 2–3, green: 4}\n",
    KPI + "    thresholds: {2026: {red: 1}}\n",
    KPI + "    baseline: {2023: 7.4}\n",
    KPI + "    by: {kön: [kvinnor, män]}\n",
    KPI + "    by: [kön]\n",
    KPI + "    owner:\n",
    KPI + "    frequency: every 3 years\n",
    HEAD + "services: {a: {promise: Vi svarar, from: dag ett}}\n",
    HEAD + "goals: {å-ä-ö1: {title: Mål, supports: [a/b, c], activities: {x: {title: Gör, due: 2026}}}}\n",
    HEAD + "document: {decided: 2025-11-01, status: decided}\n",
    HEAD + "focus: {2026: [Språk]}\n",
    ORGANISATION + "rules: {K001: off}\ncalendar: {T1: {ends: 04-30}}\n",
    ORGANISATION + "units: {b: {title: B, staff: 12.5, units: {c: {title: C, staff: ca 42}}}}\n",
    OUTCOMES + "    T1: 5\n    T2: {value: missing, reason: Sjuk}\n",
]
BAD = [
    HEAD.replace("plan", "plann"),
    HEAD.replace("period: 2026\n", ""),
    HEAD + "gaols: {}\n",
    HEAD + "goals: []\n",
    HEAD + "goals: {Fel Id: {title: Mål}}\n",
    HEAD + "goals: {a: {title: ''}}\n",
    HEAD + "goals: {a: {title: Mål, supports: a/b/c}}\n",
    HEAD + "document: {status: decidd}\n",
    KPI + "    target: [80]\n",
    KPI + "    target: {text: ''}\n",
    KPI + "    target: {2026: {green: 4}}\n",
    KPI + "    thresholds: {red: 1, purple: 2}\n",
    KPI + "    baseline: {i fjol: 7.4}\n",
    KPI + "    decimals: 10\n",
    KPI + "    decimals: 1.5\n",
    KPI + "    frequency: ibland\n",
    ORGANISATION.replace("format: 1", "format: 2"),
    ORGANISATION + "rules: {K001: loud}\n",
    ORGANISATION + "calendar: {T1: {ends: 13-30}}\n",
    OUTCOMES + "    T1: [5]\n",
    OUTCOMES + "    T1: {valu: 5}\n",
]


def errors(text: str) -> tuple[bool, bool]:
    """Whether the schema refuses a file, and whether planctl does."""
    data = parse(text.encode(), Path("x.yaml"), "x.yaml").data
    kind = data["kind"] if data["kind"] in KINDS else "plan"
    validator = jsonschema.Draft202012Validator(schema_of(kind, str), format_checker=jsonschema.FormatChecker())
    as_json = json.loads(json.dumps(data))  # keys that are years become text
    return bool(list(validator.iter_errors(as_json))), bool(validate("x.yaml", data)[1])


@pytest.mark.parametrize("text", GOOD)
def test_what_planctl_reads_the_schema_takes(text):
    assert errors(text) == (False, False)


@pytest.mark.parametrize("text", BAD)
def test_what_planctl_refuses_the_schema_refuses(text):
    assert errors(text) == (True, True)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_files_of_this_repository(path):
    assert errors(path.read_text(encoding="utf-8")) == (False, False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_by_its_own_dialect(kind):
    schema = schema_of(kind, str)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"]
    assert schema["title"]


def described(schema):
    """Every description in a schema."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "description" and isinstance(value, str):
                yield value
            else:
                yield from described(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from described(item)


def test_descriptions_are_in_both_languages(planctl):
    schema = json.loads(planctl("schema", "plan").out)
    assert schema["properties"]["unit"]["description"] == "The unit whose plan this is. / Enheten som planen gäller."
    assert all(" / " in text for text in described(schema))


def test_descriptions_in_one_language(planctl):
    schema = json.loads(planctl("--lang", "sv", "schema", "plan").out)
    assert schema["properties"]["unit"]["description"] == "Enheten som planen gäller."


def test_all_kinds_together(planctl):
    assert list(json.loads(planctl("schema").out)) == list(KINDS)


def test_an_unknown_kind(planctl):
    run = planctl("--lang", "en", "schema", "outcome")
    assert (run.code, run.out) == (2, "")
    assert run.err == "Error: KIND is one of organisation, plan, outcomes, import-profile, not outcome\nHint: did you mean outcomes?\n"


def test_files_for_an_editor(planctl, tmp_path):
    """Written to a folder, and taken by a validator that knows nothing of planctl."""
    run = planctl("schema", "-o", "schemas", cwd=tmp_path)
    assert (run.code, run.out, run.err) == (0, "", "".join(f"written: schemas/{kind}.schema.json\n" for kind in KINDS))
    assert sorted(path.name for path in (tmp_path / "schemas").iterdir()) == sorted(f"{kind}.schema.json" for kind in KINDS)
    schema = tmp_path / "schemas" / "plan.schema.json"
    assert check_jsonschema(schema, DATA / "exempel" / "personal" / "plan.yaml").returncode == 0
    broken = check_jsonschema(schema, DATA / "fel" / "personal" / "plan.yaml")
    assert broken.returncode == 1
    assert "frekvency" in broken.stdout


def check_jsonschema(schema: Path, file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_folder_that_cannot_be_written(planctl, tmp_path):
    (tmp_path / "schemas").write_text("", encoding="utf-8")
    run = planctl("--lang", "en", "schema", "-o", "schemas", cwd=tmp_path)
    assert run.code == 2
    assert run.err.startswith("Error: schemas can't be written: ")
