"""`planctl explain`: each kind of thing, in both languages, and what can't be explained."""

from __future__ import annotations

import json

import pytest

from tests.workspaces import write_workspace

CASES = {
    "paths-and-groups": ["sjukfranvaro"],
    "in-a-gap": ["hme", "--period", "2025"],
    "not-measured": ["hme"],
    "in-two-bands": ["personal/svarstid"],
    "relative-to-target": ["rekryteringstid"],
    "relative-to-time": ["heltid"],
    "relative-to-peers": ["omdome"],
    "confidential": ["krankningar"],
    "missing": ["tillbud"],
    "judged": ["nojdhet", "--period", "2025"],
    "untargeted": ["lonegap"],
    "earlier-plan": ["vantetid"],
    "goal-with-activities": ["friska-medarbetare"],
    "goal-without-kpis": ["god-service"],
    "goal-disputed": ["ratt-bemanning"],
    "goal-weighted": ["god-arbetsgivare"],
    "goal-without-colour": ["snabb-service"],
    "activity-overdue": ["osa-enkat"],
    "activity-done": ["rehabkurs"],
    "activity-ongoing": ["friskvard"],
    "assignment": ["distansarbete"],
    "service": ["snabbt-svar"],
    "service-not-reported": ["ratt-lon"],
}
WRONG = {
    "unknown": ["personal/sjukfrnvaro"],
    "unknown-id": ["svarsti"],
    "nothing-near": ["xyzzy"],
    "several": ["svarstid"],
    "unit": ["personal"],
    "other-years": ["personal/sjukfranvaro", "--period", "2023"],
    "no-period": ["sjukfranvaro", "--period", "2026-T9"],
    "no-date": ["sjukfranvaro", "--as-of", "igår"],
    "no-format": ["sjukfranvaro", "--format", "jsn"],
}


@pytest.mark.parametrize("name", CASES)
def test_says_everything_behind_a_status(name, planctl, golden):
    run = planctl("-C", "exempel", "explain", *CASES[name])
    assert (run.code, run.err) == (0, "")
    golden(f"explain/{name}.txt", run.out)


def test_finds_by_title(planctl):
    by_address = planctl("-C", "exempel", "explain", "exempel/god-arbetsgivare")
    assert planctl("-C", "exempel", "explain", "medarbetarna  VILL stanna i kommunen").out == by_address.out
    shown = planctl("-C", "exempel", "status", "--goal", "Medarbetarna vill stanna i kommunen")
    assert (shown.code, shown.out) == (0, planctl("-C", "exempel", "status", "--goal", "god-arbetsgivare").out)
    unknown = planctl("-C", "exempel", "--lang", "en", "explain", "Något helt annat")
    assert (unknown.code, unknown.out) == (2, "")


def test_several_of_a_title_are_listed(planctl, tmp_path):
    plan_of = "kind: plan\nunit: {unit}\nperiod: 2026\nkpis: {{{id}: {{title: Svarstid, frequency: tertial}}}}\n".format
    write_workspace(tmp_path, {f"{unit}/plan.yaml": plan_of(unit=unit, id=id_) for unit, id_ in (("personal", "a"), ("ekonomi", "b"))})
    for arguments in (["explain", "svarstid"], ["status", "--kpi", "svarstid"]):
        run = planctl("--lang", "en", *arguments, cwd=tmp_path)
        assert (run.code, run.out) == (2, "")
        assert run.err == "Error: several things are called svarstid\nHint: write one of personal/a, ekonomi/b\n"


def test_speaks_english(planctl, golden):
    run = planctl("-C", "exempel", "--lang", "en", "explain", "sjukfranvaro")
    golden("explain/in-english.txt", run.out)


def test_fits_a_narrow_terminal(planctl, golden):
    run = planctl("-C", "exempel", "explain", "osa-enkat", env={"COLUMNS": "60"})
    assert max(map(len, run.out.splitlines())) <= 60
    golden("explain/narrow.txt", run.out)


def test_shows_a_cp1252_console_what_it_can(planctl, golden):
    run = planctl("-C", "exempel", "explain", "ratt-bemanning", encoding="cp1252")
    assert run.code == 0
    golden("explain/cp1252.txt", run.out)


@pytest.mark.parametrize("name", ["paths-and-groups", "goal-disputed", "activity-overdue", "service"])
def test_json(name, planctl, golden):
    run = planctl("-C", "exempel", "explain", *CASES[name], "--format", "json")
    assert json.loads(run.out)["format"] == 1
    golden(f"explain/{name}.json", run.out)


def test_json_holds_the_same_in_both_languages(planctl):
    texts = ("label", "text", "note", "title", "reason")

    def facts(part):
        if isinstance(part, dict):
            return {key: facts(value) for key, value in part.items() if key not in texts}
        return [facts(item) for item in part] if isinstance(part, list) else part

    swedish, english = (
        json.loads(planctl("-C", "exempel", "--lang", code, "explain", "sjukfranvaro", "--format", "json").out) for code in ("sv", "en")
    )
    assert facts(swedish) == facts(english)
    assert swedish["reason"] != english["reason"]


@pytest.mark.parametrize("name", WRONG)
def test_tells_what_it_cannot_explain(name, planctl, golden):
    run = planctl("-C", "exempel", "--lang", "en", "explain", *WRONG[name])
    assert (run.code, run.out) == (2, "")
    golden(f"explain/wrong/{name}.txt", run.err)


def test_tells_of_files_that_cannot_be_read_whole(planctl, workspace):
    unclosed = "kind: outcomes\nunit: personal\nyear: 2026\nkpis: {a: {T1: 1}\n"
    folder = workspace({"personal/plan.yaml": PLAN, "personal/outcomes-2026.yaml": unclosed})
    run = planctl("--lang", "en", "explain", "andel", cwd=folder)
    assert run.code == 0
    assert "1 problem in the files, the first in personal/outcomes-2026.yaml" in run.err


def test_an_id_taken_twice_in_a_plan_breaks_nothing(planctl, workspace):
    plan = PLAN + "  andel:\n    title: Ett annat mål\n    kpis:\n      antal: {title: Antal, target: 5, direction: higher}\n"
    run = planctl("explain", "antal", cwd=workspace({"personal/plan.yaml": plan}))
    assert run.code == 0


def test_goals_that_support_each_other_in_a_circle(planctl, workspace):
    plan = PLAN.replace("title: Ett mål", "title: Ett mål\n    supports: andra") + "  andra: {title: Ett annat mål, supports: malet}\n"
    run = planctl("--lang", "en", "explain", "andel", "--format", "json", cwd=workspace({"personal/plan.yaml": plan}))
    rollup = json.loads(run.out)["sections"][-2]
    goals = [row["address"] for row in rollup["rows"] if row["name"] == "goal"]
    assert (rollup["name"], goals) == ("rollup", ["personal/malet", "personal/andra"])


class TestSeveralOrganisations:
    def test_what_only_one_has(self, planctl):
        run = planctl("explain", "tillbud")
        assert run.code == 0
        assert "exempel/personal/plan.yaml:" in run.out

    def test_what_several_have(self, planctl):
        run = planctl("--lang", "en", "explain", "personal/hme")
        assert (run.code, run.out) == (2, "")
        assert run.err.startswith("Error: several organisations have personal/hme: exempel/organisation.yaml, fel/organisation.yaml\n")


def test_an_organisation_that_cannot_be_read_stops_it(planctl, workspace):
    run = planctl("--lang", "en", "explain", "andel", cwd=workspace({"organisation.yaml": "kind: [\n"}))
    assert (run.code, run.out) == (2, "")
    assert run.err == "Error: organisation.yaml can't be read\nHint: run planctl check to see what is wrong with it\n"


PLAN = """\
kind: plan
unit: personal
period: 2026
goals:
  malet:
    title: Ett mål
    kpis:
      andel: {title: Andel, target: "≥ 80"}
"""
