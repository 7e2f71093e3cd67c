"""`planctl status` through the real executable."""

import json
from pathlib import Path

import pytest

from tests.conftest import TESTS
from tests.workspaces import ORGANISATION, outcomes, plan, write_workspace

REPOSITORY = TESTS.parent
KPIS = """\
goals:
  friska-medarbetare:
    title: Nöjda och friska medarbetare
    owner: HR-chef
    kpis:
      hme:
        title: Hållbart medarbetarengagemang (HME)
        unit: index
        target: "≥ 80"
        thresholds: {red: "< 70", yellow: 70–79, green: "≥ 80"}
        frequency: year
      sjukfranvaro:
        title: Total sjukfrånvaro
        unit: "%"
        target: {2025: "< 6,5", 2026: "< 6"}
        thresholds: {red: "≥ 7,0", yellow: "6,0–6,9", green: "< 6"}
        frequency: tertial
      oro:
        title: Medarbetare som känner oro inför jobbet, mätt i en enkät som går till alla som arbetat i minst tre månader
        unit: "%"
        target: "≤ 5"
        thresholds: {red: "> 10", yellow: 6–10, green: "≤ 5"}
        frequency: tertial
        owner: Skyddsombud
    activities:
      enkat:
        title: Genomföra OSA-enkäten
        responsible: HR-chef
        due: 2026-05-31
kpis:
  andel-heltid:
    title: Andel heltid
    unit: "%"
    purpose: trend
    frequency: tertial
"""
OUTCOMES_2025 = "kpis:\n  sjukfranvaro: {T1: 7.2, T2: 6.4, year: 6.8}\n  hme: {year: 78}\n  andel-heltid: {T2: 71}\n"
OUTCOMES_2026 = """\
kpis:
  sjukfranvaro:
    T1: 6.2
    T2: {value: "5,8", comment: Färre korta frånvarotillfällen}
  hme:
    year: {forecast: 81}
  andel-heltid: {T2: 74.6}
goals:
  friska-medarbetare:
    T2: {assessment: yellow, analysis: Enkäten dröjer}
activities:
  enkat:
    T2: {status: ongoing, due: 2026-08-15}
"""


@pytest.fixture
def workspace(tmp_path):
    return write_workspace(
        tmp_path,
        {
            "personal/plan.yaml": plan(KPIS),
            "personal/outcomes-2025.yaml": outcomes(OUTCOMES_2025, 2025),
            "personal/outcomes-2026.yaml": outcomes(OUTCOMES_2026),
            "ekonomi/plan.yaml": plan("goals:\n  balans:\n    title: En budget i balans\n", unit="ekonomi", period="2026"),
        },
    )


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [50, 80, 100, 140])
def test_every_width_in_both_languages(planctl, workspace, golden, language, width):
    run = planctl("-C", workspace, "status", "--lang", language, env={"COLUMNS": str(width)})
    assert run.code == 0
    assert run.err == ""
    assert max(map(len, run.out.splitlines())) <= width
    golden(f"status/{language}-{width}.txt", run.out)


def test_colour(planctl, workspace, golden):
    golden("status/colour.txt", planctl("-C", workspace, "status", env={"FORCE_COLOR": "1", "COLUMNS": "100", "TERM": "xterm"}).out)


def test_no_color_wins(planctl, workspace):
    assert "\x1b" not in planctl("-C", workspace, "status", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out


def test_a_console_without_the_shapes(planctl, workspace, golden):
    golden("status/cp1252.txt", planctl("-C", workspace, "status", encoding="cp1252").out)


def test_json(planctl, workspace, golden):
    run = planctl("-C", workspace, "status", "--format", "json", cwd=workspace)
    document = json.loads(run.out)
    assert document["format"] == 1
    golden("status/status.json", run.out.replace(str(workspace), "."))


@pytest.mark.parametrize(
    ("arguments", "shown", "hidden"),
    [
        (["personal"], "sjukfrånvaro", "En budget i balans"),
        (["ekonomi"], "En budget i balans", "sjukfrånvaro"),
        (["--only", "green"], "sjukfrånvaro", "oro inför"),
        (["--only", "missing,untargeted"], "oro inför", "sjukfrånvaro"),
        (["--kpi", "personal/sjukfranvaro"], "sjukfrånvaro", "oro inför"),
        (["--kpi", "sjukfranvaro"], "sjukfrånvaro", "oro inför"),
        (["--goal", "friska-medarbetare"], "sjukfrånvaro", "Andel heltid"),
        (["--owner", "skyddsombud"], "oro inför", "sjukfrånvaro"),
        (["--missing"], "oro inför", "sjukfrånvaro"),
        (["--missing"], "OSA-enkäten", "Andel heltid"),
        (["--period", "2025-T2"], "6,4 %", "5,8 %"),
        (["--period", "2025"], "6,8 %", "5,8 %"),
        (["--as-of", "2026-01-15"], "6,8 %", "5,8 %"),
    ],
)
def test_filters(planctl, workspace, arguments, shown, hidden):
    run = planctl("-C", workspace, "status", *arguments)
    assert run.code == 0, run.err
    out = run.out.replace("\u00a0", " ")
    assert shown in out
    assert hidden not in out


@pytest.mark.parametrize(("statuses", "code"), [("red", 0), ("missing", 1), ("red,green", 1)])
def test_fail_on(planctl, workspace, statuses, code):
    assert planctl("-C", workspace, "status", "--fail-on", statuses).code == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["personall"], "did you mean personal?"),
        (["--only", "gren"], "did you mean green?"),
        (["--kpi", "personal/sjukfranvar"], "did you mean personal/sjukfranvaro?"),
        (["--goal", "nej"], "there is no goal nej"),
        (["--period", "2026-T9"], "2026-T9"),
        (["--as-of", "igår"], "igår is not a date"),
        (["--only", "x"], "x is not a status"),
    ],
)
def test_what_cannot_be_shown(planctl, workspace, arguments, words):
    run = planctl("-C", workspace, "status", "--lang", "en", *arguments)
    assert run.code == 2
    assert run.out == ""
    assert words in run.err


def test_several_organisations_are_a_table(planctl, tmp_path, golden):
    write_workspace(tmp_path / "a", {"personal/plan.yaml": plan(KPIS), "personal/outcomes-2026.yaml": outcomes(OUTCOMES_2026)})
    write_workspace(tmp_path / "b", {}, ORGANISATION.replace("Exempel kommun", "Åmåls låtsaskommun"))
    run = planctl("-C", tmp_path, "status")
    assert run.code == 0
    golden("status/organisations.txt", run.out)
    document = json.loads(planctl("-C", tmp_path, "status", "--format", "json").out)
    assert [found["name"] for found in document["organisations"]] == ["Exempel kommun", "Åmåls låtsaskommun"]


def test_a_folder_may_be_named(planctl, workspace):
    assert "Exempel kommun" in planctl("status", workspace, cwd=REPOSITORY).out
    assert "Exempel kommun" in planctl("status", workspace.name, cwd=workspace.parent).out


def test_a_broken_file_is_mentioned_and_the_rest_is_shown(planctl, workspace):
    (workspace / "ekonomi" / "plan.yaml").write_text("kind: plan\n  unit: ekonomi\n", encoding="utf-8")
    run = planctl("-C", workspace, "status", "--lang", "en")
    assert run.code == 0
    assert "planctl check" in run.err
    assert "sjukfrånvaro" in run.out


def test_texts_cannot_steer_the_terminal(planctl, workspace):
    path = workspace / "personal" / "plan.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Andel heltid", '"Andel \\e[31mheltid\\a\\n x"'), encoding="utf-8")
    out = planctl("-C", workspace, "status").out
    assert "\x1b" not in out
    assert "\a" not in out


def test_the_example_municipality_has_every_status(planctl):
    document = json.loads(planctl("-C", "plans", "status", "--format", "json", cwd=REPOSITORY).out)
    assert all(document["summary"].values()), document["summary"]
    assert {kpi["change"] for kpi in document["kpis"]} == {"better", "same", "worse", None}


def test_help_is_in_both_languages(planctl, golden):
    for language in ("sv", "en"):
        golden(f"status/help-{language}.txt", planctl("status", "--help", "--lang", language, cwd=Path("/"), env={"COLUMNS": "100"}).out)


def test_plans_of_the_past_are_shown_at_their_last_follow_up(planctl, tmp_path):
    write_workspace(tmp_path, {"personal/plan.yaml": plan(KPIS, period="2022-2023")})
    assert planctl("-C", tmp_path, "status").out.startswith("Exempel kommun  2023 ")


@pytest.mark.parametrize("arguments", [["--fail-on", ""], ["--as-of", "0001-01-01"]])
def test_empty_and_impossible_words_are_refused(planctl, workspace, arguments):
    assert planctl("-C", workspace, "status", *arguments).code == 2


def test_what_cannot_be_read_fails_where_a_failure_is_asked_for(planctl, workspace):
    (workspace / "ekonomi" / "plan.yaml").write_text("kind: plan\n  unit: ekonomi\n", encoding="utf-8")
    assert planctl("-C", workspace, "status", "--fail-on", "red").code == 1


def test_an_empty_answer_says_so(planctl, workspace):
    assert "nothing to show" in planctl("-C", workspace, "status", "ekonomi", "--owner", "skydds", "--lang", "en").out
    assert "nothing is missing" in planctl("-C", workspace, "status", "ekonomi", "--owner", "skydds", "--missing", "--lang", "en").out


@pytest.mark.parametrize(("role", "hint"), [("hr chef", "did you mean HR-chef?"), ("Xyzzy", "the roles are HR-chef, Skyddsombud")])
def test_a_role_that_nobody_has(planctl, workspace, role, hint):
    run = planctl("-C", workspace, "status", "--owner", role, "--lang", "en")
    assert (run.code, run.out) == (2, "")
    assert run.err == f"Error: nobody answers for anything as {role}\nHint: {hint}\n"
